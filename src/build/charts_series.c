/*
 * Which values of a field without an order have colours of their own, in all charts of a book.
 *
 * A short list has a colour a value, whatever is drawn of it. Of a longer one the values drawn
 * share the colours out; where they are too many, the largest have them, and charts gather the
 * others or draw them in grey.
 */
#include "build/charts.h"

/* One colour of eight is that of what is gathered. */
#define MOST_OF_MANY (CHART_MOST_COLORS - 1)

struct drawn_value {
    guint place;
    gint64 size;
    gboolean own; /* has a colour of its own */
    guint settled;
};

struct drawn_field {
    GArray *values; /* struct drawn_value, by place */
    guint count;    /* of the values of the field */
};

static void field_free(gpointer data)
{
    struct drawn_field *field = data;
    g_array_unref(field->values);
    g_free(field);
}

static struct drawn_value *value_of(const struct drawn_field *field, guint place)
{
    for (guint i = 0; i < field->values->len; i++)
        if (g_array_index(field->values, struct drawn_value, i).place == place)
            return &g_array_index(field->values, struct drawn_value, i);
    return NULL;
}

static gboolean has_no_order(const struct book_series *series)
{
    return series->field != NULL && !series->ordered && series->count > 0;
}

static void add_value(GHashTable *fields, const struct book_series *series, gint64 size)
{
    struct drawn_field *field = g_hash_table_lookup(fields, series->field);
    if (field == NULL) {
        field = g_new0(struct drawn_field, 1);
        field->values = g_array_new(FALSE, TRUE, sizeof(struct drawn_value));
        g_hash_table_insert(fields, series->field, field);
    }
    field->count = MAX(field->count, series->count);
    struct drawn_value *value = value_of(field, series->place);
    if (value != NULL) {
        value->size = MAX(value->size, size);
        return;
    }
    struct drawn_value added = {.place = series->place, .size = size};
    guint at = 0;
    while (at < field->values->len &&
           g_array_index(field->values, struct drawn_value, at).place < added.place)
        at++;
    g_array_insert_val(field->values, at, added);
}

static void add_chart(GHashTable *fields, const struct book_table *table,
                      const struct book_chart *chart)
{
    for (guint c = 0; c < chart->columns->len; c++) {
        guint column = g_array_index(chart->columns, guint, c);
        const struct book_series *series = &book_column(table, column)->series;
        gint64 size = 0;
        for (guint r = 0; r < chart->rows->len; r++) {
            const struct book_cell *cell =
                book_cell(table, g_array_index(chart->rows, guint, r), column);
            size += cell->state == CELL_OK ? cell->numerator : 0;
        }
        if (has_no_order(series))
            add_value(fields, series, size);
    }
}

static void choose_largest(struct drawn_field *field)
{
    for (guint k = 0; k < MOST_OF_MANY; k++) {
        struct drawn_value *largest = NULL;
        for (guint i = 0; i < field->values->len; i++) {
            struct drawn_value *value = &g_array_index(field->values, struct drawn_value, i);
            if (!value->own && (largest == NULL || value->size > largest->size))
                largest = value;
        }
        largest->own = TRUE;
    }
}

static void settle_field(struct drawn_field *field)
{
    guint own = 0, others = CHART_MOST_COLORS, count = field->values->len;
    if (count > CHART_MOST_COLORS)
        choose_largest(field);
    for (guint i = 0; i < count; i++) {
        struct drawn_value *value = &g_array_index(field->values, struct drawn_value, i);
        gboolean has_own = count <= CHART_MOST_COLORS || value->own;
        value->settled = field->count <= CHART_MOST_COLORS ? value->place
                         : has_own                         ? own++
                                                           : others++;
    }
    if (field->count > CHART_MOST_COLORS)
        field->count = count;
}

static void settle_table(GHashTable *fields, struct book_table *table)
{
    for (guint c = 0; c < table->columns->len; c++) {
        struct book_series *series = &book_column(table, c)->series;
        const struct drawn_field *field =
            has_no_order(series) ? g_hash_table_lookup(fields, series->field) : NULL;
        const struct drawn_value *value = field != NULL ? value_of(field, series->place) : NULL;
        if (value == NULL)
            continue;
        series->place = value->settled;
        series->count = field->count;
    }
}

void charts_settle_series(struct book *book)
{
    g_autoptr(GHashTable) fields = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, field_free);
    GHashTableIter iter;
    gpointer field;
    for (guint s = 0; s < book->sheets->len; s++) {
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, s);
        for (guint i = 0; i < sheet->charts->len; i++)
            add_chart(fields, sheet->table, g_ptr_array_index(sheet->charts, i));
    }
    g_hash_table_iter_init(&iter, fields);
    while (g_hash_table_iter_next(&iter, NULL, &field))
        settle_field(field);
    for (guint s = 0; s < book->sheets->len; s++) {
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, s);
        if (sheet->table != NULL)
            settle_table(fields, sheet->table);
    }
}
