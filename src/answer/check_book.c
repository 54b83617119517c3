#include "answer/check_book.h"

#include <string.h>

#include "answer/check_deliver.h"
#include "answer/check_groups.h"
#include "answer/check_missing.h"
#include "base/decimal.h"
#include "build/data_sheet.h"
#include "check/completeness.h"
#include "data/place.h"
#include "deliver/stem.h"

#define NO_PERIOD "du-lieu"
#define FINDINGS_LIST "phat-hien"

enum { FILE_NAME, LINES, FIELD, VALUE, SEVERITY, COUNT, TEXT, ADVICE, ANSWER };

static const struct book_heading headings[] = {
    {"Tệp", BOOK_FIELD_TEXT},
    {"Dòng", BOOK_FIELD_TEXT},
    {"Cột", BOOK_FIELD_TEXT},
    {"Đơn vị, giá trị", BOOK_FIELD_TEXT},
    {"Mức độ", BOOK_FIELD_TEXT},
    {"Số lần", BOOK_FIELD_COUNT},
    {"Sai gì", BOOK_FIELD_TEXT},
    {"Làm gì", BOOK_FIELD_TEXT},
    {"Trả lời của đơn vị", BOOK_FIELD_TEXT},
};

/* What the cover says of a sheet, by the id of its list, behind its name. */
static const struct {
    const char *list, *text;
} guides[] = {
    {CHECK_MISSING_LIST,
     "”: mỗi dòng là một nơi cần đôn đốc; những đơn vị cùng đầu mối và còn thiếu cùng các "
     "kỳ đứng chung một dòng."},
    {FINDINGS_LIST,
     "”: lỗi phải sửa trong tệp gốc, cảnh báo cần xem lại; sửa xong, hoặc có lý do để giữ "
     "nguyên, thì ghi vào cột cuối rồi gửi lại. Những dòng sai như nhau đứng chung một dòng."},
};

/*
 * What stands there; of a unit, whose code is in the text, the name, with that of the unit above
 * for cells and the like. New string.
 */
static char *value_of(const struct workspace *workspace, const struct finding *finding)
{
    if (finding->unit > 0) {
        const struct unit *unit = unit_at(workspace->tree, (gint32)finding->unit - 1);
        if (g_strcmp0(finding->value, unit->code) == 0)
            return unit_full_name(workspace->tree, (gint32)finding->unit - 1);
    }
    return g_strdup(finding->value != NULL ? finding->value : "");
}

/* "2"; of a sheet "B". New string. */
static char *column_letters(const struct workspace *workspace, const struct finding *finding)
{
    char *place = place_field(workspace->file_names[finding->file], 1, finding->field);
    if (g_ascii_isupper(*place))
        place[strlen(place) - 1] = '\0';
    return place;
}

char *check_book_column(const struct workspace *workspace, const struct finding *finding)
{
    const struct input *input =
        finding->file < workspace->inputs->count ? &workspace->inputs->item[finding->file] : NULL;
    if (finding->field == 0)
        return g_strdup("");
    g_autofree char *place = column_letters(workspace, finding);
    for (guint i = 0; input != NULL && input->dataset != NULL && i < input->dataset->columns_count;
         i++)
        if (input->column[i] == (gint)finding->field - 1)
            return g_strdup_printf("%s (%s)", input->dataset->columns[i].name, place);
    return g_steal_pointer(&place);
}

/* Of findings that differ the unit they are in. New string. */
static char *value_text(const struct workspace *workspace, const struct check_group *group)
{
    if (!group->by_place)
        return value_of(workspace, g_ptr_array_index(group->findings, 0));
    if (group->place == UNIT_NONE)
        return g_strdup("(không rõ đơn vị)");
    const struct unit *unit = unit_at(workspace->tree, group->place);
    return g_strdup_printf("%s (%s)", unit->name, unit->code);
}

static void add_line(const struct workspace *workspace, const struct check_group *group,
                     struct book_list *list)
{
    const struct finding *first = g_ptr_array_index(group->findings, 0);
    gboolean bad = rule_info(first->rule)->severity == SEVERITY_ERROR;
    enum book_mark mark = bad ? BOOK_MARK_BAD : BOOK_MARK_DOUBT;
    char *advice = check_group_advice(group);
    char **line = g_new0(char *, G_N_ELEMENTS(headings) + 1);
    line[FILE_NAME] =
        g_strdup(data_sheet_file((const char *const *)workspace->file_names, first->file));
    line[LINES] = check_group_lines(group);
    line[FIELD] = check_book_column(workspace, first);
    line[VALUE] = value_text(workspace, group);
    line[SEVERITY] = g_strdup(bad ? "lỗi" : "cảnh báo");
    line[COUNT] = decimal_plain(group->findings->len, 0);
    line[TEXT] = check_group_text(group);
    line[ADVICE] = advice != NULL ? advice : g_strdup("xem từng dòng trong danh sách đầy đủ");
    line[ANSWER] = g_strdup("");
    g_ptr_array_add(list->lines, line);
    g_array_append_val(list->marks, mark);
}

/* Whether all lines say the same in a column, and that is nothing, or nothing new. */
static gboolean is_idle(const struct book_list *list, guint column, const char *nothing)
{
    for (guint i = 0; i < list->lines->len; i++)
        if (strcmp(((char **)g_ptr_array_index(list->lines, i))[column], nothing) != 0)
            return FALSE;
    return TRUE;
}

static void drop_column(struct book_list *list, guint column)
{
    g_ptr_array_remove_index(list->headings, column);
    g_array_remove_index(list->fields, column);
    list->mark_column -= column < list->mark_column;
    for (guint i = 0; i < list->lines->len; i++) {
        char **line = g_ptr_array_index(list->lines, i);
        g_free(line[column]);
        memmove(&line[column], &line[column + 1],
                (list->headings->len + 1 - column) * sizeof *line);
    }
}

/* What exceptions accept is not asked again. */
static guint accepted_count(const struct findings *findings, const GArray *chosen)
{
    guint count = 0;
    for (guint i = 0; i < chosen->len; i++)
        count += findings_at(findings, g_array_index(chosen, guint, i))->accepted != NULL;
    return count;
}

static void tell_accepted(guint count, struct book_sheet *sheet)
{
    g_autofree char *text = decimal_vietnamese(count, 0);
    if (count > 0)
        g_ptr_array_add(sheet->paragraphs,
                        g_strdup_printf("Ngoại lệ đã chấp nhận: %s phát hiện, không hỏi lại ở đây; "
                                        "lý do ghi ở danh sách đầy đủ.",
                                        text));
}

static void add_findings(const struct check_outcome *outcome, const GArray *findings, gint32 unit,
                         struct book *book)
{
    const struct workspace *workspace = outcome->workspace;
    g_autoptr(GPtrArray) groups = check_groups(outcome, findings, unit);
    guint accepted = accepted_count(workspace->findings, findings);
    if (groups->len == 0 && findings->len > 0 && accepted == 0)
        return;
    struct book_sheet *sheet = book_add_sheet(book, "Kiểm tra dữ liệu", "Lỗi và điều cần xem lại");
    tell_accepted(accepted, sheet);
    if (groups->len == 0 && accepted > 0)
        return;
    if (groups->len == 0) {
        g_ptr_array_add(sheet->paragraphs, g_strdup("Không phát hiện lỗi hay điểm cần lưu ý nào."));
        return;
    }
    struct book_list *list = book_sheet_add_list(sheet, FINDINGS_LIST);
    list->mark_column = SEVERITY;
    book_list_add_columns(list, headings, G_N_ELEMENTS(headings));
    for (guint i = 0; i < groups->len; i++)
        add_line(workspace, g_ptr_array_index(groups, i), list);
    if (is_idle(list, COUNT, "1"))
        drop_column(list, COUNT);
    if (is_idle(list, FIELD, ""))
        drop_column(list, FIELD);
}

/* How many errors and warnings each file has that has any, in the order of the files. */
static void add_file_facts(const struct check_outcome *outcome, const GArray *findings,
                           struct book *book)
{
    const struct workspace *workspace = outcome->workspace;
    struct counts {
        guint errors, warnings;
    };
    guint files = (guint)workspace->inputs->count + 1; /* the last one is no file */
    g_autofree struct counts *counts = g_new0(struct counts, files);
    for (guint i = 0; i < findings->len; i++) {
        guint at = g_array_index(findings, guint, i);
        const struct finding *finding = findings_at(workspace->findings, at);
        gboolean bad = rule_info(finding->rule)->severity == SEVERITY_ERROR;
        gboolean told = completeness_is_rule(finding->rule); /* on a sheet of their own */
        counts[finding->file].errors += bad && finding->accepted == NULL;
        counts[finding->file].warnings += !bad && !told && finding->accepted == NULL;
    }
    for (guint i = 0; i < files; i++) {
        g_autofree char *errors = decimal_vietnamese(counts[i].errors, 0);
        g_autofree char *warnings = decimal_vietnamese(counts[i].warnings, 0);
        g_autofree char *found = g_strdup_printf("%s lỗi, %s cảnh báo", errors, warnings);
        if (counts[i].errors + counts[i].warnings > 0)
            book_add_fact(book, data_sheet_file((const char *const *)workspace->file_names, i),
                          found);
    }
}

/* "4.384/26.304 báo cáo, thiếu 21.920; toàn số 0: 12". New string. */
static char *returns_text(const struct check_returns *returns)
{
    guint missing = returns->expected - returns->made;
    g_autofree char *made = decimal_vietnamese(returns->made, 0);
    g_autofree char *expected = decimal_vietnamese(returns->expected, 0);
    g_autofree char *owed = decimal_vietnamese(missing, 0);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%s/%s báo cáo", made, expected);
    if (missing > 0)
        g_string_append_printf(text, ", thiếu %s", owed);
    if (returns->nil > 0)
        g_string_append_printf(text, "; toàn số 0: %u", returns->nil);
    if (returns->blank > 0)
        g_string_append_printf(text, "; dòng để trống: %" G_GUINT64_FORMAT, returns->blank);
    return g_string_free(text, FALSE);
}

static void add_facts(const struct check_outcome *outcome, const GArray *findings, gint32 unit,
                      struct book *book)
{
    g_autofree char *period = period_words(outcome->period);
    if (*outcome->period.name != '\0')
        book_add_fact(book, "Kỳ báo cáo", period);
    for (guint i = 0; unit == UNIT_NONE && i < outcome->returns->len; i++) {
        const struct check_returns *returns =
            &g_array_index(outcome->returns, struct check_returns, i);
        g_autofree char *text = returns_text(returns);
        if (returns->expected > 0)
            book_add_fact(book, returns->dataset->label, text);
    }
    add_file_facts(outcome, findings, book);
}

/* How the book is read, and where the rest is. */
static void add_guide(struct book *book)
{
    for (guint i = 0; i < book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, i);
        const char *id = sheet->list != NULL ? sheet->list->id : "";
        for (guint g = 0; g < G_N_ELEMENTS(guides); g++)
            if (strcmp(guides[g].list, id) == 0)
                g_ptr_array_add(book->paragraphs,
                                g_strconcat("Trang “", sheet->name, guides[g].text, NULL));
    }
    if (book->paragraphs->len > 0)
        g_ptr_array_add(book->paragraphs,
                        g_strdup_printf("Danh sách đầy đủ, mỗi phát hiện một dòng: tệp %s trong "
                                        "thư mục %s, bên cạnh sổ này.",
                                        book_findings_file(book), book->stem));
}

/* The workbook for those findings of one unit; UNIT_NONE: of all, or of none. It is worked through
 * by a person, so what is alike stands in one row. New book. */
static struct book *book_of(const struct check_outcome *outcome, const GArray *findings,
                            gint32 unit)
{
    const struct unit *named = unit != UNIT_NONE ? unit_at(outcome->workspace->tree, unit) : NULL;
    gboolean dated = *outcome->period.name != '\0';
    struct book *book = book_new();
    book->stem = stem_of_report("kiem-tra", dated ? outcome->period.name : NO_PERIOD,
                                named != NULL ? named->code : NULL);
    book->title = g_strdup("Kiểm tra dữ liệu");
    book->subject = named != NULL ? g_strdup_printf("%s (%s)", named->name, named->code)
                                  : g_strdup("Dữ liệu chung");
    book->created = dated ? date_iso(outcome->period.last) : g_strdup("2000-01-01");
    add_facts(outcome, findings, unit, book);
    check_missing_add(outcome, findings, unit, book);
    add_findings(outcome, findings, unit, book);
    add_guide(book);
    return book;
}

/* Findings of one workbook, by their places in the list. */
struct bundle {
    gint32 unit;      /* UNIT_NONE: those of no unit, or all */
    GArray *findings; /* guint */
};

static void bundle_free(gpointer data)
{
    struct bundle *bundle = data;
    g_array_unref(bundle->findings);
    g_free(bundle);
}

static struct bundle *bundle_new(gint32 unit)
{
    struct bundle *bundle = g_new(struct bundle, 1);
    bundle->unit = unit;
    bundle->findings = g_array_new(FALSE, FALSE, sizeof(guint));
    return bundle;
}

/* The unit whose workbook a finding goes to. */
static gint32 receiver(const struct check_outcome *outcome, const struct check_delivery *delivery,
                       const struct finding *finding)
{
    if (!delivery->split || finding->unit == 0)
        return UNIT_NONE;
    const struct unit_tree *tree = outcome->workspace->tree;
    gint32 unit = unit_ancestor(tree, (gint32)finding->unit - 1, delivery->level);
    return unit != UNIT_NONE ? unit_tree_find(tree, unit_at(tree, unit)->code, -1) : UNIT_NONE;
}

/* The general one first, then by the order of units. New array. */
static GPtrArray *bundles_of(const struct check_outcome *outcome,
                             const struct check_delivery *delivery)
{
    const struct findings *findings = outcome->workspace->findings;
    guint units = unit_tree_count(outcome->workspace->tree);
    GPtrArray *bundles = g_ptr_array_new_with_free_func(bundle_free);
    g_autofree struct bundle **of = g_new0(struct bundle *, units + 1);
    for (guint i = 0; i < findings_count(findings); i++) {
        gint32 unit = receiver(outcome, delivery, findings_at(findings, i));
        if (of[unit + 1] == NULL)
            of[unit + 1] = bundle_new(unit);
        g_array_append_val(of[unit + 1]->findings, i);
    }
    if (findings_count(findings) == 0)
        of[0] = bundle_new(UNIT_NONE);
    for (guint i = 0; i <= units; i++)
        if (of[i] != NULL)
            g_ptr_array_add(bundles, of[i]);
    return bundles;
}

/* For the list beside the workbook, which tells each of them. New list. */
static struct findings *findings_of(const struct check_outcome *outcome,
                                    const struct bundle *bundle)
{
    struct findings *findings = findings_new();
    for (guint i = 0; i < bundle->findings->len; i++)
        findings_add(findings, findings_at(outcome->workspace->findings,
                                           g_array_index(bundle->findings, guint, i)));
    return findings;
}

static gboolean deliver(const struct check_outcome *outcome, const struct bundle *bundle,
                        const char *folder, GPtrArray *paths, GError **error)
{
    g_autoptr(book_t) book = book_of(outcome, bundle->findings, bundle->unit);
    g_autoptr(findings_t) findings = findings_of(outcome, bundle);
    struct check_delivered delivered = {book, "kiem-tra", bundle->unit, findings, folder};
    return check_deliver(outcome, &delivered, paths, error);
}

gboolean check_book_deliver(const struct check_outcome *outcome,
                            const struct check_delivery *delivery, GPtrArray *paths, GError **error)
{
    g_autoptr(GPtrArray) bundles = bundles_of(outcome, delivery);
    for (guint i = 0; i < bundles->len; i++)
        if (!deliver(outcome, g_ptr_array_index(bundles, i), delivery->folder, paths, error))
            return FALSE;
    return TRUE;
}
