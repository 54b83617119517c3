#include "answer/why_texts.h"

#include <stdlib.h>

#include "base/text.h"

struct texts_plan {
    const struct dataset *dataset;
    struct why_cell *cell;
};

static gint compare_places(const void *a, const void *b)
{
    const struct why_hit *first = a, *second = b;
    if (first->file != second->file)
        return first->file < second->file ? -1 : 1;
    return first->line < second->line ? -1 : first->line > second->line;
}

static char **texts_of(const struct dataset *dataset, const struct text_record *record)
{
    char **texts = g_new0(char *, dataset->columns_count + 1);
    for (guint i = 0; i < dataset->columns_count; i++) {
        const struct column *column = &dataset->columns[i];
        const char *text = record->text[i] != NULL ? record->text[i] : "";
        if (column->type == COLUMN_TEXT || column->type == COLUMN_BAND)
            texts[i] = g_strdup("");
        else
            texts[i] = column->person ? text_mask(text) : g_strdup(text);
    }
    return texts;
}

static gboolean take(void *data, const struct text_record *record, struct findings *findings)
{
    const struct texts_plan *plan = data;
    struct why_hit wanted = {.file = record->file, .line = record->line};
    (void)findings;
    for (guint t = 0; t < plan->cell->terms->len; t++) {
        struct why_term *term = &g_array_index(plan->cell->terms, struct why_term, t);
        if (term->source->dataset != plan->dataset || term->counting == WHY_EXPECTED)
            continue;
        struct why_hit *hit = bsearch(&wanted, term->hits->data, term->hits->len,
                                      sizeof(struct why_hit), compare_places);
        if (hit != NULL && hit->inside && hit->texts == NULL)
            hit->texts = texts_of(plan->dataset, record);
    }
    return TRUE;
}

gboolean why_texts_fill(struct why_cell *cell, GError **error)
{
    struct workspace *workspace = cell->recompute.workspace;
    const GArray *sources = cell->recompute.plan.report.sources;
    for (guint s = 0; s < sources->len; s++) {
        const struct report_source *source = &g_array_index(sources, struct report_source, s);
        gboolean wanted = FALSE;
        for (guint t = 0; t < cell->terms->len; t++)
            wanted |= g_array_index(cell->terms, struct why_term, t).source == source;
        struct texts_plan plan = {source->dataset, cell};
        struct read_job job = {.inputs = workspace->inputs,
                               .dataset = source->dataset,
                               .tree = workspace->tree,
                               .age_day = cell->recompute.plan.report.period.last};
        if (wanted &&
            !reader_read_texts(&job, take, &plan, workspace->accounts, workspace->findings, error))
            return FALSE;
    }
    return TRUE;
}
