#include "build/public_set.h"

#include <string.h>

#include "base/hash.h"
#include "build/public_parts.h"
#include "build/sheet.h"

struct hidden_key {
    const struct template *template;
    guint32 scope, table, row, column;
};

static guint hash_key(gconstpointer key)
{
    return (guint)hash_bytes(key, sizeof(struct count_key));
}

static gboolean equal_keys(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(struct count_key)) == 0;
}

static guint hash_hidden(gconstpointer key)
{
    return (guint)hash_bytes(key, sizeof(struct hidden_key));
}

static gboolean equal_hidden(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(struct hidden_key)) == 0;
}

static void clear_count(gpointer data)
{
    struct set_count *count = data;
    g_array_unref(count->figures);
    g_array_unref(count->slots);
}

static void free_pool(gpointer pool)
{
    set_pool_free(pool);
}

struct public_set *public_set_new(void)
{
    struct public_set *set = g_new0(struct public_set, 1);
    set->books = g_array_new(FALSE, FALSE, sizeof(struct set_book));
    set->counts = g_array_new(FALSE, FALSE, sizeof(struct set_count));
    g_array_set_clear_func(set->counts, clear_count);
    set->figures = g_array_new(FALSE, FALSE, sizeof(struct set_figure));
    set->pools = g_ptr_array_new_with_free_func(free_pool);
    set->numbers = g_hash_table_new_full(hash_key, equal_keys, g_free, NULL);
    set->lines = g_hash_table_new_full(hash_key, equal_keys, g_free, NULL);
    set->books_of = g_hash_table_new_full(hash_key, equal_keys, g_free, NULL);
    set->places = g_hash_table_new_full(hash_hidden, equal_hidden, g_free, NULL);
    set->hidden = g_hash_table_new_full(hash_hidden, equal_hidden, g_free, NULL);
    return set;
}

void public_set_free(struct public_set *set)
{
    if (set == NULL)
        return;
    g_array_unref(set->books);
    g_array_unref(set->counts);
    g_array_unref(set->figures);
    g_ptr_array_unref(set->pools);
    g_hash_table_unref(set->numbers);
    g_hash_table_unref(set->lines);
    g_hash_table_unref(set->books_of);
    g_hash_table_unref(set->places);
    g_hash_table_unref(set->hidden);
    g_clear_pointer(&set->issued, g_hash_table_unref);
    g_free(set);
}

/* Compared as bytes, so that what lies between the members is zero. */
struct count_key public_set_key(const struct set_query *query, guint scope, guint span,
                                const struct place *row, const struct place *column)
{
    struct count_key key;
    memset(&key, 0, sizeof key);
    key.query = query->query;
    key.marks = query->marks;
    key.scope = scope;
    key.span = span;
    key.row.part = row->part;
    key.row.number = row->number;
    key.column.part = column->part;
    key.column.number = column->number;
    return key;
}

static struct count_key line_key(const struct set_query *query, guint scope, gboolean columns,
                                 const struct place *place)
{
    static const struct place none = {-2, 0, 0};
    return columns ? public_set_key(query, scope, 0, &none, place)
                   : public_set_key(query, scope, 0, place, &none);
}

/* The key of a query and a scope, by which a book is known. */
struct count_key public_set_book_key(const struct set_query *query, guint scope)
{
    static const struct place none = {-3, 0, 0};
    return public_set_key(query, scope, 0, &none, &none);
}

enum table_rest public_rest(const struct template *template, enum book_step step, guint table)
{
    /* The most linked tables come first. */
    static const char *const left_out[] = {"thang-don-vi", "cap-thi-hanh", "thang", "nhom"};
    const struct template_table *about = &template->tables[table];
    if (step == STEP_NOTHING)
        return REST_NOTHING;
    if (step == STEP_GRAND_TOTAL)
        return table == 0 ? REST_GRAND_TOTAL : REST_NOTHING;
    for (guint i = 0; i < G_N_ELEMENTS(left_out) && i < step; i++)
        if (strcmp(about->id, left_out[i]) == 0)
            return REST_NOTHING;
    return step == STEP_NO_UNITS && sheet_has_unit_rows(about) ? REST_TOTAL_ROW : REST_ALL;
}

/* Whether what is left of a table has a line, or a cell, of rows and columns that are totals or
 * not. */
static gboolean is_left(enum table_rest rest, gboolean total_row, gboolean total_column)
{
    return rest == REST_ALL || (rest == REST_TOTAL_ROW && total_row) ||
           (rest == REST_GRAND_TOTAL && total_row && total_column);
}

gboolean public_set_lacks_line(const struct public_set *set, const struct set_query *query,
                               guint scope, gboolean columns, const struct place *place)
{
    struct count_key key = line_key(query, scope, columns, place),
                     about = public_set_book_key(query, scope);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(set->books_of, &about));
    if (place->part < 0 || number == 0)
        return FALSE;
    const struct set_book *book = set_book_at(set, number - 1);
    guint table = (guint)(query->query->table - book->template->tables);
    return is_left(public_rest(book->template, book->step, table), columns, !columns) &&
           !g_hash_table_contains(set->lines, &key);
}

void public_set_add_line(struct public_set *set, const struct set_query *query, guint scope,
                         gboolean columns, const struct place *place)
{
    struct count_key key = line_key(query, scope, columns, place);
    if (place->part >= 0 && !g_hash_table_contains(set->lines, &key))
        g_hash_table_add(set->lines, g_memdup2(&key, sizeof key));
}

guint public_set_find(const struct public_set *set, const struct set_query *query, guint scope,
                      const struct cube_meeting *meeting)
{
    struct count_key key =
        public_set_key(query, scope, meeting->span, &meeting->row, &meeting->column);
    return GPOINTER_TO_UINT(g_hash_table_lookup(set->numbers, &key)) - 1;
}

gboolean public_set_is_decided(const struct public_set *set)
{
    return set->decided;
}

static struct hidden_key hidden_key(const struct template *template, guint scope, guint table,
                                    struct cell_place at)
{
    struct hidden_key key;
    memset(&key, 0, sizeof key);
    key.template = template;
    key.scope = scope;
    key.table = table;
    key.row = at.row;
    key.column = at.column;
    return key;
}

void public_set_place(struct public_set *set, guint number)
{
    const struct set_figure *figure = set_figure_at(set, number);
    const struct set_book *book = set_book_at(set, figure->book);
    struct hidden_key key = hidden_key(book->template, book->scope, figure->table, figure->at);
    g_hash_table_insert(set->places, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(number + 1));
}

void public_set_keep(struct public_set *set, const struct report *report, guint scope, guint table,
                     struct cell_place at)
{
    struct hidden_key key = hidden_key(report->template, scope, table, at);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(set->places, &key));
    if (number == 0)
        return;
    struct set_figure *figure = set_figure_at(set, number - 1);
    figure->kept = TRUE;
    if (measure_info(figure->measure)->form->is_count)
        set_count_at(set, figure->counts[0])->kept = TRUE;
}

gboolean public_set_hides(const struct public_set *set, const struct template *template,
                          guint scope, guint table, struct cell_place at)
{
    struct hidden_key key = hidden_key(template, scope, table, at);
    return g_hash_table_contains(set->hidden, &key);
}

/* The table of a count in its template. */
static guint table_of(const struct public_set *set, const struct set_count *count)
{
    return (guint)(count->key.query->table - set_book_at(set, count->book)->template->tables);
}

static gboolean is_small(gint64 value)
{
    return value != 0 && ABS(value) < PUBLIC_LEAST;
}

static void begin_count(const struct public_set *set, struct set_count *count)
{
    const struct set_book *book = set_book_at(set, count->book);
    enum table_rest rest = public_rest(book->template, book->step, table_of(set, count));
    gboolean total_row = count->key.row.part < 0, total_column = count->key.column.part < 0;
    count->shown = count->printed && is_left(rest, total_row, total_column);
    count->hidden = is_small(count->value);
    count->below = rest == REST_GRAND_TOTAL && count->shown && count->hidden;
    count->guarded = count->guards && is_left(rest, total_row && !total_column, !total_row);
    count->seen = 1u << WITNESS_ZERO;
    count->tells = FALSE;
    g_array_set_size(count->slots, 0);
}

static void begin_figure(const struct public_set *set, struct set_figure *figure)
{
    const struct set_book *book = set_book_at(set, figure->book);
    enum table_rest rest = public_rest(book->template, book->step, figure->table);
    const struct count_key *key = &set_count_at(set, figure->counts[0])->key;
    figure->shown = is_left(rest, key->row.part < 0, key->column.part < 0);
    figure->hidden = FALSE;
    for (guint i = 0; i < figure->length; i++) {
        struct set_count *count = set_count_at(set, figure->counts[i]);
        figure->hidden |= is_small(count->value);
        count->tells |= figure->shown;
    }
}

void public_set_begin(struct public_set *set)
{
    for (guint i = 0; i < set->counts->len; i++)
        begin_count(set, set_count_at(set, i));
    for (guint i = 0; i < set->figures->len; i++)
        begin_figure(set, set_figure_at(set, i));
}

static gboolean is_hidden(const struct public_set *set, const struct set_figure *figure)
{
    gboolean hidden = figure->hidden || !figure->shown;
    for (guint i = 0; i < figure->length; i++)
        hidden |= set_count_at(set, figure->counts[i])->hidden;
    return hidden;
}

void public_set_note_hidden(struct public_set *set)
{
    for (guint i = 0; i < set->figures->len; i++) {
        const struct set_figure *figure = set_figure_at(set, i);
        const struct set_book *book = &g_array_index(set->books, struct set_book, figure->book);
        if (!is_hidden(set, figure))
            continue;
        struct hidden_key key = hidden_key(book->template, book->scope, figure->table, figure->at);
        g_hash_table_add(set->hidden, g_memdup2(&key, sizeof key));
    }
    set->decided = TRUE;
}
