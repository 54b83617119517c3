/*
 * text_grid - texts in columns, aligned by how wide they are on a terminal.
 *
 * Texts are wrapped where the columns need more room than there is, figures never. What still does
 * not fit stands below in further blocks, each with the columns that name its rows. Nothing is cut.
 */
#ifndef WRITE_TEXT_GRID_H
#define WRITE_TEXT_GRID_H

#include <glib.h>

struct text_grid_row {
    char **cells;      /* as many as columns, then NULL */
    gboolean is_apart; /* a line is drawn above */
};

struct text_grid {
    guint columns;
    guint names;        /* the first columns, which stand in each block */
    gboolean *is_right; /* by column: figures, which are not wrapped */
    char **head;        /* as many as columns, then NULL; parts on lines of their own */
    GArray *rows;       /* struct text_grid_row */
};

/* Without rows. */
struct text_grid *text_grid_new(guint columns, guint names);
void text_grid_free(struct text_grid *grid);
typedef struct text_grid text_grid_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(text_grid_t, text_grid_free)

/* The cells are taken. */
void text_grid_add(struct text_grid *grid, char **cells, gboolean is_apart);

/* The lines of the grid are appended; `width`: places in a line, unless one column needs more. */
void text_grid_print(const struct text_grid *grid, guint width, GString *out);

#endif
