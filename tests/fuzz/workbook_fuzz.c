/*
 * workbook_fuzz - one input of libFuzzer as a workbook of data (tests/fuzz/workbook.sh).
 *
 * Bytes that begin like a zip or a compound file are the whole file, and records that begin a book
 * are the stream of an .xls. Others are parts of a zip with NUL between, so that what is tried gets
 * behind the checksums: "<office…" content.xml of an .ods, or else sheet, shared texts, styles and
 * book of an .xlsx. Each sheet is recognized and read to its end as a file of a
 * dataset with a column of every type, and every field is coded.
 */
#include <fcntl.h>
#include <minizip/zip.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "read/cell.h"
#include "read/recognize.h"
#include "read/sheet_rows.h"
#include "read/source.h"
#include "spec/dictionary.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define PART_TYPES 15

static struct column columns[PART_TYPES];
static struct dataset dataset = {.name = "thu", .columns = columns, .columns_count = PART_TYPES};
static struct dictionary dictionary = {.datasets = &dataset, .datasets_count = 1};

static const char *const part_names[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                         "xl/styles.xml", "xl/workbook.xml"};

static const char book[] =
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"r0\"/></sheets></workbook>";
static const char relations[] =
    "<R><Relationship Id=\"r0\" Type=\"/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"r1\" Type=\"/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"/styles\" Target=\"styles.xml\"/></R>";

static void add(zipFile zip, const char *name, const void *bytes, size_t size)
{
    zipOpenNewFileInZip(zip, name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 1);
    zipWriteInFileInZip(zip, bytes, (unsigned)size);
    zipCloseFileInZip(zip);
}

static void write_parts(const char *path, const uint8_t *bytes, size_t size)
{
    zipFile zip = zipOpen(path, APPEND_STATUS_CREATE);
    if (size > 7 && memcmp(bytes, "<office", 7) == 0) {
        add(zip, "content.xml", bytes, size);
    } else {
        gboolean has_book = FALSE;
        for (guint i = 0; i < G_N_ELEMENTS(part_names) && size > 0; i++) {
            const uint8_t *end = memchr(bytes, '\0', size);
            size_t length = end != NULL ? (size_t)(end - bytes) : size;
            add(zip, part_names[i], bytes, length);
            has_book |= i == 3;
            bytes += MIN(length + 1, size);
            size -= MIN(length + 1, size);
        }
        if (!has_book)
            add(zip, part_names[3], book, sizeof book - 1);
        add(zip, "xl/_rels/workbook.xml.rels", relations, sizeof relations - 1);
    }
    zipClose(zip, NULL);
}

/* A compound file of one stream: its header, the directory, the stream, the table of sectors. */
static void write_stream(int file, const uint8_t *bytes, size_t size)
{
    enum { SECTOR = 512, HEADER_NUMBERS = 128, NAME = 9, ENTRY_NUMBERS = 32, MOST = 100 };
    static const uint8_t start[] = {0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};
    static uint32_t next[HEADER_NUMBERS];
    uint32_t header[HEADER_NUMBERS] = {0}, folder[HEADER_NUMBERS] = {0};
    size_t sectors = MIN(MAX((size + SECTOR - 1) / SECTOR, 8), MOST);
    g_autofree uint8_t *stream = g_malloc0(sectors * SECTOR);
    memcpy(stream, bytes, MIN(size, sectors * SECTOR));
    memset(next, 0xff, sizeof next);
    for (size_t i = 0; i < sectors; i++)
        next[1 + i] = i + 1 < sectors ? (uint32_t)(i + 2) : 0xFFFFFFFEu;
    next[0] = 0xFFFFFFFEu;
    memcpy(header, start, sizeof start);
    header[6] = 3u << 16 | 0x3E;
    header[7] = 9u << 16 | 0xFFFE;
    header[8] = 6;
    header[14] = 4096;
    header[15] = header[17] = 0xFFFFFFFEu;
    for (guint i = 19; i < HEADER_NUMBERS; i++)
        header[i] = i > 19 ? 0xFFFFFFFFu : (uint32_t)sectors + 1;
    for (guint i = 0; i < 2; i++) {
        uint32_t *entry = folder + (size_t)i * ENTRY_NUMBERS;
        const char *name = i == 0 ? "Root" : "Workbook";
        for (guint c = 0; name[c] != '\0'; c++)
            ((uint8_t *)entry)[2 * c] = (uint8_t)name[c];
        entry[16] = (i == 0 ? 5u : 2u) << 16 | 2 * NAME;
        entry[17] = entry[18] = 0xFFFFFFFFu;
        entry[19] = i == 0 ? 1 : 0xFFFFFFFFu;
        entry[29] = i == 0 ? 0xFFFFFFFEu : 1;
        entry[30] = i == 0 ? 0 : (uint32_t)(sectors * SECTOR);
    }
    if (write(file, header, SECTOR) != SECTOR || write(file, folder, SECTOR) != SECTOR ||
        write(file, stream, sectors * SECTOR) != (ssize_t)(sectors * SECTOR) ||
        write(file, next, SECTOR) != SECTOR)
        abort();
}

static gboolean begins(const uint8_t *bytes, size_t size, const char *with, size_t length)
{
    return size >= length && memcmp(bytes, with, length) == 0;
}

static void take_rows(void *data, const struct row *rows, guint count)
{
    struct cells *cells = data;
    for (guint i = 0; i < count; i++)
        for (guint field = 0; field < MIN(rows[i].count, PART_TYPES); field++)
            if (rows[i].field[field].length > 0)
                cell_code(cells, field, row_text(&rows[i], field), rows[i].field[field].length);
}

static void read_sheet(const char *path, guint sheet, struct cells *cells)
{
    gint places[PART_TYPES];
    struct input input = {
        .dataset = &dataset, .column = places, .fields = PART_TYPES, .header_line = 1};
    struct block block = {0};
    g_autoptr(source_t) source = source_open_sheet(path, sheet, 256, NULL);
    for (gint i = 0; i < PART_TYPES; i++)
        places[i] = i;
    void *reader = sheet_rows.reader_new(&input);
    struct refusal refusal;
    gboolean good = source != NULL;
    for (guint blocks = 0;
         good && blocks < 1000 && source_next(source, &block, NULL) && block.size > 0; blocks++)
        good = sheet_rows.read(reader, &block, take_rows, cells, &refusal);
    g_free(sheet_rows.take_notes(reader));
    sheet_rows.reader_free(reader);
    block_clear(&block);
}

static void recognize_it(struct workbook_rows *rows, guint sheet)
{
    struct refusal refusal;
    struct block block = {0};
    struct input input = {.name = (char *)"a.xlsx!a"};
    g_auto(recognized_t) recognized = recognized_new();
    struct sheet_source *source = sheet_source_new(rows, sheet, &refusal);
    if (source != NULL) {
        sheet_source_next(source, &block, 4096);
        if (!block.is_cut && block.size > 0)
            recognize_sheet(&block, &dictionary, NULL, &input, &recognized);
    }
    sheet_source_free(source);
    block_clear(&block);
    g_free(input.column);
    g_strfreev(input.header);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const names[PART_TYPES] = {"a", "b", "c", "d", "e", "f", "g", "h",
                                                  "i", "j", "k", "l", "m", "n", "o"};
    for (guint i = 0; i < PART_TYPES; i++)
        columns[i] = (struct column){.name = (char *)names[i],
                                     .label = (char *)names[i],
                                     .type = (enum column_type)i,
                                     .of = (char *)"g"};
    int file = memfd_create("workbook", 0);
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", file);
    if (begins(bytes, size, "\x09\x08", 2)) {
        write_stream(file, bytes, size);
    } else if (begins(bytes, size, "PK", 2) || begins(bytes, size, "\xd0\xcf", 2)) {
        if (write(file, bytes, size) != (ssize_t)size)
            abort();
    } else {
        write_parts(path, bytes, size);
    }
    g_auto(package_fault_t) fault = {0};
    struct workbook_rows *rows = workbook_rows_open(path, &sheet_limits, &fault);
    struct cell_plan *plan = cell_plan_new(&dataset, NULL);
    struct cells *cells = cells_new(plan);
    for (guint i = 0; rows != NULL && i < MIN(workbook_rows_sheets(rows), 4); i++) {
        recognize_it(rows, i);
        read_sheet(path, i, cells);
    }
    workbook_rows_free(rows);
    cells_free(cells);
    cell_plan_free(plan);
    close(file);
    return 0;
}
