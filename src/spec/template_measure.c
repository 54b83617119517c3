/* What the measures of a table name: its columns, or those of another table; and in which order its
 * rows stand by them, and which are printed one by one. */
#include <string.h>

#include "base/decimal.h"
#include "spec/template_check.h"

/* `against`: the year before, or a column of this table. */
static gboolean check_against(const struct template_checker *checker,
                              const struct template_shown *shown)
{
    g_auto(table_codes_t) codes = {0};
    if (!shown->against || strcmp(shown->against, TEMPLATE_LAST_YEAR) == 0)
        return TRUE;
    table_codes_init(&codes, checker->dictionary, checker->table, TABLE_COLUMNS);
    if (table_codes_hold(&codes, shown->against))
        return TRUE;
    g_autoptr(GPtrArray) known = table_codes_names(&codes);
    g_ptr_array_add(known, (gpointer)TEMPLATE_LAST_YEAR);
    return complaint_unknown(&checker->complaint, MESSAGE_TEMPLATE_NO_COLUMN,
                             yaml_at(shown->node, "against"), shown->against, known);
}

/* A measure that needs a key which is not there, or has one it does not take. */
static gboolean check_presence(const struct template_checker *checker,
                               const struct template_shown *shown, const char *key,
                               gboolean state[2])
{
    if (state[0] == state[1])
        return TRUE;
    g_autofree char *show = g_strconcat("show: ", measure_info(shown->show)->code, NULL);
    return complaint_raise(&checker->complaint,
                           state[0] ? MESSAGE_SPEC_KEY_NEEDED : MESSAGE_SPEC_KEY_NOT_HERE,
                           yaml_at(shown->node, key), show, key);
}

static gboolean check_keys(const struct template_checker *checker,
                           const struct template_shown *shown)
{
    const struct measure_form *form = measure_info(shown->show)->form;
    const struct measure_info *of = measure_info(shown->of);
    gboolean based = measure_info(shown_share(shown))->base_column == BASE_COLUMN_NAMED;
    if (!check_presence(checker, shown, "of", (gboolean[]){form->of_shares, !of->form->is_count}) ||
        !check_presence(checker, shown, "over", (gboolean[]){based, shown->over != NULL}) ||
        !check_presence(checker, shown, "against",
                        (gboolean[]){form->compares, shown->against != NULL}) ||
        !check_presence(checker, shown, "number",
                        (gboolean[]){form->of_values, shown->number != NULL}) ||
        !check_presence(checker, shown, "may_pass_100",
                        (gboolean[]){shown->may_pass_100 && based, shown->may_pass_100 != 0}))
        return FALSE;
    if (!form->of_shares || of->form->is_share)
        return TRUE;
    return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NOT_A_SHARE,
                           yaml_at(shown->node, "of"), of->code, NULL);
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
static gboolean check_over(const struct template_checker *checker,
                           const struct template_shown *shown)
{
    struct yaml_at place = yaml_at(shown->node, "over");
    const char *slash = shown->over ? strchr(shown->over, '/') : NULL;
    if (!shown->over)
        return TRUE;
    if (!slash)
        return template_refer_code(checker, checker->table, TABLE_COLUMNS, shown->over, place);
    if (!measure_info(shown->show)->base_elsewhere) {
        g_autofree char *elsewhere = measures_over_elsewhere();
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_OVER_OTHER, place, shown->over,
                               elsewhere);
    }

    g_autofree char *id = g_strndup(shown->over, (gsize)(slash - shown->over));
    if (!template_refer_table(checker, id, NULL, place))
        return FALSE;
    const struct template_table *other = template_table(checker->template, id);
    if (other->kind != TABLE_CROSSTAB)
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NO_FIGURES, place, id, NULL);
    return template_refer_code(checker, other, TABLE_COLUMNS, slash + 1, place);
}

/* Two lines of the same measure would give one column two figures of one name. */
static gboolean is_shown_before(const struct template_table *table, unsigned index)
{
    const struct template_shown *shown = &table->measures[index];
    for (unsigned i = 0; i < index; i++) {
        const struct template_shown *other = &table->measures[i];
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

/* A level of what is no comparison: a number as it is printed. */
static gboolean check_threshold(const struct template_checker *checker,
                                const struct template_shown *shown)
{
    gint64 level = 0;
    struct yaml_at at = yaml_at(shown->node, "threshold");
    g_autofree char *show = g_strconcat("show: ", measure_info(shown->show)->code, NULL);
    if (shown->threshold == NULL)
        return TRUE;
    if (measure_info(shown->show)->form->compares || shown_over_elsewhere(shown))
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NOT_HERE, at, show,
                               "threshold");
    return (decimal_parse(shown->threshold, TEMPLATE_THRESHOLD_DECIMALS, &level) && level >= 0 &&
            level <= TEMPLATE_MOST_THRESHOLD) ||
           complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NO_LIMIT, at, shown->threshold,
                           NULL);
}

gboolean template_check_measures(const struct template_checker *checker)
{
    const struct template_table *table = checker->table;
    for (unsigned i = 0; i < table->measures_count; i++) {
        const struct template_shown *shown = &table->measures[i];
        if (!check_keys(checker, shown) || !template_check_number(checker, shown) ||
            !check_threshold(checker, shown) || !check_over(checker, shown) ||
            !check_against(checker, shown))
            return FALSE;
        for (unsigned k = 0; k < shown->only.count; k++)
            if (!template_refer_code(checker, table, TABLE_COLUMNS, shown->only.item[k],
                                     yaml_at_entry(shown->node, "only", k)))
                return FALSE;
        if (is_shown_before(table, i))
            return complaint_raise(&checker->complaint, MESSAGE_SPEC_TWICE,
                                   yaml_at(shown->node, NULL), measure_info(shown->show)->code,
                                   NULL);
    }
    return TRUE;
}

char *template_sort_column(const char *sort, const char **measure)
{
    const char *slash = strrchr(sort, '/');
    gsize length = slash != NULL ? (gsize)(slash - sort) : strlen(sort);
    g_autofree char *column = g_strndup(sort, length);
    const char *inner = template_inner_code(column);
    *measure = slash != NULL ? slash + 1 : "";
    return g_strdup_printf("%.*s%s", (int)(inner - column), column, template_code(inner));
}

guint template_top(const struct template_table *table)
{
    gint64 top = 0;
    return table->top != NULL && decimal_parse_whole(table->top, -1, &top) ? (guint)top : 0;
}

/* What of the rows keeps some of them from being one: groups stay together; in times the same
 * things stand again; who is of two levels, or has several labels, stands in two rows. New string;
 * NULL: nothing. */
static char *not_gathered(const struct template_checker *checker)
{
    const struct template_table *table = checker->table;
    const struct template_entry *row = &table->rows[0];
    const struct column *column =
        row->by != NULL ? dictionary_field(checker->dictionary, checker->dataset, row->by) : NULL;
    if (table->rows_count > 1 || row->by == NULL)
        return g_strdup("rows");
    if (row->group != NULL)
        return g_strconcat("group: ", row->group, NULL);
    gboolean twice =
        strcmp(row->by, "cap") == 0 ||
        (column != NULL && column->type == COLUMN_LABELS && table->count != COUNTED_MENTIONS);
    return twice || template_is_by_time(row) ? g_strconcat("by: ", row->by, NULL) : NULL;
}

static gboolean check_top(const struct template_checker *checker)
{
    const struct template_table *table = checker->table;
    struct yaml_at at = yaml_at(table->node, "top");
    gint64 top = 0;
    if (table->top == NULL)
        return TRUE;
    if (!decimal_parse_whole(table->top, -1, &top) || top < 1 || top > TEMPLATE_MOST_TOP)
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_BAD_NUMBER, at, table->top,
                               "1–1000");
    g_autofree char *other = not_gathered(checker);
    return other == NULL ||
           complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NOT_HERE, at, other, "top");
}

/* Both say something of an order that the table has. */
static gboolean check_needs_sort(const struct template_checker *checker, const char *key,
                                 gboolean there)
{
    return !there || checker->table->sort != NULL ||
           complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NEEDED,
                           yaml_at(checker->table->node, key), key, "sort");
}

gboolean template_check_sort(const struct template_checker *checker)
{
    const struct template_table *table = checker->table;
    struct yaml_at at = yaml_at(table->node, "sort");
    const char *measure;
    if (!check_needs_sort(checker, "order", table->order != SORTED_FALLING) ||
        !check_needs_sort(checker, "top", table->top != NULL))
        return FALSE;
    if (table->sort == NULL)
        return TRUE;
    g_autofree char *column = template_sort_column(table->sort, &measure);
    return template_refer_code(checker, table, TABLE_COLUMNS, column, at) &&
           template_refer_shown(checker, table, measure, column, at) && check_top(checker);
}
