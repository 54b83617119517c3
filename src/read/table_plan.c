/* What a server would be asked for, were its tables all that the dictionary knows. */
#include "database/statement.h"
#include "read/table_parts.h"

static GArray *columns_of(const struct dataset *dataset, const guint8 *asked)
{
    const struct names *key = dataset->keys_count > 0 ? &dataset->keys[0].columns : NULL;
    GArray *columns = g_array_new(FALSE, TRUE, sizeof(struct statement_column));
    if (dataset->sent_again_by.count > 0)
        key = &dataset->sent_again_by;
    for (guint i = 0; i < dataset->columns_count; i++) {
        const struct column *about = &dataset->columns[i];
        struct statement_column column = {
            .name = about->name,
            .asking = table_asking(dataset, asked, i),
            .is_number = about->type == COLUMN_KEY,
            .is_key = key != NULL && names_hold(key, about->name),
        };
        if (!column_is_derived(about))
            g_array_append_val(columns, column);
    }
    return columns;
}

char *table_plan(const struct dataset *dataset, const guint8 *asked)
{
    g_autoptr(GArray) columns = columns_of(dataset, asked);
    struct statement statement = {
        .table = table_relation(dataset),
        .ordered = asked == NULL ? dataset->table_order : NULL,
        .column = (const struct statement_column *)(gconstpointer)columns->data,
        .columns = columns->len,
    };
    GString *text = g_string_new(NULL);
    if (asked == NULL) {
        g_autofree char *rows = statement_rows(&statement, STATEMENT_ALL);
        g_string_append_printf(text, "%s;\n", rows);
        return g_string_free(text, FALSE);
    }
    if (statement_has_hidden_key(&statement)) {
        g_autofree char *repeated = statement_repeated(&statement);
        g_string_append_printf(text, "%s;\n\n", repeated);
    }
    g_autofree char *groups = statement_groups(&statement, FALSE);
    g_string_append_printf(text, "%s;\n", groups);
    return g_string_free(text, FALSE);
}
