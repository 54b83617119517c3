#include "deliver/libraries.h"

#include <zlib.h>

#include "read/csv.h"
#include "write/draw_version.h"
#include "write/xlsx_version.h"

static const char *glib_version_text(void)
{
    return G_STRINGIFY(GLIB_MAJOR_VERSION) "." G_STRINGIFY(GLIB_MINOR_VERSION) "." G_STRINGIFY(
        GLIB_MICRO_VERSION);
}

static const struct {
    const char *name;
    const char *(*version)(void);
} table[LIBRARIES] = {
    {"cairo", draw_version_cairo}, {"glib", glib_version_text},     {"libcsv", csv_library_version},
    {"libpng", draw_version_png},  {"libxlsxwriter", xlsx_version}, {"pango", draw_version_pango},
    {"zlib", zlibVersion},
};

const char *library_name(guint index)
{
    g_assert(index < LIBRARIES);
    return table[index].name;
}

const char *library_version(guint index)
{
    g_assert(index < LIBRARIES);
    return table[index].version();
}
