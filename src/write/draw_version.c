#include "write/draw_version.h"

#include <cairo.h>
#include <pango/pango.h>
#include <png.h>
#include <stddef.h>

const char *draw_version_cairo(void)
{
    return cairo_version_string();
}

const char *draw_version_pango(void)
{
    return pango_version_string();
}

const char *draw_version_png(void)
{
    return png_get_libpng_ver(NULL);
}
