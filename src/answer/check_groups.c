#include "answer/check_groups.h"

#include <string.h>

#include "check/completeness.h"

/* Stretches of lines that are told of a group, and findings where they differ. */
#define STRETCHES 8
#define EXAMPLES 3

static void group_free(gpointer data)
{
    struct check_group *group = data;
    g_ptr_array_unref(group->findings);
    g_free(group);
}

static const struct finding *member(const struct check_group *group, guint i)
{
    return g_ptr_array_index(group->findings, i);
}

/* The group of a key, at the end of the groups if it is new. */
static struct check_group *group_of(GPtrArray *groups, GHashTable *by_key, const char *key)
{
    struct check_group *group = g_hash_table_lookup(by_key, key);
    if (group != NULL)
        return group;
    group = g_new0(struct check_group, 1);
    group->findings = g_ptr_array_new();
    group->place = UNIT_NONE;
    g_ptr_array_add(groups, group);
    g_hash_table_insert(by_key, g_strdup(key), group);
    return group;
}

/* What findings of one column of a file on one rule have in common. New string. */
static char *column_key(const struct finding *finding)
{
    return g_strdup_printf("%d %u %u", finding->rule, finding->file, finding->field);
}

static GPtrArray *alike(const struct check_outcome *outcome, const GArray *findings)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func(group_free);
    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < findings->len; i++) {
        const struct finding *finding =
            findings_at(outcome->workspace->findings, g_array_index(findings, guint, i));
        if (completeness_is_rule(finding->rule) || finding->accepted != NULL)
            continue;
        g_autofree char *column = column_key(finding);
        g_autofree char *text = finding_text(finding, LANGUAGE_VIETNAMESE);
        g_autofree char *key = g_strdup_printf("%s %s", column, text);
        g_ptr_array_add(group_of(groups, by_key, key)->findings, (gpointer)finding);
    }
    return groups;
}

/* Groups of each rule in each column of a file, by their key. New table. */
static GHashTable *count_by_column(const GPtrArray *groups)
{
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < groups->len; i++) {
        char *column = column_key(member(g_ptr_array_index(groups, i), 0));
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, column));
        g_hash_table_insert(counts, column, GUINT_TO_POINTER(count + 1));
    }
    return counts;
}

/* The unit right below the top, or below a root, that a finding is in. */
static gint32 place_of(const struct check_outcome *outcome, const struct finding *finding,
                       gint32 top)
{
    const struct unit_tree *tree = outcome->workspace->tree;
    gint32 place = finding->unit > 0 ? (gint32)finding->unit - 1 : UNIT_NONE;
    while (place != UNIT_NONE) {
        gint32 parent = unit_at(tree, place)->parent;
        gboolean below =
            parent != UNIT_NONE &&
            (top == UNIT_NONE ? unit_at(tree, parent)->parent == UNIT_NONE
                              : strcmp(unit_at(tree, parent)->code, unit_at(tree, top)->code) == 0);
        if (below || parent == UNIT_NONE)
            break;
        place = parent;
    }
    return place != UNIT_NONE ? unit_tree_find(tree, unit_at(tree, place)->code, -1) : UNIT_NONE;
}

static gint by_line(gconstpointer a, gconstpointer b)
{
    const struct finding *first = *(const struct finding *const *)a;
    const struct finding *second = *(const struct finding *const *)b;
    return (first->line > second->line) - (first->line < second->line);
}

GPtrArray *check_groups(const struct check_outcome *outcome, const GArray *findings, gint32 top)
{
    g_autoptr(GPtrArray) same = alike(outcome, findings);
    g_autoptr(GHashTable) counts = count_by_column(same);
    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *groups = g_ptr_array_new_with_free_func(group_free);
    for (guint i = 0; i < same->len; i++) {
        const struct check_group *group = g_ptr_array_index(same, i);
        g_autofree char *column = column_key(member(group, 0));
        gboolean many = GPOINTER_TO_UINT(g_hash_table_lookup(counts, column)) > CHECK_GROUPS_MANY;
        for (guint f = 0; f < group->findings->len; f++) {
            const struct finding *finding = member(group, f);
            gint32 place = many ? place_of(outcome, finding, top) : UNIT_NONE;
            g_autofree char *key = g_strdup_printf("%s %u %d", column, many ? 0 : i + 1, place);
            struct check_group *to = group_of(groups, by_key, key);
            to->by_place = many;
            to->place = place;
            g_ptr_array_add(to->findings, (gpointer)finding);
        }
    }
    for (guint i = 0; i < groups->len; i++)
        g_ptr_array_sort(((struct check_group *)g_ptr_array_index(groups, i))->findings, by_line);
    return groups;
}

/* How many findings from `i` on stand in one line, or in neighbouring ones. */
static guint stretch(const struct check_group *group, guint i)
{
    guint length = 1;
    while (i + length < group->findings->len &&
           member(group, i + length)->line <= member(group, i + length - 1)->line + 1)
        length++;
    return length;
}

char *check_group_lines(const struct check_group *group)
{
    GString *text = g_string_new(NULL);
    guint shown = 0;
    for (guint i = 0; i < group->findings->len; shown++) {
        guint length = stretch(group, i);
        guint64 first = member(group, i)->line, last = member(group, i + length - 1)->line;
        i += length;
        if (last == 0)
            continue;
        if (shown == STRETCHES) {
            g_string_append(text, ", …");
            break;
        }
        g_string_append_printf(text, "%s%" G_GUINT64_FORMAT, text->len > 0 ? ", " : "", first);
        if (last > first)
            g_string_append_printf(text, "–%" G_GUINT64_FORMAT, last);
    }
    return g_string_free(text, FALSE);
}

char *check_group_text(const struct check_group *group)
{
    if (!group->by_place)
        return finding_text(member(group, 0), LANGUAGE_VIETNAMESE);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < MIN(group->findings->len, EXAMPLES); i++) {
        const struct finding *finding = member(group, i);
        g_autofree char *wrong = finding_text(finding, LANGUAGE_VIETNAMESE);
        g_string_append(text, i > 0 ? "; " : "");
        if (finding->line > 0)
            g_string_append_printf(text, "dòng %" G_GUINT64_FORMAT ": ", finding->line);
        g_string_append(text, wrong);
    }
    if (group->findings->len > EXAMPLES)
        g_string_append(text, "; …");
    return g_string_free(text, FALSE);
}

char *check_group_advice(const struct check_group *group)
{
    char *advice = finding_advice(member(group, 0), LANGUAGE_VIETNAMESE);
    for (guint i = 1; i < group->findings->len && advice != NULL; i++) {
        g_autofree char *other = finding_advice(member(group, i), LANGUAGE_VIETNAMESE);
        if (strcmp(other, advice) != 0)
            g_clear_pointer(&advice, g_free);
    }
    return advice;
}
