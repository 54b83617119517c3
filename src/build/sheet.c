#include "build/sheet.h"
#include "build/public_set.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "build/wording.h"
#include "check/completeness.h"

static const struct {
    enum table_kind kind;
    void (*fill)(const struct sheet_task *task, struct book_sheet *sheet);
} kinds[] = {
    {TABLE_CROSSTAB, sheet_fill_crosstab}, {TABLE_CAP, sheet_fill_cap},
    {TABLE_MISSING, sheet_fill_missing},   {TABLE_REVIEW, sheet_fill_review},
    {TABLE_STREAK, sheet_fill_streak},
};

static const struct report_asked *asked_at(const struct sheet_task *task, guint i)
{
    return &g_array_index(task->asked, struct report_asked, i);
}

static void note(struct book_sheet *sheet, char *text)
{
    g_ptr_array_add(sheet->notes, text);
}

/* Heading of a column of the table by its code. */
static const char *column_label(const struct book_table *table, const char *code)
{
    for (guint c = 0; c < table->columns->len; c++)
        if (strcmp(template_inner_code(book_column(table, c)->code), template_code(code)) == 0)
            return book_column(table, c)->label;
    return strcmp(template_code(code), BOOK_TOTAL_CODE) == 0 ? "Cộng" : code;
}

/* NULL for kinds of tables that ask in their own way. */
static const struct query *query_of(const struct sheet_task *task)
{
    return task->table->kind == TABLE_CROSSTAB
               ? g_ptr_array_index(task->source->plan.queries, task->query)
               : NULL;
}

/* What a column asks of the dataset that it is from. */
static const struct report_asked *asked_of(const struct sheet_task *task,
                                           const struct template_entry *entry)
{
    guint i = 0;
    while (strcmp(asked_at(task, i)->source->dataset->name, entry_from(task->table, entry)) != 0)
        i++;
    return asked_at(task, i);
}

static gboolean has_none_of_its_own(const struct book_table *table,
                                    const struct template_entry *entry)
{
    for (guint c = 0; c < table->columns->len; c++)
        for (guint r = 0; r < table->rows->len; r++)
            if (g_strcmp0(book_column(table, c)->code, entry->code) == 0 &&
                book_cell(table, r, c)->state == CELL_NOT_APPLICABLE)
                return TRUE;
    return FALSE;
}

/* Columns of another dataset, or of a year's end, say where they come from and of which day. */
static void note_elsewhere(const struct sheet_task *task, struct book_sheet *sheet)
{
    for (guint i = 0; i < task->table->columns_count; i++) {
        const struct template_entry *entry = &task->table->columns[i];
        const struct report_source *source = asked_of(task, entry)->source;
        struct plane plane = span_plane(entry->span, task->report->period);
        if (source->absent || (entry->from == NULL && entry->span != SPAN_YEAR_END))
            continue;
        g_autofree char *day = date_vietnamese(plane.last);
        g_autofree char *at =
            entry->span == SPAN_YEAR_END ? g_strdup_printf(", tại ngày %s", day) : g_strdup("");
        note(sheet, g_strdup_printf("“%s” lấy từ %s (tệp %s)%s.", entry->label,
                                    source->dataset->label, source->files, at));
        if (entry->from != NULL && has_none_of_its_own(sheet->table, entry))
            note(sheet, g_strdup_printf("“%s” do đơn vị cấp trên của các dòng ghi x báo cáo chung, "
                                        "không tách riêng từng đơn vị.",
                                        entry->label));
    }
}

/* Where the data go up to a day, columns of last year end with it as well. */
static void note_cut(const struct sheet_task *task, struct book_sheet *sheet)
{
    const struct template_table *table = task->table;
    for (guint i = 0; i < table->columns_count && table->kind == TABLE_CROSSTAB; i++) {
        enum span span = table->columns[i].span;
        const struct report_asked *asked = asked_of(task, &table->columns[i]);
        const struct query *query = g_ptr_array_index(asked->source->plan.queries, asked->query);
        struct plane whole = span_plane(span, task->report->period);
        struct plane plane = query->planes[span];
        if (plane.last >= whole.last)
            continue;
        g_autofree char *last = date_vietnamese(plane.last);
        note(sheet, g_strdup_printf("“%s” tính đến ngày %s, như số liệu năm nay.",
                                    table->columns[i].label, last));
    }
}

static gboolean has_year_rows(const struct template_table *table)
{
    for (guint i = 0; i < table->rows_count; i++)
        if (g_strcmp0(table->rows[i].by, "year") == 0)
            return TRUE;
    return FALSE;
}

/* What a comparison is made with, in words. New string. */
static char *compared_with(const struct sheet_task *task, const struct book_table *table,
                           const char *against)
{
    enum span span;
    if (!span_from_name(against, &span))
        return g_strdup_printf("cột “%s”", column_label(table, against));
    if (has_year_rows(task->table))
        return g_strdup("năm liền trước");
    struct plane plane = query_of(task)->planes[span];
    g_autofree char *first = date_vietnamese(plane.first);
    g_autofree char *last = date_vietnamese(plane.last);
    return g_strdup_printf("cùng kỳ năm trước (%s–%s)", first, last);
}

/* What a measure is a share of, or compared with. */
static void note_measure(const struct sheet_task *task, struct book_sheet *sheet,
                         const struct template_shown *shown)
{
    const struct measure_info *measure = measure_info(shown->show);
    g_autofree char *other = NULL;
    if (measure->form->compares)
        other = compared_with(task, sheet->table, shown->against);
    else
        other = g_strdup(shown->over != NULL ? column_label(sheet->table, shown->over) : "");
    const char *remark = shown->may_pass_100 ? "; có thể vượt 100%" : "";
    g_autofree char *text =
        text_fill(measure->note, (const char *const[]){measure->heading, other, remark, NULL});
    if (*text != '\0')
        note(sheet, g_steal_pointer(&text));
}

/* Rows and columns of time have their own length, and columns to date or of last year theirs. */
static gboolean is_of_period(const struct template_table *table)
{
    for (guint i = 0; i < table->rows_count + table->columns_count; i++) {
        const struct template_entry *entry =
            i < table->rows_count ? &table->rows[i] : &table->columns[i - table->rows_count];
        if (period_step(entry->by) != NULL ||
            (entry->span != SPAN_PERIOD && entry->span != SPAN_YEAR_END))
            return FALSE;
    }
    return TRUE;
}

char *sheet_length(const struct sheet_task *task)
{
    gboolean events = task->source->dataset->kind == DATASET_EVENTS;
    return events && is_of_period(task->table) ? period_length(&task->report->period) : NULL;
}

/* A rate grows with the time that it is of: that of 32 months stands beside none of a year. */
static void note_length(const struct sheet_task *task, struct book_sheet *sheet)
{
    g_autofree char *length = sheet_length(task);
    for (guint i = 0; i < task->table->measures_count && length != NULL; i++) {
        const struct measure_info *measure = measure_info(task->table->measures[i].show);
        if (!measure->form->grows_with_time)
            continue;
        note(sheet, g_strdup_printf("“%s” là của cả kỳ (%s), không phải của một năm.",
                                    measure->heading, length));
        return;
    }
}

static gboolean is_by_units(const char *by)
{
    enum level at;
    return by != NULL && (strcmp(by, "unit") == 0 || strcmp(by, TEMPLATE_SUPERIOR) == 0 ||
                          level_from_code(by, &at));
}

gboolean sheet_has_unit_rows(const struct template_table *table)
{
    gboolean has = FALSE;
    for (guint i = 0; i < table->rows_count; i++)
        has = has || is_by_units(table->rows[i].by);
    return has;
}

/* Rows or columns in which a unit stands twice. */
static void note_double_units(const struct sheet_task *task, struct book_sheet *sheet)
{
    const struct query *query = query_of(task);
    gboolean twice = FALSE;
    for (guint i = 0; query != NULL && i < query->rows.count + query->columns.count; i++) {
        const struct part *part = i < query->rows.count
                                      ? &query->rows.part[i]
                                      : &query->columns.part[i - query->rows.count];
        twice = twice || (part->field != NULL && part->field->overlaps);
    }
    if (twice)
        note(sheet, g_strdup("Chi bộ cơ sở vừa là tổ chức cơ sở đảng vừa là chi bộ: tính ở cả hai "
                             "cấp, cộng một lần."));
}

/* Within which times shares are taken. */
static void note_nest(const struct sheet_task *task, struct book_sheet *sheet)
{
    const struct template_table *table = task->table;
    gboolean shares = FALSE;
    for (guint i = 0; i < table->measures_count; i++)
        shares = shares || measure_has_base(shown_share(&table->measures[i]));
    for (guint i = 0; i < table->columns_count && shares; i++)
        if (table->columns[i].within != NULL) {
            g_autofree char *time = wording_lower(period_step(table->columns[i].within)->heading);
            note(sheet,
                 g_strdup_printf("Tỷ lệ tính trong từng %s, trên số của chính %s ấy.", time, time));
            return;
        }
}

/* The fourth quarter is ranked with its year. */
static void note_quarters(const struct sheet_task *task, struct book_sheet *sheet)
{
    const struct query *query = query_of(task);
    if (query != NULL && query->by_quarter)
        note(sheet, g_strdup("Quý IV gộp vào xếp loại cả năm; các quý và cả năm không cộng với "
                             "nhau."));
}

/* On which day the ages of the table are taken. */
static void note_ages(const struct sheet_task *task, struct book_sheet *sheet)
{
    const struct query *query = query_of(task);
    guint8 asked[FACT_MAX_COLUMNS] = {0};
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(struct unit_answers));
    gboolean ages = FALSE, years = FALSE;
    if (query != NULL)
        places_ask(query, units, asked);
    for (guint i = 0; query != NULL && i < query->dataset->columns_count; i++) {
        ages = ages || (asked[i] && column_is_derived(&query->dataset->columns[i]));
        years = years || (asked[i] && query->dataset->columns[i].type == COLUMN_AGE);
    }
    const char *whole = years ? ", theo năm tròn" : "";
    g_autofree char *day = date_vietnamese(task->report->period.last);
    if (ages && query->dataset->kind == DATASET_STOCK)
        note(sheet, g_strdup_printf("Tuổi tính đến ngày %s%s.", day, whole));
    else if (ages)
        note(sheet, g_strdup_printf("Tuổi tính tại ngày của từng việc%s.", whole));
}

static gboolean has_estimates(const struct book_table *table)
{
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len; c++)
            if (book_cell(table, r, c)->estimate)
                return TRUE;
    return FALSE;
}

static gboolean compares(const struct template_table *table)
{
    enum span span;
    gboolean found = has_year_rows(table);
    for (guint i = 0; i < table->measures_count; i++)
        found = found || (table->measures[i].against != NULL &&
                          span_from_name(table->measures[i].against, &span));
    for (guint i = 0; i < table->rows_count; i++)
        found = found || table->rows[i].span != SPAN_PERIOD;
    for (guint i = 0; i < table->columns_count; i++)
        found = found ||
                (table->columns[i].span != SPAN_PERIOD && table->columns[i].span != SPAN_YEAR_END);
    return found;
}

/* On which map the rows stand, and what it could not place. */
static void note_map(const struct sheet_task *task, struct book_sheet *sheet)
{
    const struct scopes *scopes = task->report->scopes;
    const struct book_table *table = sheet->table;
    g_autofree char *day = date_vietnamese(scopes->map_day);
    gboolean lost = FALSE, to_come = FALSE, units = sheet_has_unit_rows(task->table);
    gboolean compared = compares(task->table);
    const char *alone = compared ? ", không so sánh với kỳ trước" : "";
    for (guint r = 0; r < table->rows->len && units; r++) {
        gint32 unit = unit_tree_find(scopes->tree, book_row(table, r)->code, -1);
        unit = unit != UNIT_NONE ? unit_version(scopes->tree, unit, scopes->map_day) : UNIT_NONE;
        if (unit == UNIT_NONE || !unit_map_is_lost(scopes->map, unit))
            continue;
        to_come = to_come || unit_map_is_to_come(scopes->map, unit);
        lost = lost || !unit_map_is_to_come(scopes->map, unit);
    }
    if (units && compared)
        note(sheet, g_strdup_printf("Mọi kỳ so sánh đều theo hệ thống tổ chức ngày %s.", day));
    if (has_estimates(table))
        note(sheet, g_strdup("Dấu ~: số ước tính theo tỷ trọng khai báo khi chia tách đơn vị."));
    if (lost)
        note(sheet, g_strdup_printf("Có đơn vị không còn vào ngày %s mà chưa rõ đơn vị kế thừa: "
                                    "ghi theo mã cũ%s.",
                                    day, alone));
    if (to_come)
        note(sheet, g_strdup_printf("Có đơn vị thành lập sau ngày %s từ nhiều đơn vị cũ: ghi theo "
                                    "mã mới%s.",
                                    day, alone));
}

/* Names the map's day over the header, where rows are units or periods are compared. */
static void name_map(const struct sheet_task *task, struct book_sheet *sheet)
{
    if (!sheet_has_unit_rows(task->table) && !compares(task->table))
        return;
    g_autofree char *day = date_vietnamese(task->report->scopes->map_day);
    sheet->map_note = g_strdup_printf("hệ thống tổ chức ngày %s", day);
}

/* Notes that every table gets: bases of its percentages, periods compared. */
static void add_notes(const struct sheet_task *task, struct book_sheet *sheet)
{
    const struct template_table *table = task->table;
    for (guint i = 0; i < table->notes.count; i++)
        note(sheet, g_strdup(table->notes.item[i]));
    for (guint i = 0; i < table->measures_count; i++)
        note_measure(task, sheet, &table->measures[i]);
    note_elsewhere(task, sheet);
    note_length(task, sheet);
    note_nest(task, sheet);
    note_quarters(task, sheet);
    note_ages(task, sheet);
    note_double_units(task, sheet);
    note_cut(task, sheet);
    note_map(task, sheet);
}

static void tell_absent(const struct dataset *dataset, struct book_sheet *sheet)
{
    g_ptr_array_add(sheet->paragraphs,
                    g_strdup_printf("Chưa nhận được số liệu: không có tệp “%s” (%s) trong dữ liệu.",
                                    dataset->label, dataset->name));
}

/* Without a file nothing is known, so nothing is claimed, and the sheet says so. */
static void mark_missing(const struct sheet_task *task, struct book_sheet *sheet)
{
    struct book_table *table = sheet->table;
    for (guint r = 0; r < table->rows->len && task->source->absent; r++)
        for (guint c = 0; c < table->columns->len; c++)
            *book_cell(table, r, c) = (struct book_cell){.state = CELL_MISSING};
    for (guint i = 0; i < task->asked->len; i++)
        if (asked_at(task, i)->source->absent)
            tell_absent(asked_at(task, i)->source->dataset, sheet);
}

char *sheet_coverage(const struct sheet_task *task)
{
    if (!task->table->coverage)
        return NULL;
    const struct query *query = g_ptr_array_index(task->source->plan.queries, task->query);
    const struct returned *returned = tally_returned(task->source->tally);
    struct missing all = completeness_coverage(query, task->scope, returned);
    if (all.expected == 0 || (query->public && all.made == all.expected))
        return NULL;
    if (query->public) /* how many have returned is a count of the table, where each counts once */
        return g_strdup("chưa đủ; số đã báo cáo không nêu trong bản công khai");
    g_autofree char *made = decimal_vietnamese(all.made, 0);
    g_autofree char *expected = decimal_vietnamese(all.expected, 0);
    return g_strdup_printf("%s/%s %s", made, expected,
                           returned_periods(returned) == 1 ? "đơn vị" : "lượt");
}

void sheet_fill(const struct sheet_task *task, struct book_sheet *sheet)
{
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i].kind == task->table->kind)
            kinds[i].fill(task, sheet);
    g_autofree char *coverage = sheet_coverage(task);
    if (coverage != NULL)
        g_ptr_array_add(sheet->paragraphs, g_strdup_printf("Báo cáo: %s.", coverage));
    mark_missing(task, sheet);
    name_map(task, sheet);
    sheet_leave_rows_unprinted(sheet);
    add_notes(task, sheet);
}

const char *sheet_row_heading(const struct sheet_task *task)
{
    const struct template_table *table = task->table;
    const char *by = table->rows_count > 0 ? table->rows[0].by : NULL;
    if (is_by_units(by))
        return "Đơn vị";
    if (period_step(by) != NULL)
        return period_step(by)->heading;
    const struct column *column =
        by != NULL ? dictionary_field(task->report->dictionary, task->source->dataset, by) : NULL;
    return column != NULL ? column->label : "Chỉ tiêu";
}
