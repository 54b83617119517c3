#include "answer/check_deliver.h"

#include "deliver/delivery.h"
#include "deliver/manifest.h"
#include "deliver/version.h"

gboolean check_deliver(const struct check_outcome *outcome, const struct check_delivered *delivered,
                       GPtrArray *paths, GError **error)
{
    g_autoptr(GArray) inputs = g_array_new(FALSE, FALSE, sizeof(struct manifest_input));
    const struct workspace *workspace = outcome->workspace;
    const char *unit =
        delivered->unit != UNIT_NONE ? unit_at(workspace->tree, delivered->unit)->code : "";
    g_auto(request_t) said = {
        .template = {g_strdup(delivered->name), g_bytes_new_static("", 0)},
        .dictionary = {g_strdup("tu-dien.yaml"), g_bytes_ref(workspace->dictionary_text)},
        .period = g_strdup(outcome->period.name),
        .unit = g_strdup(unit),
        .map = g_strdup(""),
        .resent = workspace->request->resent,
    };
    g_auto(request_t) asked = {.out = g_strdup(delivered->folder)};
    request_set_formats(&asked, "xlsx");
    struct manifest manifest = {
        .program_version = TONGKET_VERSION, .request = &said, .inputs = inputs};
    delivered->book->identity = manifest_identity(&manifest, delivered->book);
    struct delivery delivery = {
        .book = delivered->book,
        .manifest = &manifest,
        .request = &asked,
        .font_folder = DELIVERY_FONTS,
        .findings = delivered->findings,
        .file_names = (const char *const *)workspace->file_names,
    };
    return delivery_run(&delivery, 1, paths, error);
}
