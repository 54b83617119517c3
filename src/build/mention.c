#include "build/mention.h"

#include <string.h>

#include "calc/query.h"

#define NOT_STATED_CODE "khong_ghi"

/* Why a code is not among the lines of an axis; the later ones outweigh the earlier. */
enum absence { ABSENCE_NONE, ABSENCE_NOTHING, ABSENCE_UNKNOWN, ABSENCE_ELSEWHERE, ABSENCE_NEVER };

static enum absence of_units(const struct mention *mention, const struct part *part,
                             const char *code)
{
    const struct scopes *scopes = mention->report->scopes;
    GArray *units = g_ptr_array_index(part->numbering->units, mention->scope);
    for (guint i = 0; i < units->len; i++)
        if (strcmp(unit_at(scopes->tree, g_array_index(units, gint32, i))->code, code) == 0)
            return ABSENCE_NOTHING;
    gint32 unit = unit_tree_find(scopes->tree, code, -1);
    return unit != UNIT_NONE && scopes_count(scopes) > 1 ? ABSENCE_ELSEWHERE : ABSENCE_NEVER;
}

/* A year or month of the stretch that the part may show. */
static enum absence of_time(const struct part *part, const char *code)
{
    for (int number = 0; number < part->count; number++) {
        int at = part->first + number;
        g_autofree char *one = part->kind == PART_YEAR
                                   ? g_strdup_printf("%d", at)
                                   : g_strdup_printf("%04d-%02d", at / 12, at % 12 + 1);
        if (strcmp(one, code) == 0)
            return ABSENCE_UNKNOWN;
    }
    return ABSENCE_NEVER;
}

/* An open list that the dictionary does not write out may hold anything. */
static enum absence of_values(const struct query *query, const struct part *part, const char *code)
{
    const struct column *column =
        part->field != NULL ? part->field->column : &query->dataset->columns[part->column];
    int value = column_value(column, code);
    gboolean may_be = value >= 0 ? part->except == NULL || !part->except[value]
                                 : strcmp(code, NOT_STATED_CODE) == 0 ||
                                       (part->field == NULL && column->values_count == 0);
    return may_be ? ABSENCE_NOTHING : ABSENCE_NEVER;
}

static enum absence of_axis(const struct mention *mention, const struct query *query,
                            const struct axis *axis, const char *code)
{
    enum absence best = ABSENCE_NEVER;
    for (guint i = 0; i < axis->count; i++) {
        const struct part *part = &axis->part[i];
        enum absence one = part->heads || part->kind == PART_FIXED ? ABSENCE_NEVER
                           : part->numbering != NULL               ? of_units(mention, part, code)
                           : part->kind == PART_YEAR || part->kind == PART_MONTH
                               ? of_time(part, code)
                               : of_values(query, part, code);
        best = MIN(best, one);
    }
    return best;
}

static const struct book_table *table_of(const struct book *book, const char *id)
{
    for (guint i = 0; i < book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, i);
        if (sheet->table != NULL && strcmp(sheet->table->id, id) == 0)
            return sheet->table;
    }
    return NULL;
}

static const struct query *query_of(const struct mention *mention, const char *id)
{
    const struct template *template = mention->report->template;
    for (guint s = 0; s < mention->report->sources->len; s++) {
        const struct report_source *source =
            &g_array_index(mention->report->sources, struct report_source, s);
        for (guint q = 0; q < source->tables->len; q++)
            if (strcmp(template->tables[g_array_index(source->tables, guint, q)].id, id) == 0)
                return g_ptr_array_index(source->plan.queries, q);
    }
    return NULL;
}

static gboolean shows_row(const struct book_table *table, const char *code)
{
    for (guint r = 0; r < table->rows->len; r++)
        if (!book_row(table, r)->heading && strcmp(book_row(table, r)->code, code) == 0)
            return TRUE;
    return FALSE;
}

static gboolean shows_column(const struct book_table *table, const char *code)
{
    for (guint c = 0; c < table->columns->len; c++)
        if (strcmp(book_column(table, c)->code, code) == 0)
            return TRUE;
    return FALSE;
}

/* Whether the table has no figure at all that is known. */
static gboolean is_unknown(const struct book_table *table)
{
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len; c++)
            if (book_cell(table, r, c)->state != CELL_MISSING)
                return FALSE;
    return TRUE;
}

char *mention_absent(const void *data, const struct placeholder *wanted)
{
    const struct mention *mention = data;
    const struct book_table *table = table_of(mention->book, wanted->table);
    const struct query *query = query_of(mention, wanted->table);
    if (table == NULL || query == NULL)
        return NULL;
    enum absence row = shows_row(table, wanted->row)
                           ? ABSENCE_NONE
                           : of_axis(mention, query, &query->rows, wanted->row);
    enum absence column = shows_column(table, wanted->column)
                              ? ABSENCE_NONE
                              : of_axis(mention, query, &query->columns, wanted->column);
    enum measure measure;
    gboolean count =
        measure_from_code(wanted->measure, &measure) && measure_info(measure)->form->is_count;
    switch (MAX(row, column)) {
    case ABSENCE_NOTHING:
        if (!is_unknown(table))
            return g_strdup(count ? "0" : cell_state_sign(CELL_EMPTY));
        return g_strdup(cell_state_sign(CELL_MISSING));
    case ABSENCE_UNKNOWN:
        return g_strdup(cell_state_sign(CELL_MISSING));
    case ABSENCE_ELSEWHERE:
        return g_strdup(cell_state_sign(CELL_NOT_APPLICABLE));
    default:
        return NULL;
    }
}
