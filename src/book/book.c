#include "book/book.h"

#include "base/decimal.h"

static void row_clear(gpointer data)
{
    struct book_row *row = data;
    g_free(row->code);
    g_free(row->label);
}

static void column_clear(gpointer data)
{
    struct book_column *column = data;
    g_free(column->code);
    g_free(column->label);
    g_free(column->group);
    g_free(column->heading);
    g_free(column->series.field);
    g_clear_pointer(&column->parts, g_array_unref);
}

static void fact_clear(gpointer data)
{
    struct book_fact *fact = data;
    g_free(fact->label);
    g_free(fact->value);
}

static void line_free(gpointer line)
{
    g_strfreev(line);
}

static void table_free(struct book_table *table)
{
    g_free(table->id);
    g_free(table->row_heading);
    g_array_unref(table->rows);
    g_array_unref(table->columns);
    g_free(table->cells);
    g_clear_pointer(&table->words, g_hash_table_unref);
    g_free(table);
}

static void list_free(struct book_list *list)
{
    g_free(list->id);
    g_ptr_array_unref(list->headings);
    g_array_unref(list->fields);
    g_ptr_array_unref(list->lines);
    g_array_unref(list->marks);
    g_ptr_array_unref(list->links);
    g_free(list);
}

static void chart_free(gpointer data)
{
    struct book_chart *chart = data;
    g_free(chart->id);
    g_free(chart->title);
    g_free(chart->subtitle);
    g_free(chart->source);
    g_free(chart->note);
    g_array_unref(chart->columns);
    g_array_unref(chart->rows);
    g_free(chart);
}

static void sheet_free(gpointer data)
{
    struct book_sheet *sheet = data;
    g_free(sheet->name);
    g_free(sheet->title);
    g_free(sheet->unit_note);
    g_free(sheet->map_note);
    g_ptr_array_unref(sheet->paragraphs);
    g_clear_pointer(&sheet->table, table_free);
    g_clear_pointer(&sheet->list, list_free);
    g_ptr_array_unref(sheet->charts);
    g_ptr_array_unref(sheet->notes);
    g_free(sheet);
}

static void office_clear(struct book_office *office)
{
    g_free(office->superior);
    g_free(office->issuer);
    g_free(office->number);
    g_free(office->place);
    g_free(office->signer_authority);
    g_free(office->signer_role);
    g_free(office->signer_name);
    g_clear_pointer(&office->recipients, g_ptr_array_unref);
    g_free(office->date_line);
}

static void form_clear(struct book_form *form)
{
    g_free(form->party);
    g_free(form->kind);
    g_free(form->rule);
    g_free(form->draft);
    g_free(form->recipients);
}

/* A page like that of a document, for what is none. */
static const struct book_form plain_form = {.top = 20,
                                            .bottom = 20,
                                            .left = 30,
                                            .right = 15,
                                            .page_number = 14,
                                            .page_number_top = 10,
                                            .party_size = 15,
                                            .head_size = 14,
                                            .kind_size = 16,
                                            .subject_size = 15,
                                            .body_size = 14,
                                            .recipients_size = 12};

static GArray *array_new(guint size, GDestroyNotify clear)
{
    GArray *array = g_array_new(FALSE, TRUE, size);
    g_array_set_clear_func(array, clear);
    return array;
}

struct book *book_new(void)
{
    struct book *book = g_new0(struct book, 1);
    book->form = plain_form;
    book->facts = array_new(sizeof(struct book_fact), fact_clear);
    book->paragraphs = g_ptr_array_new_with_free_func(g_free);
    book->laws = g_ptr_array_new_with_free_func(g_free);
    book->sheets = g_ptr_array_new_with_free_func(sheet_free);
    return book;
}

void book_free(struct book *book)
{
    if (book == NULL)
        return;
    g_free(book->stem);
    g_free(book->title);
    g_free(book->subject);
    office_clear(&book->office);
    form_clear(&book->form);
    g_array_unref(book->facts);
    g_ptr_array_unref(book->paragraphs);
    g_ptr_array_unref(book->laws);
    g_ptr_array_unref(book->sheets);
    g_free(book->identity);
    g_free(book->created);
    g_free(book);
}

struct book_sheet *book_add_sheet(struct book *book, const char *name, const char *title)
{
    struct book_sheet *sheet = g_new0(struct book_sheet, 1);
    sheet->name = g_strdup(name);
    sheet->title = g_strdup(title);
    sheet->paragraphs = g_ptr_array_new_with_free_func(g_free);
    sheet->charts = g_ptr_array_new_with_free_func(chart_free);
    sheet->notes = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(book->sheets, sheet);
    return sheet;
}

struct book_table *book_sheet_add_table(struct book_sheet *sheet, const char *id,
                                        const char *row_heading)
{
    g_assert(sheet->table == NULL && sheet->list == NULL);
    struct book_table *table = g_new0(struct book_table, 1);
    table->id = g_strdup(id);
    table->row_heading = g_strdup(row_heading);
    table->rows = array_new(sizeof(struct book_row), row_clear);
    table->columns = array_new(sizeof(struct book_column), column_clear);
    sheet->table = table;
    return table;
}

struct book_list *book_sheet_add_list(struct book_sheet *sheet, const char *id)
{
    g_assert(sheet->table == NULL && sheet->list == NULL);
    struct book_list *list = g_new0(struct book_list, 1);
    list->id = g_strdup(id);
    list->headings = g_ptr_array_new_with_free_func(g_free);
    list->fields = g_array_new(FALSE, TRUE, sizeof(enum book_field));
    list->lines = g_ptr_array_new_with_free_func(line_free);
    list->marks = g_array_new(FALSE, TRUE, sizeof(enum book_mark));
    list->links = g_ptr_array_new_with_free_func(g_free);
    sheet->list = list;
    return list;
}

void book_list_add_columns(struct book_list *list, const struct book_heading *headings, guint count)
{
    for (guint i = 0; i < count; i++) {
        g_ptr_array_add(list->headings, g_strdup(headings[i].label));
        g_array_append_val(list->fields, headings[i].field);
    }
}

struct book_chart *book_sheet_add_chart(struct book_sheet *sheet, const char *id,
                                        enum chart_kind kind)
{
    struct book_chart *chart = g_new0(struct book_chart, 1);
    chart->id = g_strdup(id);
    chart->kind = kind;
    chart->columns = g_array_new(FALSE, TRUE, sizeof(guint));
    chart->rows = g_array_new(FALSE, TRUE, sizeof(guint));
    g_ptr_array_add(sheet->charts, chart);
    return chart;
}

void book_add_fact(struct book *book, const char *label, const char *value)
{
    struct book_fact fact = {g_strdup(label), g_strdup(value)};
    g_array_append_val(book->facts, fact);
}

guint book_table_add_row(struct book_table *table, const char *code, const char *label, int parent,
                         guint depth)
{
    g_assert(table->cells == NULL);
    struct book_row row = {
        .code = g_strdup(code), .label = g_strdup(label), .parent = parent, .depth = depth};
    g_array_append_val(table->rows, row);
    return table->rows->len - 1;
}

guint book_table_add_column(struct book_table *table, const char *code, const char *label,
                            enum measure measure)
{
    g_assert(table->cells == NULL);
    struct book_column column = {.code = g_strdup(code),
                                 .label = g_strdup(label),
                                 .heading = g_strdup(measure_info(measure)->heading),
                                 .measure = measure,
                                 .parent = -1};
    g_array_append_val(table->columns, column);
    return table->columns->len - 1;
}

void book_table_close(struct book_table *table)
{
    g_assert(table->cells == NULL);
    table->cells = g_new0(struct book_cell, (gsize)table->rows->len * table->columns->len);
}

guint book_table_unprinted(const struct book_table *table)
{
    guint count = 0;
    for (guint r = 0; r < table->rows->len; r++)
        count += book_row(table, r)->unprinted;
    return count;
}

static gpointer words_key(const struct book_table *table, struct cell_place at)
{
    return GSIZE_TO_POINTER((gsize)at.row * table->columns->len + at.column);
}

void book_table_set_words(struct book_table *table, struct cell_place at, const char *words)
{
    if (words == NULL || *words == '\0')
        return;
    if (table->words == NULL)
        table->words = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_hash_table_insert(table->words, words_key(table, at), g_strdup(words));
}

const char *book_table_words(const struct book_table *table, struct cell_place at)
{
    return table->words != NULL ? g_hash_table_lookup(table->words, words_key(table, at)) : NULL;
}

struct book_row *book_row(const struct book_table *table, guint row)
{
    g_assert(row < table->rows->len);
    return &g_array_index(table->rows, struct book_row, row);
}

struct book_column *book_column(const struct book_table *table, guint column)
{
    g_assert(column < table->columns->len);
    return &g_array_index(table->columns, struct book_column, column);
}

struct book_cell *book_cell(const struct book_table *table, guint row, guint column)
{
    g_assert(row < table->rows->len && column < table->columns->len && table->cells != NULL);
    return &table->cells[(gsize)row * table->columns->len + column];
}

char *book_column_name(const struct book_column *column)
{
    return column->group != NULL ? g_strconcat(column->group, ": ", column->label, NULL)
                                 : g_strdup(column->label);
}

const char *book_findings_file(const struct book *book)
{
    for (guint i = 0; i < book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, i);
        if (sheet->table != NULL && g_str_equal(sheet->table->id, "kiem-tra"))
            return "kiem-tra-du-lieu.csv";
    }
    return "kiem-tra.csv";
}

static const struct {
    const char *code;
    const char *sign;
} states[CELL_STATES] = {
    [CELL_OK] = {"ok", ""},
    [CELL_EMPTY] = {"empty", "–"},
    [CELL_MISSING] = {"missing", "…"},
    [CELL_NOT_APPLICABLE] = {"not_applicable", "x"},
    [CELL_SUPPRESSED] = {"suppressed", "*"},
    [CELL_NOT_COMPARABLE] = {"not_comparable", "≠"},
};

const char *book_level_sign(enum book_level level)
{
    static const char *const signs[BOOK_LEVELS] = {"", "▲ ", "▼ "};
    return signs[level];
}

const char *cell_state_code(enum cell_state state)
{
    g_assert(state < CELL_STATES);
    return states[state].code;
}

const char *cell_state_sign(enum cell_state state)
{
    g_assert(state < CELL_STATES);
    return states[state].sign;
}

void cell_set_ratio(struct book_cell *cell, struct ratio ratio)
{
    gboolean known = ratio_has_value(ratio);
    cell->state = known ? CELL_OK : CELL_EMPTY;
    cell->numerator = known ? ratio.part : 0;
    cell->denominator = known ? ratio.whole : 0;
}

gboolean cell_value(const struct book_cell *cell, enum measure measure, gint64 *scaled)
{
    const struct measure_info *info = measure_info(measure);
    struct ratio ratio = {cell->numerator, cell->denominator};
    if (cell->state != CELL_OK)
        return FALSE;
    if (info->form->is_count) {
        *scaled = cell->numerator;
        return TRUE;
    }
    if (!ratio_has_value(ratio))
        return FALSE;
    *scaled = ratio_round(ratio, info->decimals + info->form->power);
    return TRUE;
}

char *measure_text(enum measure measure, gint64 scaled)
{
    const struct measure_info *info = measure_info(measure);
    g_autofree char *number = decimal_vietnamese(scaled, info->decimals);
    return g_strconcat(info->form->signs_plus && scaled > 0 ? "+" : "", number, info->form->suffix,
                       NULL);
}

char *cell_text(const struct book_cell *cell, enum measure measure)
{
    gint64 scaled;
    if (!cell_value(cell, measure, &scaled)) {
        enum cell_state state = cell->state == CELL_OK ? CELL_EMPTY : cell->state;
        return g_strdup(cell_state_sign(state));
    }
    g_autofree char *text = measure_text(measure, scaled);
    return g_strconcat(cell->estimate ? "~" : "", text, NULL);
}

char *cell_plain(const struct book_cell *cell, enum measure measure)
{
    gint64 scaled;
    if (!cell_value(cell, measure, &scaled)) {
        enum cell_state state = cell->state == CELL_OK ? CELL_EMPTY : cell->state;
        return g_strdup(cell_state_sign(state));
    }
    g_autofree char *number = decimal_plain(scaled, measure_info(measure)->decimals);
    return g_strconcat(cell->estimate ? "~" : "", number, NULL);
}
