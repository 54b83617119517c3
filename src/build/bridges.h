/*
 * bridges - edges of a graph that lie on no circle.
 *
 * Source: R. E. Tarjan, A note on finding the bridges of a graph, Information Processing Letters
 * 2 (1974); here without recursion.
 */
#ifndef BUILD_BRIDGES_H
#define BUILD_BRIDGES_H

#include <glib.h>

struct bridge_edge {
    guint a, b; /* nodes */
    gboolean is_bridge;
};

/* Marks the bridges among `edges` (struct bridge_edge); nodes are below `nodes`. */
void bridges_find(GArray *edges, guint nodes);

#endif
