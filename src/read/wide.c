#include "read/wide.h"

#include <string.h>

#include "read/pass.h"
#include "read/stray_rows.h"
#include "read/wide_sums.h"

/* One cell of the row at hand. */
struct wide_number {
    gint64 value;     /* WIDE_BLANK or WIDE_UNKNOWN: none */
    enum rule rule;   /* what is wrong with it; RULES: nothing */
    const char *hint; /* belongs to the coder */
};

struct wide_rows {
    const struct wide *wide;
    guint32 file;
    int unit;      /* column of the dataset */
    GString *text; /* what all rows have, then the texts of the row at hand */
    gsize fixed;   /* length of the former */
    struct row_field zero, time;
    struct row_field *code; /* of the value, by column of the table */
    struct row_field *field;
    struct row row;
    struct wide_number number[WIDE_MOST];
    struct wide_sums *sums;
};

void wide_free(struct wide *wide)
{
    if (wide == NULL)
        return;
    g_free(wide->period);
    g_free(wide);
}

static struct row_field add_text(GString *text, const char *more, gsize length)
{
    struct row_field field = {(guint32)text->len, (guint32)length};
    g_string_append_len(text, more, (gssize)length);
    g_string_append_c(text, '\0');
    return field;
}

static struct row_field add_fixed(struct wide_rows *rows, const char *text)
{
    struct row_field field = add_text(rows->text, text, strlen(text));
    rows->fixed = rows->text->len;
    return field;
}

struct wide_rows *wide_rows_new(const struct lane *lane)
{
    const struct input *input = lane->input;
    const struct wide *wide = input->wide;
    const struct column *values = &input->dataset->columns[wide->values];
    struct wide_rows *rows = g_new0(struct wide_rows, 1);
    rows->wide = wide;
    rows->file = lane->file;
    rows->unit = dataset_unit_column(input->dataset);
    rows->text = g_string_new(NULL);
    rows->zero = add_fixed(rows, "0");
    rows->time = add_fixed(rows, wide->period != NULL ? wide->period : "");
    rows->code = g_new(struct row_field, WIDE_MOST);
    for (guint i = 0; i < wide->columns; i++)
        rows->code[i] = add_fixed(rows, values->values[wide->column[i].value].code);
    rows->field = g_new(struct row_field, wide->own + WIDE_FIELDS);
    rows->sums = wide_sums_new(wide, lane->pass->job->tree);
    return rows;
}

void wide_rows_free(struct wide_rows *rows)
{
    if (rows == NULL)
        return;
    g_string_free(rows->text, TRUE);
    g_free(rows->code);
    g_free(rows->field);
    wide_sums_free(rows->sums);
    g_free(rows);
}

static gboolean is_good(enum rule rule)
{
    return rule == RULES || rule_info(rule)->severity != SEVERITY_ERROR;
}

static void read_number(struct wide_rows *rows, struct cells *cells, guint i)
{
    struct wide_number *number = &rows->number[i];
    guint field = rows->wide->column[i].field;
    const char *text = row_text(&rows->row, field);
    gsize length = rows->field[field].length;
    *number = (struct wide_number){WIDE_BLANK, RULES, NULL};
    if (cell_is_blank(text, length))
        return;
    struct cell cell = cell_code(cells, rows->wide->count, text, length);
    *number = (struct wide_number){cell.value, cell.rule, cell.hint};
    if (!is_good(cell.rule))
        number->value = WIDE_UNKNOWN;
}

/* Blank fields that programs left out at the end are there. */
static void lay_out(struct wide_rows *rows, struct lane *lane, const struct row *row)
{
    const struct wide *wide = rows->wide;
    g_string_truncate(rows->text, rows->fixed);
    for (guint i = 0; i < wide->own; i++)
        rows->field[i] = i < row->count
                             ? add_text(rows->text, row_text(row, i), row->field[i].length)
                             : add_text(rows->text, "", 0);
    rows->field[wide->own + WIDE_FIELD_TIME] = rows->time;
    for (guint i = 0; i < ROW_PADDING; i++)
        g_string_append_c(rows->text, '\0');
    rows->row = *row;
    rows->row.text = rows->text->str;
    rows->row.field = rows->field;
    rows->row.count = wide->own + WIDE_FIELDS;
    for (guint i = 0; i < wide->columns; i++)
        read_number(rows, record_cells(lane->coder), i);
}

/* The row that a long table would have for the cell; `number` is its text. */
static const struct row *set_cell(struct wide_rows *rows, guint i, struct row_field number)
{
    rows->field[rows->wide->own + WIDE_FIELD_VALUE] = rows->code[i];
    rows->field[rows->wide->own + WIDE_FIELD_COUNT] = number;
    rows->row.cell = rows->wide->column[i].field + 1;
    return &rows->row;
}

/* The first column that holds anything; `columns`: none does. */
static guint first_said(const struct wide_rows *rows)
{
    guint i = 0;
    while (i < rows->wide->columns && rows->number[i].value == WIDE_BLANK)
        i++;
    return i;
}

static guint count_values(const struct wide *wide)
{
    guint count = 0;
    for (guint i = 0; i < wide->columns; i++)
        count += wide->column[i].kind == WIDE_VALUE;
    return count;
}

/* A row of so many cells is not used, by the rule; RULES: it is set aside. */
static void reject(struct lane *lane, enum rule rule, guint cells)
{
    lane->part->records += cells;
    lane->part->rejected[rule] += cells;
}

/* "II" before a name: the heading of a group, where no unit bears that name. */
static gboolean is_heading(const struct wide_rows *rows)
{
    guint i = 0;
    while (i + 1 < rows->wide->own && cell_is_blank(row_text(&rows->row, i), rows->field[i].length))
        i++;
    return stray_rows_is_group(row_text(&rows->row, i), rows->field[i].length);
}

static void tell(const struct wide_rows *rows, struct lane *lane, guint field, enum rule rule,
                 const char *hint)
{
    g_autofree char *value = cell_clean(row_text(&rows->row, field), rows->field[field].length);
    findings_add(lane->findings, &(struct finding){.rule = rule,
                                                   .file = rows->file,
                                                   .field = field + 1,
                                                   .line = rows->row.line,
                                                   .value = value,
                                                   .hint = (char *)hint});
}

/*
 * What is said of the row before its cells: whether it names a unit, or is a total, a note or
 * another header. A row without numbers is one only if it names a unit.
 */
static gboolean check_row(struct wide_rows *rows, struct lane *lane, enum rule *rule)
{
    guint said = first_said(rows);
    const struct row *row = set_cell(rows, 0, rows->zero);
    rows->row.cell = said < rows->wide->columns ? rows->wide->column[said].field + 1 : 0;
    guint before = findings_count(lane->findings);
    if (record_check(lane->coder, row, lane->findings, rule))
        return TRUE;
    if (*rule == RULE_UNKNOWN_UNIT && is_heading(rows)) {
        findings_cut(lane->findings, before, NULL);
        tell(rows, lane, (guint)lane->input->column[rows->unit], RULE_TOTAL_ROW, NULL);
        *rule = RULE_TOTAL_ROW;
    }
    return FALSE;
}

/* Numbers that are none; TRUE: no value is among them. */
static gboolean check_numbers(const struct wide_rows *rows, struct lane *lane, enum rule *rule)
{
    gboolean are_good = TRUE;
    for (guint i = 0; i < rows->wide->columns; i++) {
        const struct wide_number *number = &rows->number[i];
        if (number->rule == RULES)
            continue;
        tell(rows, lane, rows->wide->column[i].field, number->rule, number->hint);
        if (rows->wide->column[i].kind != WIDE_VALUE || is_good(number->rule))
            continue;
        if (are_good)
            *rule = number->rule;
        are_good = FALSE;
    }
    return are_good;
}

/* What the columns of a set hold together, blanks being nothing; WIDE_UNKNOWN: one is no number. */
static gint64 add_up(const struct wide_rows *rows, guint64 set, gboolean *has_blank)
{
    gint64 sum = 0;
    for (guint i = 0; i < rows->wide->columns; i++) {
        if (!(set >> i & 1))
            continue;
        if (rows->number[i].value == WIDE_UNKNOWN)
            return WIDE_UNKNOWN;
        if (rows->number[i].value == WIDE_BLANK)
            *has_blank = TRUE;
        else
            sum += rows->number[i].value;
    }
    return sum;
}

/* The blank columns that a total shows to be zero. Totals that differ are told. */
static guint64 check_totals(struct wide_rows *rows, struct lane *lane)
{
    guint64 zeros = 0;
    for (guint i = 0; i < rows->wide->columns; i++) {
        const struct wide_column *total = &rows->wide->column[i];
        gint64 value = rows->number[i].value;
        gboolean has_blank = FALSE;
        if (total->kind != WIDE_TOTAL || total->parts == 0 || value < 0)
            continue;
        gint64 all = add_up(rows, total->parts, &has_blank);
        gboolean has_blank_step = FALSE;
        gint64 steps = add_up(rows, total->steps, &has_blank_step);
        if (all == WIDE_UNKNOWN || all == value) {
            zeros |= all == value ? total->parts : 0;
        } else if (steps == value) {
            zeros |= total->steps;
        } else if (!has_blank && !total->is_loose) {
            g_autofree char *sum = g_strdup_printf("%" G_GINT64_FORMAT, all);
            tell(rows, lane, total->field, RULE_WIDE_TOTAL, sum);
            rows->number[i].value = all; /* the totals below are held against what it should be */
        }
    }
    return zeros;
}

/* Blanks that no total shows to be zero are told; TRUE: there is none. */
static gboolean check_blanks(struct wide_rows *rows, struct lane *lane, guint64 zeros)
{
    const struct column *values = &lane->input->dataset->columns[rows->wide->values];
    gboolean are_good = TRUE, says = first_said(rows) < rows->wide->columns;
    for (guint i = 0; i < rows->wide->columns; i++) {
        const struct wide_column *column = &rows->wide->column[i];
        if (column->kind != WIDE_VALUE || rows->number[i].value != WIDE_BLANK)
            continue;
        if (zeros >> i & 1) {
            rows->number[i].value = 0;
            continue;
        }
        tell(rows, lane, column->field, RULE_BLANK,
             says ? values->values[column->value].label : values->name);
        are_good = FALSE;
        if (!says) /* once for the whole row */
            break;
    }
    return are_good;
}

/* All cells of a row that is whole. What is wrong with the row is told once. */
static void take_cells(struct wide_rows *rows, struct lane *lane)
{
    guint before = findings_count(lane->findings);
    for (guint i = 0; i < rows->wide->columns; i++) {
        const struct wide_column *column = &rows->wide->column[i];
        guint64 used = lane->part->used;
        if (column->kind != WIDE_VALUE)
            continue;
        gboolean is_blank = rows->field[column->field].length == 0;
        lane->pass->take(lane,
                         set_cell(rows, i, is_blank ? rows->zero : rows->field[column->field]));
        if (lane->part->used > used)
            lane->part->weight += (guint64)rows->number[i].value;
    }
    findings_drop_repeated(lane->findings, before);
}

/* Too many fields, or a row that may have been cut off. */
static gboolean is_as_long(const struct wide_rows *rows, const struct row *row)
{
    guint own = rows->wide->own, end = row->count;
    while (end > own && cell_is_blank(row_text(row, end - 1), row->field[end - 1].length))
        end--;
    return end == own || (end < own && !row->is_open);
}

static void tell_length(const struct wide_rows *rows, struct lane *lane, const struct row *row)
{
    g_autofree char *found = g_strdup_printf("%u", row->count);
    g_autofree char *wanted = g_strdup_printf("%u", rows->wide->own);
    findings_add(lane->findings, &(struct finding){.rule = RULE_FIELD_COUNT,
                                                   .file = rows->file,
                                                   .line = row->line,
                                                   .value = found,
                                                   .hint = wanted});
}

static void keep_sums(const struct wide_rows *rows, const struct lane *lane, gboolean is_total)
{
    gint64 numbers[WIDE_MOST];
    gint64 unit = is_total ? FACT_BLANK : record_values(lane->coder)[rows->unit];
    for (guint i = 0; i < rows->wide->columns; i++)
        numbers[i] = rows->number[i].value;
    wide_sums_add(rows->sums, rows->row.line, is_total ? WIDE_SUMS_TOTAL : unit, numbers);
}

/* A row of a unit: TRUE if it is whole. */
static gboolean check_cells(struct wide_rows *rows, struct lane *lane, enum rule *rule)
{
    gboolean are_numbers = check_numbers(rows, lane, rule);
    guint64 zeros = check_totals(rows, lane);
    if (!are_numbers)
        return FALSE;
    *rule = RULE_BLANK;
    return check_blanks(rows, lane, zeros);
}

static gboolean is_on_cell(const struct wide *wide, const struct finding *finding)
{
    for (guint i = 0; i < wide->columns; i++)
        if (wide->column[i].field + 1 == finding->field)
            return TRUE;
    return FALSE;
}

/* What another input of the table tells as well is not told twice. */
static void keep_own(const struct wide *wide, struct findings *findings, guint before)
{
    g_autoptr(GArray) told = g_array_new(FALSE, FALSE, sizeof(struct finding));
    findings_cut(findings, before, told);
    for (guint i = 0; i < told->len; i++)
        if (is_on_cell(wide, &g_array_index(told, struct finding, i)))
            findings_add(findings, &g_array_index(told, struct finding, i));
}

static void take_row(struct wide_rows *rows, struct lane *lane, const struct row *row)
{
    guint before = findings_count(lane->findings), values = count_values(rows->wide);
    enum rule rule = RULE_FIELD_COUNT;
    lane->part->rows++;
    if (!is_as_long(rows, row)) {
        tell_length(rows, lane, row);
        reject(lane, rule, values);
        return;
    }
    lay_out(rows, lane, row);
    gboolean says = first_said(rows) < rows->wide->columns;
    gboolean is_row = check_row(rows, lane, &rule);
    gboolean is_unit = is_row || (says && rule != RULE_TOTAL_ROW && rule != RULE_SECOND_HEADER);
    gboolean is_whole = is_row && check_cells(rows, lane, &rule);
    if (is_unit || rule == RULE_TOTAL_ROW)
        keep_sums(rows, lane, !is_unit);
    if (!is_unit) {
        reject(lane, rule, 1);
    } else if (!is_whole) {
        if (record_values(lane->coder)[rows->unit] != FACT_BLANK)
            findings_set_unit(lane->findings, before,
                              (gint32)record_values(lane->coder)[rows->unit]);
        reject(lane, rule, values);
    } else {
        take_cells(rows, lane);
    }
}

void wide_rows_take(struct wide_rows *rows, struct lane *lane, const struct row *row)
{
    guint before = findings_count(lane->findings);
    take_row(rows, lane, row);
    if (rows->wide->is_beside)
        keep_own(rows->wide, lane->findings, before);
}

void wide_rows_settle(const struct wide_rows *rows, struct lane *lane)
{
    wide_sums_tell(rows->sums, rows->file, lane->findings);
}
