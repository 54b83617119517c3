#include "deliver/libraries.h"

#include <csv.h>
#include <zlib.h>

#include "write/draw.h"
#include "write/xlsx.h"

static const char *glib_version_text(void)
{
    return G_STRINGIFY(GLIB_MAJOR_VERSION) "." G_STRINGIFY(GLIB_MINOR_VERSION) "." G_STRINGIFY(
        GLIB_MICRO_VERSION);
}

static const char *csv_version_text(void)
{
    return G_STRINGIFY(CSV_MAJOR) "." G_STRINGIFY(CSV_MINOR) "." G_STRINGIFY(CSV_RELEASE);
}

static const struct {
    const char *name;
    const char *(*version)(void);
} table[LIBRARIES] = {
    {"cairo", draw_version_cairo}, {"glib", glib_version_text},     {"libcsv", csv_version_text},
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
