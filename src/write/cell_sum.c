#include "write/cell_sum.h"

#include <string.h>

/* FNV-1a. */
#define BASIS G_GUINT64_CONSTANT(14695981039346656037)
#define PRIME G_GUINT64_CONSTANT(1099511628211)

static guint64 mix(guint64 state, const void *bytes, gsize length)
{
    const guint8 *at = bytes;
    for (gsize i = 0; i < length; i++)
        state = (state ^ at[i]) * PRIME;
    return state;
}

guint64 cell_sum_digest(const char *text, gsize length)
{
    return mix(BASIS, text, length);
}

static void add(struct cell_sum *sum, const char *tab, struct xlsx_place place, guint64 content)
{
    guint64 state = mix(BASIS, tab, strlen(tab));
    state = mix(state, &place.row, sizeof place.row);
    state = mix(state, &place.column, sizeof place.column);
    sum->sum += mix(state, &content, sizeof content);
    sum->cells++;
}

void cell_sum_add_text(struct cell_sum *sum, const char *tab, struct xlsx_place place,
                       guint64 digest)
{
    add(sum, tab, place, digest);
}

void cell_sum_add_number(struct cell_sum *sum, const char *tab, struct xlsx_place place,
                         double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(text, sizeof text, "%.15g", value);
    /* The complement: a text of the same digits is another thing. */
    add(sum, tab, place, ~cell_sum_digest(text, strlen(text)));
}
