#include "answer/answers_accept.h"

#include <string.h>

#include "base/file.h"
#include "spec/yaml.h"

static const char heading[] =
    "# Ngoại lệ: phát hiện mà đơn vị đã trả lời và giữ nguyên có lý do. Đọc lại, xóa điều không\n"
    "# chấp nhận, rồi dùng tệp này với --exceptions. Ngoại lệ không làm thay đổi số liệu: dòng có\n"
    "# lỗi vẫn không được tính.\n" EXCEPTIONS_KEY ":\n";

/* How far the dash of an entry stands in. */
#define INDENT 2

/* Exceptions under way. */
struct accepting {
    const struct check_outcome *outcome;
    GPtrArray *made;    /* struct exception *, in their order */
    GHashTable *by_key; /* exception_key() -> one of them; NULL: the file has it already */
    GHashTable *taken;  /* places of findings + 1 */
};

static void free_exception(gpointer data)
{
    exception_clear(data);
    g_free(data);
}

static char *office_of(const struct check_outcome *outcome, const struct answer *answer)
{
    if (answer->unit == UNIT_NONE)
        return NULL;
    const struct unit *unit = unit_at(outcome->workspace->tree, answer->unit);
    return g_strdup_printf("%s (%s)", unit->name, unit->code);
}

static void count_again(struct exception *exception)
{
    guint64 times = g_ascii_strtoull(exception->times, NULL, 10) + 1;
    g_free(exception->times);
    exception->times = g_strdup_printf("%" G_GUINT64_FORMAT, times);
}

/* FALSE: no exception can be made of the finding. */
static gboolean take_finding(struct accepting *accepting, const struct answer *answer, guint at)
{
    const struct workspace *workspace = accepting->outcome->workspace;
    const struct finding *finding = findings_at(workspace->findings, at);
    struct exception described;
    gpointer known = NULL;
    if (finding->accepted != NULL || !g_hash_table_add(accepting->taken, GUINT_TO_POINTER(at + 1)))
        return TRUE;
    if (!exceptions_describe(workspace, finding, &described))
        return FALSE;
    char *key = exception_key(&described);
    if (g_hash_table_lookup_extended(accepting->by_key, key, NULL, &known)) {
        g_free(key);
        exception_clear(&described);
        if (known != NULL)
            count_again(known);
        return known != NULL;
    }
    described.times = g_strdup("1");
    described.reason = g_strdup(answer->reply);
    described.office = office_of(accepting->outcome, answer);
    described.day = g_strdup(answer->day);
    struct exception *made = g_new(struct exception, 1);
    *made = described;
    g_ptr_array_add(accepting->made, made);
    g_hash_table_insert(accepting->by_key, key, made);
    return TRUE;
}

/* Returns how many answers give no exception. */
static guint take_all(struct accepting *accepting, const struct answers *answers)
{
    guint left = 0;
    for (guint i = 0; i < answers->rows->len; i++) {
        const struct answer *answer = &g_array_index(answers->rows, struct answer, i);
        gboolean good = answer->findings != NULL && answer->findings->len > 0;
        if (answer->state != ANSWER_KEPT)
            continue;
        for (guint f = 0; good && f < answer->findings->len; f++)
            good = take_finding(accepting, answer, g_array_index(answer->findings, guint, f));
        left += !good;
    }
    return left;
}

static void append_key(GString *text, const char *indent, const char *key, const char *value)
{
    g_auto(GStrv) pieces = g_strsplit(value != NULL ? value : "", "'", -1);
    g_autofree char *doubled = g_strjoinv("''", pieces);
    if (value != NULL && *value != '\0')
        g_string_append_printf(text, "%s%s: '%s'\n", indent, key, doubled);
}

static void append_exception(GString *text, guint indent, const struct exception *exception)
{
    g_autofree char *first = g_strdup_printf("%*s- ", (int)indent, "");
    g_autofree char *other = g_strdup_printf("%*s", (int)indent + 2, "");
    append_key(text, first, "dataset", exception->dataset);
    append_key(text, other, "column", exception->column);
    append_key(text, other, "rule", exception->rule);
    append_key(text, other, "unit", exception->unit);
    append_key(text, other, "text", exception->text);
    append_key(text, other, "times", exception->times);
    append_key(text, other, "reason", exception->reason);
    append_key(text, other, "office", exception->office);
    append_key(text, other, "day", exception->day);
}

/* How far the first entry of a file stands in. */
static guint indent_of(const char *text)
{
    for (const char *line = text; line != NULL && *line != '\0'; line++) {
        gsize blanks = strspn(line, " ");
        if (line[blanks] == '-' && line[blanks + 1] == ' ')
            return (guint)blanks;
        line = strchr(line, '\n');
        if (line == NULL)
            break;
    }
    return INDENT;
}

/* What is written is loaded first: a file laid out otherwise is found here and stays as it is. */
static gboolean check_made(const struct accepting *accepting, const char *path, const GString *text,
                           guint before, GError **error)
{
    const struct workspace *workspace = accepting->outcome->workspace;
    g_autoptr(GBytes) bytes = g_bytes_new(text->str, text->len);
    g_autoptr(exceptions_t) exceptions = NULL;
    return (exceptions_load(bytes, path, workspace->dictionary, &exceptions, NULL) &&
            exceptions->list_count == before + accepting->made->len) ||
           error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_EXCEPTIONS_CANNOT_ADD, path, NULL);
}

static gboolean add_to_file(const struct accepting *accepting, const char *path, GError **error)
{
    const struct exceptions *before = accepting->outcome->workspace->exceptions;
    g_autoptr(GBytes) old = before != NULL ? yaml_read(path, error) : NULL;
    if (before != NULL && old == NULL)
        return FALSE;
    g_autoptr(GString) text = g_string_new(old != NULL ? g_bytes_get_data(old, NULL) : heading);
    guint indent = indent_of(text->str);
    if (!g_str_has_suffix(text->str, "\n"))
        g_string_append_c(text, '\n');
    for (guint i = 0; i < accepting->made->len; i++)
        append_exception(text, indent, g_ptr_array_index(accepting->made, i));
    return check_made(accepting, path, text, before != NULL ? before->list_count : 0, error) &&
           (before != NULL ? file_replace(path, text->str, text->len, error)
                           : file_write(path, text->str, text->len, error));
}

gboolean answers_accept(const struct check_outcome *outcome, const struct answers *answers,
                        const char *path, struct answers_accepted *accepted, GError **error)
{
    const struct exceptions *before = outcome->workspace->exceptions;
    g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(free_exception);
    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    struct accepting accepting = {outcome, made, by_key, taken};
    for (unsigned i = 0; before != NULL && i < before->list_count; i++)
        g_hash_table_insert(by_key, exception_key(&before->list[i]), NULL);
    accepted->left = take_all(&accepting, answers);
    accepted->added = made->len;
    return made->len == 0 || add_to_file(&accepting, path, error);
}
