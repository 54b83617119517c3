#include "answer/check_learn.h"

#include <string.h>

#include "base/text.h"
#include "read/wide.h"

/* One name that is nearly known. */
struct learned {
    char *line; /* of the overlay, without its comment */
    const struct finding *first;
    guint times;
};

static const char heading[] =
    "# Từ điển riêng do `tongket check --learn` đề xuất. Mỗi dòng là một tên gần với tên đã biết,\n"
    "# hoặc một giá trị chưa có trong danh sách đóng; sau dấu # là nơi gặp đầu tiên và số lần.\n"
    "# Xóa dòng không đúng, giữ dòng đúng, rồi dùng tệp này với --dictionary (hoặc chép các dòng "
    "vào\n"
    "# tệp --dictionary đang dùng). `after: MÃ` thay cho `outside: yes` nếu giá trị mới là một "
    "bậc.\n"
    "datasets:\n";

static void learned_clear(gpointer data)
{
    g_free(((struct learned *)data)->line);
}

static char *quoted(const char *text)
{
    g_auto(GStrv) pieces = g_strsplit(text, "'", -1);
    g_autofree char *doubled = g_strjoinv("''", pieces);
    return g_strdup_printf("'%s'", doubled);
}

/* The column that a finding is on; NULL: none. */
static const struct column *column_of(const struct input *input, const struct finding *finding)
{
    if (finding->rule == RULE_WIDE_VALUE)
        return &input->dataset->columns[input->wide->values];
    for (guint i = 0; i < input->dataset->columns_count; i++)
        if (input->column[i] == (gint)finding->field - 1)
            return &input->dataset->columns[i];
    return NULL;
}

/*
 * The line of the overlay that a hint holds behind the name that is near: "Khiển trách (hinh_thuc:
 * {code: khien_trach, aliases: ['Khiển trch']})". NULL: it holds none. New string.
 */
static char *value_hinted(const struct column *column, const char *hint)
{
    g_autofree char *sign = g_strdup_printf(" (%s: {", column->name);
    const char *start = strstr(hint, sign);
    if (start == NULL || !g_str_has_suffix(hint, "})"))
        return NULL;
    start += strlen(sign) - 1;
    return g_strndup(start, strlen(start) - 1);
}

/* A value that is near to none, of a closed list. NULL: its text makes no code. */
static char *value_new(const struct column *column, const char *text)
{
    g_autofree char *code = text_code(text, -1);
    g_autofree char *label = quoted(text);
    if (column->type != COLUMN_CODE || *code == '\0' || column_value(column, code) >= 0)
        return NULL;
    return g_strdup_printf("{code: %s, label: %s%s}", code, label,
                           column->order != ORDER_NONE ? ", outside: yes" : "");
}

/* "– (Có; Không)" is said where nothing is near. */
static gboolean is_near_none(const char *hint)
{
    return g_str_has_prefix(hint, "– (");
}

static char *learn_value(const struct input *input, const struct finding *finding)
{
    const struct column *column = column_of(input, finding);
    if (column == NULL || column->person || finding->value == NULL || finding->hint == NULL ||
        g_str_has_suffix(finding->value, "…"))
        return NULL;
    g_autofree char *value = is_near_none(finding->hint) ? value_new(column, finding->value)
                                                         : value_hinted(column, finding->hint);
    return value == NULL ? NULL
                         : g_strdup_printf("{name: %s, columns: [{name: %s, values: [%s]}]}",
                                           input->dataset->name, column->name, value);
}

/* The hint is "ky_luat: {name: hinh_thuc, aliases: ['Hình thức KL']}". */
static char *learn_header(const struct finding *finding)
{
    const char *sign = finding->hint != NULL ? strstr(finding->hint, ": {") : NULL;
    if (sign == NULL || !g_str_has_suffix(finding->hint, "}"))
        return NULL;
    g_autofree char *dataset = g_strndup(finding->hint, (gsize)(sign - finding->hint));
    return g_strdup_printf("{name: %s, columns: [%s]}", dataset, sign + 2);
}

/* The line that would make the finding go; NULL: none would, or it is not for a file. New. */
static char *learn(const struct workspace *workspace, const struct finding *finding)
{
    if (finding->file >= workspace->inputs->count)
        return NULL;
    if (finding->rule == RULE_NEAR_HEADER)
        return learn_header(finding);
    gboolean is_of_value = finding->rule == RULE_UNKNOWN_VALUE ||
                           finding->rule == RULE_NEAR_VALUE || finding->rule == RULE_WIDE_VALUE;
    const struct input *input = &workspace->inputs->item[finding->file];
    return is_of_value && input->dataset != NULL ? learn_value(input, finding) : NULL;
}

static void add_learned(GArray *all, GHashTable *known, char *line, const struct finding *finding)
{
    gpointer place;
    if (g_hash_table_lookup_extended(known, line, NULL, &place)) {
        g_array_index(all, struct learned, GPOINTER_TO_UINT(place)).times++;
        g_free(line);
        return;
    }
    struct learned one = {line, finding, 1};
    g_hash_table_insert(known, line, GUINT_TO_POINTER(all->len));
    g_array_append_val(all, one);
}

GString *check_learn(const struct check_outcome *outcome, guint *names)
{
    const struct workspace *workspace = outcome->workspace;
    GString *text = g_string_new(heading);
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct learned));
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    g_array_set_clear_func(all, learned_clear);
    for (guint i = 0; i < findings_count(workspace->findings); i++) {
        const struct finding *finding = findings_at(workspace->findings, i);
        char *line = learn(workspace, finding);
        if (line != NULL)
            add_learned(all, known, line, finding);
    }
    for (guint i = 0; i < all->len; i++) {
        const struct learned *one = &g_array_index(all, struct learned, i);
        g_string_append_printf(text, "  - %s   # %s:%" G_GUINT64_FORMAT ":%u, %u lần\n", one->line,
                               workspace->file_names[one->first->file], one->first->line,
                               one->first->field, one->times);
    }
    *names = all->len;
    return text;
}
