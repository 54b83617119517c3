#include "read/wide_input.h"

#include "base/text.h"
#include "read/known_values.h"

const char *wide_value_nearest(const struct column *column, const char *text)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *key = text_key(text, -1);
    for (guint i = 0; i < column->values_count; i++) {
        g_ptr_array_add(keys, text_key(column->values[i].label, -1));
        g_ptr_array_add(names, column->values[i].label);
        for (guint k = 0; k < column->values[i].aliases.count; k++) {
            g_ptr_array_add(keys, text_key(column->values[i].aliases.item[k], -1));
            g_ptr_array_add(names, column->values[i].label);
        }
    }
    g_ptr_array_add(keys, NULL);
    const char *near = text_suggest(key, (const char *const *)keys->pdata);
    for (guint i = 0; near != NULL && i < names->len; i++)
        if (g_ptr_array_index(keys, i) == near)
            return g_ptr_array_index(names, i);
    return NULL;
}

/* Tells of columns among the values of a wide table that are none. */
static void add_unknown(const struct wide_header *header, GArray *found)
{
    const struct column *values = &header->dataset->columns[header->wide->values];
    struct known_values known;
    known_values_init(&known, values);
    for (guint i = 0; i < header->unknown->len; i++) {
        guint field = g_array_index(header->unknown, guint, i);
        const char *text = g_ptr_array_index(header->texts, field);
        struct near_header one = {.rule = RULE_WIDE_VALUE,
                                  .field = field + 1,
                                  .header = g_strdup(text),
                                  .hint = known_values_hint(&known, text)};
        g_array_append_val(found, one);
    }
    known_values_clear(&known);
}

static enum recognition refuse_wide(const struct wide_header *header, struct refusal *refusal)
{
    const struct dataset *dataset = header->dataset;
    guint first = header->repeated[0], second = header->repeated[1];
    gboolean is_repeated = first != second;
    const char *said = header->times != NULL && *header->times != '\0' ? header->times : "–";
    refusal->rule = is_repeated ? RULE_REPEATED_COLUMN : RULE_WIDE_TIME;
    g_strlcpy(refusal->value, is_repeated ? g_ptr_array_index(header->texts, second) : said,
              sizeof refusal->value);
    if (is_repeated)
        g_snprintf(refusal->hint, sizeof refusal->hint, "%u, %u", first + 1, second + 1);
    else
        g_strlcpy(refusal->hint, dataset->columns[dataset_time_column(dataset)].name,
                  sizeof refusal->hint);
    return REFUSED;
}

/* The fields of its facts stand behind those of the file. */
static void settle_wide(struct wide_header *header, struct input *input)
{
    const struct dataset *dataset = header->dataset;
    struct wide *wide = input->wide = g_steal_pointer(&header->wide);
    input->dataset = dataset;
    input->superior = header->superior + 1;
    input->fields = wide->own + WIDE_FIELDS;
    input->column = g_steal_pointer(&header->column);
    input->column[wide->values] = (gint)(wide->own + WIDE_FIELD_VALUE);
    input->column[wide->count] = (gint)(wide->own + WIDE_FIELD_COUNT);
    g_ptr_array_add(header->texts, g_strdup(dataset->columns[wide->values].name));
    g_ptr_array_add(header->texts, g_strdup(dataset->columns[wide->count].name));
    g_ptr_array_add(header->texts,
                    g_strdup(wide->time >= 0 ? dataset->columns[wide->time].name : ""));
    if (wide->time >= 0)
        input->column[wide->time] = (gint)(wide->own + WIDE_FIELD_TIME);
    g_ptr_array_add(header->texts, NULL);
    g_ptr_array_set_free_func(header->texts, NULL); /* the input has them now */
    input->header = (char **)g_ptr_array_free(g_steal_pointer(&header->texts), FALSE);
}

enum recognition wide_input_settle(struct wide_header *header, struct input *input,
                                   struct recognized *recognized)
{
    if (header->wide == NULL)
        return refuse_wide(header, &recognized->refusal);
    add_unknown(header, recognized->near);
    settle_wide(header, input);
    return RECOGNIZED;
}
