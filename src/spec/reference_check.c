#include "spec/reference_check.h"

#include <string.h>

#include "base/decimal.h"
#include "spec/dictionary_check.h"
#include "spec/placeholder.h"
#include "spec/table_codes.h"

static gboolean refuse(const struct template_checker *checker, enum message message,
                       const char *path, const char *word, const char *more)
{
    return complaint_raise(&checker->complaint, message, path, word, more);
}

/* A table by its id; `other` (may be NULL) is another word that may stand there. */
static gboolean check_table(const struct template_checker *checker, const char *id,
                            const char *other, const char *path)
{
    if (template_table(checker->template, id) || g_strcmp0(id, other) == 0)
        return TRUE;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; i < checker->template->tables_count; i++)
        g_ptr_array_add(known, checker->template->tables[i].id);
    if (other)
        g_ptr_array_add(known, (gpointer)other);
    return complaint_unknown(&checker->complaint, MESSAGE_TEMPLATE_UNKNOWN_TABLE, path, id, known);
}

/* A row or column of a table by its code. */
static gboolean check_code(const struct template_checker *checker, const struct table *table,
                           enum table_side side, const char *code, const char *path)
{
    g_auto(table_codes_t) codes;
    table_codes_init(&codes, checker->dictionary, table, side);
    if (table_codes_hold(&codes, code))
        return TRUE;
    g_autoptr(GPtrArray) known = table_codes_names(&codes);
    gboolean columns = side == TABLE_COLUMNS;
    return complaint_unknown(&checker->complaint,
                             columns ? MESSAGE_TEMPLATE_NO_COLUMN : MESSAGE_TEMPLATE_NO_ROW, path,
                             strcmp(code, "*") == 0 ? TEMPLATE_TOTAL : code, known);
}

/* `against`: the year before, or a column of this table. */
static gboolean check_against(const struct template_checker *checker, const struct table *table,
                              const struct shown *shown, const char *path)
{
    g_auto(table_codes_t) codes = {0};
    if (!shown->against || strcmp(shown->against, TEMPLATE_LAST_YEAR) == 0)
        return TRUE;
    table_codes_init(&codes, checker->dictionary, table, TABLE_COLUMNS);
    if (table_codes_hold(&codes, shown->against))
        return TRUE;
    g_autoptr(GPtrArray) known = table_codes_names(&codes);
    g_autofree char *place = g_strconcat(path, "/against", NULL);
    g_ptr_array_add(known, (gpointer)TEMPLATE_LAST_YEAR);
    return complaint_unknown(&checker->complaint, MESSAGE_TEMPLATE_NO_COLUMN, place, shown->against,
                             known);
}

/* A measure that needs a key which is not there, or has one it does not take. */
static gboolean check_presence(const struct template_checker *checker, const struct shown *shown,
                               const char *path, const char *key, gboolean state[2])
{
    if (state[0] == state[1])
        return TRUE;
    g_autofree char *place = g_strdup_printf("%s/%s", path, key);
    g_autofree char *show = g_strconcat("show: ", measure_info(shown->show)->code, NULL);
    return refuse(checker, state[0] ? MESSAGE_SPEC_KEY_NEEDED : MESSAGE_SPEC_KEY_NOT_HERE, place,
                  show, key);
}

static gboolean check_keys(const struct template_checker *checker, const struct shown *shown,
                           const char *path)
{
    const struct measure_form *form = measure_info(shown->show)->form;
    const struct measure_info *of = measure_info(shown->of);
    gboolean based = measure_info(shown_share(shown))->base_column == BASE_COLUMN_NAMED;
    if (!check_presence(checker, shown, path, "of",
                        (gboolean[]){form->of_shares, !of->form->is_count}) ||
        !check_presence(checker, shown, path, "over", (gboolean[]){based, shown->over != NULL}) ||
        !check_presence(checker, shown, path, "against",
                        (gboolean[]){form->compares, shown->against != NULL}) ||
        !check_presence(checker, shown, path, "may_pass_100",
                        (gboolean[]){shown->may_pass_100 && based, shown->may_pass_100 != 0}))
        return FALSE;
    if (!form->of_shares || of->form->is_share)
        return TRUE;
    g_autofree char *place = g_strconcat(path, "/of", NULL);
    return refuse(checker, MESSAGE_TEMPLATE_NOT_A_SHARE, place, of->code, NULL);
}

/* Measures whose base may stand in another table, by their codes. New string. */
static char *measures_over_elsewhere(void)
{
    GString *codes = g_string_new(NULL);
    for (guint i = 0; i < MEASURES; i++)
        if (measure_info((enum measure)i)->base_elsewhere)
            g_string_append_printf(codes, "%s%s", codes->len > 0 ? ", " : "",
                                   measure_info((enum measure)i)->code);
    return g_string_free(codes, FALSE);
}

/* `over`: a column of this table, or of another one for a rate. */
static gboolean check_over(const struct template_checker *checker, const struct table *table,
                           const struct shown *shown, const char *path)
{
    g_autofree char *place = g_strconcat(path, "/over", NULL);
    const char *slash = shown->over ? strchr(shown->over, '/') : NULL;
    if (!shown->over)
        return TRUE;
    if (!slash)
        return check_code(checker, table, TABLE_COLUMNS, shown->over, place);
    if (!measure_info(shown->show)->base_elsewhere) {
        g_autofree char *known = measures_over_elsewhere();
        return refuse(checker, MESSAGE_TEMPLATE_OVER_OTHER, place, shown->over, known);
    }

    g_autofree char *id = g_strndup(shown->over, (gsize)(slash - shown->over));
    if (!check_table(checker, id, NULL, place))
        return FALSE;
    const struct table *other = template_table(checker->template, id);
    if (other->kind != TABLE_CROSSTAB)
        return refuse(checker, MESSAGE_TEMPLATE_NO_FIGURES, place, id, NULL);
    return check_code(checker, other, TABLE_COLUMNS, slash + 1, place);
}

/* Two lines of the same measure would give one column two figures of one name. */
static gboolean is_shown_before(const struct table *table, unsigned index)
{
    const struct shown *shown = &table->measures[index];
    for (unsigned i = 0; i < index; i++) {
        const struct shown *other = &table->measures[i];
        if (other->show != shown->show)
            continue;
        if (other->only.count == 0 || shown->only.count == 0)
            return TRUE;
        for (unsigned k = 0; k < other->only.count; k++)
            for (unsigned m = 0; m < shown->only.count; m++)
                if (strcmp(other->only.item[k], shown->only.item[m]) == 0)
                    return TRUE;
    }
    return FALSE;
}

gboolean reference_check_measures(const struct template_checker *checker, unsigned table)
{
    const struct table *checked = &checker->template->tables[table];
    for (unsigned i = 0; i < checked->measures_count; i++) {
        const struct shown *shown = &checked->measures[i];
        g_autofree char *path = g_strdup_printf("tables/%u/measures/%u", table, i);
        if (!check_keys(checker, shown, path) || !check_over(checker, checked, shown, path) ||
            !check_against(checker, checked, shown, path))
            return FALSE;
        for (unsigned k = 0; k < shown->only.count; k++) {
            g_autofree char *only = g_strdup_printf("%s/only/%u", path, k);
            if (!check_code(checker, checked, TABLE_COLUMNS, shown->only.item[k], only))
                return FALSE;
        }
        if (is_shown_before(checked, i))
            return refuse(checker, MESSAGE_SPEC_TWICE, path, measure_info(shown->show)->code, NULL);
    }
    return TRUE;
}

/* The measure must be shown in that column of the table. */
static gboolean check_shown(const struct template_checker *checker, const struct table *table,
                            const char *measure, const char *column, const char *path)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < MEASURES; i++) {
        if (!table_shows(table, (enum measure)i, column))
            continue;
        if (strcmp(measure_info((enum measure)i)->code, measure) == 0)
            return TRUE;
        g_ptr_array_add(known, (gpointer)measure_info((enum measure)i)->code);
    }
    return complaint_unknown(&checker->complaint, MESSAGE_TEMPLATE_NO_MEASURE, path, measure,
                             known);
}

/* The columns that a chart draws when it names none; -1: only the data will tell. */
static int drawn_columns(const struct template_checker *checker, const struct table *table,
                         const struct chart *chart)
{
    if (chart->columns.count > 0)
        return (int)chart->columns.count;
    g_auto(table_codes_t) codes;
    table_codes_init(&codes, checker->dictionary, table, TABLE_COLUMNS);
    if (codes.open)
        return -1;
    int count = 0;
    for (guint i = 0; i < codes.known->len; i++)
        count += table_shows(table, chart->measure, codes.known->pdata[i]);
    return count;
}

static gboolean check_chart_size(const struct template_checker *checker, const struct table *table,
                                 const struct chart *chart, const char *path)
{
    const struct chart_kind_info *kind = chart_kind_info(chart->kind);
    int drawn = drawn_columns(checker, table, chart);
    if (kind->columns == 0 || drawn < 0 || (guint)drawn == kind->columns)
        return TRUE;
    g_autofree char *wanted = g_strdup_printf("%u", kind->columns);
    return refuse(checker, MESSAGE_TEMPLATE_CHART_COLUMNS, path, kind->code, wanted);
}

static gboolean check_chart(const struct template_checker *checker, const struct chart *chart,
                            const char *path)
{
    g_autofree char *table_path = g_strconcat(path, "/table", NULL);
    g_autofree char *measure_path = g_strconcat(path, "/measure", NULL);
    if (!check_table(checker, chart->table, NULL, table_path))
        return FALSE;
    const struct table *table = template_table(checker->template, chart->table);
    if (table->kind == TABLE_MISSING)
        return refuse(checker, MESSAGE_TEMPLATE_NO_FIGURES, table_path, chart->table, NULL);
    for (unsigned i = 0; i < chart->columns.count; i++) {
        g_autofree char *place = g_strdup_printf("%s/columns/%u", path, i);
        if (!check_code(checker, table, TABLE_COLUMNS, chart->columns.item[i], place) ||
            !check_shown(checker, table, measure_info(chart->measure)->code, chart->columns.item[i],
                         measure_path))
            return FALSE;
    }
    if (drawn_columns(checker, table, chart) == 0)
        return refuse(checker, MESSAGE_TEMPLATE_NO_MEASURE, measure_path,
                      measure_info(chart->measure)->code, "–");
    return check_chart_size(checker, table, chart, path);
}

static gboolean check_threshold(const struct template_checker *checker, const struct chart *chart,
                                const char *path)
{
    g_autofree char *place = g_strconcat(path, "/threshold", NULL);
    g_autofree char *kind = g_strconcat("kind: ", chart_kind_info(chart->kind)->code, NULL);
    gint64 level = 0;
    if (chart->threshold == NULL)
        return TRUE;
    if (!chart_kind_info(chart->kind)->takes_threshold)
        return refuse(checker, MESSAGE_SPEC_KEY_NOT_HERE, place, kind, "threshold");
    if (strcmp(chart->threshold, TEMPLATE_RULE) == 0 &&
        template_table(checker->template, chart->table)->kind == TABLE_CAP)
        return TRUE;
    if (!decimal_parse_whole(chart->threshold, -1, &level) || level < 0 ||
        level > TEMPLATE_MOST_THRESHOLD)
        return refuse(checker, MESSAGE_SPEC_BAD_NUMBER, place, chart->threshold, "0–1000000000");
    return TRUE;
}

gboolean reference_check_charts(const struct template_checker *checker)
{
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (unsigned i = 0; i < checker->template->charts_count; i++) {
        const struct chart *chart = &checker->template->charts[i];
        g_autofree char *path = g_strdup_printf("charts/%u", i);
        g_autofree char *id = g_strconcat(path, "/id", NULL);
        g_autofree char *title = g_strconcat(path, "/title", NULL);
        if (!dictionary_is_code(chart->id, '-'))
            return refuse(checker, MESSAGE_SPEC_BAD_CODE, id, chart->id, "a-z, 0-9, -");
        if (!g_hash_table_add(ids, chart->id))
            return refuse(checker, MESSAGE_SPEC_TWICE, id, chart->id, NULL);
        if (!check_chart(checker, chart, path) || !check_threshold(checker, chart, path) ||
            (chart->title && !reference_check_text(checker, chart->title, FALSE, title)))
            return FALSE;
    }
    return TRUE;
}

static gboolean check_figure(const struct template_checker *checker,
                             const struct placeholder *figure, const char *path)
{
    if (!check_table(checker, figure->table, NULL, path))
        return FALSE;
    const struct table *table = template_table(checker->template, figure->table);
    if (table->kind == TABLE_MISSING)
        return refuse(checker, MESSAGE_TEMPLATE_NO_FIGURES, path, figure->table, NULL);
    return check_code(checker, table, TABLE_ROWS, figure->row, path) &&
           check_code(checker, table, TABLE_COLUMNS, figure->column, path) &&
           check_shown(checker, table, figure->measure, figure->column, path);
}

gboolean reference_check_text(const struct template_checker *checker, const char *text,
                              gboolean figures, const char *path)
{
    for (gsize at = 0; text[at] != '\0';) {
        g_auto(placeholder_t) found = {0};
        placeholder_find(text, at, &found);
        g_autofree char *word = g_strndup(text + found.start, found.end - found.start);
        if (found.kind == PLACEHOLDER_BAD || (found.kind == PLACEHOLDER_FIGURE && !figures))
            return refuse(checker, MESSAGE_TEMPLATE_BAD_PLACEHOLDER, path, word,
                          figures ? "{period}, {as_of}, {table/row/column/measure}"
                                  : "{period}, {as_of}");
        if (found.kind == PLACEHOLDER_FIGURE && !check_figure(checker, &found, path))
            return FALSE;
        at = found.end;
    }
    return TRUE;
}

gboolean reference_check_texts(const struct template_checker *checker)
{
    for (unsigned i = 0; i < checker->template->text_count; i++) {
        const struct text *text = &checker->template->text[i];
        g_autofree char *at = g_strdup_printf("text/%u/at", i);
        g_autofree char *body = g_strdup_printf("text/%u/body", i);
        if (!check_table(checker, text->at, TEMPLATE_COVER, at) ||
            !reference_check_text(checker, text->body, TRUE, body))
            return FALSE;
    }
    return TRUE;
}
