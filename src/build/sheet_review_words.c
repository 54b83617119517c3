#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "build/sheet_review.h"
#include "calc/cap.h"

enum review_state review_sum_state(const struct review_sum *sum)
{
    if (sum->due == 0)
        return sum->unconcerned > 0 ? REVIEW_CLEAR : REVIEW_NOT_APPLICABLE;
    return sum->made == 0 ? REVIEW_MISSING : REVIEW_CLEAR;
}

enum review_state reviewer_state(const struct reviewer *reviewer)
{
    enum review_state all = REVIEW_NOT_APPLICABLE;
    for (guint c = 0; c < REVIEW_COLUMNS; c++)
        all = MAX(all, review_sum_state(&reviewer->sums[c]));
    return all;
}

/* How a column is spoken of: of so many units that are marked; as a subject that is not judged. */
static const struct {
    const char *marked;  /* {0} units, {1} how many are too many */
    const char *subject; /* two columns of one cap have the same */
    const char *note;    /* what the law asks; NULL: a cap's */
} wording[REVIEW_COLUMNS] = {
    [REVIEW_SHOWS_OVER_MEMBERS] =
        {"{0} tổ chức có đảng viên xuất sắc vượt giới hạn (vượt {1} đảng viên)",
         "giới hạn đảng viên xuất sắc", NULL},
    [REVIEW_SHOWS_TOUCHING_MEMBERS] =
        {"{0} tổ chức có đảng viên xuất sắc trên tỷ lệ, chưa vượt giới hạn đã làm tròn",
         "giới hạn đảng viên xuất sắc", NULL},
    [REVIEW_SHOWS_OVER_ORGANIZATIONS] =
        {"{0} cấp trên có tổ chức xuất sắc vượt giới hạn (vượt {1} tổ chức)",
         "giới hạn tổ chức xuất sắc", NULL},
    [REVIEW_SHOWS_TOUCHING_ORGANIZATIONS] =
        {"{0} cấp trên có tổ chức xuất sắc trên tỷ lệ, chưa vượt giới hạn đã làm tròn",
         "giới hạn tổ chức xuất sắc", NULL},
    [REVIEW_SHOWS_DISCIPLINE] = {"{0} tổ chức xuất sắc có kỷ luật", "kỷ luật ở tổ chức xuất sắc",
                                 "tổ chức xếp loại xuất sắc mà trong năm có tổ chức trực thuộc "
                                 "hoặc lãnh đạo của mình bị kỷ "
                                 "luật (việc ở đơn vị cũ tính cho đơn vị cũ)"},
    [REVIEW_SHOWS_PREREQUISITES] =
        {"{0} tổ chức xuất sắc thiếu điều kiện", "điều kiện của tổ chức xuất sắc",
         "tổ chức xếp loại xuất sắc mà trong số tổ chức trực thuộc (chi bộ: đảng viên) được xếp "
         "loại "
         "không đủ số đạt mức yêu cầu; “5 trên 9” là 5 đạt mức, trong 9 được xếp loại"},
    [REVIEW_SHOWS_POINTS] = {"{0} tổ chức có điểm của mức khác", "điểm",
                             "điểm của tổ chức thuộc mức khác với mức được xếp loại"},
    [REVIEW_SHOWS_QUARTERS] =
        {"{0} tổ chức có quý không đạt", "xếp loại các quý",
         "tổ chức xếp loại xuất sắc cả năm mà có quý xếp ở mức không cho phép"},
};

static const struct law *law_of(const struct reviewer *reviewer, guint column)
{
    const struct review *review = reviewer->task->report->review;
    enum review_rule rule = (enum review_rule)(column - REVIEW_SHOWS_DISCIPLINE);
    return review != NULL ? review_law(review, rule) : NULL;
}

/* Whether a column says of the same subject what the one before it has said. */
static gboolean repeats(guint column)
{
    return column > 0 && strcmp(wording[column].subject, wording[column - 1].subject) == 0;
}

static void append(GString *text, const char *before, const char *more)
{
    g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : before, more);
}

static void append_marked(const struct reviewer *reviewer, guint column, GString *text)
{
    const struct book_table *cap = reviewer->caps[column].table;
    g_autofree char *units = decimal_vietnamese(reviewer->sums[column].marked, 0);
    g_autofree char *over = decimal_vietnamese(
        cap != NULL ? book_cell(cap, cap->rows->len - 1, CAP_SHOWS_OVER)->numerator : 0, 0);
    g_autofree char *part =
        text_fill(wording[column].marked, (const char *const[]){units, over, NULL});
    append(text, "", part);
}

/* Subjects that could not be judged at all, or (some) not in all units: "điểm (3/9 đơn vị)". */
static char *not_judged(const struct reviewer *reviewer, gboolean some)
{
    GString *text = g_string_new(NULL);
    for (guint c = 0; c < REVIEW_COLUMNS; c++) {
        const struct review_sum *sum = &reviewer->sums[c];
        if (sum->made == sum->due || repeats(c) || (sum->made > 0) != some)
            continue;
        g_autofree char *made = decimal_vietnamese(sum->made, 0);
        g_autofree char *due = decimal_vietnamese(sum->due, 0);
        g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", wording[c].subject);
        if (some)
            g_string_append_printf(text, " (%s/%s đơn vị)", made, due);
    }
    return g_string_free(text, FALSE);
}

char *reviewer_sentence(const struct reviewer *reviewer)
{
    g_autoptr(GString) marked = g_string_new(NULL), open = g_string_new(NULL);
    for (guint c = 0; c < REVIEW_COLUMNS; c++)
        if (reviewer->sums[c].marked > 0)
            append_marked(reviewer, c, marked);
    g_autofree char *none = not_judged(reviewer, FALSE), *some = not_judged(reviewer, TRUE);
    if (*some != '\0')
        g_string_append_printf(open, "; mới xét được %s", some);
    if (*none != '\0')
        g_string_append_printf(open, "; chưa xét được %s", none);
    g_autofree char *count = decimal_vietnamese(reviewer->rows->len, 0);
    enum review_state all = reviewer_state(reviewer);
    if (all == REVIEW_NOT_APPLICABLE)
        return g_strdup("Trong kỳ này không có quy tắc nào để xem lại việc xếp loại.");
    if (all == REVIEW_MISSING)
        return g_strdup_printf("Chưa đủ số liệu để xem lại việc xếp loại: %s.", none);
    if (marked->len == 0)
        return g_strdup_printf("Theo các quy tắc đã xét, không có đơn vị nào cần xem lại%s.",
                               open->str);
    return g_strdup_printf("Cần xem lại %s đơn vị: %s%s.", count, marked->str, open->str);
}

static const char *base_words(const struct cap_rule *rule)
{
    if (strcmp(rule->base, "good_only") == 0)
        return "số tốt";
    return strcmp(rule->base, "ranked") == 0 ? "số được xếp loại" : "số tốt trở lên";
}

static char *note_of_cap(const struct reviewer *reviewer, guint column)
{
    const struct review_cap *cap = &reviewer->caps[column];
    const struct cap_rule *rule = cap->rule;
    const char *group = template_review_columns[column].group;
    g_autofree char *cited = law_cited(rule->source, rule->mark);
    if (!cap_is_judged_in(reviewer->task->report->period))
        return g_strdup_printf("%s: giới hạn chỉ xét cho cả năm.", group);
    if (!cap_rule_is_read(rule))
        return g_strdup_printf("%s: không kết luận, từ điển chưa có nội dung của %s.", group,
                               cited);
    if (!cap_rule_has_groups(rule))
        return g_strdup_printf("%s: chưa xét được, nhóm để xét giới hạn do cấp quyết định xác "
                               "định, không có trong dữ liệu. Căn cứ: %s.",
                               group, cited);
    return g_strdup_printf(
        "%s: giới hạn %s%% %s %s, %s; “9 trên 8” là 9 xuất sắc, giới hạn 8; “8/38 = 21,1%%” là 8 "
        "xuất sắc trong 38, trên %s%% nhưng chưa quá giới hạn đã làm tròn. Căn cứ: %s.",
        group, rule->percent, base_words(rule),
        rule->subject == CAP_ORGANIZATIONS ? "trong các tổ chức cùng cấp trên"
                                           : "trong từng tổ chức cơ sở",
        strcmp(rule->rounding, "floor") == 0 ? "bỏ phần lẻ" : "làm tròn đến số gần nhất",
        rule->percent, cited);
}

static void note(struct book_sheet *sheet, char *text)
{
    g_ptr_array_add(sheet->notes, text);
}

/* "; mức yêu cầu: 100% từ “Hoàn thành nhiệm vụ” trở lên, …": what the law says of classes. */
static char *steps_of(const struct reviewer *reviewer, const struct law *law, guint column)
{
    static const char *const patterns[REVIEW_COLUMNS] = {
        [REVIEW_SHOWS_PREREQUISITES] = "{0}% từ “{1}” trở lên",
        [REVIEW_SHOWS_POINTS] = "“{1}” từ {0} điểm",
        [REVIEW_SHOWS_QUARTERS] = "{0} quý “{1}”",
    };
    GString *text = g_string_new(NULL);
    const struct dataset *dataset = reviewer->task->source->dataset;
    const struct column *classes = &dataset->columns[dataset_column(dataset, "xep_loai")];
    for (unsigned i = 0; i < law->steps_count && patterns[column] != NULL; i++) {
        const char *label = classes->values[column_value(classes, law->steps[i].class)].label;
        g_autofree char *step =
            text_fill(patterns[column], (const char *const[]){law->steps[i].at_least, label, NULL});
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "; mức: ", step);
    }
    return g_string_free(text, FALSE);
}

/* Bad quarters running are marked whatever the class of the year. */
static void note_running(const struct reviewer *reviewer, const struct law *law,
                         struct book_sheet *sheet)
{
    g_autofree char *cited = law_cited(law->source, law->mark);
    g_autofree char *steps = steps_of(reviewer, law, REVIEW_SHOWS_QUARTERS);
    note(sheet,
         g_strdup_printf("%s: cũng nêu tổ chức có các quý liền nhau ở mức không cho phép, cả năm "
                         "xếp loại nào cũng vậy (“2 quý liền”; quý IV là xếp loại cả năm)%s. Căn "
                         "cứ: %s.",
                         template_review_columns[REVIEW_SHOWS_QUARTERS].label, steps, cited));
}

/* Where the actions stop before the year does, what came later is not in the verdicts. */
static void note_actions(const struct reviewer *reviewer, struct book_sheet *sheet)
{
    const struct findings *findings = reviewer->task->report->findings;
    for (guint i = 0; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);
        if (finding->rule == RULE_DATA_END_EARLY && strcmp(finding->value, "ky_luat") == 0)
            note(sheet, g_strdup_printf("Số liệu kỷ luật mới có đến ngày %s.", finding->hint));
    }
}

void reviewer_add_notes(const struct reviewer *reviewer, struct book_sheet *sheet)
{
    g_autoptr(GString) absent = g_string_new(NULL);
    for (guint c = 0; c < REVIEW_COLUMNS; c++) {
        const struct law *law = reviewer->caps[c].table == NULL ? law_of(reviewer, c) : NULL;
        if (repeats(c))
            continue;
        if (reviewer->caps[c].table != NULL) {
            note(sheet, note_of_cap(reviewer, c));
        } else if (law == NULL) {
            g_string_append_printf(absent, "%s%s", absent->len > 0 ? ", " : "", wording[c].subject);
        } else {
            g_autofree char *cited = law_cited(law->source, law->mark);
            g_autofree char *steps = steps_of(reviewer, law, c);
            note(sheet, g_strdup_printf("%s: %s%s. Căn cứ: %s.", template_review_columns[c].label,
                                        wording[c].note, steps, cited));
        }
    }
    const struct review *review = reviewer->task->report->review;
    const struct law *running = review != NULL ? review_running_law(review) : NULL;
    if (running != NULL)
        note_running(reviewer, running, sheet);
    if (absent->len > 0)
        note(sheet, g_strdup_printf("Kỳ này không có quy tắc về: %s.", absent->str));
    if (law_of(reviewer, REVIEW_SHOWS_DISCIPLINE) != NULL)
        note_actions(reviewer, sheet);
    note(sheet, g_strdup("Bảng nêu chỗ cần xem lại trước khi quyết định; không phải là kết luận."));
}
