#include "spec/table_codes.h"

#include <string.h>

static gboolean names_hold(const struct names *names, const char *name)
{
    for (unsigned i = 0; i < names->count; i++)
        if (strcmp(template_code(names->item[i]), template_code(name)) == 0)
            return TRUE;
    return FALSE;
}

static void add_entry(struct table_codes *codes, const struct dictionary *dictionary,
                      const struct dataset *dataset, const struct entry *entry)
{
    if (entry->code)
        g_ptr_array_add(codes->known, entry->code);
    if (!entry->by)
        return;

    const struct column *column = dictionary_field(dictionary, dataset, entry->by);
    codes->open = codes->open || !column || column_is_open(column);
    for (unsigned i = 0; column && i < column->values_count; i++)
        if (!names_hold(&entry->except, column->values[i].code))
            g_ptr_array_add(codes->known, column->values[i].code);
}

static void add_cap_columns(struct table_codes *codes)
{
    for (guint i = 0; i < TEMPLATE_CAP_COLUMNS; i++)
        g_ptr_array_add(codes->known, (gpointer)template_cap_columns[i].code);
}

void table_codes_init(struct table_codes *codes, const struct dictionary *dictionary,
                      const struct table *table, enum table_side side)
{
    const struct dataset *dataset = dictionary_dataset(dictionary, table->from);
    gboolean columns = side == TABLE_COLUMNS;
    const struct entry *entries = columns ? table->columns : table->rows;
    unsigned count = columns ? table->columns_count : table->rows_count;
    enum total alone = columns ? TOTAL_COLUMNS : TOTAL_ROWS;

    *codes = (struct table_codes){.known = g_ptr_array_new()};
    codes->total = table->total == TOTAL_BOTH || table->total == alone;
    if (table->kind == TABLE_CAP && columns) {
        codes->total = FALSE;
        add_cap_columns(codes);
    }
    for (unsigned i = 0; dataset && i < count; i++)
        add_entry(codes, dictionary, dataset, &entries[i]);
}

void table_codes_clear(struct table_codes *codes)
{
    g_clear_pointer(&codes->known, g_ptr_array_unref);
}

gboolean table_codes_hold(const struct table_codes *codes, const char *name)
{
    if (strcmp(template_code(name), "*") == 0)
        return codes->total;
    return codes->open || g_ptr_array_find_with_equal_func(codes->known, name, g_str_equal, NULL);
}

GPtrArray *table_codes_names(const struct table_codes *codes)
{
    GPtrArray *names = g_ptr_array_copy(codes->known, NULL, NULL);
    if (codes->total)
        g_ptr_array_add(names, (gpointer)TEMPLATE_TOTAL);
    return names;
}

static gboolean cap_shows(enum measure measure, const char *column)
{
    for (guint i = 0; i < TEMPLATE_CAP_COLUMNS; i++)
        if (strcmp(template_cap_columns[i].code, column) == 0)
            return measure == template_cap_columns[i].measure;
    return FALSE;
}

gboolean table_shows(const struct table *table, enum measure measure, const char *column)
{
    if (table->kind == TABLE_CAP)
        return cap_shows(measure, column);
    for (unsigned i = 0; i < table->measures_count; i++) {
        const struct shown *shown = &table->measures[i];
        if (shown->show == measure && (shown->only.count == 0 || names_hold(&shown->only, column)))
            return TRUE;
    }
    return FALSE;
}
