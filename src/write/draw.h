/*
 * draw - display lists on cairo surfaces (the only user of cairo and pango).
 *
 * Fonts come from pinned files only (a private fontconfig configuration with the Liberation
 * 2 files), so a picture does not depend on what else is installed.
 */
#ifndef WRITE_DRAW_H
#define WRITE_DRAW_H

#include <glib.h>

#include "chart/display_list.h"

struct pen; /* fonts ready for measuring and drawing */

/* Errors: OUTPUT when a font file is missing. */
struct pen *pen_new(const char *font_folder, GError **error);
void pen_free(struct pen *pen);
typedef struct pen pen_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pen_t, pen_free)

/* Sans for charts. The ruler is valid while the pen lives. */
struct ruler pen_ruler(struct pen *pen);

enum font_family { FONT_SERIF, FONT_SANS };

struct font {
    enum font_family family;
    double size;
    enum text_weight weight;
};

struct text_size {
    double width, height;
};

/* Size in points that `text` takes when wrapped to `wrap` points (<= 0: not wrapped). */
struct text_size pen_measure(struct pen *pen, const char *text, struct font font, double wrap);

/*
 * On how many lines `text` stands when wrapped to `wrap` points (> 0), where the widths of its
 * letters tell it without a layout; 0: they do not.
 */
guint pen_lines(struct pen *pen, const char *text, struct font font, double wrap);

/* A PNG, `scale` pixels a point, with a palette unless that would show (palette.h). */
GBytes *draw_png(struct pen *pen, const struct display_list *list, double scale, GError **error);
/* A one-page PDF; `created` (ISO date) is the only date in it. */
GBytes *draw_pdf(struct pen *pen, const struct display_list *list, const char *created,
                 GError **error);

/* Versions of the libraries that make the pictures. */
const char *draw_version_cairo(void);
const char *draw_version_pango(void);
const char *draw_version_png(void);

#endif
