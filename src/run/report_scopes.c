#include "run/report_scopes.h"

#include "base/error.h"
#include "base/text.h"
#include "deliver/stem.h"
#include "read/unit_names.h"

/* Units of one name that a message lists. */
#define MOST_NAMED 10

static gboolean unknown_unit(const struct unit_tree *tree, const char *code, GError **error)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new();
    for (guint i = 0; i < unit_tree_count(tree); i++)
        g_ptr_array_add(codes, (char *)unit_at(tree, (gint32)i)->code);
    g_ptr_array_add(codes, NULL);
    const char *nearest = text_suggest(code, (const char *const *)codes->pdata);
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_UNKNOWN_UNIT, code,
                       nearest != NULL ? nearest : "–", NULL);
}

/* "34.341.12790 (Đảng bộ xã Tân Lập – Đảng bộ huyện Vũ Thư), …" New string. */
static char *list_units(const struct unit_tree *tree, const GArray *units)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < MIN(units->len, MOST_NAMED); i++) {
        gint32 unit = g_array_index(units, gint32, i), parent = unit_at(tree, unit)->parent;
        g_string_append_printf(text, "%s%s (%s", i > 0 ? ", " : "", unit_at(tree, unit)->code,
                               unit_at(tree, unit)->name);
        if (parent != UNIT_NONE)
            g_string_append_printf(text, " – %s", unit_at(tree, parent)->name);
        g_string_append_c(text, ')');
    }
    if (units->len > MOST_NAMED)
        g_string_append_printf(text, ", … (%u)", units->len);
    return g_string_free(text, FALSE);
}

/* Those that are there on the map, if any is: of a district and a commune of today one. */
static void keep_valid(const struct report_plan *plan, GArray *units)
{
    guint kept = 0;
    for (guint i = 0; i < units->len; i++) {
        gint32 unit = g_array_index(units, gint32, i);
        if (unit_map_is_valid(plan->map, unit_version(plan->workspace->tree, unit, plan->map_day)))
            g_array_index(units, gint32, kept++) = unit;
    }
    g_array_set_size(units, kept > 0 ? kept : units->len);
}

/* The one unit that a name may mean. */
static gboolean find_named(const struct report_plan *plan, const char *name, gint32 *unit,
                           GError **error)
{
    const struct unit_tree *tree = plan->workspace->tree;
    g_autofree char *squeezed = text_squeeze(name, -1);
    g_autofree char *clean = text_nfc(squeezed, -1);
    g_autoptr(unit_names_t) names = unit_names_new(tree);
    g_autoptr(GArray) meant = unit_names_meant(names, clean);
    keep_valid(plan, meant);
    if (meant->len == 0)
        return unknown_unit(tree, name, error);
    *unit = g_array_index(meant, gint32, 0);
    if (meant->len == 1)
        return TRUE;
    g_autofree char *list = list_units(tree, meant);
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_UNIT_SEVERAL, name, list, NULL);
}

/* The reported unit, as it was on the day; UNIT_NONE: all roots. */
static gboolean find_root(struct report_plan *plan, gint32 *root, GError **error)
{
    const struct workspace *workspace = plan->workspace;
    const char *asked = plan->request->unit;
    if (asked == NULL) {
        *root = workspace_root(workspace, plan->map);
        return TRUE;
    }
    *root = unit_tree_find(workspace->tree, asked, -1);
    if (*root == UNIT_NONE && !find_named(plan, asked, root, error))
        return FALSE;
    *root = unit_version(workspace->tree, *root, plan->map_day);
    plan->unit = unit_at(workspace->tree, *root)->code;
    return TRUE;
}

static GArray *only(gint32 root)
{
    GArray *roots = g_array_new(FALSE, FALSE, sizeof(gint32));
    g_array_append_val(roots, root);
    return roots;
}

/* A unit inside another of the same level is in that one's book. */
static gboolean stands_alone(const struct report_plan *plan, gint32 unit, enum level level)
{
    gint32 above = unit_map_parent(plan->map, unit);
    return above == UNIT_NONE || unit_map_ancestor(plan->map, above, level) == UNIT_NONE;
}

/* The units of a level inside the reported one that exist on the map, in the order of don_vi. */
static GArray *find_each(const struct report_plan *plan, gint32 root, enum level level)
{
    const struct unit_tree *tree = plan->workspace->tree;
    g_autoptr(GArray) whole = only(root);
    const struct scopes *scopes = workspace_scopes(plan->workspace, plan->map, whole);
    GArray *roots = g_array_new(FALSE, FALSE, sizeof(gint32));
    for (guint i = 0; i < unit_tree_count(tree); i++) {
        gint32 unit = (gint32)i;
        if (scopes->scope_of[i] == 0 && unit != root && unit_at(tree, unit)->level == level &&
            unit_map_is_valid(plan->map, unit) && stands_alone(plan, unit, level))
            g_array_append_val(roots, unit);
    }
    return roots;
}

static gboolean find_roots(struct report_plan *plan, GArray **roots, GError **error)
{
    gint32 root;
    enum level level = LEVELS;
    const char *each = plan->request->each;
    if (!find_root(plan, &root, error))
        return FALSE;
    if (each == NULL) {
        *roots = only(root);
        return TRUE;
    }
    level_from_code(each, &level); /* report_plan_open() has looked at it */
    *roots = find_each(plan, root, level);
    if ((*roots)->len > 0)
        return TRUE;
    g_autofree char *day = date_vietnamese(plan->map_day);
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_NO_UNIT_OF_LEVEL, each, day, NULL);
}

gboolean report_scopes_set(struct report_plan *plan, GError **error)
{
    struct workspace *workspace = plan->workspace;
    g_autoptr(GArray) roots = NULL;
    plan->map = workspace_map(workspace, plan->map_day);
    if (!find_roots(plan, &roots, error))
        return FALSE;
    plan->report.scopes = workspace_scopes(workspace, plan->map, roots);
    return TRUE;
}

const char *report_scopes_code(const struct report_plan *plan, guint scope)
{
    gint32 root = g_array_index(plan->report.scopes->roots, gint32, scope);
    if (plan->request->each != NULL)
        return unit_at(plan->workspace->tree, root)->code;
    return plan->unit;
}

char *report_scopes_stem(const struct report_plan *plan, guint scope)
{
    g_autofree char *stem =
        stem_of_report(plan->name, plan->report.period.name, report_scopes_code(plan, scope));
    return g_strconcat(stem, plan->request->audience == AUDIENCE_PUBLIC ? STEM_PUBLIC : "", NULL);
}
