#include "answer/check_pages.h"
#include "answer/check_report.h"
#include "deliver/delivery.h"
#include "deliver/manifest.h"
#include "deliver/version.h"

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
    static const char *const formats[] = {"xlsx", NULL};
    g_autoptr(book_t) book = check_pages_new(outcome, bundle->findings, bundle->unit);
    g_autoptr(findings_t) findings = findings_of(outcome, bundle);
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
        .resent = resent_names()[workspace->request.resent],
        .inputs = inputs,
    };
    book->identity = manifest_identity(&manifest, book);
    struct delivery delivery = {
        .folder = folder,
        .formats = formats,
        .font_folder = DELIVERY_FONTS,
        .findings = findings,
        .file_names = (const char *const *)workspace->file_names,
    };
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
