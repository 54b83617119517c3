#include "answer/check_report.h"
#include "base/decimal.h"
#include "book/book.h"
#include "build/data_sheet.h"
#include "deliver/delivery.h"
#include "deliver/manifest.h"
#include "deliver/version.h"

/* Where Debian's fonts-liberation2 puts its files. */
#define FONT_FOLDER "/usr/share/fonts/truetype/liberation2"

#define NO_PERIOD "du-lieu"

enum { FILE_NAME, LINE, FIELD, VALUE, SEVERITY, TEXT, ADVICE, ANSWER };

static const struct {
    const char *label;
    gboolean numeric;
} headings[] = {
    {"Tệp", FALSE},    {"Dòng", TRUE},    {"Cột", FALSE},    {"Đơn vị, giá trị", FALSE},
    {"Mức độ", FALSE}, {"Sai gì", FALSE}, {"Làm gì", FALSE}, {"Trả lời của đơn vị", FALSE},
};

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

/* What stands there; of a unit, whose code is in the text, the name. */
static const char *value_of(const struct workspace *workspace, const struct finding *finding)
{
    if (finding->unit > 0) {
        const struct unit *unit = unit_at(workspace->tree, (gint32)finding->unit - 1);
        if (g_strcmp0(finding->value, unit->code) == 0)
            return unit->name;
    }
    return finding->value != NULL ? finding->value : "";
}

/* "ma_don_vi (2)". New string. */
static char *column_name(const struct workspace *workspace, const struct finding *finding)
{
    const struct input *input =
        finding->file < workspace->inputs->count ? &workspace->inputs->item[finding->file] : NULL;
    if (finding->field == 0)
        return g_strdup("");
    for (guint i = 0; input != NULL && input->dataset != NULL && i < input->dataset->columns_count;
         i++)
        if (input->column[i] == (gint)finding->field - 1)
            return g_strdup_printf("%s (%u)", input->dataset->columns[i].name, finding->field);
    return g_strdup_printf("%u", finding->field);
}

static void add_line(const struct workspace *workspace, const struct finding *finding,
                     struct book_list *list)
{
    gboolean bad = rule_info(finding->rule)->severity == SEVERITY_ERROR;
    enum book_mark mark = bad ? BOOK_MARK_BAD : BOOK_MARK_DOUBT;
    char **line = g_new0(char *, G_N_ELEMENTS(headings) + 1);
    line[FILE_NAME] =
        g_strdup(data_sheet_file((const char *const *)workspace->file_names, finding->file));
    line[LINE] = finding->line > 0 ? decimal_plain((gint64)finding->line, 0) : g_strdup("");
    line[FIELD] = column_name(workspace, finding);
    line[VALUE] = g_strdup(value_of(workspace, finding));
    line[SEVERITY] = g_strdup(bad ? "lỗi" : "cảnh báo");
    line[TEXT] = finding_text(finding, LANGUAGE_VIETNAMESE);
    line[ADVICE] = finding_advice(finding, LANGUAGE_VIETNAMESE);
    line[ANSWER] = g_strdup("");
    g_ptr_array_add(list->lines, line);
    g_array_append_val(list->marks, mark);
}

static void add_returns(const struct check_outcome *outcome, struct book_sheet *sheet)
{
    for (guint i = 0; i < outcome->returns->len; i++) {
        const struct check_returns *returns =
            &g_array_index(outcome->returns, struct check_returns, i);
        g_ptr_array_add(sheet->paragraphs,
                        g_strdup_printf("%s: báo cáo %u/%u; trong đó báo cáo toàn số 0: %u; dòng "
                                        "để trống: %" G_GUINT64_FORMAT ".",
                                        returns->dataset->label, returns->made, returns->expected,
                                        returns->nil, returns->blank));
    }
}

static void fill_sheet(const struct check_outcome *outcome, const struct bundle *bundle,
                       struct book_sheet *sheet)
{
    const struct workspace *workspace = outcome->workspace;
    if (bundle->unit == UNIT_NONE)
        add_returns(outcome, sheet);
    if (bundle->findings->len == 0) {
        g_ptr_array_add(sheet->paragraphs, g_strdup("Không phát hiện lỗi hay điểm cần lưu ý nào."));
        return;
    }
    g_ptr_array_add(sheet->paragraphs,
                    g_strdup("Đề nghị sửa trong tệp gốc rồi gửi lại; ghi kết quả "
                             "hoặc lý do giữ nguyên vào cột cuối."));
    struct book_list *list = book_sheet_add_list(sheet, "");
    list->mark_column = SEVERITY;
    for (guint i = 0; i < G_N_ELEMENTS(headings); i++) {
        g_ptr_array_add(list->headings, g_strdup(headings[i].label));
        g_array_append_val(list->numeric, headings[i].numeric);
    }
    guint count = bundle->findings->len;
    for (guint i = 0; i < MIN(count, DATA_SHEET_MAX_FINDINGS); i++)
        add_line(workspace,
                 findings_at(workspace->findings, g_array_index(bundle->findings, guint, i)), list);
    if (count <= DATA_SHEET_MAX_FINDINGS)
        return;
    g_autofree char *all = decimal_vietnamese(count, 0);
    g_autofree char *part = decimal_vietnamese(DATA_SHEET_MAX_FINDINGS, 0);
    g_ptr_array_add(sheet->notes,
                    g_strdup_printf("Bảng nêu %s phát hiện đầu trong %s; danh sách đầy "
                                    "đủ: tongket check --format csv.",
                                    part, all));
}

/* How many errors and warnings each file has that has any, in the order of the files. */
static void add_file_facts(const struct check_outcome *outcome, const struct bundle *bundle,
                           struct book *book)
{
    const struct workspace *workspace = outcome->workspace;
    struct counts {
        guint errors, warnings;
    };
    guint files = (guint)workspace->inputs->count + 1; /* the last one is no file */
    g_autofree struct counts *counts = g_new0(struct counts, files);
    for (guint i = 0; i < bundle->findings->len; i++) {
        guint at = g_array_index(bundle->findings, guint, i);
        const struct finding *finding = findings_at(workspace->findings, at);
        gboolean bad = rule_info(finding->rule)->severity == SEVERITY_ERROR;
        counts[finding->file].errors += bad;
        counts[finding->file].warnings += !bad;
    }
    for (guint i = 0; i < files; i++) {
        g_autofree char *found =
            g_strdup_printf("%u lỗi, %u cảnh báo", counts[i].errors, counts[i].warnings);
        if (counts[i].errors + counts[i].warnings > 0)
            book_add_fact(book, workspace->file_names[i], found);
    }
}

static struct book *make_book(const struct check_outcome *outcome, const struct bundle *bundle)
{
    const struct unit *unit =
        bundle->unit != UNIT_NONE ? unit_at(outcome->workspace->tree, bundle->unit) : NULL;
    gboolean dated = *outcome->period.name != '\0';
    struct book *book = book_new();
    book->stem = delivery_stem("kiem-tra", dated ? outcome->period.name : NO_PERIOD,
                               unit != NULL ? unit->code : NULL);
    book->title = g_strdup("Kiểm tra dữ liệu");
    book->subject = unit != NULL ? g_strdup_printf("%s (%s)", unit->name, unit->code)
                                 : g_strdup("Dữ liệu chung");
    book->created = dated ? date_iso(outcome->period.last) : g_strdup("2000-01-01");
    if (dated)
        book_add_fact(book, "Kỳ báo cáo", outcome->period.name);
    add_file_facts(outcome, bundle, book);
    fill_sheet(outcome, bundle, book_add_sheet(book, "Kiểm tra dữ liệu", "Kiểm tra dữ liệu"));
    return book;
}

static gboolean deliver(const struct check_outcome *outcome, const struct bundle *bundle,
                        const char *folder, GPtrArray *paths, GError **error)
{
    static const char *const formats[] = {"xlsx", NULL};
    g_autoptr(book_t) book = make_book(outcome, bundle);
    g_autoptr(GArray) inputs = g_array_new(FALSE, FALSE, sizeof(struct manifest_input));
    g_autoptr(GBytes) no_text = g_bytes_new_static("", 0);
    const struct workspace *workspace = outcome->workspace;
    struct manifest manifest = {
        .program_version = TONGKET_VERSION,
        .template = {"kiem-tra", no_text},
        .dictionary = {"tu-dien.yaml", workspace->dictionary_text},
        .period = outcome->period.name,
        .unit = bundle->unit != UNIT_NONE ? unit_at(workspace->tree, bundle->unit)->code : "",
        .map = "",
        .audience = "internal",
        .status = "draft",
        .inputs = inputs,
    };
    book->identity = manifest_identity(&manifest, book);
    struct delivery delivery = {.folder = folder, .formats = formats, .font_folder = FONT_FOLDER};
    return delivery_run(&delivery, book, &manifest, paths, error);
}

gboolean check_report_deliver(const struct check_outcome *outcome,
                              const struct check_delivery *delivery, GPtrArray *paths,
                              GError **error)
{
    g_autoptr(GPtrArray) bundles = bundles_of(outcome, delivery);
    for (guint i = 0; i < bundles->len; i++)
        if (!deliver(outcome, g_ptr_array_index(bundles, i), delivery->folder, paths, error))
            return FALSE;
    return TRUE;
}
