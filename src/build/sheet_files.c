/* Which files a table shows facts of. */
#include <string.h>

#include "build/sheet.h"

/* Names of files in a source line; the sheet of the data has them all. */
#define MOST_FILES 6

/* Whether a column of the table, and not only a comparison, takes facts of the span. */
static gboolean shows_span(const struct template_table *table, enum span span)
{
    for (unsigned i = 0; i < table->columns_count; i++)
        if (table->columns[i].span == span)
            return TRUE;
    return span == SPAN_PERIOD;
}

/* Whether the table shows facts of a file. Kinds that ask in their own way: of any that counts. */
static gboolean shows_file(const struct sheet_task *task, const struct report_asked *asked,
                           const struct account_told *account)
{
    struct tally_rows rows = tally_rows(asked->source->tally, (gint)task->scope, account->input);
    if (task->table->kind != TABLE_CROSSTAB || rows.counted == 0)
        return rows.counted > 0;
    const struct query *query = g_ptr_array_index(asked->source->plan.queries, asked->query);
    for (int span = 0; span < SPANS; span++)
        if (query->wanted[span] && shows_span(task->table, span) &&
            rows.first <= query->planes[span].last && rows.last >= query->planes[span].first)
            return TRUE;
    return FALSE;
}

/* A name is no text to be broken. New string. */
static char *unbroken(const char *name)
{
    GString *whole = g_string_new(NULL);
    for (const char *p = name; *p != '\0'; p++)
        g_string_append(whole, *p == ' ' ? "\u00a0" : (const char[]){*p, '\0'});
    return g_string_free(whole, FALSE);
}

/* Several units may each have a file of one name. */
static void add_file(GPtrArray *files, const char *name)
{
    char *whole = unbroken(name);
    if (!g_ptr_array_find_with_equal_func(files, whole, g_str_equal, NULL))
        g_ptr_array_add(files, whole);
    else
        g_free(whole);
}

static void add_files(const struct sheet_task *task, const struct report_asked *asked,
                      gboolean shown_only, GPtrArray *files)
{
    const GArray *accounts = task->report->accounts;
    for (guint i = 0; accounts != NULL && i < accounts->len; i++) {
        const struct account_told *account = &g_array_index(accounts, struct account_told, i);
        if (strcmp(account->dataset, asked->source->dataset->name) == 0 &&
            (!shown_only || shows_file(task, asked, account)))
            add_file(files, account->origin);
    }
}

char *sheet_files(const struct sheet_task *task)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < task->asked->len; i++) {
        guint before = files->len;
        const struct report_asked *asked = &g_array_index(task->asked, struct report_asked, i);
        add_files(task, asked, TRUE, files);
        if (files->len == before) /* that nothing happened is told by all */
            add_files(task, asked, FALSE, files);
        if (files->len == before) /* there is no account of rows */
            g_ptr_array_add(files, g_strdup(asked->source->files));
    }
    guint more = files->len > MOST_FILES ? files->len - MOST_FILES : 0;
    g_ptr_array_set_size(files, (gint)MIN(files->len, MOST_FILES));
    if (more > 0)
        g_ptr_array_add(files, g_strdup_printf("và %u tệp nữa", more));
    g_ptr_array_add(files, NULL);
    return g_strjoinv(", ", (char **)files->pdata);
}
