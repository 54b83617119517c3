/*
 * draw_version - versions of the libraries that make the pictures.
 */
#ifndef WRITE_DRAW_VERSION_H
#define WRITE_DRAW_VERSION_H

const char *draw_version_cairo(void);
const char *draw_version_pango(void);
const char *draw_version_png(void);

#endif
