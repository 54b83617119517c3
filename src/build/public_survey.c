/* What the figures of the public books are counted from. */
#include <string.h>

#include "build/public_parts.h"

/* The source of which a query of the table is. */
static const struct report_source *source_of(const struct public_survey *survey,
                                             const struct query *query)
{
    for (guint i = 0; i < survey->asked->len; i++) {
        const struct report_asked *asked = &g_array_index(survey->asked, struct report_asked, i);
        if (g_ptr_array_index(asked->source->plan.queries, asked->query) == query)
            return asked->source;
    }
    return NULL;
}

static gboolean is_pool(const struct set_pool *pool, const struct report_source *source, gint sum)
{
    return pool->source->dataset == source->dataset && pool->store == source->facts &&
           pool->sum == sum;
}

/* The pool of a source's facts, which the query is asked of; `sum`: of the units of that column. */
static guint pool_for(struct public_set *set, const struct report_source *source, gint sum,
                      const struct set_query *query)
{
    guint number = 0;
    while (number < set->pools->len && !is_pool(g_ptr_array_index(set->pools, number), source, sum))
        number++;
    if (number == set->pools->len) {
        struct set_pool *pool = g_new0(struct set_pool, 1);
        pool->store = source->facts != NULL ? fact_store_ref(source->facts) : NULL;
        pool->source = source;
        pool->sum = sum;
        pool->queries = g_array_new(FALSE, FALSE, sizeof(struct set_query));
        g_ptr_array_add(set->pools, pool);
    }
    struct set_pool *pool = g_ptr_array_index(set->pools, number);
    for (guint i = 0; i < pool->queries->len; i++)
        if (memcmp(&g_array_index(pool->queries, struct set_query, i), query, sizeof *query) == 0)
            return number;
    g_array_append_vals(pool->queries, query, 1);
    return number;
}

static struct set_query query_of(const struct public_survey *survey, const struct grid *grid,
                                 const struct grid *home)
{
    const struct report_source *source = source_of(survey, home->query);
    return (struct set_query){home->query, survey->like != NULL && grid == survey->like
                                               ? source->liked_plan.marks
                                               : NULL};
}

static guint find_book(struct public_set *set, const struct public_survey *survey)
{
    for (guint i = set->books->len; i-- > 0;) {
        const struct set_book *book = set_book_at(set, i);
        if (book->template == survey->report->template && book->scope == survey->scope)
            return i;
    }
    struct set_book book = {survey->report->template, survey->scope, STEP_WHOLE, 0};
    g_array_append_val(set->books, book);
    return set->books->len - 1;
}

/* The number of the book, which a query of it tells from now on. */
static guint number_book(const struct public_survey *survey, const struct set_query *query)
{
    struct public_set *set = survey->set;
    struct count_key key = public_set_book_key(query, survey->scope);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(set->books_of, &key));
    if (number > 0)
        return number - 1;
    number = find_book(set, survey);
    g_hash_table_insert(set->books_of, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(number + 1));
    return number;
}

static const struct place total_place = {CUBE_TOTAL, 0, 0};

/* The count of an operand, noted once. */
static guint note_count(const struct public_survey *survey, const struct grid *grid,
                        struct operand operand, gint64 value)
{
    struct public_set *set = survey->set;
    const struct grid *home = grid_home(grid, operand.column);
    struct set_query query = query_of(survey, grid, home);
    const struct place *row = operand.row != NULL ? &operand.row->place : &total_place;
    const struct place *column = operand.column != NULL ? &operand.column->place : &total_place;
    struct count_key key = public_set_key(&query, survey->scope, operand.span, row, column);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(set->numbers, &key));
    if (number > 0)
        return number - 1;
    const struct adding *adding = place_adding(home->query, column);
    gint sum = adding->aggregate == AGGREGATE_SUM ? (gint)adding->column : -1;
    struct set_count count = {
        .key = key,
        .book = number_book(survey, &query),
        .pool = pool_for(set, source_of(survey, home->query), sum, &query),
        .value = value,
        .seen = 1u << WITNESS_ZERO,
        .figures = g_array_new(FALSE, FALSE, sizeof(guint)),
        .slots = g_array_new(FALSE, FALSE, sizeof(guint)),
    };
    g_array_append_val(set->counts, count);
    g_hash_table_insert(set->numbers, g_memdup2(&key, sizeof key),
                        GUINT_TO_POINTER(set->counts->len));
    return set->counts->len - 1;
}

/* A line that is shown only since something is counted there tells that it is. */
static void guard(const struct public_survey *survey, const struct grid *grid,
                  const struct grid_line *row, const struct grid_line *column)
{
    const struct grid *home = grid_home(grid, column);
    for (guint span = 0; span < SPANS; span++) {
        struct operand operand = {row, column, span};
        if (!home->query->wanted[span] || (column != NULL && column->span != span))
            continue;
        gint64 value = operand_count(grid, operand);
        if (value <= 0)
            continue;
        set_count_at(survey->set, note_count(survey, grid, operand, value))->guards = TRUE;
        return;
    }
}

static void note_lines(const struct public_survey *survey, const struct grid *grid)
{
    for (guint r = 0; r < grid->rows->len; r++) {
        const struct grid_line *row = grid_row(grid, r);
        struct set_query query = query_of(survey, grid, grid);
        public_set_add_line(survey->set, &query, survey->scope, FALSE, &row->place);
        if (row->occurs_only)
            guard(survey, grid, row, NULL);
    }
    for (guint c = 0; c < grid->columns->len; c++) {
        const struct grid_line *column = grid_column(grid, c);
        struct set_query query = query_of(survey, grid, grid_home(grid, column));
        public_set_add_line(survey->set, &query, survey->scope, TRUE, &column->place);
        if (column->occurs_only)
            guard(survey, grid, NULL, column);
    }
}

void public_survey_lines(const struct public_survey *survey, const struct grid *grid)
{
    note_lines(survey, grid);
    if (survey->like != NULL)
        note_lines(survey, survey->like);
}

/* What hiding costs: the least is hidden first. Zeros tell most, totals are needed most. */
enum {
    COST_ZERO = 150,
    COST_MOST_INSIDE = 199,
    COST_TOTAL = 1000,
    COST_GRAND = 20000,
    COST_FIRST = 200000
};

static guint cost_of(gint64 value, gboolean of_rows, gboolean of_columns)
{
    if (of_rows && of_columns)
        return COST_GRAND;
    guint cost = value == 0 ? COST_ZERO : (guint)MIN(value, COST_MOST_INSIDE);
    return cost + (of_rows || of_columns ? COST_TOTAL : 0);
}

/* A count that stands in a table itself. */
static void note_printed(const struct public_survey *survey, const struct public_figure *figure,
                         guint number)
{
    struct set_count *count = set_count_at(survey->set, number);
    gboolean of_rows = count->key.row.part < 0, of_columns = count->key.column.part < 0;
    count->printed = TRUE;
    count->estimate = figure->estimate;
    count->cost = cost_of(count->value, of_rows, of_columns);
    if (of_rows && of_columns && survey->table == 0)
        count->cost = COST_FIRST;
}

void public_survey_figure(const struct public_survey *survey, const struct public_figure *figure)
{
    struct public_set *set = survey->set;
    struct set_figure noted = {.book = find_book(set, survey),
                               .table = survey->table,
                               .at = figure->at,
                               .measure = figure->measure,
                               .length = figure->operands->count};
    for (guint i = 0; i < noted.length; i++) {
        gint64 value = figure->counts[i];
        noted.counts[i] = note_count(survey, figure->grid, figure->operands->at[i], value);
        g_array_append_val(set_count_at(set, noted.counts[i])->figures, set->figures->len);
    }
    if (measure_info(figure->measure)->form->is_count)
        note_printed(survey, figure, noted.counts[0]);
    g_array_append_val(set->figures, noted);
    public_set_place(set, set->figures->len - 1);
}
