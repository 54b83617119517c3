/* In which order the rows of a table stand, and which of them are printed one by one. */
#include <string.h>

#include "base/decimal.h"
#include "spec/template_check.h"

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
