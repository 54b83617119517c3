/*
 * floor - what libcsv alone costs: parses a file strictly and counts rows and fields.
 */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

struct counts {
    unsigned long rows, fields;
};

static void take_field(void *text, size_t length, void *data)
{
    (void)text;
    (void)length;
    ((struct counts *)data)->fields++;
}

static void take_row(int end, void *data)
{
    (void)end;
    ((struct counts *)data)->rows++;
}

int main(int argc, char **argv)
{
    static char buffer[1 << 20];
    struct csv_parser parser;
    struct counts counts = {0, 0};
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return 2;
    for (size_t got; (got = fread(buffer, 1, sizeof buffer, file)) > 0;)
        if (csv_parse(&parser, buffer, got, take_field, take_row, &counts) != got)
            return 3;
    csv_fini(&parser, take_field, take_row, &counts);
    csv_free(&parser);
    fclose(file);
    printf("%lu rows, %lu fields\n", counts.rows, counts.fields);
    return 0;
}
