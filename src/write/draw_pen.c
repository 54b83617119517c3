#include "write/draw_pen.h"

#include <fontconfig/fontconfig.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

#include "base/error.h"

static const char *const font_files[] = {
    "LiberationSans-Regular.ttf",    "LiberationSans-Bold.ttf",        "LiberationSans-Italic.ttf",
    "LiberationSans-BoldItalic.ttf", "LiberationSerif-Regular.ttf",    "LiberationSerif-Bold.ttf",
    "LiberationSerif-Italic.ttf",    "LiberationSerif-BoldItalic.ttf",
};

/* Two families, regular and bold. */
#define FACES 4

/* Wider than any page and, in lines, higher than the highest row, whatever the letters. */
#define MEASURED_BYTES 8192

/* So many sizes of texts are kept, some megabytes: the numbers and names of a book come again and
 * again, and a layout costs a hundred times what it costs to look one up. */
#define MOST_SIZES 16384

struct pen {
    PangoFont *face[FACES]; /* held open, at any size */
    PangoFontMap *map;
    PangoContext *context;
    PangoLayout *layout;
    GHashTable *sizes;  /* struct measured_text *, its own key: texts that were measured before */
    GPtrArray *letters; /* of pen_lines() */
};

/* A text as it was measured, and its size. */
struct measured_text {
    const char *text;
    struct font font;
    double wrap;
    struct text_size size;
    char copy[]; /* of the text, in an entry that is kept */
};

static guint hash_entry(gconstpointer key)
{
    const struct measured_text *entry = key;
    return g_str_hash(entry->text) ^ g_double_hash(&entry->font.size) ^
           (guint)(entry->font.family * 2 + entry->font.weight) * 2654435761u ^
           g_double_hash(&entry->wrap) * 31u;
}

static gboolean equal_entries(gconstpointer a, gconstpointer b)
{
    const struct measured_text *one = a, *other = b;
    return one->font.family == other->font.family && one->font.weight == other->font.weight &&
           memcmp(&one->font.size, &other->font.size, sizeof one->font.size) == 0 &&
           memcmp(&one->wrap, &other->wrap, sizeof one->wrap) == 0 &&
           strcmp(one->text, other->text) == 0;
}

/* The size of a text that was measured before, or NULL; good until keep_size(). */
static const struct text_size *find_size(GHashTable *measured, const char *text, struct font font,
                                         double wrap)
{
    struct measured_text wanted = {.text = text, .font = font, .wrap = wrap};
    const struct measured_text *found = g_hash_table_lookup(measured, &wanted);
    return found != NULL ? &found->size : NULL;
}

/* All before it are forgotten when there are too many. */
static void keep_size(GHashTable *measured, const char *text, struct font font, double wrap,
                      struct text_size size)
{
    if (g_hash_table_size(measured) >= MOST_SIZES)
        g_hash_table_remove_all(measured);
    gsize bytes = strlen(text) + 1;
    struct measured_text *entry = g_malloc(sizeof *entry + bytes);
    *entry = (struct measured_text){.text = entry->copy, .font = font, .wrap = wrap, .size = size};
    memcpy(entry->copy, text, bytes);
    g_hash_table_add(measured, entry);
}

/*
 * Pango's own sizes are whole 1024ths of a point and layouts at one size are not just scaled
 * ones at another. So text is laid out without hinting and with its metrics unrounded.
 */
static void fix_rendering(struct pen *pen)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(pen->context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(pen->context, FALSE);
    pango_cairo_context_set_resolution(pen->context,
                                       72); /* a point of text is one of the picture */
    pango_context_set_language(pen->context, pango_language_from_string("vi"));
}

static gboolean add_fonts(FcConfig *config, const char *folder, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(font_files); i++) {
        g_autofree char *path = g_build_filename(folder, font_files[i], NULL);
        if (!FcConfigAppFontAddFile(config, (const FcChar8 *)path))
            return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_NO_FONT, path, NULL);
    }
    return TRUE;
}

/*
 * Making a font map lets pango load the current configuration in a thread of its own, the system's
 * unless another is set; and without a writable cache that one complains on stderr at each start.
 */
static FcConfig *config_new(const char *font_folder, GError **error)
{
    FcConfig *config = FcConfigCreate();
    gboolean made = add_fonts(config, font_folder, error);
    if (made && FcConfigSetCurrent(config))
        return config;
    FcConfigDestroy(config);
    if (made)
        error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_NO_FONT, font_folder, NULL);
    return NULL;
}

static PangoFontDescription *describe(struct font font)
{
    PangoFontDescription *wanted = pango_font_description_new();
    pango_font_description_set_family_static(wanted, font.family == FONT_SERIF ? "Liberation Serif"
                                                                               : "Liberation Sans");
    pango_font_description_set_size(wanted, (int)(font.size * PANGO_SCALE + 0.5));
    pango_font_description_set_weight(wanted, font.weight == TEXT_BOLD ? PANGO_WEIGHT_BOLD
                                                                       : PANGO_WEIGHT_NORMAL);
    return wanted;
}

/* Harfbuzz and FreeType each open the file by themselves, and say nothing when they cannot. */
static gboolean can_read(PangoFont *face)
{
    cairo_text_extents_t extents;
    cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(face));
    cairo_scaled_font_text_extents(scaled, "A", &extents);
    return cairo_scaled_font_status(scaled) == CAIRO_STATUS_SUCCESS && extents.x_advance > 0 &&
           hb_face_get_glyph_count(hb_font_get_face(pango_font_get_hb_font(face))) > 0;
}

/* Opens all faces before the first text: one that failed later would change widths unnoticed. */
static gboolean open_faces(struct pen *pen, const char *font_folder, GError **error)
{
    for (guint i = 0; i < FACES; i++) {
        struct font font = {i / 2 == 0 ? FONT_SERIF : FONT_SANS, 10,
                            i % 2 == 0 ? TEXT_REGULAR : TEXT_BOLD};
        PangoFontDescription *wanted = describe(font);
        pen->face[i] = pango_font_map_load_font(pen->map, pen->context, wanted);
        pango_font_description_free(wanted);
        if (pen->face[i] == NULL || !can_read(pen->face[i]))
            return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_NO_FONT, font_folder, NULL);
    }
    return TRUE;
}

struct pen *pen_new(const char *font_folder, GError **error)
{
    FcConfig *config = config_new(font_folder, error);
    if (config == NULL)
        return NULL;
    g_autoptr(pen_t) pen = g_new0(struct pen, 1);
    pen->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(pen->map), config);
    FcConfigDestroy(config); /* the map holds a reference */
    pen->context = pango_font_map_create_context(pen->map);
    fix_rendering(pen);
    pen->layout = pango_layout_new(pen->context);
    pen->sizes = g_hash_table_new_full(hash_entry, equal_entries, g_free, NULL);
    pen->letters = g_ptr_array_new_with_free_func(g_free);
    return open_faces(pen, font_folder, error) ? g_steal_pointer(&pen) : NULL;
}

/*
 * A thread of pango's may still be sorting fonts for a text that has long been drawn, and then
 * looks into a table of the map: in one that is gone or empties its tables it divides by zero.
 * There is no way to wait for that thread, so a map stays to the end of the process; here it can be
 * found.
 */
static void keep_map(PangoFontMap *map)
{
    g_dataset_set_data(map, "kept", map);
}

void pen_free(struct pen *pen)
{
    if (pen == NULL)
        return;
    for (guint i = 0; i < FACES; i++)
        g_clear_object(&pen->face[i]);
    g_object_unref(pen->layout);
    g_object_unref(pen->context);
    keep_map(pen->map);
    g_hash_table_unref(pen->sizes);
    g_ptr_array_unref(pen->letters);
    g_free(pen);
}

static void set_font(struct pen *pen, struct font font)
{
    PangoFontDescription *wanted = describe(font);
    pango_layout_set_font_description(pen->layout, wanted);
    pango_font_description_free(wanted);
}

static gboolean has_shape(PangoFontset *fontset, gunichar letter)
{
    PangoFont *font = pango_fontset_get_font(fontset, letter);
    if (font == NULL)
        return FALSE;
    PangoCoverage *coverage = pango_font_get_coverage(font, pango_language_from_string("vi"));
    gboolean has = pango_coverage_get(coverage, (int)letter) != PANGO_COVERAGE_NONE;
    g_object_unref(coverage);
    g_object_unref(font);
    return has;
}

/* The text with "?" for each letter that the fonts lack (a symbol of a telephone, say). */
static char *with_shapes_only(struct pen *pen, const char *text)
{
    GString *result = g_string_new(NULL);
    PangoFontset *fontset = pango_font_map_load_fontset(
        pen->map, pen->context, pango_layout_get_font_description(pen->layout),
        pango_language_from_string("vi"));
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar letter = g_utf8_get_char(p);
        gboolean drawn = letter == '\n' || has_shape(fontset, letter);
        g_string_append_unichar(result, drawn ? letter : '?');
    }
    g_object_unref(fontset);
    return g_string_free(result, FALSE);
}

static gboolean is_plain(const char *text)
{
    for (; *text != '\0'; text++)
        if ((guchar)*text >= 0x80 || (guchar)*text < 0x20)
            return FALSE;
    return TRUE;
}

/* Text and font of the layout; nothing is read as markup. */
static void set_text(struct pen *pen, const char *text)
{
    if (is_plain(text)) {
        pango_layout_set_text(pen->layout, text, -1);
        return;
    }
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    pango_layout_set_text(pen->layout, valid, -1);
    if (pango_layout_get_unknown_glyphs_count(pen->layout) == 0)
        return;
    g_autofree char *drawn = with_shapes_only(pen, valid);
    pango_layout_set_text(pen->layout, drawn, -1);
}

/* Rounded up: a line that fits to the last unit must not wrap. */
static void set_wrap(struct pen *pen, double wrap)
{
    pango_layout_set_wrap(pen->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(pen->layout, wrap > 0 ? (int)ceil(wrap * PANGO_SCALE) : -1);
}

/*
 * The text, or as much of it as is more than any page or cell can show: a whole layout of a name
 * as long as a book would take minutes. *cut (new, or NULL) owns the shorter text.
 */
static const char *measurable(const char *text, char **cut)
{
    gsize length = strnlen(text, MEASURED_BYTES + 1);
    if (length <= MEASURED_BYTES)
        return text;
    const char *end = g_utf8_find_prev_char(text, text + MEASURED_BYTES);
    *cut = g_strndup(text, (gsize)(end - text));
    return *cut;
}

static struct text_size measure(struct pen *pen, const char *text, struct font font, double wrap)
{
    set_font(pen, font);
    set_wrap(pen, wrap);
    set_text(pen, text);
    PangoRectangle logical;
    pango_layout_get_extents(pen->layout, NULL, &logical);
    return (struct text_size){(double)logical.width / PANGO_SCALE,
                              (double)logical.height / PANGO_SCALE};
}

struct text_size pen_measure(struct pen *pen, const char *text, struct font font, double wrap)
{
    g_autofree char *cut = NULL;
    const char *measured = measurable(text, &cut);
    const struct text_size *known = find_size(pen->sizes, measured, font, wrap);
    if (known != NULL)
        return *known;
    struct text_size size = measure(pen, measured, font, wrap);
    keep_size(pen->sizes, measured, font, wrap, size);
    return size;
}

GPtrArray *pen_letters(struct pen *pen)
{
    return pen->letters;
}

static double ruler_width(void *data, const char *text, double size, enum text_weight weight)
{
    return pen_measure(data, text, (struct font){FONT_SANS, size, weight}, 0).width;
}

struct ruler pen_ruler(struct pen *pen)
{
    return (struct ruler){ruler_width, pen};
}

gboolean pen_draw_text(struct pen *pen, cairo_t *cairo, const struct display_item *item,
                       GError **error)
{
    set_font(pen, (struct font){FONT_SANS, item->size, item->weight});
    set_wrap(pen, 0);
    set_text(pen, item->text);
    if (pango_layout_get_unknown_glyphs_count(pen->layout) != 0)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_NO_GLYPH, item->text, NULL);
    PangoRectangle logical;
    pango_layout_get_extents(pen->layout, NULL, &logical);
    double width = (double)logical.width / PANGO_SCALE;
    double before = item->anchor == TEXT_START    ? 0
                    : item->anchor == TEXT_MIDDLE ? width / 2
                                                  : width;
    cairo_save(cairo);
    cairo_set_source_rgb(cairo, item->fill.red, item->fill.green, item->fill.blue);
    cairo_translate(cairo, item->x, item->y);
    cairo_rotate(cairo, item->angle * G_PI / 180);
    cairo_move_to(cairo, -before, 0);
    pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(pen->layout, 0));
    cairo_restore(cairo);
    return TRUE;
}
