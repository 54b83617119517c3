/* libcsv FILE...: libcsv's strict pass over the bytes, with nothing behind it but two counts. */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

struct counts {
    unsigned long fields, rows;
};

static void count_field(void *text, size_t length, void *data)
{
    (void)text, (void)length;
    ((struct counts *)data)->fields++;
}

static void count_row(int end, void *data)
{
    (void)end;
    ((struct counts *)data)->rows++;
}

static int parse(const char *path, struct counts *counts)
{
    static char buffer[1 << 20];
    struct csv_parser parser;
    FILE *file = fopen(path, "rb");
    size_t got;
    if (file == NULL || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return 0;
    while ((got = fread(buffer, 1, sizeof buffer, file)) > 0)
        if (csv_parse(&parser, buffer, got, count_field, count_row, counts) != got)
            return 0;
    csv_fini(&parser, count_field, count_row, counts);
    csv_free(&parser);
    return fclose(file) == 0;
}

int main(int argc, char **argv)
{
    struct counts counts = {0, 0};
    for (int i = 1; i < argc; i++)
        if (!parse(argv[i], &counts))
            return EXIT_FAILURE;
    printf("%lu fields, %lu rows\n", counts.fields, counts.rows);
    return EXIT_SUCCESS;
}
