/*
 * palette_png - a picture in few colours: those that it has most of and that are unlike.
 *
 * A page of charts is mostly white with a few fills; the thousands of shades between them come
 * from smoothed edges and are not told apart. With a palette it takes a third of the room.
 */
#ifndef GALLERY_PALETTE_PNG_H
#define GALLERY_PALETTE_PNG_H

#include <glib.h>

/* The same picture, a PNG too; NULL when `png` is none. */
GBytes *palette_png(GBytes *png);

#endif
