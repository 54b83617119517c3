#include "data/finding.h"

#include "base/text.h"
#include "data/place.h"

struct findings {
    GArray *items;     /* struct finding */
    GPtrArray *chunks; /* GStringChunk *; new texts go to the first, the others came by merging */
};

static const struct rule_info rules[] = {
#define RULE(id, code, severity, english, vietnamese, advice_english, advice_vietnamese)           \
    {code, SEVERITY_##severity, {english, vietnamese}, {advice_english, advice_vietnamese}},
#include "data/rules.def"
#undef RULE
};

static const char *const severity_names[] = {
    [SEVERITY_ERROR] = "error",
    [SEVERITY_WARNING] = "warning",
};

const struct rule_info *rule_info(enum rule rule)
{
    g_assert(rule < RULES);
    return &rules[rule];
}

static void chunk_free(gpointer chunk)
{
    g_string_chunk_free(chunk);
}

static GPtrArray *chunks_new(void)
{
    GPtrArray *chunks = g_ptr_array_new_with_free_func(chunk_free);
    g_ptr_array_add(chunks, g_string_chunk_new(1024));
    return chunks;
}

struct findings *findings_new(void)
{
    struct findings *findings = g_new(struct findings, 1);
    findings->items = g_array_new(FALSE, FALSE, sizeof(struct finding));
    findings->chunks = chunks_new();
    return findings;
}

void findings_free(struct findings *findings)
{
    if (findings == NULL)
        return;
    g_array_free(findings->items, TRUE);
    g_ptr_array_free(findings->chunks, TRUE);
    g_free(findings);
}

static gboolean is_plain(const char *text, guint most)
{
    gsize length = 0;
    for (; text[length] != '\0'; length++) {
        if (!g_ascii_isprint(text[length]) || length == most)
            return FALSE;
    }
    return TRUE;
}

/* A value comes from a file that nobody vouches for and goes to a terminal. */
static char *keep(struct findings *findings, const char *text, guint most)
{
    if (text == NULL)
        return NULL;
    GStringChunk *chunk = g_ptr_array_index(findings->chunks, 0);
    if (is_plain(text, most))
        return g_string_chunk_insert_const(chunk, text);
    g_autofree char *clean = text_printable(text, most);
    return g_string_chunk_insert_const(chunk, clean);
}

void findings_add(struct findings *findings, const struct finding *finding)
{
    struct finding kept = *finding;
    kept.value =
        keep(findings, finding->value, finding->field > 0 ? FINDING_TEXT_MAX : FINDING_HINT_MAX);
    kept.hint = keep(findings, finding->hint, FINDING_HINT_MAX);
    kept.key = keep(findings, finding->key, FINDING_HINT_MAX);
    kept.accepted = keep(findings, finding->accepted, FINDING_HINT_MAX);
    g_array_append_val(findings->items, kept);
}

void findings_cut(struct findings *findings, guint first, GArray *to)
{
    if (to != NULL)
        for (guint i = first; i < findings->items->len; i++)
            g_array_append_val(to, g_array_index(findings->items, struct finding, i));
    g_array_set_size(findings->items, first);
}

/* Texts are kept once, but those that were merged. */
static gboolean is_repeated(const struct findings *findings, guint first, const struct finding *one)
{
    for (guint i = first; i < findings->items->len; i++) {
        const struct finding *other = &g_array_index(findings->items, struct finding, i);
        if (other == one)
            return FALSE;
        if (other->rule == one->rule && other->file == one->file && other->line == one->line &&
            other->field == one->field && g_strcmp0(other->value, one->value) == 0 &&
            g_strcmp0(other->hint, one->hint) == 0)
            return TRUE;
    }
    return FALSE;
}

void findings_drop_repeated(struct findings *findings, guint first)
{
    guint kept = first;
    for (guint i = first; i < findings->items->len; i++) {
        struct finding *one = &g_array_index(findings->items, struct finding, i);
        if (is_repeated(findings, first, one))
            continue;
        g_array_index(findings->items, struct finding, kept++) = *one;
    }
    g_array_set_size(findings->items, kept);
}

void findings_set_unit(struct findings *findings, guint first, gint32 unit)
{
    for (guint i = first; i < findings->items->len; i++)
        g_array_index(findings->items, struct finding, i).unit = (guint32)(unit + 1);
}

void findings_merge(struct findings *to, struct findings *from, guint64 line_offset)
{
    if (from->items->len == 0)
        return;
    guint start = to->items->len;
    g_array_append_vals(to->items, from->items->data, from->items->len);
    for (guint i = start; i < to->items->len; i++)
        g_array_index(to->items, struct finding, i).line += line_offset;
    g_array_free(from->items, TRUE);
    from->items = g_array_new(FALSE, FALSE, sizeof(struct finding));

    g_ptr_array_extend_and_steal(to->chunks, from->chunks);
    from->chunks = chunks_new();
}

#define ORDER(a, b) (((a) > (b)) - ((a) < (b)))

static gint by_place(gconstpointer left, gconstpointer right)
{
    const struct finding *a = left, *b = right;
    if (a->file != b->file)
        return ORDER(a->file, b->file);
    if (a->line != b->line)
        return ORDER(a->line, b->line);
    if (a->field != b->field)
        return ORDER(a->field, b->field);
    return ORDER(a->rule, b->rule);
}

void findings_sort(struct findings *findings)
{
    g_array_sort(findings->items, by_place); /* GLib promises a stable one */
}

guint findings_count(const struct findings *findings)
{
    return findings->items->len;
}

static guint count_of(const struct findings *findings, enum severity severity, gboolean accepted)
{
    guint count = 0;
    for (guint i = 0; i < findings->items->len; i++) {
        const struct finding *finding = findings_at(findings, i);
        count += rule_info(finding->rule)->severity == severity &&
                 (finding->accepted != NULL) == accepted;
    }
    return count;
}

guint findings_count_severity(const struct findings *findings, enum severity severity)
{
    return count_of(findings, severity, FALSE);
}

guint findings_count_accepted(const struct findings *findings, enum severity severity)
{
    return count_of(findings, severity, TRUE);
}

guint findings_count_open(const struct findings *findings)
{
    return count_of(findings, SEVERITY_ERROR, FALSE) + count_of(findings, SEVERITY_WARNING, FALSE);
}

void findings_accept(struct findings *findings, guint index, const char *words)
{
    g_array_index(findings->items, struct finding, index).accepted =
        keep(findings, words, FINDING_HINT_MAX);
}

const struct finding *findings_at(const struct findings *findings, guint index)
{
    g_assert(index < findings->items->len);
    return &g_array_index(findings->items, struct finding, index);
}

void findings_set_key(struct findings *findings, guint index, const char *key)
{
    g_array_index(findings->items, struct finding, index).key =
        keep(findings, key, FINDING_HINT_MAX);
}

char *finding_row(const struct finding *finding)
{
    return finding->key != NULL ? g_strdup(finding->key)
                                : g_strdup_printf("%" G_GUINT64_FORMAT, finding->line);
}

static char *fill(const char *pattern, const struct finding *finding)
{
    const char *value = finding->value != NULL ? finding->value : "";
    const char *hint = finding->hint != NULL ? finding->hint : "";
    return text_fill(pattern, (const char *const[]){value, hint, NULL});
}

char *finding_text(const struct finding *finding, enum language language)
{
    return fill(rule_info(finding->rule)->text[language], finding);
}

char *finding_advice(const struct finding *finding, enum language language)
{
    return fill(rule_info(finding->rule)->advice[language], finding);
}

char *finding_line(const struct finding *finding, const char *file_name, enum language language)
{
    const struct rule_info *info = rule_info(finding->rule);
    g_autofree char *text = finding_text(finding, language);
    g_autofree char *advice = finding_advice(finding, language);
    g_autofree char *name = text_printable(file_name, G_MAXUINT);
    g_autofree char *place = finding->key != NULL
                                 ? g_strdup_printf("%s[%s]:%u", name, finding->key, finding->field)
                                 : place_text(name, finding->line, finding->field);
    return g_strdup_printf("%s: %s: %s: %s — %s", place, severity_names[info->severity], info->code,
                           text, advice);
}
