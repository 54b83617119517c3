#include <string.h>

#include "read/age_bands.h"
#include "read/record_parts.h"
#include "read/row_faults.h"
#include "read/stray_rows.h"

/* The first column of days but those of persons, such as a birth. */
static int day_column(const struct dataset *dataset)
{
    for (guint i = 0; i < dataset->columns_count; i++)
        if (dataset->columns[i].type == COLUMN_DATE && !dataset->columns[i].person)
            return (int)i;
    return -1;
}

struct record_coder *record_coder_new(const struct cell_plan *plan, const struct dataset *dataset,
                                      const struct unit_tree *tree, date age_day,
                                      const guint8 *asked)
{
    g_assert(dataset->columns_count <= FACT_MAX_COLUMNS);
    struct record_coder *coder = g_new0(struct record_coder, 1);
    coder->dataset = dataset;
    coder->tree = tree;
    coder->has_versions = tree != NULL && unit_tree_has_days(tree);
    coder->cells = cells_new(plan);
    coder->bands = age_bands_new(dataset, age_day, asked);
    coder->unit_column = dataset_unit_column(dataset);
    coder->time_column = dataset_time_column(dataset);
    coder->day_column = day_column(dataset);
    coder->quarter_column = dataset_column_of_type(dataset, COLUMN_QUARTER);
    coder->labels_column = dataset_column_of_type(dataset, COLUMN_LABELS);
    coder->places = g_new(struct record_column, dataset->columns_count);
    coder->fact.first = coder->fact.last = DATE_NONE;
    coder->fact.times = 1;
    return coder;
}

void record_coder_free(struct record_coder *coder)
{
    if (coder == NULL)
        return;
    cells_free(coder->cells);
    g_array_unref(coder->bands);
    g_free(coder->places);
    stray_rows_free(coder->strays);
    g_free(coder->whole_field);
    g_free(coder);
}

void record_coder_set_input(struct record_coder *coder, const struct input *input, guint32 file)
{
    const struct dataset *dataset = coder->dataset;
    coder->input = input;
    record_find_key(coder);
    g_free(cells_take_dates(coder->cells));
    cell_labels_begin(&coder->mentions, "", 0);
    coder->places_count = 0;
    coder->unit_place = coder->labels_place = coder->quarter_place = NULL;
    for (guint i = 0; i < dataset->columns_count; i++) {
        coder->fact.value[i] = FACT_BLANK;
        if (input->column[i] < 0)
            continue;
        struct record_column *place = &coder->places[coder->places_count++];
        *place = (struct record_column){.column = i,
                                        .field = (guint)input->column[i],
                                        .about = &dataset->columns[i],
                                        .is_checked = dataset_column_is_checked(dataset, i),
                                        .is_key = record_is_key_column(coder, i)};
        cells_ask(coder->cells, i, &place->asking);
        if ((int)i == coder->unit_column)
            coder->unit_place = place;
        if ((int)i == coder->labels_column)
            coder->labels_place = place;
        if ((int)i == coder->quarter_column)
            coder->quarter_place = place;
    }
    record_order_known(coder);
    coder->whole_field = g_renew(struct row_field, coder->whole_field, MAX(input->fields, 1));
    stray_rows_free(coder->strays);
    coder->strays = stray_rows_new(dataset, input, coder->cells);
    coder->fact.file = file;
    coder->fact.vocabulary = cells_vocabulary(coder->cells);
}

/* Whether what is wrong in the column makes the row useless. */
static gboolean costs_row(const struct record_coder *coder, const struct record_column *place,
                          enum rule rule)
{
    if (place->is_checked)
        return FALSE;
    switch (place->about->type) {
    case COLUMN_KEY: /* a broken number still tells the decision from others */
        return rule != RULE_BROKEN_TEXT;
    case COLUMN_TEXT: /* of units: without its name one is still a unit, without a code it is not */
        return rule == RULE_TEXT_TOO_LONG || rule == RULE_CODE_WAS_NUMBER ||
               rule == RULE_CODE_WAS_DAY ||
               ((rule == RULE_ERROR_VALUE || rule == RULE_FORMULA_NO_VALUE) && place->is_key);
    case COLUMN_DATE:
        return rule != RULE_IMPOSSIBLE_YEAR || coder->dataset->kind != DATASET_TREE;
    default:
        return TRUE;
    }
}

/* A column that may not be blank is: its name says which one is meant. */
static void complain_blank(struct row_faults *faults, const struct record_column *place)
{
    struct fault_place whole = {place->about, place->field, NULL, 0};
    if (!place->about->may_be_blank)
        row_faults_add(faults, &whole, RULE_BLANK, place->about->name, !place->is_checked);
}

/* What is not counted for being wrong leaves no value behind, but the days of a unit. */
static gint64 check_cell(struct record_coder *coder, struct row_faults *faults,
                         const struct record_column *place, const struct cell *cell)
{
    struct fault_place whole = {place->about, place->field, NULL, 0};
    if (cell->rule == RULES)
        return cell->value;
    if (cell->rule == RULE_BAD_DATE)
        cells_note_date(coder->cells, place->column, row_text(faults->record, place->field),
                        faults->record->line);
    row_faults_add(faults, &whole, cell->rule, cell->hint, costs_row(coder, place, cell->rule));
    return place->is_checked ? FACT_BLANK : cell->value;
}

/* Codes the labels between ';', each once, as far as they have numbers already. */
static void check_labels(struct record_coder *coder, struct row_faults *faults,
                         const struct record_column *place, const char *text, gsize length)
{
    struct cell_labels *mentions = &coder->mentions;
    cell_labels_begin(mentions, text, length);
    while (cell_labels_next(mentions, coder->cells, place->column)) {
        struct fault_place part = {place->about, place->field, mentions->text, mentions->length};
        if (mentions->cell.rule != RULES)
            row_faults_add(faults, &part, mentions->cell.rule, mentions->cell.hint, TRUE);
    }
    struct fault_place whole = {place->about, place->field, NULL, 0};
    if (mentions->parts == 0)
        complain_blank(faults, place);
    else if (mentions->is_full)
        row_faults_add(faults, &whole, RULE_TOO_MANY_MENTIONS, G_STRINGIFY(FACT_MAX_MENTIONS),
                       TRUE);
}

/* What the column says where it is not known without a closer look. */
static void check_place(struct record_coder *coder, struct row_faults *faults,
                        const struct record_column *place, const char *text, gsize length)
{
    gint64 *value = &coder->fact.value[place->column];
    *value = FACT_BLANK;
    if (cell_is_blank(text, length)) {
        complain_blank(faults, place);
    } else if (place->about->type == COLUMN_LABELS) {
        check_labels(coder, faults, place, text, length);
        coder->is_unnumbered |= coder->mentions.is_unnumbered;
    } else {
        struct cell cell = cell_code(coder->cells, place->column, text, length);
        *value = check_cell(coder, faults, place, &cell);
        coder->is_unnumbered |= *value == CELL_UNNUMBERED;
        if ((int)place->column == coder->time_column)
            coder->time_span = cell.span;
    }
}

void record_set_times(struct record_coder *coder, gint64 times)
{
    coder->fact.times = times;
}

void record_look_ahead(const struct record_coder *coder, const struct row *rows, guint count)
{
    const struct record_column *place = coder->unit_place;
    if (place == NULL || place->asking.unit == NULL || place->asking.unit->trust > 0)
        return;
    for (enum unit_ahead step = UNIT_AHEAD_SLOT; step <= UNIT_AHEAD_CODE; step++)
        for (guint i = 0; i < count; i++)
            if (place->field < rows[i].count)
                unit_tree_look_ahead(coder->tree, row_text(&rows[i], place->field),
                                     rows[i].field[place->field].length, step);
}

static gboolean is_total(const struct record_coder *coder, const struct row *record,
                         struct findings *findings)
{
    struct total_row place = {
        .kind = coder->dataset->kind,
        .unit_field = coder->unit_column >= 0 ? coder->input->column[coder->unit_column] : -1,
        .cells = coder->cells,
        .file = coder->fact.file,
    };
    return stray_rows_check_total(&place, record, findings);
}

/* Names of units in this row are those below the unit told in it. */
static void set_superior(struct record_coder *coder, const struct row *record)
{
    guint field = (guint)coder->input->superior - 1;
    cells_set_superior(coder->cells, row_text(record, field), record->field[field].length);
}

static gboolean is_blank_from(const struct row *record, guint field)
{
    while (field < record->count &&
           cell_is_blank(row_text(record, field), record->field[field].length))
        field++;
    return field >= record->count;
}

/* The columns behind the last field may all be blank. */
static gboolean may_end_at(const struct record_coder *coder, guint count)
{
    for (guint i = 0; i < coder->places_count; i++)
        if (coder->places[i].field >= count && !coder->places[i].about->may_be_blank)
            return FALSE;
    return TRUE;
}

/*
 * Programs leave out blank fields at the end of a row, or write more of them than the header has.
 * The last row of a file without a line end is no such row: it may have been cut off.
 */
static gboolean is_as_long(const struct record_coder *coder, const struct row *record)
{
    guint fields = coder->input->fields;
    return record->count == fields || (record->count > fields && is_blank_from(record, fields)) ||
           (record->count < fields && !record->is_open && may_end_at(coder, record->count));
}

static const struct row *lengthen(struct record_coder *coder, const struct row *record)
{
    guint fields = coder->input->fields;
    const struct row_field *last = &record->field[record->count - 1];
    memcpy(coder->whole_field, record->field, record->count * sizeof(struct row_field));
    for (guint i = record->count; i < fields; i++)
        coder->whole_field[i] = (struct row_field){last->start + last->length, 0};
    coder->whole = *record;
    coder->whole.field = coder->whole_field;
    coder->whole.count = fields;
    return &coder->whole;
}

const struct row *record_whole(struct record_coder *coder, const struct row *record)
{
    return record->count >= coder->input->fields ? record : lengthen(coder, record);
}

/* The places that want a closer look. */
static void check_places(struct record_coder *coder, struct row_faults *faults, guint32 unknown)
{
    const struct row *record = faults->record;
    if (coder->input->superior > 0)
        set_superior(coder, record);
    for (; unknown != 0; unknown &= unknown - 1) {
        const struct record_column *place = &coder->places[__builtin_ctz(unknown)];
        const struct row_field *field = &record->field[place->field];
        check_place(coder, faults, place, record->text + field->start, field->length);
    }
    if (coder->quarter_place != NULL && faults->first == RULES)
        record_settle_quarter(coder, faults);
}

/* Whether its cells are all there, and not more: they can be looked at before anything is asked. */
static gboolean is_plain(const struct record_coder *coder, const struct row *record)
{
    return coder->has_unit && record->count == coder->input->fields;
}

/* As record_check(); `unknown`: of a plain record, the places that want a closer look. */
G_GNUC_NO_INLINE static gboolean check_closely(struct record_coder *coder, const struct row *record,
                                               guint32 unknown, struct findings *findings,
                                               enum rule *rejected)
{
    struct row_faults faults = {record, coder->cells, findings, coder->fact.file, RULES, 0};
    coder->findings_before = findings_count(findings);
    if (!coder->has_unit && is_total(coder, record, findings)) {
        *rejected = RULE_TOTAL_ROW;
        return FALSE;
    }
    if (is_as_long(coder, record)) {
        faults.record = record_whole(coder, record);
        if (!is_plain(coder, record))
            unknown = record_know_cells(coder, faults.record);
        if (!coder->has_unit && coder->unit_place != NULL)
            unknown |= record_bit(coder, coder->unit_place);
        check_places(coder, &faults, unknown);
    } else {
        row_faults_add_count(&faults, coder->input->fields);
    }
    *rejected = faults.first;
    if (faults.first != RULES)
        stray_rows_judge(coder->strays, record, findings, coder->findings_before, rejected);
    else
        stray_rows_pass(coder->strays, record->line);
    return faults.first == RULES;
}

/* As record_check(), a part of the two that nearly every row goes through. */
G_ALWAYS_INLINE static inline gboolean check(struct record_coder *coder, const struct row *record,
                                             struct findings *findings, enum rule *rejected)
{
    coder->has_unit = record_names_unit(coder, record);
    coder->is_unnumbered = FALSE;
    guint32 unknown = is_plain(coder, record) ? record_know_cells(coder, record) : 0;
    if (!is_plain(coder, record) || unknown != 0 || coder->quarter_place != NULL)
        return check_closely(coder, record, unknown, findings, rejected);
    *rejected = RULES;
    stray_rows_pass(coder->strays, record->line);
    return TRUE;
}

gboolean record_check(struct record_coder *coder, const struct row *record,
                      struct findings *findings, enum rule *rejected)
{
    return check(coder, record, findings, rejected);
}

struct stray_rows *record_strays(const struct record_coder *coder)
{
    return coder->strays;
}

struct stray_rows *record_coder_take_strays(struct record_coder *coder)
{
    return g_steal_pointer(&coder->strays);
}

struct cells *record_cells(const struct record_coder *coder)
{
    return coder->cells;
}

/* Tells whose row it is; of a row with too few fields, or too many, one cannot say. */
static void set_unit(const struct record_coder *coder, enum rule rejected,
                     struct findings *findings)
{
    if (coder->unit_column < 0 || rejected == RULE_FIELD_COUNT)
        return;
    gint64 unit = coder->fact.value[coder->unit_column];
    if (unit != FACT_BLANK)
        findings_set_unit(findings, coder->findings_before, (gint32)unit);
}

const gint64 *record_values(const struct record_coder *coder)
{
    return coder->fact.value;
}

/* Numbers the labels of a good row that nobody met before. */
static void number_labels(struct record_coder *coder, const struct row *record)
{
    struct fact *fact = &coder->fact;
    for (guint i = 0; i < coder->places_count; i++) {
        const struct record_column *place = &coder->places[i];
        const char *text = row_text(record, place->field);
        gsize length = record->field[place->field].length;
        if (place->about->type == COLUMN_LABEL && fact->value[place->column] == CELL_UNNUMBERED)
            fact->value[place->column] = cell_number(coder->cells, place->column, text, length);
        else if (place->about->type == COLUMN_LABELS && coder->mentions.is_unnumbered)
            cell_labels_number(&coder->mentions, coder->cells, place->column, text, length);
    }
}

const struct fact *record_code(struct record_coder *coder, const struct row *record,
                               struct findings *findings, enum rule *rejected)
{
    if (!check(coder, record, findings, rejected)) {
        set_unit(coder, *rejected, findings);
        return NULL;
    }

    struct fact *fact = &coder->fact;
    if (coder->is_unnumbered)
        number_labels(coder, record_whole(coder, record));
    fact->mentions_count = coder->mentions.count;
    for (guint i = 0; i < fact->mentions_count; i++)
        fact->mentions[i] = coder->mentions.number[i];
    gint64 unit = coder->unit_column >= 0 ? fact->value[coder->unit_column] : FACT_BLANK;
    fact->unit = unit != FACT_BLANK ? (gint32)unit : UNIT_NONE;
    fact->line = record->line;
    fact->cell = record->cell;
    if (coder->time_column >= 0)
        record_place_in_time(coder);
    if (coder->bands->len > 0)
        age_bands_set(coder->bands, coder->dataset, fact);
    return fact;
}

gboolean record_is_blank(const struct row *record)
{
    guint i = 0;
    if (record->count > 0 && cell_begins_with_sign(row_text(record, 0)))
        return FALSE;
    while (i < record->count && cell_is_blank(row_text(record, i), record->field[i].length))
        i++;
    return i == record->count;
}
