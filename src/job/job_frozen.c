#include "job/job_frozen.h"

#include <stddef.h>
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"

/* A trait of a file, and where a job file's struct keeps it. */
struct trait {
    const char *key;
    gsize offset;
    char *(*of)(const struct input *input);
};

static char *dataset_of(const struct input *input)
{
    return input->dataset != NULL ? g_strdup(input->dataset->name) : NULL;
}

static char *encoding_of(const struct input *input)
{
    return g_strdup(encoding_name(input->encoding));
}

static char *delimiter_of(const struct input *input)
{
    return input->delimiter != '\0' ? g_strndup(&input->delimiter, 1) : NULL;
}

static char *header_line_of(const struct input *input)
{
    return decimal_plain((gint64)input->header_line, 0);
}

static char *gzip_of(const struct input *input)
{
    return input->is_packed ? g_strdup("yes") : NULL;
}

static char *sep_line_of(const struct input *input)
{
    return input->has_sep ? g_strdup("yes") : NULL;
}

static char *superior_of(const struct input *input)
{
    return input->superior > 0 ? g_strdup(input->header[input->superior - 1]) : NULL;
}

#define AT(member) offsetof(struct job_frozen, member)

static const struct trait traits[] = {
    {"dataset", AT(dataset), dataset_of},
    {"encoding", AT(encoding), encoding_of},
    {"delimiter", AT(delimiter), delimiter_of},
    {"header_line", AT(header_line), header_line_of},
    {"gzip", AT(gzip), gzip_of},
    {"sep_line", AT(sep_line), sep_line_of},
    {"superior", AT(superior), superior_of},
};

const char *job_frozen_trait(guint trait)
{
    return trait < G_N_ELEMENTS(traits) ? traits[trait].key : NULL;
}

char *job_frozen_of_input(const struct input *input, guint trait)
{
    return traits[trait].of(input);
}

static const char *frozen_trait(const struct job_frozen *frozen, guint trait)
{
    return *(char *const *)(const void *)((const char *)frozen + traits[trait].offset);
}

static const char *frozen_header(const struct job_frozen *frozen, const char *column)
{
    for (unsigned i = 0; i < frozen->columns_count; i++)
        if (strcmp(frozen->columns[i].column, column) == 0)
            return frozen->columns[i].header;
    return NULL;
}

/* "delimiter: "," → ";"", behind what is there already. */
static void add_difference(GString *text, const char *what, const char *before, const char *now)
{
    if (g_strcmp0(before, now) == 0)
        return;
    g_string_append_printf(text, "%s%s: ", text->len > 0 ? "; " : "", what);
    g_string_append_printf(text, before != NULL ? "\"%s\"" : "–", before);
    g_string_append(text, " → ");
    g_string_append_printf(text, now != NULL ? "\"%s\"" : "–", now);
}

static gboolean has_column(const struct dataset *dataset, const char *column)
{
    for (guint i = 0; i < dataset->columns_count; i++)
        if (strcmp(dataset->columns[i].name, column) == 0)
            return TRUE;
    return FALSE;
}

static void add_columns(GString *text, const struct job_frozen *frozen, const struct input *input)
{
    const struct dataset *dataset = input->dataset;
    for (guint i = 0; i < dataset->columns_count; i++) {
        const char *column = dataset->columns[i].name;
        gint place = input->column[i];
        add_difference(text, column, frozen_header(frozen, column),
                       place >= 0 ? input->header[place] : NULL);
    }
    for (unsigned i = 0; i < frozen->columns_count; i++)
        if (!has_column(dataset, frozen->columns[i].column))
            add_difference(text, frozen->columns[i].column, frozen->columns[i].header, NULL);
}

/* All that is not as it was; "" if nothing. Of another dataset no more is said. New string. */
static char *differences(const struct job_frozen *frozen, const struct input *input)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(traits); i++) {
        g_autofree char *now = traits[i].of(input);
        add_difference(text, traits[i].key, frozen_trait(frozen, i), now);
        if (i == 0 && text->len > 0)
            return g_string_free(text, FALSE);
    }
    add_columns(text, frozen, input);
    return g_string_free(text, FALSE);
}

gboolean job_frozen_fits(const char *frozen, const char *name)
{
    return strpbrk(frozen, "*?") != NULL && g_pattern_match_simple(frozen, name);
}

static gboolean is_of(const struct job_frozen *frozen, const struct input *input, gboolean by_name)
{
    return by_name ? strcmp(frozen->file, input->name) == 0
                   : job_frozen_fits(frozen->file, input->name);
}

/* *found: something was frozen for the file. New string: what the first of it says, or NULL. */
static char *compare(const struct job *job, const struct input *input, gboolean by_name,
                     gboolean *found)
{
    g_autofree char *first = NULL;
    *found = FALSE;
    for (unsigned i = 0; i < job->frozen_count; i++) {
        if (!is_of(&job->frozen[i], input, by_name))
            continue;
        g_autofree char *text = differences(&job->frozen[i], input);
        if (*text == '\0') {
            *found = TRUE;
            return NULL;
        }
        if (!*found)
            first = g_steal_pointer(&text);
        *found = TRUE;
    }
    return g_steal_pointer(&first);
}

static gboolean is_read(const struct job_plan *plan, const struct dataset *dataset)
{
    for (guint i = 0; i < plan->plans->len; i++)
        if (report_plan_reads(g_ptr_array_index(plan->plans, i), dataset))
            return TRUE;
    return FALSE;
}

/* The job lets the whole dataset be missing, and it is. */
static gboolean may_be_gone(const struct job_plan *plan, const struct job_frozen *frozen)
{
    const struct dataset *dataset =
        dictionary_dataset(plan->workspace->dictionary, frozen->dataset);
    return names_hold(&plan->file->job->may_be_missing, frozen->dataset) &&
           (dataset == NULL || !workspace_has(plan->workspace, dataset));
}

static guint count_frozen(const struct job *job, const char *name, unsigned end)
{
    guint count = 0;
    for (unsigned i = 0; i < end; i++)
        count += strcmp(job->frozen[i].file, name) == 0;
    return count;
}

/* Files whose name is that, or fits the pattern; of the first `end`. */
static guint count_inputs(const struct inputs *inputs, const char *name, guint end)
{
    guint count = 0;
    for (guint i = 0; i < end; i++)
        count +=
            strcmp(inputs->item[i].name, name) == 0 || job_frozen_fits(name, inputs->item[i].name);
    return count;
}

static void append_name(GString *names, const char *name)
{
    g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", name);
}

/* Files of one name may lie in several folders: each of them must come. New string. */
static GString *gone_of(const struct job_plan *plan)
{
    const struct job *job = plan->file->job;
    const struct inputs *inputs = plan->workspace->inputs;
    GString *names = g_string_new(NULL);
    for (unsigned i = 0; i < job->frozen_count; i++) {
        const struct job_frozen *frozen = &job->frozen[i];
        gboolean pattern = strpbrk(frozen->file, "*?") != NULL;
        guint wanted = pattern ? 1 : count_frozen(job, frozen->file, i + 1);
        if (count_inputs(inputs, frozen->file, inputs->count) < wanted &&
            !may_be_gone(plan, frozen))
            append_name(names, frozen->file);
    }
    return names;
}

static gboolean is_new(const struct job_plan *plan, guint place)
{
    const struct job *job = plan->file->job;
    const struct inputs *inputs = plan->workspace->inputs;
    const struct input *input = &inputs->item[place];
    for (unsigned i = 0; i < job->frozen_count; i++)
        if (job_frozen_fits(job->frozen[i].file, input->name))
            return FALSE;
    return count_inputs(inputs, input->name, place + 1) >
               count_frozen(job, input->name, job->frozen_count) &&
           is_read(plan, input->dataset);
}

/* The same files as were frozen: one that is gone makes a total fall unseen, a new one makes it
 * rise.
 */
static gboolean check_files(const struct job_plan *plan, GError **error)
{
    const struct inputs *inputs = plan->workspace->inputs;
    g_autoptr(GString) gone = gone_of(plan);
    g_autoptr(GString) new = g_string_new(NULL);
    for (guint i = 0; i < inputs->count; i++)
        if (is_new(plan, i))
            append_name(new, inputs->item[i].path);
    if (gone->len == 0 && new->len == 0)
        return TRUE;
    return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_JOB_OTHER_FILES, plan->file->path,
                       gone->len > 0 ? gone->str : "–", new->len > 0 ? new->str : "–", NULL);
}

gboolean job_frozen_check(const struct job_plan *plan, GError **error)
{
    const struct inputs *inputs = plan->workspace->inputs;
    if (plan->file->job->frozen_count == 0)
        return TRUE;
    for (guint i = 0; i < inputs->count; i++) {
        gboolean found;
        g_autofree char *said = compare(plan->file->job, &inputs->item[i], TRUE, &found);
        if (!found)
            said = compare(plan->file->job, &inputs->item[i], FALSE, &found);
        if (said != NULL)
            return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_JOB_FROZEN, plan->file->path,
                               inputs->item[i].path, said, NULL);
    }
    return check_files(plan, error);
}

const char *job_frozen_encoding(const struct job *job)
{
    const char *only = NULL;
    for (unsigned i = 0; i < job->frozen_count; i++) {
        const char *name = job->frozen[i].encoding;
        if (!encoding_is_legacy(encoding_from_name(name)))
            continue;
        if (only != NULL && strcmp(only, name) != 0)
            return NULL;
        only = name;
    }
    return only;
}
