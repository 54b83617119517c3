#include "run/summaries.h"

#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "run/summaries_parts.h"

/* ---- what all must rest on ---- */

char *summaries_dictionary_digest(const struct workspace *workspace)
{
    return digest_of(g_bytes_get_data(workspace->dictionary_text, NULL),
                     (gssize)g_bytes_get_size(workspace->dictionary_text));
}

char *summaries_units_digest(const struct workspace *workspace)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(digest_t) digest = digest_new();
    for (guint i = 0; i < workspace->units_count; i++) {
        const struct unit *unit = unit_at(workspace->tree, (gint32)i);
        g_string_printf(text, "%s\t%s\t%s\t%s\t%d\t%d\t%d\n", unit->code, level_code(unit->level),
                        unit->kind, unit_parent_code(workspace->tree, (gint32)i), unit->is_cell,
                        unit->from, unit->to);
        digest_add(digest, text->str, text->len);
    }
    for (guint i = 0; i < crosswalk_count(workspace->crosswalk); i++) {
        const struct crosswalk_event *event = crosswalk_at(workspace->crosswalk, i);
        g_string_printf(text, "%s\t%s\t%d\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\n",
                        event->old_code, event->new_code, event->day, event->weight.part,
                        event->weight.whole);
        digest_add(digest, text->str, text->len);
    }
    return digest_text(digest);
}

/* Each summary among the inputs once. New array of const struct summary *. */
static GPtrArray *summaries_of(const struct workspace *workspace)
{
    GPtrArray *all = g_ptr_array_new();
    for (guint i = 0; i < workspace->inputs->count; i++) {
        const struct input *input = &workspace->inputs->item[i];
        if (input->summary != NULL && input->dataset != NULL &&
            !g_ptr_array_find(all, input->summary->summary, NULL))
            g_ptr_array_add(all, (gpointer)input->summary->summary);
    }
    return all;
}

static gboolean check_ground(const struct workspace *workspace, const GPtrArray *all,
                             GError **error)
{
    g_autofree char *dictionary = summaries_dictionary_digest(workspace);
    g_autofree char *units = summaries_units_digest(workspace);
    for (guint i = 0; i < all->len; i++) {
        const struct summary *summary = g_ptr_array_index(all, i);
        if (strcmp(summary->dictionary, dictionary) != 0)
            return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_SUMMARY_DICTIONARY,
                               summary->path, NULL);
        if (strcmp(summary->units, units) != 0)
            return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_SUMMARY_UNITS, summary->path,
                               NULL);
    }
    return TRUE;
}

/* ---- one unit and day once ---- */

static void set_aside(struct workspace *workspace, const struct summary *old,
                      const struct summary *new)
{
    g_autofree char *name = g_path_get_basename(new->path);
    g_autofree char *day = date_vietnamese(new->day);
    gboolean told = FALSE;
    for (guint i = 0; i < workspace->inputs->count; i++) {
        struct input *input = &workspace->inputs->item[i];
        if (input->summary == NULL || input->summary->summary != old)
            continue;
        input->dataset = NULL;
        if (!told)
            findings_add(workspace->findings,
                         &(struct finding){
                             .rule = RULE_SUMMARY_OLDER, .file = i, .value = name, .hint = day});
        told = TRUE;
    }
}

/* Of several on one unit and period the latest stays. */
static gboolean keep_latest(struct workspace *workspace, GPtrArray *all, GError **error)
{
    g_autoptr(GHashTable) latest = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) equal = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < all->len; i++) {
        const struct summary *summary = g_ptr_array_index(all, i);
        char *key = g_strdup_printf("%s %d %d", summary->unit, summary->first, summary->last);
        const struct summary *other = g_hash_table_lookup(latest, key);
        if (other != NULL && other->day == summary->day)
            g_hash_table_insert(equal, (gpointer)other, (gpointer)summary);
        if (other == NULL || other->day < summary->day)
            g_hash_table_insert(latest, key, (gpointer)summary);
        else
            g_free(key);
    }
    for (guint i = 0; i < all->len;) {
        const struct summary *summary = g_ptr_array_index(all, i);
        g_autofree char *key =
            g_strdup_printf("%s %d %d", summary->unit, summary->first, summary->last);
        const struct summary *kept = g_hash_table_lookup(latest, key);
        const struct summary *same = g_hash_table_lookup(equal, kept);
        if (same != NULL)
            return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_SUMMARY_TWICE, kept->path,
                               same->path, NULL);
        if (kept == summary) {
            i++;
            continue;
        }
        set_aside(workspace, summary, kept);
        g_ptr_array_remove_index(all, i);
    }
    return TRUE;
}

gint32 summaries_unit(const struct workspace *workspace, const struct summary *summary)
{
    gint32 unit =
        *summary->unit != '\0' ? unit_tree_find(workspace->tree, summary->unit, -1) : UNIT_NONE;
    return unit != UNIT_NONE ? unit_version(workspace->tree, unit, summary->map) : UNIT_NONE;
}

gboolean summaries_hold(struct workspace *workspace, const struct summary *summary, gint32 unit)
{
    gint32 root = summaries_unit(workspace, summary);
    if (root == UNIT_NONE)
        return TRUE;
    if (unit == UNIT_NONE)
        return FALSE;
    const struct unit_map *map = workspace_map(workspace, summary->map);
    gint32 at = unit_map_place(map, unit);
    for (guint steps = 0; at != UNIT_NONE && at != root && steps < UNIT_MAP_MAX_STEPS; steps++)
        at = unit_map_parent(map, at);
    return at == root || unit_is_within(workspace->tree, unit, root);
}

gboolean summaries_share_days(const struct summary *a, const struct summary *b)
{
    return a->first <= b->last && b->first <= a->last;
}

static gboolean check_overlap(struct workspace *workspace, const GPtrArray *all, GError **error)
{
    for (guint i = 0; i < all->len; i++)
        for (guint k = 0; k < all->len; k++) {
            const struct summary *a = g_ptr_array_index(all, i), *b = g_ptr_array_index(all, k);
            if (i == k || !summaries_share_days(a, b) ||
                !summaries_hold(workspace, a, summaries_unit(workspace, b)))
                continue;
            return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_SUMMARY_OVERLAP, a->path,
                               *a->unit != '\0' ? a->unit : "*", a->period, b->path,
                               *b->unit != '\0' ? b->unit : "*", b->period, NULL);
        }
    return TRUE;
}

/* ---- beside exports ---- */

GArray *summaries_parties(const struct workspace *workspace, const struct dataset *dataset)
{
    GArray *parties = g_array_new(FALSE, FALSE, sizeof(struct summaries_party));
    for (guint i = 0; i < workspace->inputs->count; i++) {
        const struct input *input = &workspace->inputs->item[i];
        struct summaries_party party = {input->summary != NULL ? input->summary->summary : NULL,
                                        input->column};
        gboolean known = input->dataset != dataset;
        for (guint k = 0; k < parties->len; k++)
            known |= g_array_index(parties, struct summaries_party, k).summary == party.summary;
        if (!known)
            g_array_append_val(parties, party);
    }
    return parties;
}

/* Whether a summary was made from an export, by the digests of its sources. */
static const struct summary *made_from(const struct workspace *workspace, const char *digest)
{
    for (guint i = 0; i < workspace->inputs->count; i++) {
        const struct input *input = &workspace->inputs->item[i];
        if (input->summary != NULL && input->dataset != NULL &&
            strcmp(input->summary->sha256, digest) == 0)
            return input->summary->summary;
    }
    return NULL;
}

/* Of exports that a summary was made from only rows count that it does not tell. */
static gboolean mark_sources(struct workspace *workspace, GError **error)
{
    for (guint i = 0; i < workspace->inputs->count; i++) {
        struct input *input = &workspace->inputs->item[i];
        g_autofree char *digest = NULL;
        if (input->dataset == NULL || input->facts != NULL ||
            input->dataset->kind == DATASET_TREE || input->dataset->kind == DATASET_CROSSWALK)
            continue;
        if (!input_digest(input, &digest, error))
            return FALSE;
        const struct summary *summary = made_from(workspace, digest);
        if (summary == NULL)
            continue;
        g_autofree char *name = g_path_get_basename(summary->path);
        findings_add(workspace->findings,
                     &(struct finding){.rule = RULE_IN_SUMMARY, .file = i, .value = name});
        input->is_told = TRUE;
    }
    return TRUE;
}

gboolean summaries_settle(struct workspace *workspace, GError **error)
{
    g_autoptr(GPtrArray) all = summaries_of(workspace);
    if (all->len == 0)
        return TRUE;
    if (workspace->request->audience == AUDIENCE_PUBLIC)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_SUMMARY_PUBLIC, NULL);
    return check_ground(workspace, all, error) && keep_latest(workspace, all, error) &&
           check_overlap(workspace, all, error) && mark_sources(workspace, error);
}
