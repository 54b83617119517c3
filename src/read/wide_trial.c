#include "read/wide_trial.h"

#include <string.h>

#include "base/text.h"
#include "read/stray_rows.h"
#include "read/wide_header.h"
#include "read/wide_period.h"

/* With fewer columns of values a table is no wide one. */
#define FEWEST_VALUES 2

/* Rows of a header. */
#define MOST_ROWS 3

static const char *text_at(const GPtrArray *texts, guint field)
{
    return g_ptr_array_index(texts, field);
}

static gboolean bears(const char *name, const struct names *aliases, const char *key)
{
    g_autofree char *own = name != NULL ? text_key(name, -1) : NULL;
    if (own != NULL && strcmp(own, key) == 0)
        return TRUE;
    for (guint i = 0; aliases != NULL && i < aliases->count; i++)
        if (bears(aliases->item[i], NULL, key))
            return TRUE;
    return FALSE;
}

/* The number of the value that a text is, or -1. */
static gint value_of(const struct column *column, const char *text)
{
    g_autofree char *key = text_key(text, -1);
    for (guint i = 0; *key != '\0' && i < column->values_count; i++) {
        const struct dictionary_value *value = &column->values[i];
        if (bears(value->code, &value->aliases, key) || bears(value->label, NULL, key))
            return (gint)i;
    }
    return -1;
}

static const struct column *column_named(const struct dataset *dataset, const char *name)
{
    return &dataset->columns[dataset_column(dataset, name)];
}

static gboolean is_name_of(const struct column *column, const char *text)
{
    g_autofree char *key = text_key(text, -1);
    return bears(column->name, &column->aliases, key) || bears(column->label, NULL, key);
}

static gboolean is_number_word(const struct wide_trial *trial, const char *text)
{
    return is_name_of(column_named(trial->dataset, trial->about->count), text);
}

/* Whether what stands under a text is no value of the column, but of another of some wide form. */
static gboolean is_of_others(const struct wide_trial *trial, const char *group)
{
    if (group == NULL || is_name_of(column_named(trial->dataset, trial->about->values), group))
        return FALSE;
    g_autofree char *key = text_key(group, -1);
    if (bears(NULL, &trial->about->not_under, key))
        return TRUE;
    for (guint d = 0; d < trial->dictionary->datasets_count; d++) {
        const struct dataset *dataset = &trial->dictionary->datasets[d];
        for (guint w = 0; w < dataset->wide_count; w++)
            if (is_name_of(column_named(dataset, dataset->wide[w].values), group))
                return TRUE;
    }
    return FALSE;
}

static gboolean is_total_word(const struct wide_trial *trial, const char *text)
{
    g_autofree char *key = text_key(text, -1);
    return stray_rows_is_total(text, strlen(text)) || bears(NULL, &trial->about->totals, key);
}

static gboolean is_share(const char *text)
{
    g_autofree char *key = text_key(text, -1);
    return strchr(text, '%') != NULL || g_str_has_prefix(key, "ti_le");
}

/* What the header says of a field below one of its rows; NULL: nothing. */
static const char *text_below(const struct wide_top *top, const struct wide_trial *trial, guint row,
                              guint field)
{
    for (guint i = row + 1; i <= trial->last; i++) {
        const GPtrArray *texts = g_ptr_array_index(top->rows, i);
        if (field < texts->len && *text_at(texts, field) != '\0')
            return text_at(texts, field);
    }
    return NULL;
}

static void set_field(struct wide_trial *trial, struct wide_name *field)
{
    const struct column *values = column_named(trial->dataset, trial->about->values);
    gint above = field->group != NULL ? value_of(values, field->group) : -1;
    gboolean is_number = is_number_word(trial, field->name);
    field->value = value_of(values, field->name);
    if (is_of_others(trial, field->group)) {
        field->is_detail = trial->has_others = TRUE;
        return;
    }
    if (is_share(field->name)) {
        field->kind = FIELD_SHARE;
    } else if (field->value >= 0) {
        field->kind = FIELD_VALUE;
    } else if (is_number || is_total_word(trial, field->name)) {
        field->kind = above >= 0 ? FIELD_VALUE : FIELD_TOTAL;
        field->value = above;
        trial->counts |= above >= 0 && is_number;
    } else {
        field->is_detail = above >= 0;
    }
    trial->values += field->kind == FIELD_VALUE;
}

/*
 * The lowest text is the name of a field. A text above it stands over the fields up to the next
 * one.
 */
static void read_fields(const struct wide_top *top, struct wide_trial *trial)
{
    const GPtrArray *lowest = g_ptr_array_index(top->rows, trial->last);
    trial->fields = lowest->len;
    trial->field = g_new0(struct wide_name, MAX(lowest->len, 1));
    for (guint row = trial->first; row <= trial->last; row++) {
        const GPtrArray *texts = g_ptr_array_index(top->rows, row);
        const char *over = NULL;
        for (guint i = 0; i < trial->fields; i++) {
            struct wide_name *field = &trial->field[i];
            const char *own = i < texts->len ? text_at(texts, i) : "";
            const char *below = text_below(top, trial, row, i);
            over = *own != '\0' ? own : below != NULL ? over : NULL;
            if (*own != '\0' || field->name == NULL)
                field->name = own;
            if (below != NULL)
                field->group = over;
        }
    }
    for (guint i = 0; i < trial->fields; i++)
        if (*trial->field[i].name != '\0')
            set_field(trial, &trial->field[i]);
}

void wide_trial_match(const struct wide_trial *trial, struct header_match *match)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < trial->fields; i++)
        g_ptr_array_add(keys, trial->field[i].kind == FIELD_OTHER
                                  ? text_key(trial->field[i].name, -1)
                                  : g_strdup(""));
    header_match_init(match, trial->dataset, keys);
    match->column[dataset_column(trial->dataset, trial->about->values)] = -1;
    match->column[dataset_column(trial->dataset, trial->about->count)] = -1;
}

static gboolean has_unit(const struct wide_trial *trial)
{
    struct header_match match;
    wide_trial_match(trial, &match);
    gboolean has = match.column[dataset_unit_column(trial->dataset)] >= 0;
    header_match_clear(&match);
    return has;
}

/* More columns of values; then those that are said to hold numbers; then fewer rows. */
static gboolean is_better(const struct wide_trial *trial, const struct wide_trial *than)
{
    guint rows = trial->last - trial->first, had = than->last - than->first;
    if (trial->values != than->values)
        return trial->values > than->values;
    return trial->counts != than->counts ? trial->counts : rows < had;
}

static gboolean is_found(const struct wide_top *top, const struct dataset *dataset)
{
    for (guint i = 0; top->beside != NULL && i < top->beside->len; i++)
        if (((const struct wide_header *)g_ptr_array_index(top->beside, i))->dataset == dataset)
            return TRUE;
    return FALSE;
}

/* Beside another header: in its rows, and each value under the name of the column. */
static gboolean may_stand(const struct wide_top *top, const struct wide_trial *trial)
{
    if (top->beside == NULL)
        return TRUE;
    const struct wide_header *other = g_ptr_array_index(top->beside, 0);
    const struct column *values = column_named(trial->dataset, trial->about->values);
    gboolean may = trial->first == other->first && trial->last == other->last;
    for (guint i = 0; may && i < trial->fields; i++)
        may = trial->field[i].kind != FIELD_VALUE ||
              (trial->field[i].group != NULL && is_name_of(values, trial->field[i].group));
    return may;
}

static void try_rows(const struct wide_top *top, struct wide_trial trial, struct wide_trial *best)
{
    read_fields(top, &trial);
    if (trial.values < FEWEST_VALUES || !is_better(&trial, best) || !has_unit(&trial) ||
        !may_stand(top, &trial)) {
        g_free(trial.field);
        return;
    }
    g_free(best->field);
    *best = trial;
}

struct wide_trial wide_trial_best(const struct wide_top *top)
{
    struct wide_trial best = {0};
    for (guint d = 0; d < top->dictionary->datasets_count; d++) {
        const struct dataset *dataset = &top->dictionary->datasets[d];
        if ((top->wanted != NULL && top->wanted != dataset) || is_found(top, dataset))
            continue;
        for (guint w = 0; w < dataset->wide_count; w++)
            for (guint i = 0; i < top->rows->len; i++) {
                struct wide_trial trial = {.dictionary = top->dictionary,
                                           .dataset = dataset,
                                           .about = &dataset->wide[w],
                                           .first = i};
                for (trial.last = i; trial.last < MIN(i + MOST_ROWS, top->rows->len); trial.last++)
                    try_rows(top, trial, &best);
            }
    }
    return best;
}
