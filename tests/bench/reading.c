/*
 * reading - what reading and coding a file costs, against what libcsv alone costs.
 *
 * `reading FOLDER DATASET`: the files of one dataset are read to facts by one thread, and parsed
 * strictly by libcsv alone, in turn. Prints the processor seconds of each pass, "OURS BARE".
 */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/period.h"
#include "run/workspace.h"

#define ROUNDS 9

static void *state_new(void *data)
{
    (void)data;
    return g_new0(guint64, 1);
}

static void take_fact(void *state, const struct fact *fact)
{
    *(guint64 *)state += fact->line != 0;
}

static void read_facts(const struct read_job *job, guint64 *rows)
{
    static const struct consumer consumer = {
        .state_new = state_new, .take = take_fact, .state_free = g_free};
    g_autofree struct account *accounts = g_new0(struct account, job->inputs->count);
    g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(findings_t) findings = findings_new();
    g_autoptr(GError) error = NULL;
    if (!reader_read(job, &consumer, states, accounts, findings, &error))
        g_error("%s", error->message);
    *rows = *(guint64 *)g_ptr_array_index(states, 0);
}

static void count_field(void *text, size_t length, void *data)
{
    (void)text, (void)length;
    ((guint64 *)data)[0]++;
}

static void count_row(int end, void *data)
{
    (void)end;
    ((guint64 *)data)[1]++;
}

static void parse_bare(const char *path, guint64 counts[2])
{
    static char buffer[1 << 20];
    struct csv_parser parser;
    FILE *file = fopen(path, "rb");
    if (file == NULL || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        g_error("%s cannot be read", path);
    for (size_t got; (got = fread(buffer, 1, sizeof buffer, file)) > 0;)
        if (csv_parse(&parser, buffer, got, count_field, count_row, counts) != got)
            g_error("%s is broken", path);
    csv_fini(&parser, count_field, count_row, counts);
    csv_free(&parser);
    fclose(file);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* One pass of each; both must see the same rows. */
static void compare(const struct read_job *job)
{
    guint64 rows = 0, counts[2] = {0, 0};
    double start = now();
    read_facts(job, &rows);
    double between = now();
    guint64 files = 0;
    for (guint i = 0; i < job->inputs->count; i++) {
        if (job->inputs->item[i].dataset != job->dataset)
            continue;
        parse_bare(job->inputs->item[i].path, counts);
        files++;
    }
    printf("%.3f %.3f\n", between - start, now() - between);
    if (counts[1] != rows + files)
        g_error("%d rows are facts, of %d", (int)rows, (int)(counts[1] - files));
}

int main(int argc, char **argv)
{
    g_autoptr(search_t) search = search_new("templates", argv[0]);
    g_autoptr(workspace_t) workspace = NULL;
    g_autoptr(GError) error = NULL;
    const char *const data[] = {argc == 3 ? argv[1] : "", NULL};
    if (!workspace_open(search, NULL, data, &workspace, &error))
        g_error("%s", error->message);
    struct read_job job = {.inputs = workspace->inputs,
                           .dataset = dictionary_dataset(workspace->dictionary, argv[2]),
                           .tree = workspace->tree,
                           .age_day = date_from_civil(2024, 12, 31),
                           .threads = 1};
    if (job.dataset == NULL)
        g_error("no dataset %s", argv[2]);
    for (int i = 0; i < ROUNDS; i++)
        compare(&job);
    return EXIT_SUCCESS;
}
