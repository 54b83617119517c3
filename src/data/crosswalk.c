#include "data/crosswalk.h"

#include <string.h>

#include "base/decimal.h"

#define WEIGHT_DECIMALS 9

struct crosswalk {
    GArray *events;     /* struct crosswalk_event; texts in `texts` */
    GHashTable *by_old; /* code to GArray of guint */
    GHashTable *by_new;
    GStringChunk *texts;
};

static void free_indices(gpointer indices)
{
    g_array_unref(indices);
}

struct crosswalk *crosswalk_new(void)
{
    struct crosswalk *crosswalk = g_new0(struct crosswalk, 1);
    crosswalk->events = g_array_new(FALSE, FALSE, sizeof(struct crosswalk_event));
    crosswalk->by_old = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_indices);
    crosswalk->by_new = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_indices);
    crosswalk->texts = g_string_chunk_new(4096);
    return crosswalk;
}

void crosswalk_free(struct crosswalk *crosswalk)
{
    if (crosswalk == NULL)
        return;
    g_array_unref(crosswalk->events);
    g_hash_table_unref(crosswalk->by_old);
    g_hash_table_unref(crosswalk->by_new);
    g_string_chunk_free(crosswalk->texts);
    g_free(crosswalk);
}

static void index_event(GHashTable *table, const char *code, guint index)
{
    GArray *indices = g_hash_table_lookup(table, code);
    if (indices == NULL) {
        indices = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(table, (gpointer)code, indices);
    }
    g_array_append_val(indices, index);
}

void crosswalk_add(struct crosswalk *crosswalk, const struct crosswalk_event *event)
{
    struct crosswalk_event copy = *event;
    copy.old_code = g_string_chunk_insert_const(crosswalk->texts, event->old_code);
    copy.new_code = g_string_chunk_insert_const(crosswalk->texts, event->new_code);
    copy.new_name = g_string_chunk_insert_const(crosswalk->texts, event->new_name);
    g_array_append_val(crosswalk->events, copy);
    index_event(crosswalk->by_old, copy.old_code, crosswalk->events->len - 1);
    index_event(crosswalk->by_new, copy.new_code, crosswalk->events->len - 1);
}

guint crosswalk_count(const struct crosswalk *crosswalk)
{
    return crosswalk->events->len;
}

const struct crosswalk_event *crosswalk_at(const struct crosswalk *crosswalk, guint index)
{
    return &g_array_index(crosswalk->events, struct crosswalk_event, index);
}

static gint compare_new_codes(gconstpointer a, gconstpointer b)
{
    const struct crosswalk_event *first = *(const struct crosswalk_event *const *)a;
    const struct crosswalk_event *second = *(const struct crosswalk_event *const *)b;
    return strcmp(first->new_code, second->new_code);
}

GPtrArray *crosswalk_successors(const struct crosswalk *crosswalk, const char *old_code, date day)
{
    const GArray *indices = g_hash_table_lookup(crosswalk->by_old, old_code);
    date last = DATE_NONE;
    for (guint i = 0; indices != NULL && i < indices->len; i++) {
        const struct crosswalk_event *event =
            crosswalk_at(crosswalk, g_array_index(indices, guint, i));
        if (event->day <= day)
            last = MAX(last, event->day);
    }
    if (last == DATE_NONE)
        return NULL;
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < indices->len; i++) {
        const struct crosswalk_event *event =
            crosswalk_at(crosswalk, g_array_index(indices, guint, i));
        if (event->day == last)
            g_ptr_array_add(found, (gpointer)event);
    }
    g_ptr_array_sort(found, compare_new_codes);
    return found;
}

GPtrArray *crosswalk_predecessors(const struct crosswalk *crosswalk, const char *new_code, date day)
{
    const GArray *indices = g_hash_table_lookup(crosswalk->by_new, new_code);
    GPtrArray *found = NULL;
    for (guint i = 0; indices != NULL && i < indices->len; i++) {
        const struct crosswalk_event *event =
            crosswalk_at(crosswalk, g_array_index(indices, guint, i));
        if (event->day <= day)
            continue;
        if (found == NULL)
            found = g_ptr_array_new();
        g_ptr_array_add(found, (gpointer)event);
    }
    return found;
}

gboolean crosswalk_parse_weight(const char *text, struct ratio *weight)
{
    gboolean is_percent = g_str_has_suffix(text, "%");
    g_autofree char *digits = g_strndup(text, strlen(text) - (gsize)is_percent);
    g_strchomp(digits);
    gsize decimals = 0;
    char *mark = strpbrk(digits, ".,");
    if (mark != NULL) {
        decimals = strlen(mark + 1);
        memmove(mark, mark + 1, decimals + 1);
    }
    gint64 part, whole = is_percent ? 100 : 1;
    if (decimals > WEIGHT_DECIMALS || !g_ascii_isdigit(*digits) ||
        !decimal_parse_whole(digits, -1, &part))
        return FALSE;
    for (gsize i = 0; i < decimals; i++)
        whole *= 10;
    *weight = (struct ratio){part, whole};
    return part > 0 && part <= whole;
}

/* ---- units that only changes name ---- */

#define MAX_CHANGES 64

static gint32 unit_of(const struct unit_tree *tree, const char *code)
{
    return unit_tree_find(tree, code, -1);
}

/* Unknown units come behind all others. */
static gint compare_units(gint32 a, gint32 b)
{
    guint32 first = (guint32)a, second = (guint32)b;
    return (first > second) - (first < second);
}

/* By day, then as the old units stand in the tree: the order in the file does not matter. */
static gint compare_events(gconstpointer a, gconstpointer b, gpointer tree)
{
    const struct crosswalk_event *first = *(const struct crosswalk_event *const *)a;
    const struct crosswalk_event *second = *(const struct crosswalk_event *const *)b;
    if (first->day != second->day)
        return first->day < second->day ? -1 : 1;
    int order = compare_units(unit_of(tree, first->old_code), unit_of(tree, second->old_code));
    if (order == 0)
        order = strcmp(first->old_code, second->old_code);
    return order != 0 ? order : strcmp(first->new_code, second->new_code);
}

static GPtrArray *in_order(const struct unit_tree *tree, const struct crosswalk *crosswalk)
{
    GPtrArray *events = g_ptr_array_new();
    for (guint i = 0; i < crosswalk_count(crosswalk); i++)
        g_ptr_array_add(events, (gpointer)crosswalk_at(crosswalk, i));
    g_ptr_array_sort_with_data(events, compare_events, (gpointer)tree);
    return events;
}

/* A unit on a day, or what it wholly became; UNIT_NONE if that is not known. */
static gint32 on_day(const struct unit_tree *tree, const struct crosswalk *crosswalk, gint32 unit,
                     date day)
{
    for (guint steps = 0; steps < MAX_CHANGES; steps++) {
        unit = unit_version(tree, unit, day);
        if (unit_is_valid(tree, unit, day))
            return unit;
        g_autoptr(GPtrArray) events =
            crosswalk_successors(crosswalk, unit_at(tree, unit)->code, day);
        if (events == NULL || events->len != 1)
            return UNIT_NONE;
        unit =
            unit_of(tree, ((const struct crosswalk_event *)g_ptr_array_index(events, 0))->new_code);
        if (unit == UNIT_NONE)
            return UNIT_NONE;
    }
    return UNIT_NONE;
}

/* Whether an old unit was below one of the day, or below what became that one. */
static gboolean was_below(const struct unit_tree *tree, const struct crosswalk *crosswalk,
                          const struct crosswalk_event *event, gint32 above, date day)
{
    gint32 unit = unit_of(tree, event->old_code);
    if (unit == UNIT_NONE)
        return TRUE;
    unit = unit_at(tree, unit_version(tree, unit, event->day - 1))->parent;
    while (unit != UNIT_NONE && on_day(tree, crosswalk, unit, day) != above)
        unit = unit_at(tree, unit)->parent;
    return unit != UNIT_NONE;
}

/* What stands above a unit that begins on a day with these changes. */
static gint32 parent_of_added(const struct unit_tree *tree, const struct crosswalk *crosswalk,
                              gint32 old, date day, const GPtrArray *events)
{
    for (gint32 unit = unit_at(tree, old)->parent; unit != UNIT_NONE;
         unit = unit_at(tree, unit)->parent) {
        gint32 above = on_day(tree, crosswalk, unit, day);
        gboolean of_all =
            above != UNIT_NONE && unit_at(tree, above)->level < unit_at(tree, old)->level;
        for (guint i = 0; i < events->len && of_all; i++)
            of_all = was_below(tree, crosswalk, g_ptr_array_index(events, i), above, day);
        if (of_all)
            return above;
    }
    return UNIT_NONE;
}

/* The name that the change gives it, or else another change that leads to it; or else its code. */
static const char *name_of(const struct crosswalk_event *event, const GPtrArray *events)
{
    const char *name = event->new_name;
    for (guint i = 0; i < events->len && *name == '\0'; i++)
        name = ((const struct crosswalk_event *)g_ptr_array_index(events, i))->new_name;
    return *name != '\0' ? name : event->new_code;
}

/* The eve of the change that ends a unit; DATE_NONE if none does, or it comes back later. */
static date end_of(const struct crosswalk *crosswalk, const char *code, date begin)
{
    g_autoptr(GPtrArray) last = crosswalk_successors(crosswalk, code, G_MAXINT32);
    if (last == NULL)
        return DATE_NONE;
    date day = ((const struct crosswalk_event *)g_ptr_array_index(last, 0))->day;
    g_autoptr(GPtrArray) again = crosswalk_predecessors(crosswalk, code, day - 1);
    return day > begin && again == NULL ? day - 1 : DATE_NONE;
}

static void add(struct unit_tree *tree, const struct crosswalk *crosswalk,
                const struct crosswalk_event *event)
{
    g_autoptr(GPtrArray) events = crosswalk_predecessors(crosswalk, event->new_code, DATE_NONE);
    gint32 old = unit_version(tree, unit_of(tree, event->old_code), event->day - 1);
    const struct unit *before = unit_at(tree, old);
    struct unit added = {
        .code = event->new_code,
        .name = name_of(event, events),
        .kind = before->kind,
        .kind_label = before->kind_label,
        .level = before->level,
        .is_cell = before->is_cell,
        .from = event->day,
        .to = end_of(crosswalk, event->new_code, event->day),
        .file = event->file,
        .line = event->line,
    };
    unit_tree_add_below(tree, &added, parent_of_added(tree, crosswalk, old, event->day, events));
}

/* Until nothing is added any more: a successor may itself come from one. */
void crosswalk_add_successors(struct unit_tree *tree, const struct crosswalk *crosswalk)
{
    g_autoptr(GPtrArray) events = in_order(tree, crosswalk);
    for (guint before = 0; before != unit_tree_count(tree);) {
        before = unit_tree_count(tree);
        for (guint i = 0; i < events->len; i++) {
            const struct crosswalk_event *event = g_ptr_array_index(events, i);
            if (unit_of(tree, event->old_code) != UNIT_NONE &&
                unit_of(tree, event->new_code) == UNIT_NONE)
                add(tree, crosswalk, event);
        }
    }
}
