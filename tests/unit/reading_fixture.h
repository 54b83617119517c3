/*
 * reading_fixture - all that the reading of files gave, as one text.
 */
#ifndef TESTS_READING_FIXTURE_H
#define TESTS_READING_FIXTURE_H

#include <CUnit/CUnit.h>

#include "base/date.h"
#include "base/error.h"
#include "data/vocabulary.h"
#include "read/reader.h"
#include "read_fixture.h"

struct sums {
    gint64 rows, weighted[8];
};

static inline void *sums_new(void *data)
{
    (void)data;
    return g_new0(struct sums, 1);
}

/* Sums that notice a row too many, a wrong line or a wrong number; labels by their code. */
static inline void sums_take(void *state, const struct fact *fact)
{
    struct sums *sums = state;
    sums->rows += fact->times;
    sums->weighted[0] += fact->unit * (gint64)fact->line;
    sums->weighted[1] += fact->value[1] % 1000003;
    sums->weighted[2] += fact->value[2] == FACT_BLANK ? 1 : fact->value[2];
    if (fact->value[3] != FACT_BLANK)
        sums->weighted[3] +=
            g_str_hash(vocabulary_code(fact->vocabulary, 3, (gint32)fact->value[3]));
    sums->weighted[4] += fact->mentions_count;
    sums->weighted[5] += fact->value[6] == FACT_BLANK ? 0 : fact->value[6] + 1;
}

static inline void add_states(GString *text, const GPtrArray *states)
{
    struct sums all = {0};
    for (guint i = 0; i < states->len; i++) {
        const struct sums *sums = g_ptr_array_index(states, i);
        all.rows += sums->rows;
        for (guint k = 0; k < G_N_ELEMENTS(all.weighted); k++)
            all.weighted[k] += sums->weighted[k];
    }
    g_string_append_printf(text, "rows %d", (int)all.rows);
    for (guint k = 0; k < G_N_ELEMENTS(all.weighted); k++)
        g_string_append_printf(text, " %" G_GINT64_FORMAT, all.weighted[k]);
}

static inline void add_accounts(GString *text, const struct account *account, guint count)
{
    for (guint i = 0; i < count; i++) {
        guint64 rejected = 0;
        g_string_append_printf(text, "\nlines %d header %d blank %d records %d used %d",
                               (int)account[i].lines, (int)account[i].header, (int)account[i].blank,
                               (int)account[i].records, (int)account[i].used);
        for (guint rule = 0; rule < RULES; rule++) {
            rejected += account[i].rejected[rule];
            if (account[i].rejected[rule] > 0)
                g_string_append_printf(text, " %s %d", rule_info(rule)->code,
                                       (int)account[i].rejected[rule]);
        }
        CU_ASSERT_EQUAL(account[i].records, account[i].used + rejected);
    }
}

static inline void add_findings(GString *text, const struct findings *findings)
{
    for (guint i = 0; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);
        g_string_append_printf(text, "\n%u:%d:%u %s %s %s", finding->file, (int)finding->line,
                               finding->field, rule_info(finding->rule)->code,
                               finding->value != NULL ? finding->value : "-",
                               finding->hint != NULL ? finding->hint : "-");
    }
}

struct reading_fixture {
    const char *const *paths; /* ends with NULL */
    const char *dataset;
    guint threads;
    gsize block_size;
    fact_admission admit;
    const struct facts_format *given; /* the last file stands for facts; NULL: it is one of rows */
};

/* All that the reading gave; a refusal gives the error's text and the findings. */
static inline char *result_of(const struct reading_fixture *reading)
{
    GString *text = g_string_new(NULL);
    struct inputs *opened = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(findings_t) findings = findings_new();
    g_autoptr(unit_tree_t) tree = fixture_tree();
    g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func(g_free);
    struct consumer consumer = {
        .state_new = sums_new, .take = sums_take, .state_free = g_free, .admit = reading->admit};
    CU_ASSERT_TRUE_FATAL(
        inputs_open(&(struct inputs_request){.arguments = reading->paths, .encoding = ENCODINGS},
                    &fixture_dictionary, &opened, findings, &error));
    g_autoptr(inputs_t) inputs = opened;
    inputs->item[inputs->count - 1].facts = reading->given;
    g_autofree struct account *accounts = g_new0(struct account, inputs->count);
    struct read_job job = {
        .inputs = inputs,
        .dataset = dictionary_dataset(&fixture_dictionary, reading->dataset),
        .tree = tree,
        .age_day = date_from_civil(2024, 12, 31),
        .threads = reading->threads,
        .block_size = reading->block_size,
    };
    if (reader_read(&job, &consumer, states, accounts, findings, &error)) {
        add_states(text, states);
        add_accounts(text, accounts, inputs->count);
    } else {
        g_string_append(text, strstr(error->message, "a.csv:"));
    }
    add_findings(text, findings);
    return g_string_free(text, FALSE);
}

/* Reads a file of that text; the result without the sums must be `expected`. */
static inline void reading_check(const char *dataset, const char *bytes, const char *expected)
{
    char *folder = fixture_folder();
    const char *paths[] = {fixture_write(folder, "a.csv", bytes), NULL};
    struct reading_fixture reading = {.paths = paths, .dataset = dataset, .threads = 1};
    g_autofree char *result = result_of(&reading);
    const char *rest = g_str_has_prefix(result, "rows ") ? strchr(result, '\n') + 1 : result;
    CU_ASSERT_STRING_EQUAL(rest, expected);
    fixture_remove(folder);
}

#endif
