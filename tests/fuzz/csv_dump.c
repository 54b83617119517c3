/*
 * csv_dump - what the reader makes of CSV files, for csv_random.py.
 *
 * Reads lines "BLOCK_SIZE DELIMITER_CODE WAY PATH" from stdin; behind the ways to find marks
 * (scan.h) comes none, by which libcsv reads every row. Writes for each file its records, "R LINE
 * LINES COUNT" and each field as LENGTH:BYTES, then "E RULE LINE" if it was refused, and "T LINES"
 * at the end of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/csv.h"
#include "read/source.h"

static void print_record(const struct row *record)
{
    printf("R %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %u\n", record->line, record->lines,
           record->count);
    for (guint i = 0; i < record->count; i++) {
        printf("%u:", record->field[i].length);
        fwrite(row_text(record, i), 1, record->field[i].length, stdout);
        putchar('\n');
    }
}

static void print_records(void *data, const struct row *rows, guint count)
{
    (void)data;
    for (guint i = 0; i < count; i++)
        print_record(&rows[i]);
}

static gboolean dump(const char *path, gsize block_size, char delimiter, const struct scan *scan,
                     GError **error)
{
    g_autoptr(source_t) source = source_open(path, ENCODING_UTF8, block_size, error);
    if (source == NULL)
        return FALSE;
    g_autoptr(csv_reader_t) reader = csv_reader_new_by(scan, delimiter);
    struct block block = {0};
    struct refusal refusal;
    gboolean is_read;
    while ((is_read = source_next(source, &block, error)) && block.size > 0) {
        if (!csv_read(reader, &block, print_records, NULL, &refusal)) {
            printf("E %s %" G_GUINT64_FORMAT "\n", rule_info(refusal.rule)->code, refusal.line);
            break;
        }
    }
    printf("T %" G_GUINT64_FORMAT "\n", block.line + block.lines);
    block_clear(&block);
    return is_read;
}

int main(void)
{
    char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        char *rest;
        g_autoptr(GError) error = NULL;
        line[strcspn(line, "\n")] = '\0';
        gsize block_size = strtoul(line, &rest, 10);
        char delimiter = (char)strtoul(rest, &rest, 10);
        guint ways = 0;
        while (scan_best()[ways].name != NULL)
            ways++;
        guint way = (guint)strtoul(rest, &rest, 10) % (ways + 1);
        const struct scan *scan = way < ways ? scan_best() + way : NULL;
        if (!dump(rest + 1, block_size, delimiter, scan, &error)) {
            fprintf(stderr, "csv_dump: %s\n", error->message);
            return EXIT_FAILURE;
        }
    }
    return EXIT_SUCCESS;
}
