#include "read/wide_header.h"

#include <string.h>

#include "base/text.h"
#include "read/known_values.h"
#include "read/wide_period.h"
#include "read/wide_trial.h"

static const char *text_at(const GPtrArray *texts, guint field)
{
    return g_ptr_array_index(texts, field);
}

/* Whether a text may have been meant as a value: a column of remarks is none. */
static gboolean is_heading(const char *text)
{
    g_autofree char *code = text_code(text, -1);
    return *code != '\0' && !g_str_has_prefix(code, "ghi_chu");
}

/* Fields between columns of values, or in their group, whose names are no values. */
static GArray *find_unknown(const struct wide_trial *trial, const struct header_match *match)
{
    const struct column *values =
        &trial->dataset->columns[dataset_column(trial->dataset, trial->about->values)];
    GArray *unknown = g_array_new(FALSE, FALSE, sizeof(guint));
    guint first = trial->fields, last = 0;
    for (guint i = 0; i < trial->fields; i++)
        if (trial->field[i].kind == FIELD_VALUE) {
            first = MIN(first, i);
            last = i;
        }
    for (guint i = 0; i < trial->fields; i++) {
        const struct wide_name *field = &trial->field[i];
        gboolean is_read = match->superior == (gint)i;
        for (guint c = 0; c < trial->dataset->columns_count; c++)
            is_read = is_read || match->column[c] == (gint)i;
        gboolean is_among = i > first && i < last;
        for (guint k = 0; k < trial->fields; k++)
            is_among |= field->group != NULL && trial->field[k].kind == FIELD_VALUE &&
                        g_strcmp0(field->group, trial->field[k].group) == 0;
        if (field->kind == FIELD_OTHER && is_heading(field->name) && !is_read &&
            !field->is_detail && (is_among || wide_value_nearest(values, field->name) != NULL))
            g_array_append_val(unknown, i);
    }
    return unknown;
}

static struct wide_column *add_column(struct wide *wide, const struct wide_trial *trial, guint i)
{
    struct wide_column *column = &wide->column[wide->columns++];
    *column = (struct wide_column){.field = i, .kind = WIDE_VALUE};
    if (trial->field[i].kind == FIELD_TOTAL)
        column->kind = WIDE_TOTAL;
    else
        column->value = (guint)trial->field[i].value;
    return column;
}

/* The columns of values that stand under a text; NULL: all of them. */
static guint64 values_under(const struct wide *wide, const struct wide_trial *trial,
                            const char *group)
{
    guint64 set = 0;
    for (guint i = 0; i < wide->columns; i++)
        if (wide->column[i].kind == WIDE_VALUE &&
            (group == NULL || g_strcmp0(trial->field[wide->column[i].field].group, group) == 0))
            set |= G_GUINT64_CONSTANT(1) << i;
    return set;
}

static void set_parts(struct wide *wide, const struct wide_trial *trial, struct wide_column *total)
{
    const struct column *values = &trial->dataset->columns[wide->values];
    const char *group = trial->field[total->field].group;
    total->parts = group != NULL ? values_under(wide, trial, group) : 0;
    total->is_loose = total->parts == 0 && trial->has_others;
    if (total->parts == 0)
        total->parts = values_under(wide, trial, NULL);
    for (guint i = 0; i < wide->columns; i++)
        if (total->parts >> i & 1 && !values->values[wide->column[i].value].outside)
            total->steps |= G_GUINT64_CONSTANT(1) << i;
}

/* The number at the beginning of a cell of the row of numbers, or 0. */
static guint number_of(const char *text)
{
    return (guint)g_ascii_strtoull(*text == '(' ? text + 1 : text, NULL, 10);
}

/* "1=2+3": the columns of these numbers; 0: it says no sum of columns that are read. */
static guint64 parts_said(const struct wide *wide, const GPtrArray *numbers, const char *text)
{
    const char *at = strchr(text, '=');
    guint64 parts = 0;
    while (at != NULL && (*at == '=' || *at == '+')) {
        char *end;
        guint64 number = g_ascii_strtoull(at + 1, &end, 10), part = 0;
        for (guint i = 0; i < wide->columns; i++)
            if (number > 0 && number_of(text_at(numbers, wide->column[i].field)) == number)
                part = G_GUINT64_CONSTANT(1) << i;
        if (part == 0)
            return 0;
        parts |= part;
        at = end;
    }
    return at != NULL && (*at == '\0' || *at == ')') ? parts : 0;
}

static void set_totals(const struct wide_top *top, const struct wide_trial *trial,
                       const struct wide_header *header, struct wide *wide)
{
    const GPtrArray *numbers =
        trial->last + 1 < top->rows->len ? g_ptr_array_index(top->rows, trial->last + 1) : NULL;
    if (numbers != NULL && (numbers->len < trial->fields || !header_rows_are_numbers(numbers)))
        numbers = NULL;
    for (guint i = 0; i < wide->columns; i++) {
        struct wide_column *total = &wide->column[i];
        if (total->kind != WIDE_TOTAL)
            continue;
        guint64 said =
            numbers != NULL ? parts_said(wide, numbers, text_at(numbers, total->field)) : 0;
        if (said != 0)
            total->parts = total->steps = said;
        else if (header->unknown->len == 0) /* they may be a part of it */
            set_parts(wide, trial, total);
    }
}

/* Two fields that are the same value cannot be told apart. */
static gboolean find_repeated(const struct wide *wide, guint repeated[2])
{
    for (guint i = 0; i < wide->columns; i++)
        for (guint k = 0; k < i; k++)
            if (wide->column[i].kind == WIDE_VALUE && wide->column[k].kind == WIDE_VALUE &&
                wide->column[i].value == wide->column[k].value) {
                repeated[0] = wide->column[k].field;
                repeated[1] = wide->column[i].field;
                return TRUE;
            }
    return FALSE;
}

/* The time of all rows, where no column holds it; FALSE: it is not told. */
static gboolean find_time(const struct wide_top *top, const struct wide_trial *trial,
                          struct wide_header *header, struct wide *wide)
{
    const struct dataset *dataset = trial->dataset;
    int time = dataset_time_column(dataset);
    wide->time = -1;
    if (time < 0 || dataset_column_is_there(dataset, header->column, (guint)time))
        return TRUE;
    g_autoptr(GString) title = g_string_new(NULL);
    for (guint i = 0; i < header->first; i++) {
        const GPtrArray *row = g_ptr_array_index(top->rows, i);
        for (guint k = 0; k < row->len; k++)
            g_string_append_printf(title, "%s\n", text_at(row, k));
    }
    struct wide_period period = wide_period_find(dataset, title->str, top->name);
    wide->time = period.column;
    wide->period = period.text;
    header->times = period.said;
    return period.text != NULL || dataset->columns[time].optional;
}

static struct wide *wide_of(const struct wide_top *top, const struct wide_trial *trial,
                            struct wide_header *header)
{
    struct wide *wide = g_new0(struct wide, 1);
    wide->about = trial->about;
    wide->own = trial->fields;
    wide->values = (guint)dataset_column(trial->dataset, trial->about->values);
    wide->count = (guint)dataset_column(trial->dataset, trial->about->count);
    for (guint i = 0; i < trial->fields && wide->columns < WIDE_MOST; i++)
        if (trial->field[i].kind == FIELD_VALUE || trial->field[i].kind == FIELD_TOTAL)
            add_column(wide, trial, i);
    set_totals(top, trial, header, wide);
    if (find_repeated(wide, header->repeated) || !find_time(top, trial, header, wide)) {
        wide_free(wide);
        return NULL;
    }
    return wide;
}

gboolean wide_header_find(const struct wide_top *top, struct wide_header *header)
{
    struct wide_trial trial = wide_trial_best(top);
    *header = (struct wide_header){.dataset = trial.dataset};
    if (trial.dataset == NULL)
        return FALSE;
    struct header_match match;
    wide_trial_match(&trial, &match);
    header->first = trial.first;
    header->last = trial.last;
    header->column = g_steal_pointer(&match.column);
    header->superior = match.superior;
    header->texts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < trial.fields; i++)
        g_ptr_array_add(header->texts, g_strdup(trial.field[i].name));
    struct header_match found = {.column = header->column, .superior = header->superior};
    header->unknown = find_unknown(&trial, &found);
    header->wide = wide_of(top, &trial, header);
    g_free(trial.field);
    return TRUE;
}

void wide_header_clear(struct wide_header *header)
{
    g_clear_pointer(&header->texts, g_ptr_array_unref);
    g_array_unref(header->unknown);
    g_free(header->column);
    g_free(header->times);
    wide_free(header->wide);
}

static void free_header(gpointer header)
{
    wide_header_clear(header);
    g_free(header);
}

GPtrArray *wide_header_beside(struct wide_top top, struct wide_header *header)
{
    struct wide_header more;
    GPtrArray *beside = g_ptr_array_new_with_free_func(free_header);
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    g_ptr_array_add(found, header);
    top.beside = found;
    while (wide_header_find(&top, &more)) {
        g_ptr_array_add(beside, g_memdup2(&more, sizeof more));
        g_ptr_array_add(found, g_ptr_array_index(beside, beside->len - 1));
    }
    return beside;
}

/* ---- the file as an input ---- */

const char *wide_value_nearest(const struct column *column, const char *text)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *key = text_key(text, -1);
    for (guint i = 0; i < column->values_count; i++) {
        g_ptr_array_add(keys, text_key(column->values[i].label, -1));
        g_ptr_array_add(names, column->values[i].label);
        for (guint k = 0; k < column->values[i].aliases.count; k++) {
            g_ptr_array_add(keys, text_key(column->values[i].aliases.item[k], -1));
            g_ptr_array_add(names, column->values[i].label);
        }
    }
    g_ptr_array_add(keys, NULL);
    const char *near = text_suggest(key, (const char *const *)keys->pdata);
    for (guint i = 0; near != NULL && i < names->len; i++)
        if (g_ptr_array_index(keys, i) == near)
            return g_ptr_array_index(names, i);
    return NULL;
}

/* Tells of columns among the values of a wide table that are none. */
static void add_unknown(const struct wide_header *header, GArray *found)
{
    const struct column *values = &header->dataset->columns[header->wide->values];
    struct known_values known;
    known_values_init(&known, values);
    for (guint i = 0; i < header->unknown->len; i++) {
        guint field = g_array_index(header->unknown, guint, i);
        const char *text = g_ptr_array_index(header->texts, field);
        struct near_header one = {.rule = RULE_WIDE_VALUE,
                                  .field = field + 1,
                                  .header = g_strdup(text),
                                  .hint = known_values_hint(&known, text)};
        g_array_append_val(found, one);
    }
    known_values_clear(&known);
}

static enum recognition refuse_wide(const struct wide_header *header, struct refusal *refusal)
{
    const struct dataset *dataset = header->dataset;
    guint first = header->repeated[0], second = header->repeated[1];
    gboolean is_repeated = first != second;
    const char *said = header->times != NULL && *header->times != '\0' ? header->times : "–";
    refusal->rule = is_repeated ? RULE_REPEATED_COLUMN : RULE_WIDE_TIME;
    g_strlcpy(refusal->value, is_repeated ? g_ptr_array_index(header->texts, second) : said,
              sizeof refusal->value);
    if (is_repeated)
        g_snprintf(refusal->hint, sizeof refusal->hint, "%u, %u", first + 1, second + 1);
    else
        g_strlcpy(refusal->hint, dataset->columns[dataset_time_column(dataset)].name,
                  sizeof refusal->hint);
    return REFUSED;
}

/* The fields of its facts stand behind those of the file. */
static void settle_wide(struct wide_header *header, struct input *input)
{
    const struct dataset *dataset = header->dataset;
    struct wide *wide = input->wide = g_steal_pointer(&header->wide);
    input->dataset = dataset;
    input->superior = header->superior + 1;
    input->fields = wide->own + WIDE_FIELDS;
    input->column = g_steal_pointer(&header->column);
    input->column[wide->values] = (gint)(wide->own + WIDE_FIELD_VALUE);
    input->column[wide->count] = (gint)(wide->own + WIDE_FIELD_COUNT);
    g_ptr_array_add(header->texts, g_strdup(dataset->columns[wide->values].name));
    g_ptr_array_add(header->texts, g_strdup(dataset->columns[wide->count].name));
    g_ptr_array_add(header->texts,
                    g_strdup(wide->time >= 0 ? dataset->columns[wide->time].name : ""));
    if (wide->time >= 0)
        input->column[wide->time] = (gint)(wide->own + WIDE_FIELD_TIME);
    g_ptr_array_add(header->texts, NULL);
    g_ptr_array_set_free_func(header->texts, NULL); /* the input has them now */
    input->header = (char **)g_ptr_array_free(g_steal_pointer(&header->texts), FALSE);
}

enum recognition wide_input_settle(struct wide_header *header, struct input *input, GArray *near,
                                   struct refusal *refusal)
{
    if (header->wide == NULL)
        return refuse_wide(header, refusal);
    add_unknown(header, near);
    settle_wide(header, input);
    return RECOGNIZED;
}

/* The same file, of which nothing is known yet but how its bytes are read. */
static struct input copy_of(const struct input *like)
{
    struct input input = *like;
    input.file = g_strdup(like->file);
    input.path = g_strdup(like->path);
    input.name = g_strdup(like->name);
    input.sha256 = NULL;
    input.column = NULL;
    input.header = NULL;
    input.wide = NULL;
    return input;
}

void wide_input_add_beside(struct gathering *gathering, const struct input *like,
                           struct recognized *recognized)
{
    for (guint i = 0; recognized->beside != NULL && i < recognized->beside->len; i++) {
        struct refusal refusal = {.rule = RULES};
        struct input input = copy_of(like);
        g_array_set_size(recognized->near, 0);
        if (wide_input_settle(g_ptr_array_index(recognized->beside, i), &input, recognized->near,
                              &refusal) != RECOGNIZED) {
            input_clear(&input); /* what the first one says of the time holds for it as well */
            continue;
        }
        input.wide->is_beside = TRUE;
        input_tell_near(gathering, recognized->near, recognized->line);
        g_array_append_val(gathering->items, input);
    }
}

guint wide_own_fields(const struct input *input)
{
    return input->wide != NULL ? input->wide->own : input->fields;
}

guint64 wide_values_lacking(const struct input *input)
{
    const struct wide *wide = input->wide;
    guint values = MIN(input->dataset->columns[wide->values].values_count, 64u);
    guint64 lacking = values > 0 ? G_MAXUINT64 >> (64 - values) : 0;
    for (guint i = 0; i < wide->columns; i++)
        if (wide->column[i].kind == WIDE_VALUE && wide->column[i].value < 64)
            lacking &= ~(G_GUINT64_CONSTANT(1) << wide->column[i].value);
    return lacking;
}
