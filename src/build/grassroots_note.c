#include "build/grassroots_note.h"

#include <string.h>

#include "base/decimal.h"
#include "build/wording.h"

date grassroots_era_first(const GArray *days, guint era)
{
    return era == 0 ? DATE_NONE : g_array_index(days, date, era - 1);
}

guint grassroots_era_of(const GArray *days, date day)
{
    guint era = 0;
    while (era < days->len && day >= g_array_index(days, date, era))
        era++;
    return era;
}

/* The first day of the era on which the unit is there; FALSE: none. */
gboolean grassroots_era_has(const GArray *days, guint era, const struct unit *unit, date *day)
{
    date first = grassroots_era_first(days, era);
    date next = era < days->len ? g_array_index(days, date, era) : G_MAXINT32;
    *day = MAX(first, unit->from);
    return *day < next && (unit->to == DATE_NONE || unit->to >= first);
}

const struct level_rule *grassroots_rule_of(const struct query *query, const struct unit *unit,
                                            date day)
{
    return dictionary_level(query->dictionary, level_code(unit->level), unit->kind, day);
}

/* Whether some unit, of that kind (NULL: any), is by the rule in one of the eras shown. */
static gboolean is_met(const struct grassroots_note *note, const struct level_rule *rule,
                       const char *kind)
{
    const struct query *query = note->query;
    const GArray *units = scopes_units(query->scopes, note->scope);
    for (guint era = 0; era <= note->days->len; era++)
        for (guint i = 0; (note->shown.eras & 1u << era) != 0 && i < units->len; i++) {
            const struct unit *unit = unit_at(query->scopes->tree, g_array_index(units, gint32, i));
            date day;
            if (strcmp(level_code(unit->level), rule->level) == 0 &&
                (kind == NULL || strcmp(unit->kind, kind) == 0) &&
                grassroots_era_has(note->days, era, unit, &day) &&
                grassroots_rule_of(query, unit, day) == rule)
                return TRUE;
        }
    return FALSE;
}

/* "xã, phường": those of the rule of which there are units. New string. */
static char *kinds_words(const struct grassroots_note *note, const struct level_rule *rule)
{
    const struct column *kinds = dictionary_unit_field(note->query->dictionary, "loai_hinh");
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < rule->kinds.count; i++) {
        if (!is_met(note, rule, rule->kinds.item[i]))
            continue;
        int value = column_value(kinds, rule->kinds.item[i]);
        g_autofree char *lower = wording_lower(kinds->values[value].label);
        g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", lower);
    }
    return g_string_free(text, FALSE);
}

static void append_day(GString *text, const char *before, const char *day)
{
    date at;
    if (day == NULL || !date_parse(day, -1, &at))
        return;
    g_autofree char *words = date_vietnamese(at);
    g_string_append_printf(text, "%s%s %s", text->len > 0 ? " " : "", before, words);
}

/*
 * "Từ 01/07/2025 đến 25/07/2026 đảng bộ xã, phường là “Đảng bộ cấp trên trực tiếp cơ sở”, trực
 * thuộc Đảng bộ tỉnh, không phải tổ chức cơ sở đảng. Căn cứ: Quy định 294-QĐ/TW." New string.
 */
static char *rule_sentence(const struct grassroots_note *note, const struct level_rule *rule)
{
    const struct query *query = note->query;
    const struct column *levels = dictionary_unit_field(query->dictionary, "cap");
    g_autofree char *kinds = kinds_words(note, rule);
    g_autofree char *cited = law_cited(rule->source, rule->mark);
    GString *text = g_string_new(NULL);
    append_day(text, rule->from != NULL ? "Từ" : "", rule->from);
    append_day(text, rule->from != NULL ? "đến" : "Đến", rule->to);
    g_string_append_printf(text, "%s %s là “%s”, trực thuộc %s%s. Căn cứ: %s.",
                           text->len > 0 ? " đảng bộ" : "Đảng bộ", kinds, rule->label,
                           levels->values[column_value(levels, rule->above)].label,
                           rule->is_grassroots ? "" : ", không phải tổ chức cơ sở đảng", cited);
    return g_string_free(text, FALSE);
}

static gboolean is_worth_telling(const struct grassroots_note *note, const struct level_rule *rule)
{
    return is_met(note, rule, NULL) && (!rule->is_grassroots || law_is_unsure(rule->mark) ||
                                        (note->shown.changed && rule->from != NULL));
}

/* The units that stand above grassroots organizations, and those of them with none in the data. */
struct above {
    guint count, bare;
};

/* Marks all units that a unit lies below. */
static void mark_above(const struct unit_tree *tree, gint32 unit, guint8 *marks)
{
    for (gint32 up = unit_at(tree, unit)->parent; up != UNIT_NONE && !marks[up];
         up = unit_at(tree, up)->parent)
        marks[up] = TRUE;
}

static struct above find_above(const struct grassroots_note *note)
{
    const struct query *query = note->query;
    const struct unit_tree *tree = query->scopes->tree;
    const GArray *units = scopes_units(query->scopes, note->scope);
    struct above above = {0};
    for (guint era = 0; era <= note->days->len; era++) {
        g_autofree guint8 *has = g_malloc0(unit_tree_count(tree) + 1);
        g_autoptr(GArray) lifted = g_array_new(FALSE, FALSE, sizeof(gint32));
        for (guint i = 0; (note->shown.own & 1u << era) != 0 && i < units->len; i++) {
            gint32 index = g_array_index(units, gint32, i);
            const struct unit *unit = unit_at(tree, index);
            date day;
            if (unit->level != LEVEL_CO_SO || !grassroots_era_has(note->days, era, unit, &day))
                continue;
            if (dictionary_lifts(query->dictionary, level_code(unit->level), unit->kind, day))
                g_array_append_val(lifted, index);
            else
                mark_above(tree, index, has);
        }
        above.count += lifted->len;
        for (guint i = 0; i < lifted->len; i++)
            above.bare += !has[g_array_index(lifted, gint32, i)];
    }
    return above;
}

/* Of whom nothing can be counted. */
static void add_bare(const struct grassroots_note *note, GString *text)
{
    struct above above = find_above(note);
    if (above.bare == 0)
        return;
    g_autofree char *bare = decimal_vietnamese(above.bare, 0);
    g_autofree char *count = decimal_vietnamese(above.count, 0);
    g_string_append_printf(
        text,
        " Dữ liệu không có tổ chức cơ sở đảng trực thuộc của %s trong %s đảng bộ "
        "ấy%s%s.",
        bare, count, note->shown.absent ? ": ghi x" : "",
        note->shown.total_absent ? "" : "; số cộng không gồm phần này");
}

void grassroots_tell(const struct grassroots_note *note, struct book_sheet *sheet)
{
    const struct dictionary *dictionary = note->query->dictionary;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < dictionary->levels_count; i++) {
        if (!is_worth_telling(note, &dictionary->levels[i]))
            continue;
        g_autofree char *sentence = rule_sentence(note, &dictionary->levels[i]);
        g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "", sentence);
    }
    add_bare(note, text);
    if (note->shown.changed)
        g_string_append(text,
                        " Số tổ chức cơ sở đảng trước và sau khi đổi cấp là của những tổ chức "
                        "khác nhau, không so sánh với nhau.");
    if (text->len > 0)
        g_ptr_array_add(sheet->notes, g_strdup(text->str));
}
