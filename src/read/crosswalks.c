#include "read/crosswalks.h"

#include <string.h>

#include "data/crosswalk.h"
#include "data/person.h"

/* Columns of chuyen_doi by place in the dictionary; -1: not there. */
struct crosswalk_columns {
    int old_code, new_code, name, day, weight;
};

struct crosswalk_reader {
    struct crosswalk *crosswalk;
    struct crosswalk_columns columns;
};

static const char *text_at(const struct text_record *record, int column)
{
    return column >= 0 && record->text[column] != NULL ? record->text[column] : "";
}

static gboolean refuse(const struct text_record *record, enum rule rule, int column,
                       struct findings *findings)
{
    g_autofree char *shown = person_mask(text_at(record, column));
    struct finding finding = {
        .rule = rule,
        .file = record->file,
        .line = record->line,
        .field = record->field[column],
        .value = shown,
    };
    findings_add(findings, &finding);
    return FALSE;
}

static gboolean take_event(void *data, const struct text_record *record, struct findings *findings)
{
    struct crosswalk_reader *reader = data;
    const struct crosswalk_columns *columns = &reader->columns;
    struct crosswalk_event event = {
        .old_code = text_at(record, columns->old_code),
        .new_code = text_at(record, columns->new_code),
        .new_name = text_at(record, columns->name),
        .weight = {1, 1},
        .file = record->file,
        .field = record->field[columns->old_code],
        .line = record->line,
    };
    if (*event.old_code == '\0' || *event.new_code == '\0')
        return refuse(record, RULE_BLANK,
                      *event.old_code == '\0' ? columns->old_code : columns->new_code, findings);
    if (record->value[columns->day] == FACT_BLANK)
        return refuse(record, RULE_BAD_DATE, columns->day, findings);
    event.day = (date)record->value[columns->day];
    const char *weight = text_at(record, columns->weight);
    if (*weight != '\0' && !crosswalk_parse_weight(weight, &event.weight))
        return refuse(record, RULE_CROSSWALK_WEIGHT, columns->weight, findings);
    crosswalk_add(reader->crosswalk, &event);
    return TRUE;
}

static void add_finding(const struct crosswalk_event *event, enum rule rule, const char *hint,
                        struct findings *findings)
{
    struct finding finding = {
        .rule = rule,
        .file = event->file,
        .line = event->line,
        .value = (char *)event->old_code,
        .hint = (char *)hint,
    };
    findings_add(findings, &finding);
}

/* Told once, at the first event of an old code and day. */
static void check_weights(const struct crosswalk *crosswalk, const struct crosswalk_event *event,
                          struct findings *findings)
{
    g_autoptr(GPtrArray) events = crosswalk_successors(crosswalk, event->old_code, event->day);
    struct ratio sum = {0, 1};
    const struct crosswalk_event *first = event;
    for (guint i = 0; i < events->len; i++) {
        const struct crosswalk_event *other = g_ptr_array_index(events, i);
        sum = ratio_difference(sum, (struct ratio){-other->weight.part, other->weight.whole});
        if (other->file < first->file || (other->file == first->file && other->line < first->line))
            first = other;
    }
    if (sum.part == sum.whole || first != event)
        return;
    g_autofree char *text =
        g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, sum.part, sum.whole);
    add_finding(event, RULE_CROSSWALK_WEIGHTS, text, findings);
}

static void check_days(const struct unit_tree *tree, const struct crosswalk_event *event,
                       struct findings *findings)
{
    gint32 old_unit = unit_tree_find(tree, event->old_code, -1);
    gint32 new_unit = unit_tree_find(tree, event->new_code, -1);
    const struct unit *old = unit_at(tree, unit_version(tree, old_unit, event->day - 1));
    const struct unit *new = unit_at(tree, unit_version(tree, new_unit, event->day));
    g_autofree char *day = date_vietnamese(event->day);
    if (old->from != DATE_NONE && event->day < old->from)
        add_finding(event, RULE_CROSSWALK_TOO_EARLY, day, findings);
    if (new->to != DATE_NONE &&new->to < event->day)
        add_finding(event, RULE_CROSSWALK_SUCCESSOR_OLDER, event->new_code, findings);
    if (new->from != DATE_NONE &&new->from > event->day)
        add_finding(event, RULE_CROSSWALK_SUCCESSOR_LATER, event->new_code, findings);
}

/* An event of a unit that neither don_vi holds nor a change made. */
static void reject(const struct crosswalk_event *event, struct account *accounts,
                   struct findings *findings)
{
    struct finding finding = {
        .rule = RULE_UNKNOWN_UNIT,
        .file = event->file,
        .line = event->line,
        .field = event->field,
        .value = (char *)event->old_code,
    };
    findings_add(findings, &finding);
    accounts[event->file].used--;
    accounts[event->file].rejected[RULE_UNKNOWN_UNIT]++;
}

gboolean crosswalks_read(const struct read_job *job, struct crosswalk *read,
                         struct account *accounts, struct findings *findings, GError **error)
{
    const struct dataset *dataset = job->dataset;
    struct crosswalk_reader reader = {
        .crosswalk = read,
        .columns =
            {
                .old_code = dataset_column(dataset, "ma_cu"),
                .new_code = dataset_column(dataset, "ma_moi"),
                .name = dataset_column(dataset, "ten_moi"),
                .day = dataset_column(dataset, "ngay"),
                .weight = dataset_column(dataset, DATASET_WEIGHT),
            },
    };
    return reader_read_texts(job, take_event, &reader, accounts, findings, error);
}

void crosswalks_settle(const struct crosswalk *read, struct unit_tree *tree,
                       struct crosswalk *crosswalk, struct account *accounts,
                       struct findings *findings)
{
    crosswalk_add_successors(tree, read);
    for (guint i = 0; i < crosswalk_count(read); i++) {
        const struct crosswalk_event *event = crosswalk_at(read, i);
        if (unit_tree_find(tree, event->old_code, -1) != UNIT_NONE)
            crosswalk_add(crosswalk, event);
        else
            reject(event, accounts, findings);
    }
    for (guint i = 0; i < crosswalk_count(crosswalk); i++) {
        check_weights(crosswalk, crosswalk_at(crosswalk, i), findings);
        check_days(tree, crosswalk_at(crosswalk, i), findings);
    }
}
