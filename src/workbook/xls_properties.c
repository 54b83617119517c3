#include "workbook/xls_properties.h"

#define STREAM "\005DocumentSummaryInformation"
#define MOST_BYTES ((guint64)1 << 20)
#define MOST_PROPERTIES 1000
#define FIRST_SECTION 28
#define SECTION 20
#define UTF16 1200

enum { PROPERTY_NAMES = 0, PROPERTY_CODE_PAGE = 1 };
enum { TYPE_BYTES = 30, TYPE_WIDE = 31 };

/* The section of the properties of the user, and where in it each one stands. */
struct section {
    const GByteArray *bytes;
    guint start, count;
    gboolean is_wide;
};

static guint32 number_at(const GByteArray *bytes, guint64 at)
{
    guint32 number = 0;
    for (guint i = 0; i < 4; i++)
        number |= at + i < bytes->len ? (guint32)bytes->data[at + i] << 8 * i : 0;
    return number;
}

/* Text of so many signs; what follows the first NUL is none of it. New string. */
static char *text_at(const GByteArray *bytes, guint64 at, guint64 signs, gboolean is_wide)
{
    guint64 size = is_wide ? 2 * signs : signs;
    if (at + size > bytes->len)
        return g_strdup("");
    const char *from = (const char *)bytes->data + at;
    char *text = is_wide ? g_convert(from, (gssize)size, "UTF-8", "UTF-16LE", NULL, NULL, NULL)
                         : g_strndup(from, size);
    return text != NULL ? text : g_strdup("");
}

/* Where the property of that number stands; 0: there is none. */
static guint64 place_of(const struct section *section, guint32 id)
{
    for (guint i = 0; i < section->count; i++) {
        guint64 at = section->start + 8 + 8 * (guint64)i;
        if (number_at(section->bytes, at) == id)
            return section->start + (guint64)number_at(section->bytes, at + 4);
    }
    return 0;
}

static char *value_of(const struct section *section, guint32 id)
{
    guint64 at = place_of(section, id);
    guint32 type = at > 0 ? number_at(section->bytes, at) : 0;
    if (type != TYPE_BYTES && type != TYPE_WIDE)
        return g_strdup("");
    return text_at(section->bytes, at + 8, number_at(section->bytes, at + 4),
                   type == TYPE_WIDE || section->is_wide);
}

static void read_names(const struct section *section, GHashTable *properties)
{
    guint64 at = place_of(section, PROPERTY_NAMES);
    guint32 count = at > 0 ? MIN(number_at(section->bytes, at), MOST_PROPERTIES) : 0;
    at += 4;
    for (guint32 i = 0; i < count && at < section->bytes->len; i++) {
        guint32 id = number_at(section->bytes, at), signs = number_at(section->bytes, at + 4);
        guint64 size = section->is_wide ? (2 * (guint64)signs + 3) / 4 * 4 : signs;
        g_hash_table_insert(properties, text_at(section->bytes, at + 8, signs, section->is_wide),
                            value_of(section, id));
        at += 8 + size;
    }
}

void xls_properties_read(struct compound *file, GHashTable *properties)
{
    g_auto(package_fault_t) fault = {0};
    if (!compound_has(file, STREAM) || !compound_enter(file, STREAM, &fault))
        return;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_set_size(bytes, (guint)MIN(compound_length(file), MOST_BYTES));
    if (!compound_read(file, 0, bytes->data, bytes->len, &fault) ||
        number_at(bytes, FIRST_SECTION - 4) < 2)
        return;
    struct section section = {.bytes = bytes,
                              .start = number_at(bytes, FIRST_SECTION + SECTION + 16)};
    section.count = MIN(number_at(bytes, (guint64)section.start + 4), MOST_PROPERTIES);
    guint64 page = place_of(&section, PROPERTY_CODE_PAGE);
    section.is_wide = page > 0 && (number_at(bytes, page + 4) & 0xFFFF) == UTF16;
    read_names(&section, properties);
}
