#include "job/job_files.h"

#include <string.h>

#include "run/burst_index.h"
#include "run/publication.h"

static void add(GPtrArray *files, const char *stem, const char *id, const char *ending)
{
    g_ptr_array_add(files, g_strconcat(stem, "/", id, ending, NULL));
}

static void add_tables(GPtrArray *files, const struct template *template, const char *stem,
                       const char *ending)
{
    for (unsigned i = 0; i < template->tables_count; i++)
        add(files, stem, template->tables[i].id, ending);
}

static void add_charts(GPtrArray *files, const struct template *template, const char *stem,
                       const char *ending)
{
    for (unsigned i = 0; i < template->charts_count; i++)
        add(files, stem, template->charts[i].id, ending);
}

static void add_workbook(GPtrArray *files, const struct template *template, const char *stem,
                         const char *ending)
{
    (void)template;
    g_ptr_array_add(files, g_strconcat(stem, ending, NULL));
}

/* What each format makes; tests/cron.sh holds this against the files that are made. */
static const struct {
    const char *format;
    void (*add)(GPtrArray *files, const struct template *template, const char *stem,
                const char *ending);
    const char *ending;
} makes[] = {
    {"xlsx", add_workbook, ".xlsx"}, {"png", add_charts, ".png"}, {"png2x", add_charts, "-2x.png"},
    {"csv", add_tables, ".csv"},     {"svg", add_charts, ".svg"}, {"pdf", add_charts, ".pdf"},
};

static gboolean has_table(const struct template *template, const char *id)
{
    return template_table(template, id) != NULL;
}

GPtrArray *job_files_of_book(const struct report_plan *plan, guint scope)
{
    g_autofree char *stem = publication_stem(plan, scope);
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    for (char **format = plan->request->formats.item; *format != NULL; format++)
        for (guint i = 0; i < G_N_ELEMENTS(makes); i++)
            if (strcmp(makes[i].format, *format) == 0)
                makes[i].add(files, plan->template, stem, makes[i].ending);
    if (plan->request->audience != AUDIENCE_PUBLIC)
        add(files, stem, has_table(plan->template, "kiem-tra") ? "kiem-tra-du-lieu" : "kiem-tra",
            ".csv");
    return files;
}

char *job_files_index(const struct report_plan *plan)
{
    return plan->request->each != NULL ? burst_index_stem(plan) : NULL;
}
