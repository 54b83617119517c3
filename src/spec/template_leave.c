/* Which tables, charts and texts of a template a report does not hold. */
#include <string.h>

#include "spec/placeholder.h"
#include "spec/template_check.h"

/* Hiding small counts is made for crosstabs of one dataset: what comes later is internal by itself.
 */
static gboolean is_covered(const struct template_table *table)
{
    gboolean covered = table->kind == TABLE_CROSSTAB;
    for (unsigned i = 0; i < table->columns_count; i++)
        covered = covered && table->columns[i].from == NULL && table->columns[i].within == NULL &&
                  table->columns[i].span != SPAN_YEAR_END;
    for (unsigned i = 0; i < table->measures_count; i++)
        covered = covered && measure_info(table->measures[i].show)->covered;
    return covered;
}

typedef gboolean (*table_test)(const struct template_table *table);

static gboolean is_internal(const struct template_table *table)
{
    return table->internal;
}

static gboolean is_left_out(const struct template_table *table)
{
    return table->left_out;
}

/* Whether a cap that the review reads is in a table that is such. */
static gboolean reviews(const struct template *template, table_test such)
{
    for (guint i = 0; i < TEMPLATE_REVIEW_COLUMNS; i++)
        if (template_review_columns[i].cap != NULL &&
            such(template_cap_table(template, template_review_columns[i].cap)))
            return TRUE;
    return FALSE;
}

/* Whether a rate of the table, or its review, rests on one that is such. */
static gboolean rests_on(const struct template *template, const struct template_table *table,
                         table_test such)
{
    if (table->kind == TABLE_REVIEW)
        return reviews(template, such);
    for (unsigned i = 0; i < table->measures_count; i++) {
        if (!shown_over_elsewhere(&table->measures[i]))
            continue;
        g_auto(GStrv) over = g_strsplit(table->measures[i].over, "/", 2);
        if (such(template_table(template, over[0])))
            return TRUE;
    }
    return FALSE;
}

/* The next table that is not such, but rests on one; NULL: there is none. */
static struct template_table *next_resting(const struct template *template, table_test such)
{
    for (unsigned i = 0; i < template->tables_count; i++)
        if (!such(&template->tables[i]) && rests_on(template, &template->tables[i], such))
            return &template->tables[i];
    return NULL;
}

void template_settle_internal(const struct template *template)
{
    struct template_table *resting;
    for (unsigned i = 0; i < template->tables_count; i++)
        if (!is_covered(&template->tables[i]))
            template->tables[i].internal = TRUE;
    while ((resting = next_resting(template, is_internal)) != NULL)
        resting->internal = TRUE;
}

static gboolean table_left_out(const struct template *template, gconstpointer item)
{
    (void)template;
    return is_left_out(item);
}

static gboolean names_left_out(const struct template *template, const char *id)
{
    const struct template_table *table = template_table(template, id);
    return table != NULL && table->left_out;
}

static gboolean chart_left_out(const struct template *template, gconstpointer item)
{
    return names_left_out(template, ((const struct template_chart *)item)->table);
}

static gboolean text_left_out(const struct template *template, gconstpointer item)
{
    const struct template_text *text = item;
    gboolean out = names_left_out(template, text->at);
    for (gsize from = 0; text->body[from] != '\0' && !out;) {
        g_auto(placeholder_t) found = {0};
        placeholder_find(text->body, from, &found);
        out = found.kind == PLACEHOLDER_FIGURE && names_left_out(template, found.table);
        from = found.end;
    }
    for (unsigned i = 0; i < text->words_count && !out; i++) {
        g_auto(placeholder_t) figure = {0};
        template_word_figure(&text->words[i], &figure);
        out = names_left_out(template, figure.table);
    }
    return out;
}

/* A list of structs in a template. */
struct members {
    char *items;
    unsigned *count, *left_out;
    gsize size;
};

/* Moves what is left out to the end, both parts in their order. */
static void leave_out(const struct template *template, struct members members,
                      gboolean (*left_out)(const struct template *, gconstpointer))
{
    g_autofree char *before = g_memdup2(members.items, *members.count * members.size);
    unsigned next = 0, count = *members.count;
    for (int out = FALSE; out <= TRUE; out++) {
        for (unsigned i = 0; i < count; i++) {
            const char *item = before + i * members.size;
            if (left_out(template, item) == out)
                memcpy(members.items + next++ * members.size, item, members.size);
        }
        if (!out)
            *members.count = next;
    }
    *members.left_out = count - *members.count;
}

void template_leave_out(struct template *template, gboolean public, enum period_kind kind)
{
    const char *name = period_kind_name(kind);
    struct template_table *resting;
    for (unsigned i = 0; i < template->tables_count; i++) {
        struct template_table *table = &template->tables[i];
        table->left_out = (public && table->internal) ||
                          (table->periods.count > 0 && !names_hold(&table->periods, name));
    }
    while ((resting = next_resting(template, is_left_out)) != NULL)
        resting->left_out = TRUE;
    struct members text = {(char *)template->text, &template->text_count, &template->text_left_out,
                           sizeof *template->text};
    struct members charts = {(char *)template->charts, &template->charts_count,
                             &template->charts_left_out, sizeof *template->charts};
    struct members tables = {(char *)template->tables, &template->tables_count,
                             &template->tables_left_out, sizeof *template->tables};
    leave_out(template, text, text_left_out);
    leave_out(template, charts, chart_left_out);
    leave_out(template, tables, table_left_out);
}
