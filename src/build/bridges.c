#include "build/bridges.h"

#define NONE G_MAXUINT

/* A walk in depth: when each node was met, and the earliest one that its subtree reaches. */
struct walk {
    GArray *edges;
    guint *first, *next; /* edges of a node as lists: edge end 2e is a's, 2e + 1 is b's */
    guint *met, *low;
    guint *cursor;  /* by node: the next edge end to look at */
    guint *arrived; /* by node: the edge it was met by; NONE for a start */
    guint time;
};

static struct bridge_edge *edge_at(const struct walk *walk, guint edge)
{
    return &g_array_index(walk->edges, struct bridge_edge, edge);
}

static guint other_end(const struct walk *walk, guint end)
{
    const struct bridge_edge *edge = edge_at(walk, end / 2);
    return end % 2 == 0 ? edge->b : edge->a;
}

static void enter(struct walk *walk, guint node, guint by, GArray *path)
{
    walk->met[node] = walk->low[node] = ++walk->time;
    walk->cursor[node] = walk->first[node];
    walk->arrived[node] = by;
    g_array_append_val(path, node);
}

/* A node is done: what it reaches, the node before reaches too; if not even that, a bridge led
 * here. */
static void leave(struct walk *walk, guint node, GArray *path)
{
    g_array_set_size(path, path->len - 1);
    if (path->len == 0)
        return;
    guint before = g_array_index(path, guint, path->len - 1);
    walk->low[before] = MIN(walk->low[before], walk->low[node]);
    if (walk->low[node] > walk->met[before])
        edge_at(walk, walk->arrived[node])->is_bridge = TRUE;
}

static void walk_from(struct walk *walk, guint start)
{
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(guint));
    enter(walk, start, NONE, path);
    while (path->len > 0) {
        guint node = g_array_index(path, guint, path->len - 1);
        guint end = walk->cursor[node];
        if (end == NONE) {
            leave(walk, node, path);
            continue;
        }
        walk->cursor[node] = walk->next[end];
        guint target = other_end(walk, end);
        if (end / 2 == walk->arrived[node])
            continue;
        if (walk->met[target] == 0)
            enter(walk, target, end / 2, path);
        else
            walk->low[node] = MIN(walk->low[node], walk->met[target]);
    }
}

static void list_ends(struct walk *walk, guint nodes)
{
    for (guint i = 0; i < nodes; i++)
        walk->first[i] = NONE;
    for (guint e = 0; e < walk->edges->len; e++) {
        const guint ends[] = {edge_at(walk, e)->a, edge_at(walk, e)->b};
        for (guint i = 0; i < 2; i++) {
            walk->next[2 * e + i] = walk->first[ends[i]];
            walk->first[ends[i]] = 2 * e + i;
        }
    }
}

void bridges_find(GArray *edges, guint nodes)
{
    g_autofree guint *first = g_new(guint, MAX(nodes, 1));
    g_autofree guint *next = g_new(guint, MAX(2 * edges->len, 1));
    g_autofree guint *met = g_new0(guint, MAX(nodes, 1));
    g_autofree guint *low = g_new0(guint, MAX(nodes, 1));
    g_autofree guint *cursor = g_new0(guint, MAX(nodes, 1));
    g_autofree guint *arrived = g_new0(guint, MAX(nodes, 1));
    struct walk walk = {edges, first, next, met, low, cursor, arrived, 0};
    list_ends(&walk, nodes);
    for (guint e = 0; e < edges->len; e++)
        edge_at(&walk, e)->is_bridge = FALSE;
    for (guint node = 0; node < nodes; node++)
        if (met[node] == 0)
            walk_from(&walk, node);
}
