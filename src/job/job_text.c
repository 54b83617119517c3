#include "job/job_text.h"

#include "deliver/manifest.h"
#include "job/job_files.h"
#include "run/publication.h"
#include "run/report_scopes.h"

struct page {
    GString *text;
    enum language language;
};

/* "  label: value" */
static void line(const struct page *page, enum message label, const char *value)
{
    g_autofree char *words = message_text(page->language, label, NULL);
    g_string_append_printf(page->text, "  %s: %s\n", words, value);
}

static void add_inputs(const struct page *page, const struct job_plan *plan)
{
    const struct inputs *inputs = plan->workspace->inputs;
    g_autofree char *title = message_text(page->language, MESSAGE_JOB_FILES, NULL);
    g_string_append_printf(page->text, "%s\n", title);
    for (guint i = 0; i < inputs->count; i++) {
        const struct dataset *dataset = inputs->item[i].dataset;
        g_string_append_printf(page->text, "  %s: %s\n", inputs->item[i].path,
                               dataset != NULL ? dataset->name : "–");
    }
}

static void add_period(const struct page *page, const struct report_plan *plan)
{
    g_autofree char *first = date_vietnamese(plan->report.period.first);
    g_autofree char *last = date_vietnamese(plan->report.period.last);
    g_autofree char *map = date_vietnamese(plan->map_day);
    g_autofree char *text = g_strdup_printf("%s (%s – %s)", plan->report.period.name, first, last);
    line(page, MESSAGE_JOB_OF_PERIOD, text);
    line(page, MESSAGE_JOB_MAP, map);
}

static void add_unit(const struct page *page, const struct report_plan *plan, guint scope)
{
    const char *code = report_scopes_code(plan, scope);
    const char *name = report_unit_name(&plan->report, scope);
    g_autofree char *text = code != NULL ? g_strdup_printf("%s %s", code, name) : g_strdup(name);
    line(page, MESSAGE_JOB_UNIT, text);
}

static void add_datasets(const struct page *page, const struct report_plan *plan)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *none = message_text(page->language, MESSAGE_JOB_NO_FILE, NULL);
    for (guint i = 0; i < plan->report.sources->len; i++) {
        const struct report_source *source =
            &g_array_index(plan->report.sources, struct report_source, i);
        g_string_append_printf(text, "%s%s (%s)", i > 0 ? ", " : "", source->dataset->name,
                               source->absent ? none : source->files);
    }
    line(page, MESSAGE_JOB_READS, text->str);
}

static void add_sheets(const struct page *page, const struct template *template)
{
    for (unsigned i = 0; i < template->tables_count; i++)
        line(page, MESSAGE_JOB_SHEET, template->tables[i].title);
}

static void add_output(const struct page *page, const struct report_plan *plan, const char *name)
{
    g_autofree char *path = g_build_filename(plan->request->out, name, NULL);
    line(page, MESSAGE_JOB_MAKES, path);
}

static void add_set(const struct page *page, const struct report_plan *plan, const char *stem,
                    const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++)
        add_output(page, plan, g_ptr_array_index(files, i));
    g_autofree char *manifest = g_strconcat(stem, MANIFEST_ENDING, NULL);
    add_output(page, plan, manifest);
}

static void add_outputs(const struct page *page, const struct report_plan *plan)
{
    for (guint scope = 0; scope < scopes_count(plan->report.scopes); scope++) {
        g_autofree char *stem = publication_stem(plan, scope);
        g_autoptr(GPtrArray) files = job_files_of_book(plan, scope);
        add_unit(page, plan, scope);
        add_set(page, plan, stem, files);
    }
    g_autofree char *index = job_files_index(plan);
    if (index == NULL)
        return;
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(files, g_strconcat(index, ".xlsx", NULL));
    add_set(page, plan, index, files);
}

GString *job_text(const struct job_plan *plan, enum language language)
{
    struct page page = {g_string_new(NULL), language};
    add_inputs(&page, plan);
    for (guint i = 0; i < plan->plans->len; i++) {
        const struct report_plan *one = g_ptr_array_index(plan->plans, i);
        g_autofree char *title = message_text(language, MESSAGE_JOB_TITLE, one->name, NULL);
        g_string_append_printf(page.text, "%s\n", title);
        add_period(&page, one);
        add_datasets(&page, one);
        add_sheets(&page, one->template);
        add_outputs(&page, one);
    }
    return page.text;
}
