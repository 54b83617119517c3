#include "read/wide_header.h"

#include <string.h>

#include "base/text.h"
#include "read/stray_rows.h"
#include "read/wide_input.h"
#include "read/wide_period.h"

/* With fewer columns of values a table is no wide one. */
#define FEWEST_VALUES 2

/* Rows of a header. */
#define MOST_ROWS 3

/* What a field of the header is. */
enum field_kind { FIELD_OTHER, FIELD_VALUE, FIELD_TOTAL, FIELD_SHARE };

struct field {
    enum field_kind kind;
    gint value;         /* of the dictionary */
    const char *name;   /* the lower text, or the upper one where that is blank */
    const char *group;  /* the upper text that stands over it, if there is one below as well */
    gboolean is_detail; /* a part of a value, or of its numbers */
};

/* A header that may be one. */
struct trial {
    const struct dataset *dataset;
    const struct dataset_wide *about;
    guint first, last; /* rows */
    struct field *field;
    guint fields, values;
    gboolean counts; /* a lower row says that numbers stand in columns of values */
};

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

static gboolean is_number_word(const struct trial *trial, const char *text)
{
    const struct column *count = column_named(trial->dataset, trial->about->count);
    g_autofree char *key = text_key(text, -1);
    return bears(count->name, &count->aliases, key) || bears(count->label, NULL, key);
}

static gboolean is_total_word(const struct trial *trial, const char *text)
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
static const char *text_below(const struct wide_top *top, const struct trial *trial, guint row,
                              guint field)
{
    for (guint i = row + 1; i <= trial->last; i++) {
        const GPtrArray *texts = g_ptr_array_index(top->rows, i);
        if (field < texts->len && *text_at(texts, field) != '\0')
            return text_at(texts, field);
    }
    return NULL;
}

static void set_field(struct trial *trial, struct field *field)
{
    const struct column *values = column_named(trial->dataset, trial->about->values);
    gint above = field->group != NULL ? value_of(values, field->group) : -1;
    gboolean is_number = is_number_word(trial, field->name);
    field->value = value_of(values, field->name);
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
static void read_fields(const struct wide_top *top, struct trial *trial)
{
    const GPtrArray *lowest = g_ptr_array_index(top->rows, trial->last);
    trial->fields = lowest->len;
    trial->field = g_new0(struct field, MAX(lowest->len, 1));
    for (guint row = trial->first; row <= trial->last; row++) {
        const GPtrArray *texts = g_ptr_array_index(top->rows, row);
        const char *over = NULL;
        for (guint i = 0; i < trial->fields; i++) {
            struct field *field = &trial->field[i];
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

/* Where the columns stand that are neither values nor their totals. */
static void match_columns(const struct trial *trial, struct header_match *match)
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

static gboolean has_unit(const struct trial *trial)
{
    struct header_match match;
    match_columns(trial, &match);
    gboolean has = match.column[dataset_unit_column(trial->dataset)] >= 0;
    header_match_clear(&match);
    return has;
}

/* More columns of values; then those that are said to hold numbers; then fewer rows. */
static gboolean is_better(const struct trial *trial, const struct trial *than)
{
    guint rows = trial->last - trial->first, had = than->last - than->first;
    if (trial->values != than->values)
        return trial->values > than->values;
    return trial->counts != than->counts ? trial->counts : rows < had;
}

static void try_rows(const struct wide_top *top, struct trial trial, struct trial *best)
{
    read_fields(top, &trial);
    if (trial.values < FEWEST_VALUES || !is_better(&trial, best) || !has_unit(&trial)) {
        g_free(trial.field);
        return;
    }
    g_free(best->field);
    *best = trial;
}

static struct trial find_best(const struct wide_top *top)
{
    struct trial best = {0};
    for (guint d = 0; d < top->dictionary->datasets_count; d++) {
        const struct dataset *dataset = &top->dictionary->datasets[d];
        if (top->wanted != NULL && top->wanted != dataset)
            continue;
        for (guint w = 0; w < dataset->wide_count; w++)
            for (guint i = 0; i < top->rows->len; i++) {
                struct trial trial = {.dataset = dataset, .about = &dataset->wide[w], .first = i};
                for (trial.last = i; trial.last < MIN(i + MOST_ROWS, top->rows->len); trial.last++)
                    try_rows(top, trial, &best);
            }
    }
    return best;
}

/* ---- what is found ---- */

/* Fields between columns of values, or in their group, whose names are no values. */
static GArray *find_unknown(const struct trial *trial, const struct header_match *match)
{
    const struct column *values = column_named(trial->dataset, trial->about->values);
    GArray *unknown = g_array_new(FALSE, FALSE, sizeof(guint));
    guint first = trial->fields, last = 0;
    for (guint i = 0; i < trial->fields; i++)
        if (trial->field[i].kind == FIELD_VALUE) {
            first = MIN(first, i);
            last = i;
        }
    for (guint i = 0; i < trial->fields; i++) {
        const struct field *field = &trial->field[i];
        gboolean is_read = match->superior == (gint)i;
        for (guint c = 0; c < trial->dataset->columns_count; c++)
            is_read = is_read || match->column[c] == (gint)i;
        gboolean is_among = i > first && i < last;
        for (guint k = 0; k < trial->fields; k++)
            is_among |= field->group != NULL && trial->field[k].kind == FIELD_VALUE &&
                        g_strcmp0(field->group, trial->field[k].group) == 0;
        if (field->kind == FIELD_OTHER && *field->name != '\0' && !is_read && !field->is_detail &&
            (is_among || wide_value_nearest(values, field->name) != NULL))
            g_array_append_val(unknown, i);
    }
    return unknown;
}

static struct wide_column *add_column(struct wide *wide, const struct trial *trial, guint i)
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
static guint64 values_under(const struct wide *wide, const struct trial *trial, const char *group)
{
    guint64 set = 0;
    for (guint i = 0; i < wide->columns; i++)
        if (wide->column[i].kind == WIDE_VALUE &&
            (group == NULL || g_strcmp0(trial->field[wide->column[i].field].group, group) == 0))
            set |= G_GUINT64_CONSTANT(1) << i;
    return set;
}

static void set_parts(struct wide *wide, const struct trial *trial, struct wide_column *total)
{
    const struct column *values = &trial->dataset->columns[wide->values];
    const char *group = trial->field[total->field].group;
    total->parts = group != NULL ? values_under(wide, trial, group) : 0;
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

static void set_totals(const struct wide_top *top, const struct trial *trial,
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
static gboolean find_time(const struct wide_top *top, const struct trial *trial,
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

static struct wide *wide_of(const struct wide_top *top, const struct trial *trial,
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
    struct trial trial = find_best(top);
    *header = (struct wide_header){.dataset = trial.dataset};
    if (trial.dataset == NULL)
        return FALSE;
    struct header_match match;
    match_columns(&trial, &match);
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
