#include <string.h>

#include "workbook/xls_parts.h"

/*
 * Workbooks as Excel 97 to 2003 wrote them, and all that still save for it. Dates, percentages and
 * zeros in front are told by the style of a cell, formulas have their kept value, and errors are
 * errors: libfreexl gives none of these (a formula, a truth value and an error are an empty cell to
 * it), so a figure could be lost without a word.
 */

#define STREAM "Workbook"
#define OLD_STREAM "Book" /* of Excel 5.0 and 95 */
#define LOCKED_STREAM "EncryptedPackage"
#define MACROS_FOLDER "_VBA_PROJECT_CUR"

#define MOST_STYLES 200000
/* Records of a sheet that are read at once. */
#define STEP 256

enum record_type {
    RECORD_1904 = 0x0022,
    RECORD_PASSWORD = 0x002F,
    RECORD_SHEET = 0x0085,
    RECORD_STYLE = 0x00E0,
    RECORD_SHARED_TEXTS = 0x00FC,
    RECORD_BOOK_LINK = 0x01AE,
    RECORD_FORMAT = 0x041E,
};

/* ---- before the sheets ---- */

static gboolean take_sheet(struct workbook_rows *rows, struct workbook_xls *xls,
                           struct package_fault *fault)
{
    enum { WORKSHEET = 0, MACROS = 1 };
    guint32 start = xls_records_long(&xls->records, 0);
    guint kind = xls_records_byte(&xls->records, 5);
    gboolean is_hidden = (xls_records_byte(&xls->records, 4) & 3) != 0;
    xls->records.used = 6;
    xls->has_macros |= kind == MACROS;
    if (!xls_records_text(&xls->records, TRUE, fault))
        return FALSE;
    if (kind != WORKSHEET)
        return TRUE;
    struct rows_sheet made = {.name = g_strdup(xls->records.text->str), .is_hidden = is_hidden};
    g_array_append_val(rows->sheets, made);
    g_array_append_val(xls->starts, start);
    return TRUE;
}

static gboolean take_texts(struct workbook_rows *rows, struct xls_records *records,
                           struct package_fault *fault)
{
    guint32 count = xls_records_long(records, 4);
    const struct workbook_limits *limits = rows->limits;
    records->used = 8;
    for (guint32 i = 0; i < count; i++) {
        if (!xls_records_text(records, FALSE, fault))
            return FALSE;
        if (records->is_cut)
            return package_refuse(fault, PACKAGE_DAMAGED, STREAM, "SST");
        workbook_texts_add(&rows->texts, records->text->str, records->text->len);
        workbook_parts_count(rows);
        if (limits != NULL && limits->texts != 0 && i >= limits->texts)
            workbook_parts_fault(rows, g_strdup_printf("> %u SST", limits->texts));
        if (limits != NULL && limits->text_bytes != 0 && rows->texts.all->len > limits->text_bytes)
            workbook_parts_fault(
                rows, g_strdup_printf("> %" G_GUINT64_FORMAT " MiB", limits->text_bytes >> 20));
        if (rows->wrong != NULL)
            return package_refuse(fault, PACKAGE_DAMAGED, STREAM, rows->wrong);
    }
    return TRUE;
}

static gboolean take_format(struct workbook_rows *rows, struct xls_records *records,
                            struct package_fault *fault)
{
    guint number = xls_records_short(records, 0);
    records->used = 2;
    if (!xls_records_text(records, FALSE, fault))
        return FALSE;
    g_hash_table_insert(rows->codes, GUINT_TO_POINTER(number), g_strdup(records->text->str));
    return TRUE;
}

/* Links to this book itself and to functions are none to other workbooks. */
static gboolean is_link(const struct xls_records *records)
{
    enum { ITSELF = 0x0401, FUNCTIONS = 0x3A01 };
    guint what = xls_records_short(records, 2);
    return records->size > 4 || (what != ITSELF && what != FUNCTIONS);
}

static gboolean take_global(struct workbook_rows *rows, struct workbook_xls *xls,
                            struct package_fault *fault)
{
    struct xls_records *records = &xls->records;
    guint16 format = (guint16)xls_records_short(records, 2);
    switch ((enum record_type)records->type) {
    case RECORD_PASSWORD:
        return package_refuse(fault, PACKAGE_LOCKED, NULL, NULL);
    case RECORD_1904:
        rows->is_1904 = xls_records_short(records, 0) == 1;
        return TRUE;
    case RECORD_SHEET:
        return take_sheet(rows, xls, fault);
    case RECORD_STYLE:
        if (xls->styles->len < MOST_STYLES)
            g_array_append_val(xls->styles, format);
        return TRUE;
    case RECORD_FORMAT:
        return take_format(rows, records, fault);
    case RECORD_SHARED_TEXTS:
        return take_texts(rows, records, fault);
    case RECORD_BOOK_LINK:
        rows->is_linked |= is_link(records);
        return TRUE;
    default:
        return TRUE;
    }
}

static void set_formats(struct workbook_rows *rows, const struct workbook_xls *xls)
{
    for (guint i = 0; i < xls->styles->len; i++) {
        guint number = g_array_index(xls->styles, guint16, i);
        const char *code = g_hash_table_lookup(rows->codes, GUINT_TO_POINTER(number));
        struct workbook_format format =
            code != NULL ? workbook_format_of_code(code) : workbook_format_of_number(number);
        g_array_append_val(rows->formats, format);
    }
}

/* The stream begins with the record that says of which kind it is. */
static gboolean begins(struct xls_records *records, struct package_fault *fault)
{
    enum { EXCEL_97 = 0x0600 };
    if (!xls_records_next(records, fault))
        return FALSE;
    return (records->type == XLS_BEGIN && xls_records_short(records, 0) == EXCEL_97) ||
           package_refuse(fault, PACKAGE_DAMAGED, STREAM, "BOF");
}

static gboolean read_globals(struct workbook_rows *rows, struct workbook_xls *xls,
                             struct package_fault *fault)
{
    struct xls_records *records = &xls->records;
    if (!begins(records, fault))
        return FALSE;
    do {
        if (!xls_records_next(records, fault) || !take_global(rows, xls, fault))
            return FALSE;
    } while (!records->at_end && records->type != XLS_END);
    set_formats(rows, xls);
    return rows->sheets->len > 0 || package_refuse(fault, PACKAGE_NOT_WHOLE, STREAM, "sheets");
}

/* ---- as a kind of workbook ---- */

static gboolean xls_enter(struct workbook_rows *rows, guint sheet, struct package_fault *fault)
{
    struct workbook_xls *xls = rows->xls;
    xls->start = g_array_index(xls->starts, guint32, sheet);
    xls->fault = fault;
    xls->depth = 1;
    xls->waits = FALSE;
    memset(xls->hidden, 0, sizeof xls->hidden);
    xls_records_go(&xls->records, xls->start);
    return begins(&xls->records, fault);
}

static gboolean xls_step(struct workbook_rows *rows, gboolean *at_end)
{
    struct workbook_xls *xls = rows->xls;
    *at_end = FALSE;
    for (guint i = 0; i < STEP && !*at_end; i++) {
        if (!xls_records_next(&xls->records, xls->fault) || !xls_cells_take(rows))
            return FALSE;
        *at_end = xls->depth == 0;
        if (*at_end)
            workbook_parts_end_row(rows);
        if (rows->wrong != NULL)
            return package_refuse(xls->fault, PACKAGE_DAMAGED, STREAM, rows->wrong);
        if (xls->records.at_end)
            return package_refuse(xls->fault, PACKAGE_NOT_WHOLE, STREAM, NULL);
    }
    return TRUE;
}

static guint xls_place(const struct workbook_rows *rows)
{
    const struct workbook_xls *xls = rows->xls;
    guint64 length = compound_length(xls->file);
    return (guint)(1000 * (xls->records.at - MIN(xls->start, xls->records.at)) / MAX(length, 1));
}

static enum workbook_guest xls_guest(const struct workbook_rows *rows)
{
    if (rows->xls->has_macros || compound_has(rows->xls->file, MACROS_FOLDER))
        return WORKBOOK_MACROS;
    return rows->is_linked ? WORKBOOK_LINKS : WORKBOOK_NO_GUEST;
}

void workbook_xls_free(struct workbook_xls *xls)
{
    if (xls == NULL)
        return;
    compound_free(xls->file);
    xls_records_clear(&xls->records);
    g_array_unref(xls->starts);
    g_array_unref(xls->styles);
    g_free(xls);
}

/* ---- the properties that the user gave it ([MS-OLEPS]) ---- */

#define PROPERTIES_STREAM "\005DocumentSummaryInformation"
#define MOST_BYTES ((guint64)1 << 20)
#define MOST_PROPERTIES 1000
#define FIRST_SECTION 28
#define SECTION 20
#define UTF16 1200

enum { PROPERTY_NAMES = 0, PROPERTY_CODE_PAGE = 1 };
enum { TYPE_BYTES = 30, TYPE_WIDE = 31 };

/* The section of the properties of the user, and where in it each one stands. */
struct properties {
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
static guint64 place_of(const struct properties *section, guint32 id)
{
    for (guint i = 0; i < section->count; i++) {
        guint64 at = section->start + 8 + 8 * (guint64)i;
        if (number_at(section->bytes, at) == id)
            return section->start + (guint64)number_at(section->bytes, at + 4);
    }
    return 0;
}

static char *value_of(const struct properties *section, guint32 id)
{
    guint64 at = place_of(section, id);
    guint32 type = at > 0 ? number_at(section->bytes, at) : 0;
    if (type != TYPE_BYTES && type != TYPE_WIDE)
        return g_strdup("");
    return text_at(section->bytes, at + 8, number_at(section->bytes, at + 4),
                   type == TYPE_WIDE || section->is_wide);
}

static void read_names(const struct properties *section, GHashTable *properties)
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

/* Adds name -> value ("" where it is no text). What is damaged is passed over. */
static void read_properties(struct compound *file, GHashTable *properties)
{
    g_auto(package_fault_t) fault = {0};
    if (!compound_has(file, PROPERTIES_STREAM) || !compound_enter(file, PROPERTIES_STREAM, &fault))
        return;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_set_size(bytes, (guint)MIN(compound_length(file), MOST_BYTES));
    if (!compound_read(file, 0, bytes->data, bytes->len, &fault) ||
        number_at(bytes, FIRST_SECTION - 4) < 2)
        return;
    struct properties section = {.bytes = bytes,
                                 .start = number_at(bytes, FIRST_SECTION + SECTION + 16)};
    section.count = MIN(number_at(bytes, (guint64)section.start + 4), MOST_PROPERTIES);
    guint64 page = place_of(&section, PROPERTY_CODE_PAGE);
    section.is_wide = page > 0 && (number_at(bytes, page + 4) & 0xFFFF) == UTF16;
    read_names(&section, properties);
}

/* ---- opening ---- */

/* Other programs keep their files in such containers, too. */
static gboolean enter_stream(struct workbook_xls *xls, struct package_fault *fault)
{
    if (compound_has(xls->file, STREAM))
        return compound_enter(xls->file, STREAM, fault);
    if (compound_has(xls->file, LOCKED_STREAM))
        return package_refuse(fault, PACKAGE_LOCKED, NULL, NULL);
    return package_refuse(fault, PACKAGE_FOREIGN, NULL,
                          compound_has(xls->file, OLD_STREAM) ? "Excel 5.0/95" : "OLE");
}

gboolean workbook_xls_open(struct workbook_rows *rows, const char *path,
                           struct package_fault *fault)
{
    static const struct rows_kind kind = {xls_enter, xls_step, xls_place, xls_guest};
    guint64 most = rows->limits != NULL ? rows->limits->package.unpacked : 0;
    struct compound *file = compound_open(path, most, fault);
    if (file == NULL)
        return FALSE;
    struct workbook_xls *xls = rows->xls = g_new0(struct workbook_xls, 1);
    xls->file = file;
    xls->starts = g_array_new(FALSE, FALSE, sizeof(guint32));
    xls->styles = g_array_new(FALSE, FALSE, sizeof(guint16));
    xls_records_init(&xls->records, file);
    read_properties(file, rows->properties);
    rows->kind = &kind;
    return enter_stream(xls, fault) && read_globals(rows, xls, fault);
}
