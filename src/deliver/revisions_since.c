#include "deliver/manifest_read.h"

#include <string.h>

/* Codes may stand in a table several times: the key of a row or column has its number among them.
 */
static char *numbered(GHashTable *seen, const char *first, const char *second)
{
    g_autofree char *code = g_strconcat(first, "\x1f", second, NULL);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(seen, code)) + 1;
    char *key = g_strdup_printf("%s\x1f%u", code, number);
    g_hash_table_insert(seen, g_steal_pointer(&code), GUINT_TO_POINTER(number));
    return key;
}

static GHashTable *seen_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

/* Keys on one side, by place; NULL for a heading. */
static GPtrArray *noted_rows(const struct manifest_table *noted)
{
    g_autoptr(GHashTable) seen = seen_new();
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < noted->rows->len; i++) {
        const char *code = g_ptr_array_index(noted->rows, i);
        g_ptr_array_add(keys, code != NULL ? numbered(seen, code, "") : NULL);
    }
    return keys;
}

static GPtrArray *noted_columns(const struct manifest_table *noted)
{
    g_autoptr(GHashTable) seen = seen_new();
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < noted->columns->len; i++) {
        const struct manifest_column *column =
            &g_array_index(noted->columns, struct manifest_column, i);
        g_ptr_array_add(keys, numbered(seen, column->code, column->measure));
    }
    return keys;
}

static GPtrArray *book_rows(const struct book_table *table)
{
    g_autoptr(GHashTable) seen = seen_new();
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < table->rows->len; i++)
        g_ptr_array_add(keys, book_row(table, i)->heading
                                  ? NULL
                                  : numbered(seen, book_row(table, i)->code, ""));
    return keys;
}

static GPtrArray *book_columns(const struct book_table *table)
{
    g_autoptr(GHashTable) seen = seen_new();
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < table->columns->len; i++) {
        const struct book_column *column = book_column(table, i);
        g_ptr_array_add(keys, numbered(seen, column->code, measure_info(column->measure)->code));
    }
    return keys;
}

/* For each key of one side its place on the other; -1: none. */
static GArray *places(const GPtrArray *keys, const GPtrArray *others)
{
    g_autoptr(GHashTable) index = g_hash_table_new(g_str_hash, g_str_equal);
    GArray *found = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; i < others->len; i++)
        if (g_ptr_array_index(others, i) != NULL)
            g_hash_table_insert(index, g_ptr_array_index(others, i), GUINT_TO_POINTER(i + 1));
    for (guint i = 0; i < keys->len; i++) {
        const char *key = g_ptr_array_index(keys, i);
        int place = key != NULL ? (int)GPOINTER_TO_UINT(g_hash_table_lookup(index, key)) - 1 : -1;
        g_array_append_val(found, place);
    }
    return found;
}

/* A table then and now. */
struct revised_table {
    struct revisions *revisions;
    const struct manifest_table *noted;
    const struct book_sheet *sheet;
    GPtrArray *then_rows, *then_columns, *now_rows, *now_columns; /* keys */
};

static const struct manifest_column *then_column(const struct revised_table *pair, guint column)
{
    return &g_array_index(pair->noted->columns, struct manifest_column, column);
}

static void add_now(const struct revised_table *pair, guint r, guint c, const char *then,
                    const char *now)
{
    const struct book_row *row = book_row(pair->sheet->table, r);
    const struct book_column *column = book_column(pair->sheet->table, c);
    struct revised_figure figure = {
        .table = g_strdup(pair->noted->id),
        .title = g_strdup(pair->sheet->title),
        .row = g_strdup(row->code),
        .row_label = g_strdup(row->label),
        .column = g_strdup(column->code),
        .column_label = book_column_name(column),
        .measure = g_strdup(measure_info(column->measure)->code),
        .heading = g_strdup(column->heading),
        .then = g_strdup(then),
        .now = g_strdup(now),
    };
    g_array_append_val(pair->revisions->figures, figure);
}

/* A figure that is no more. */
static void add_then(const struct revised_table *pair, guint r, guint c, const char *then)
{
    const struct manifest_column *column = then_column(pair, c);
    struct revised_figure figure = {
        .table = g_strdup(pair->noted->id),
        .title = g_strdup(pair->sheet->title),
        .row = g_strdup(g_ptr_array_index(pair->noted->rows, r)),
        .row_label = g_strdup(g_ptr_array_index(pair->noted->labels, r)),
        .column = g_strdup(column->code),
        .column_label = g_strdup(column->label),
        .measure = g_strdup(column->measure),
        .heading = g_strdup(column->heading),
        .then = g_strdup(then),
    };
    g_array_append_val(pair->revisions->figures, figure);
}

/* The figures that a noted row had, as many as there are columns; NULL: none of that place. */
static char **split(const struct revised_table *pair, int row)
{
    const char *text = row >= 0 ? g_ptr_array_index(pair->noted->figures, (guint)row) : NULL;
    return text != NULL ? g_strsplit(text, " ", -1) : g_new0(char *, 1);
}

static const char *figure_at(char **figures, int column)
{
    return column >= 0 && (guint)column < g_strv_length(figures) ? figures[column] : NULL;
}

/* A row that is there now, and those of its figures that went with their columns. */
static void compare_row(const struct revised_table *pair, guint r, int then_row,
                        const GArray *to_then, const GArray *to_now)
{
    const struct book_table *table = pair->sheet->table;
    g_auto(GStrv) figures = split(pair, then_row);
    for (guint c = 0; c < table->columns->len; c++) {
        g_autofree char *now = cell_plain(book_cell(table, r, c), book_column(table, c)->measure);
        const char *then = figure_at(figures, g_array_index(to_then, int, c));
        if (g_strcmp0(then, now) != 0)
            add_now(pair, r, c, then, now);
    }
    for (guint c = 0; c < to_now->len; c++)
        if (g_array_index(to_now, int, c) < 0 && figure_at(figures, (int)c) != NULL)
            add_then(pair, (guint)then_row, c, figures[c]);
}

static void compare_gone(const struct revised_table *pair, guint row)
{
    g_auto(GStrv) figures = split(pair, (int)row);
    for (guint c = 0; c < pair->noted->columns->len; c++)
        if (figure_at(figures, (int)c) != NULL)
            add_then(pair, row, c, figures[c]);
}

static void compare_table(const struct revised_table *pair)
{
    g_autoptr(GArray) rows = places(pair->now_rows, pair->then_rows);
    g_autoptr(GArray) columns = places(pair->now_columns, pair->then_columns);
    g_autoptr(GArray) rows_now = places(pair->then_rows, pair->now_rows);
    g_autoptr(GArray) columns_now = places(pair->then_columns, pair->now_columns);
    for (guint r = 0; r < rows->len; r++)
        if (g_ptr_array_index(pair->now_rows, r) != NULL)
            compare_row(pair, r, g_array_index(rows, int, r), columns, columns_now);
    for (guint r = 0; r < rows_now->len; r++)
        if (g_ptr_array_index(pair->then_rows, r) != NULL && g_array_index(rows_now, int, r) < 0)
            compare_gone(pair, r);
}

static const struct manifest_table *noted_table(const struct manifest_record *record,
                                                const char *id)
{
    for (guint i = 0; i < record->tables->len; i++) {
        const struct manifest_table *table =
            &g_array_index(record->tables, struct manifest_table, i);
        if (strcmp(table->id, id) == 0)
            return table;
    }
    return NULL;
}

static void compare_figures(struct revisions *revisions, const struct manifest_record *record,
                            const struct book *book)
{
    for (guint i = 0; i < book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, i);
        const struct manifest_table *noted =
            sheet->table != NULL ? noted_table(record, sheet->table->id) : NULL;
        if (noted == NULL)
            continue;
        struct revised_table pair = {revisions,
                                     noted,
                                     sheet,
                                     noted_rows(noted),
                                     noted_columns(noted),
                                     book_rows(sheet->table),
                                     book_columns(sheet->table)};
        compare_table(&pair);
        g_ptr_array_unref(pair.then_rows);
        g_ptr_array_unref(pair.then_columns);
        g_ptr_array_unref(pair.now_rows);
        g_ptr_array_unref(pair.now_columns);
    }
}

static struct revised_rows *rows_of(struct revisions *revisions, const char *dataset)
{
    for (guint i = 0; i < revisions->rows->len; i++) {
        struct revised_rows *rows = &g_array_index(revisions->rows, struct revised_rows, i);
        if (strcmp(rows->dataset, dataset) == 0)
            return rows;
    }
    struct revised_rows rows = {g_strdup(dataset), 0, 0};
    g_array_append_val(revisions->rows, rows);
    return &g_array_index(revisions->rows, struct revised_rows, revisions->rows->len - 1);
}

static void compare_rows(struct revisions *revisions, const struct manifest_record *record,
                         const struct manifest *manifest)
{
    for (guint i = 0; i < manifest->inputs->len; i++) {
        const struct manifest_input *input =
            &g_array_index(manifest->inputs, struct manifest_input, i);
        rows_of(revisions, input->dataset)->now += input->account->used;
    }
    for (guint i = 0; i < record->inputs->len; i++) {
        const struct manifest_source *source =
            &g_array_index(record->inputs, struct manifest_source, i);
        rows_of(revisions, source->dataset)->then += source->used;
    }
}

static void compare_choice(struct revisions *revisions, const char *what, const char *then,
                           const char *now)
{
    struct revised_choice choice = {g_strdup(what), g_strdup(then), g_strdup(now)};
    if (g_strcmp0(then, now) != 0)
        g_array_append_val(revisions->choices, choice);
    else
        g_free(choice.what), g_free(choice.then), g_free(choice.now);
}

/* Texts of files are too long to tell. */
static void compare_files(struct revisions *revisions, const char *what, GBytes *then, GBytes *now)
{
    struct revised_choice choice = {.what = g_strdup(what)};
    if (!g_bytes_equal(then, now))
        g_array_append_val(revisions->choices, choice);
    else
        g_free(choice.what);
}

/* What is chosen; where nothing is, the first of the choices holds. New string. */
static char *chosen(const struct request *request, const struct request_field *row)
{
    char *text = request_text(request, row);
    return text == NULL && row->kind == REQUEST_CHOICE ? g_strdup(row->choices[0]) : text;
}

static void compare_fields(struct revisions *revisions, const struct request *then,
                           const struct request *now, gboolean files)
{
    for (const struct request_field *row = request_fields(); row->name != NULL; row++) {
        if (row->revised == NULL || (row->kind == REQUEST_FILE) != files)
            continue;
        const struct request_file *file = request_value(then, row);
        g_autofree char *first = chosen(then, row), *second = chosen(now, row);
        if (files)
            compare_files(revisions, row->key, file->text,
                          ((const struct request_file *)request_value(now, row))->text);
        else
            compare_choice(revisions, row->key, first, second);
    }
}

/* Only what can move a figure: a draft that became final has the same ones. */
static void compare_choices(struct revisions *revisions, const struct manifest_record *record,
                            const struct manifest *manifest)
{
    compare_fields(revisions, &record->request, manifest->request, FALSE);
    compare_choice(revisions, "program", record->program_version, manifest->program_version);
    compare_fields(revisions, &record->request, manifest->request, TRUE);
}

struct revisions *revisions_since(const struct manifest_record *record,
                                  const struct manifest *manifest, const struct book *book)
{
    struct revisions *revisions = revisions_new();
    revisions->identity = g_strdup(record->identity);
    revisions->compared = record->noted && manifest->request->audience != AUDIENCE_PUBLIC;
    if (!revisions->compared)
        return revisions;
    compare_figures(revisions, record, book);
    if (manifest->request->audience != AUDIENCE_PUBLIC) /* it tells of no rows */
        compare_rows(revisions, record, manifest);
    compare_choices(revisions, record, manifest);
    return revisions;
}
