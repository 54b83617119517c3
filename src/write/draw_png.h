/*
 * draw_png - a cairo surface as an RGB PNG.
 *
 * libpng writes the chunks; the rows are compressed by deflate.h, in a tenth of the time of cairo's
 * own encoder.
 */
#ifndef WRITE_DRAW_PNG_H
#define WRITE_DRAW_PNG_H

#include <cairo.h>
#include <glib.h>

/* Of an RGB24 image surface that was flushed. */
GBytes *png_of_surface(cairo_surface_t *surface, GError **error);

#endif
