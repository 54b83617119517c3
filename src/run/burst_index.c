#include "run/burst_index.h"

#include <string.h>

#include "base/decimal.h"
#include "build/public_set.h"
#include "deliver/delivery.h"
#include "deliver/stem.h"
#include "run/key_totals.h"
#include "run/report_scopes.h"

/* Stands, with the level, where a unit's code stands in the names of the books. */
#define ENDING "-danh-muc-"

/* Totals beyond these would make the lines too wide to print. */
#define MOST_TOTALS 5

static struct book_sheet *list_sheet(const struct book *index)
{
    return g_ptr_array_index(index->sheets, 0);
}

char *burst_index_stem(const struct report_plan *plan)
{
    g_autofree char *stem = stem_of_report(plan->name, plan->report.period.name, plan->unit);
    return g_strconcat(stem, ENDING, plan->request->each,
                       plan->request->audience == AUDIENCE_PUBLIC ? STEM_PUBLIC : "", NULL);
}

gboolean burst_index_is_linked(const struct report_plan *plan)
{
    return g_strv_contains((const char *const *)plan->request->formats.item, "xlsx");
}

static void add_guide(struct book *index, gboolean linked)
{
    if (linked)
        g_ptr_array_add(
            index->paragraphs,
            g_strdup("Bấm vào tên ở cột cuối của danh mục để mở sổ của đơn vị; các sổ để "
                     "cùng thư mục với danh mục này."));
    g_ptr_array_add(
        index->paragraphs,
        g_strdup("Số ở các cột giữa là số ở dòng Cộng của bảng cùng tên trong sổ của đơn vị."));
}

struct book *burst_index_new(const struct report_plan *plan)
{
    const struct request *request = plan->request;
    g_autofree char *period = period_words(plan->report.period);
    struct book *index = book_new();
    index->stem = burst_index_stem(plan);
    index->title = g_strdup("Danh mục báo cáo theo đơn vị");
    index->subject = g_strdup(period);
    index->draft = request->status != STATUS_FINAL;
    index->created = date_iso(plan->report.period.last);
    g_autofree char *books = decimal_vietnamese(scopes_count(plan->report.scopes), 0);
    g_autofree char *map_day = date_vietnamese(plan->report.scopes->map_day);
    book_add_fact(index, "Kỳ báo cáo", period);
    book_add_fact(index, "Mẫu báo cáo", plan->name);
    book_add_fact(index, "Số đơn vị", books);
    book_add_fact(index, "Hệ thống tổ chức theo ngày", map_day);
    book_add_fact(index, "Phạm vi sử dụng", plan->report.public ? "Công khai" : "Nội bộ");
    book_add_fact(index, "Trạng thái", request->status == STATUS_FINAL ? "Chính thức" : "Dự thảo");
    if (plan->report.public)
        public_set_promise(index);
    add_guide(index, burst_index_is_linked(plan));
    struct book_sheet *sheet = book_add_sheet(index, "Danh mục", index->title);
    book_sheet_add_list(sheet, "danh-muc");
    return index;
}

/* The first totals of the first book get a column; a public one may be followed by others. */
static void add_headings(struct book_list *list, const GArray *totals)
{
    static const struct book_heading before[] = {{"Mã đơn vị", BOOK_FIELD_TEXT},
                                                 {"Đơn vị", BOOK_FIELD_TEXT}};
    static const struct book_heading behind = {"Báo cáo", BOOK_FIELD_TEXT};
    book_list_add_columns(list, before, G_N_ELEMENTS(before));
    for (guint i = 0; i < MIN(totals->len, MOST_TOTALS); i++) {
        g_autofree char *name = key_total_name(&g_array_index(totals, struct key_total, i));
        book_list_add_columns(list, &(struct book_heading){name, BOOK_FIELD_COUNT}, 1);
    }
    book_list_add_columns(list, &behind, 1);
}

/* The total of that name; a public book may have left its table out. New string. */
static char *total_text(const GArray *totals, const char *name)
{
    for (guint i = 0; i < totals->len; i++) {
        const struct key_total *total = &g_array_index(totals, struct key_total, i);
        g_autofree char *own = key_total_name(total);
        gint64 value;
        if (strcmp(own, name) == 0)
            return key_total_value(total, &value)
                       ? decimal_plain(value, 0)
                       : g_strdup(cell_state_sign(key_total_cell(total)->state));
    }
    return g_strdup(cell_state_sign(CELL_SUPPRESSED));
}

/* A unit of which the book tells less, behind others of which the same is left out. */
static void add_less(struct book *index, const char *what, const char *unit)
{
    for (guint i = 0; i < index->paragraphs->len; i++) {
        char **text = (char **)&g_ptr_array_index(index->paragraphs, i);
        if (!g_str_has_prefix(*text, what))
            continue;
        char *longer = g_strdup_printf("%.*s; %s.", (int)strlen(*text) - 1, *text, unit);
        g_free(*text);
        *text = longer;
        return;
    }
    g_ptr_array_add(index->paragraphs, g_strdup_printf("%s%s.", what, unit));
}

/* Which books tell less than others, since they could not tell more safely. */
static void add_left_out(struct book *index, const struct report_plan *plan, guint scope,
                         const struct book *book)
{
    static const char *const labels[] = {PUBLIC_FACT_GONE, PUBLIC_FACT_TOTALS, PUBLIC_FACT_GRAND};
    g_autofree char *unit = g_strdup_printf("%s (%s)", report_unit_name(&plan->report, scope),
                                            report_scopes_code(plan, scope));
    for (guint i = 0; i < book->facts->len; i++) {
        const struct book_fact *fact = &g_array_index(book->facts, struct book_fact, i);
        g_autofree char *what = g_strdup_printf("%s: %s, ở sổ của: ", fact->label, fact->value);
        for (guint k = 0; k < G_N_ELEMENTS(labels); k++)
            if (strcmp(fact->label, labels[k]) == 0)
                add_less(index, what, unit);
    }
}

static gboolean has_heading(const struct book_list *list, const char *name)
{
    for (guint i = 0; i < list->headings->len; i++)
        if (strcmp(g_ptr_array_index(list->headings, i), name) == 0)
            return TRUE;
    return FALSE;
}

/* A total that the books before do not have: a public one may have left its table out. */
static void add_total(struct book_list *list, const char *name)
{
    guint at = list->headings->len - 1;
    enum book_field field = BOOK_FIELD_COUNT;
    g_ptr_array_insert(list->headings, (gint)at, g_strdup(name));
    g_array_insert_val(list->fields, at, field);
    for (guint i = 0; i < list->lines->len; i++) {
        char **line = g_ptr_array_index(list->lines, i);
        line = g_renew(char *, line, list->headings->len + 1);
        memmove(line + at + 1, line + at, (list->headings->len - at) * sizeof *line);
        line[at] = g_strdup(cell_state_sign(CELL_SUPPRESSED));
        g_ptr_array_index(list->lines, i) = line;
    }
}

static void add_totals(struct book_list *list, const GArray *totals)
{
    guint most = 3 + MOST_TOTALS; /* code, name and book stand beside them */
    for (guint i = 0; i < totals->len && list->headings->len < most; i++) {
        g_autofree char *name = key_total_name(&g_array_index(totals, struct key_total, i));
        if (!has_heading(list, name))
            add_total(list, name);
    }
}

void burst_index_add(struct book *index, const struct report_plan *plan, guint scope,
                     const struct book *book)
{
    struct book_list *list = list_sheet(index)->list;
    g_autoptr(GArray) totals = key_totals(book);
    if (list->headings->len == 0) {
        add_headings(list, totals);
        g_free(index->subject);
        index->subject = g_strdup(book->title);
    }
    if (plan->report.public)
        add_totals(list, totals);
    GPtrArray *line = g_ptr_array_new();
    g_ptr_array_add(line, g_strdup(report_scopes_code(plan, scope)));
    g_ptr_array_add(line, g_strdup(report_unit_name(&plan->report, scope)));
    for (guint i = 2; i + 1 < list->headings->len; i++)
        g_ptr_array_add(line, total_text(totals, g_ptr_array_index(list->headings, i)));
    g_ptr_array_add(line, g_strdup(book->stem));
    g_ptr_array_add(line, NULL);
    g_ptr_array_add(list->lines, g_ptr_array_free(line, FALSE));
    add_left_out(index, plan, scope, book);
    g_ptr_array_add(list->links,
                    burst_index_is_linked(plan) ? g_strconcat(book->stem, ".xlsx", NULL) : NULL);
}
