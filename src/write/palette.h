/*
 * palette - the colours of a picture as one byte each.
 *
 * A chart has a few colours and, where letters and edges are smoothed, some hundreds between them.
 * A byte a pixel is a third of what RGB takes, to fill, to compress and to keep.
 */
#ifndef WRITE_PALETTE_H
#define WRITE_PALETTE_H

#include <glib.h>

#define PALETTE_MOST 256
/* So many colours, those of the most pixels, stay exactly as drawn whatever the picture. */
#define PALETTE_EXACT 40
/* How far from the colour drawn one of the others may be, in any of its three parts: unseen. */
#define PALETTE_REACH 8

/* The pixels of a picture, at most 65535 wide, each 0x00RRGGBB; a row begins `stride` bytes behind
 * the one before. */
struct pixels {
    const guint8 *bytes;
    guint width, height;
    gsize stride;
};

struct palette;

/*
 * All colours if there are at most PALETTE_MOST. Else the rarer ones become more frequent ones near
 * them; NULL if some would be farther off than PALETTE_REACH. The same pixels give the same
 * palette.
 */
struct palette *palette_new(const struct pixels *pixels);
void palette_free(struct palette *palette); /* NULL is fine */

/* Red, green and blue of each colour, and how many colours there are. */
const guint8 *palette_colors(const struct palette *palette, guint *count);

/* So many bytes behind a row may be written over. */
#define PALETTE_ROOM 8

/* The numbers of a row's colours, one byte a pixel, into `row`. `above`: those of the row before,
 * or NULL where they are not at hand. */
void palette_fill_row(const struct palette *palette, guint y, const guint8 *above, guint8 *row);

#endif
