#include "read/file_end.h"

#include "base/text.h"
#include "read/stray_rows.h"
#include "read/wide.h"

/* With fewer rows nothing can be said of the header. */
#define FEW_ROWS 3

static gboolean refuse(struct refusal *refusal, enum rule rule, guint64 line, const char *value,
                       const char *hint)
{
    *refusal = (struct refusal){.rule = rule, .line = line};
    g_strlcpy(refusal->value, value, sizeof refusal->value);
    g_strlcpy(refusal->hint, hint, sizeof refusal->hint);
    return FALSE;
}

static gboolean check_dates(const struct pass *pass, guint32 file, struct refusal *refusal)
{
    const struct dataset *dataset = pass->job->dataset;
    for (guint i = 0; i < dataset->columns_count; i++) {
        struct date_order order = {0};
        enum column_type type = dataset->columns[i].type;
        if (type != COLUMN_DATE && type != COLUMN_MONTH)
            continue;
        for (guint k = 0; k < pass->count; k++)
            date_order_merge(&order, &pass->lanes[k].parts[file]->dates[i]);
        if (!date_order_is_month_first(&order, type == COLUMN_MONTH))
            continue;
        g_autofree char *rows =
            g_strdup_printf("%s ×%" G_GUINT64_FORMAT, dataset->columns[i].person ? "" : order.text,
                            order.month_first);
        return refuse(refusal, RULE_MONTH_FIRST, order.line, dataset->columns[i].name, rows);
    }
    return TRUE;
}

static gboolean check_headers(const struct pass *pass, guint32 file, struct refusal *refusal)
{
    guint64 line = 0;
    for (guint i = 0; i < pass->count; i++) {
        guint64 own = pass->lanes[i].parts[file]->strays->other_header;
        if (own != 0 && (line == 0 || own < line))
            line = own;
    }
    return line == 0 || refuse(refusal, RULE_OTHER_HEADER, line, "", "");
}

/* Behind the last row a line that says nothing is a note; in a file without rows only if it begins
 * like one. */
static gboolean is_below(const struct stray_row *row, guint64 last)
{
    return row->line > last && (last > 0 || row->is_note);
}

/* The lines that one thread has set aside: broken rows are told, the first note is kept. */
static void settle_lane(struct lane *lane, guint32 file, guint64 last, struct stray_row *first,
                        guint64 *notes)
{
    struct file_part *part = lane->parts[file];
    const struct stray_rows *strays = part->strays;
    guint at = 0;
    for (guint i = 0; i < strays->rows->len; i++) {
        const struct stray_row *row = &g_array_index(strays->rows, struct stray_row, i);
        guint end = at + row->findings;
        if (is_below(row, last)) {
            part->rejected[RULE_NOTE_BELOW]++;
            (*notes)++;
            if (first->line == 0 || row->line < first->line)
                *first = *row;
        } else {
            part->rejected[row->rule]++;
            for (guint k = at; k < end; k++)
                findings_add(lane->findings, &g_array_index(strays->findings, struct finding, k));
        }
        at = end;
    }
}

static void settle_strays(struct pass *pass, guint32 file)
{
    guint64 last = 0, notes = 0;
    struct stray_row first = {0};
    for (guint i = 0; i < pass->count; i++)
        last = MAX(last, pass->lanes[i].parts[file]->strays->last);
    for (guint i = 0; i < pass->count; i++)
        settle_lane(&pass->lanes[i], file, last, &first, &notes);
    const struct wide *wide = pass->job->inputs->item[file].wide;
    if (notes == 0 || (wide != NULL && wide->is_beside))
        return;
    g_autofree char *count = g_strdup_printf("%" G_GUINT64_FORMAT, notes);
    g_autofree char *text = text_printable(first.text, FINDING_TEXT_MAX);
    findings_add(pass->lanes[0].findings, &(struct finding){.rule = RULE_NOTE_BELOW,
                                                            .file = file,
                                                            .line = first.line,
                                                            .value = text,
                                                            .hint = count});
}

/* How often each rule rejected a row of the file, over all threads. */
static guint64 count_rejected(const struct pass *pass, guint32 file, enum rule rule)
{
    guint64 count = 0;
    for (guint i = 0; i < pass->count; i++)
        count += pass->lanes[i].parts[file]->rejected[rule];
    return count;
}

static gboolean is_of_value(enum rule rule)
{
    return rule == RULE_BAD_DATE || rule == RULE_UNKNOWN_UNIT || rule == RULE_UNKNOWN_VALUE ||
           rule == RULE_BAD_NUMBER || rule == RULE_BAD_PERCENT || rule == RULE_BAD_POINTS ||
           rule == RULE_IMPOSSIBLE_YEAR || rule == RULE_COUNT_TOO_LARGE ||
           rule == RULE_NUMBER_AMBIGUOUS || rule == RULE_CODE_WAS_NUMBER ||
           rule == RULE_CODE_WAS_DAY;
}

/* The columns of which no value fits, "ngay, ma_don_vi"; "" unless there are two. New string. */
static char *columns_that_misfit(const struct pass *pass, guint32 file, guint64 rows)
{
    const struct input *input = &pass->job->inputs->item[file];
    g_autofree guint64 *wrong = g_new0(guint64, input->fields + 1);
    GString *names = g_string_new(NULL);
    guint count = 0;
    for (guint i = 0; i < pass->count; i++) {
        const struct findings *findings = pass->lanes[i].findings;
        for (guint k = 0; k < findings_count(findings); k++) {
            const struct finding *finding = findings_at(findings, k);
            if (finding->file == file && finding->field <= input->fields &&
                is_of_value(finding->rule))
                wrong[finding->field]++;
        }
    }
    for (guint field = 1; field <= input->fields; field++) {
        if (wrong[field] < rows)
            continue;
        g_string_append_printf(names, "%s%s", count++ > 0 ? ", " : "", input->header[field - 1]);
    }
    if (count < 2)
        g_string_truncate(names, 0);
    return g_string_free(names, FALSE);
}

/* A header over rows of another table: one error on the file instead of one a row. */
static gboolean check_fit(const struct pass *pass, guint32 file, struct refusal *refusal)
{
    const struct input *input = &pass->job->inputs->item[file];
    guint64 rows = 0, used = 0;
    for (guint i = 0; i < pass->count; i++) {
        const struct file_part *part = pass->lanes[i].parts[file];
        rows += part->records;
        used += part->used;
    }
    guint64 left_out = count_rejected(pass, file, RULE_TOTAL_ROW) +
                       count_rejected(pass, file, RULE_SECOND_HEADER) +
                       count_rejected(pass, file, RULE_NOTE_BELOW);
    if (used > 0 || rows < FEW_ROWS + left_out)
        return TRUE;
    rows -= left_out;
    g_autofree char *count = g_strdup_printf("%" G_GUINT64_FORMAT, rows);
    if (count_rejected(pass, file, RULE_FIELD_COUNT) == rows) {
        g_autofree char *fields = g_strdup_printf("≠ %u", input->fields);
        return refuse(refusal, RULE_HEADER_MISFIT, input->header_line, count, fields);
    }
    g_autofree char *columns = columns_that_misfit(pass, file, rows);
    return *columns == '\0' ||
           refuse(refusal, RULE_HEADER_MISFIT, input->header_line, count, columns);
}

static void add_count(struct row_count *to, const struct row_count *from)
{
    if (from->count > 0 && (to->count == 0 || from->line < to->line))
        to->line = from->line;
    to->count += from->count;
}

static void tell_count(struct pass *pass, const struct row_count *count, struct finding finding)
{
    if (count->count == 0)
        return;
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, count->count);
    finding.line = count->line;
    finding.value = text;
    findings_add(pass->lanes[0].findings, &finding);
}

/* What a sheet does not show was counted, and so were codes that are numbers there. */
static void tell_notes(struct pass *pass, guint32 file)
{
    const struct input *input = &pass->job->inputs->item[file];
    struct row_count hidden = {0};
    g_autofree struct row_count *number = g_new0(struct row_count, input->fields + 1);
    for (guint i = 0; i < pass->count; i++) {
        const struct row_notes *notes = pass->lanes[i].parts[file]->notes;
        if (notes == NULL)
            continue;
        add_count(&hidden, &notes->hidden);
        for (guint field = 0; field < notes->fields; field++)
            add_count(&number[field], &notes->number[field]);
    }
    tell_count(pass, &hidden, (struct finding){.rule = RULE_ROWS_HIDDEN, .file = file});
    for (guint field = 0; field < input->fields; field++)
        tell_count(pass, &number[field],
                   (struct finding){.rule = RULE_CODES_AS_NUMBERS,
                                    .file = file,
                                    .field = field + 1,
                                    .hint = input->header[field]});
}

gboolean file_end_settle(struct pass *pass, guint32 file, struct refusal *refusal)
{
    if (!check_dates(pass, file, refusal) || !check_headers(pass, file, refusal))
        return FALSE;
    settle_strays(pass, file);
    tell_notes(pass, file);
    return check_fit(pass, file, refusal);
}
