/* What a public set hides and leaves out of a book, and what is promised. */
#include <string.h>

#include "base/decimal.h"
#include "build/public_parts.h"

/* Of a whole table where the row is NULL. New string. */
static char *issued_key(const struct public_issued *figure)
{
    if (figure->row == NULL)
        return g_strdup_printf("%u/%s", figure->scope, figure->table);
    return g_strdup_printf("%u/%s/%s/%s/%s", figure->scope, figure->table, figure->row,
                           figure->column, figure->measure);
}

/* What an issue has of a table. */
static enum table_rest issued_rest(const struct public_set *set, guint scope, const char *table)
{
    g_autofree char *key = issued_key(&(struct public_issued){.scope = scope, .table = table});
    gpointer rest;
    return g_hash_table_lookup_extended(set->issued, key, NULL, &rest)
               ? (enum table_rest)GPOINTER_TO_UINT(rest)
               : REST_NOTHING;
}

void public_set_note_issued(struct public_set *set, const struct public_issued *figure)
{
    if (set->issued == NULL)
        set->issued = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct public_issued whole = {.scope = figure->scope, .table = figure->table};
    enum table_rest rest = strcmp(figure->row, BOOK_TOTAL_CODE) != 0      ? REST_ALL
                           : strcmp(figure->column, BOOK_TOTAL_CODE) != 0 ? REST_TOTAL_ROW
                                                                          : REST_GRAND_TOTAL;
    if (issued_rest(set, figure->scope, figure->table) > rest)
        g_hash_table_insert(set->issued, issued_key(&whole), GUINT_TO_POINTER(rest));
    gboolean hides = strcmp(figure->text, cell_state_sign(CELL_SUPPRESSED)) == 0;
    g_hash_table_insert(set->issued, issued_key(figure), GINT_TO_POINTER(hides));
    set->decided = TRUE;
}

/* Whether an issue has of each table what a step leaves of it, or less. */
static gboolean is_step_of_issue(const struct public_set *set, const struct report *report,
                                 guint scope, enum book_step step)
{
    const struct template *template = report->template;
    for (guint t = 0; t < template->tables_count; t++) {
        if (public_rest(template, step, t) > issued_rest(set, scope, template->tables[t].id))
            return FALSE;
    }
    return TRUE;
}

static enum book_step step_of(const struct public_set *set, const struct report *report,
                              guint scope)
{
    enum book_step step = STEP_NOTHING;
    while (set->issued != NULL && step > STEP_WHOLE && !is_step_of_issue(set, report, scope, step))
        step--;
    for (guint i = 0; i < set->books->len && set->issued == NULL; i++) {
        const struct set_book *book = set_book_at(set, i);
        if (book->template == report->template && book->scope == scope)
            return book->step;
    }
    return set->issued != NULL ? step : STEP_WHOLE;
}

/* What an issue hides; of what it does not have, each small count. */
static gboolean issue_hides(const struct public_set *set, guint scope,
                            const struct book_table *table, struct cell_place at)
{
    const struct book_column *column = book_column(table, at.column);
    gint64 count = book_cell(table, at.row, at.column)->numerator;
    struct public_issued figure = {.scope = scope,
                                   .table = table->id,
                                   .row = book_row(table, at.row)->code,
                                   .column = column->code,
                                   .measure = measure_info(column->measure)->code};
    g_autofree char *key = issued_key(&figure);
    gpointer hides;
    if (g_hash_table_lookup_extended(set->issued, key, NULL, &hides))
        return GPOINTER_TO_INT(hides);
    if (issued_rest(set, scope, table->id) != REST_ALL)
        return TRUE;
    return count != 0 && ABS(count) < PUBLIC_LEAST;
}

static void hide(const struct public_set *set, const struct report *report, guint scope,
                 guint number, struct book_table *table)
{
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len; c++) {
            struct cell_place at = {r, c};
            struct book_cell *cell = book_cell(table, r, c);
            if (set->issued != NULL ? issue_hides(set, scope, table, at)
                                    : public_set_hides(set, report->template, scope, number, at))
                *cell = (struct book_cell){.state = CELL_SUPPRESSED};
            else if (cell->relation != RELATION_RATIO)
                cell->relation = RELATION_NONE;
        }
}

/* The total of totals of a table; NULL: it has none. */
static const struct book_cell *grand_total(const struct book_table *table)
{
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len; c++)
            if (strcmp(book_row(table, r)->code, BOOK_TOTAL_CODE) == 0 &&
                strcmp(book_column(table, c)->code, BOOK_TOTAL_CODE) == 0 &&
                measure_info(book_column(table, c)->measure)->form->is_count)
                return book_cell(table, r, c);
    return NULL;
}

/* Of a book that tells nothing else: how many there are, or that they are few. */
static void say_grand_total(const struct book_sheet *sheet, gint64 count, struct book *book)
{
    const struct book_cell *cell = grand_total(sheet->table);
    gboolean small = count < PUBLIC_LEAST;
    if (cell == NULL || (cell->state != CELL_OK && !small))
        return;
    g_autofree char *words =
        cell->state == CELL_OK ? decimal_vietnamese(count, 0) : g_strdup("ít hơn 5");
    g_ptr_array_add(book->paragraphs, g_strdup_printf("%s: %s.", sheet->title, words));
}

void public_set_apply(const struct public_set *set, const struct report *report, guint scope,
                      struct book *book)
{
    const struct book_sheet *first = g_ptr_array_index(book->sheets, 0);
    gboolean grand = step_of(set, report, scope) == STEP_GRAND_TOTAL && first->table != NULL;
    const struct book_cell *total = grand ? grand_total(first->table) : NULL;
    gint64 count = total != NULL ? total->numerator : 0;
    for (guint i = 0; i < report->template->tables_count; i++) {
        struct book_sheet *sheet = g_ptr_array_index(book->sheets, i);
        if (report->template->tables[i].kind == TABLE_MISSING)
            continue; /* who did not return is no count of persons */
        hide(set, report, scope, i, sheet->table);
        g_ptr_array_add(sheet->notes,
                        g_strdup("Bản công khai: số từ 1 đến 4, và số nào cho phép suy "
                                 "ra chúng, được thay bằng dấu *."));
    }
    if (total != NULL)
        say_grand_total(first, count, book);
    public_set_promise(book);
}

void public_set_promise(struct book *book)
{
    g_ptr_array_add(book->paragraphs,
                    g_strdup("Bản công khai: mỗi số từ 1 đến 4 đã giấu (dấu *) còn ít nhất ba giá "
                             "trị, mỗi giá trị có trong một bảng số nguyên khớp với mọi số được "
                             "công bố của cả bộ báo cáo này."));
    g_ptr_array_add(book->paragraphs,
                    g_strdup("Không bảo đảm như vậy với người tự mình biết một số trường hợp, hoặc "
                             "đối chiếu với bộ báo cáo khác về mẫu, kỳ, đơn vị hay hệ thống tổ "
                             "chức; số ước tính (dấu ~) không thuộc bảo đảm này."));
}

/* A title in the list of those that a step concerns. */
static void add_title(GString *titles, const struct book_sheet *sheet)
{
    g_string_append_printf(titles, "%s“%s”", titles->len > 0 ? ", " : "", sheet->title);
}

void public_set_reduce(const struct public_set *set, const struct report *report, guint scope,
                       struct book *book)
{
    g_autoptr(GString) gone = g_string_new(NULL), totals = g_string_new(NULL);
    const struct template *template = report->template;
    enum book_step step = step_of(set, report, scope);
    for (guint t = 0, at = 0; t < template->tables_count; t++, at++) {
        struct book_sheet *sheet = g_ptr_array_index(book->sheets, at);
        enum table_rest rest = public_rest(template, step, t);
        if (rest == REST_ALL)
            continue;
        g_ptr_array_set_size(sheet->charts, 0);
        add_title(rest == REST_NOTHING ? gone : totals, sheet);
        if (rest == REST_NOTHING)
            g_ptr_array_remove_index(book->sheets, at--);
        else
            book_table_keep_totals(sheet->table, rest == REST_GRAND_TOTAL);
    }
    if (gone->len > 0)
        book_add_fact(book, PUBLIC_FACT_GONE, gone->str);
    if (totals->len > 0)
        book_add_fact(book, step == STEP_GRAND_TOTAL ? PUBLIC_FACT_GRAND : PUBLIC_FACT_TOTALS,
                      totals->str);
}
