#include "read/closed_list.h"

#include "base/text.h"

static void add(struct closed_list *list, const char *name, guint number)
{
    if (name != NULL)
        g_hash_table_insert(list->number_by_key, text_key(name, -1), GUINT_TO_POINTER(number + 1));
}

void closed_list_init(struct closed_list *list, const struct column *column)
{
    list->column = column;
    list->number_by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    list->labels = g_new0(const char *, column->values_count + 1);
    for (guint i = 0; i < column->values_count; i++) {
        const struct value *value = &column->values[i];
        list->labels[i] = value->label != NULL ? value->label : value->code;
        for (guint k = 0; k < value->aliases.count; k++)
            add(list, value->aliases.item[k], i);
        add(list, value->label, i);
        add(list, value->code, i);
    }
}

void closed_list_clear(struct closed_list *list)
{
    g_clear_pointer(&list->number_by_key, g_hash_table_unref);
    g_clear_pointer(&list->labels, g_free);
}

int closed_list_find(const struct closed_list *list, const char *text)
{
    g_autofree char *key = text_key(text, -1);
    return GPOINTER_TO_INT(g_hash_table_lookup(list->number_by_key, key)) - 1;
}

/* "– (Có; Không)": nothing is near, these would do. */
static char *list_all(const struct closed_list *list)
{
    g_autofree char *labels = g_strjoinv("; ", (char **)list->labels);
    return g_strdup_printf("– (%s)", labels);
}

char *closed_list_hint(const struct closed_list *list, const char *text)
{
    const char *near = text_suggest(text, list->labels);
    if (near == NULL)
        return list_all(list);
    if (list->column->person)
        return g_strdup(near);
    guint number = 0;
    while (list->labels[number] != near)
        number++;
    return g_strdup_printf("%s (%s: {code: %s, aliases: ['%s']})", near, list->column->name,
                           list->column->values[number].code, text);
}
