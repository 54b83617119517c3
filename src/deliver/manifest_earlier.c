#include "deliver/manifest_earlier.h"

#include "deliver/manifest_json.h"

#define MEMBER "earlier"

static void add_rows(JsonBuilder *json, const struct revisions *revisions)
{
    json_builder_set_member_name(json, "rows");
    json_builder_begin_array(json);
    for (guint i = 0; i < revisions->rows->len; i++) {
        const struct revised_rows *rows = &g_array_index(revisions->rows, struct revised_rows, i);
        json_builder_begin_object(json);
        manifest_json_add_text(json, "dataset", rows->dataset);
        manifest_json_add_count(json, "then", rows->then);
        manifest_json_add_count(json, "now", rows->now);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

static void add_choices(JsonBuilder *json, const struct revisions *revisions)
{
    json_builder_set_member_name(json, "choices");
    json_builder_begin_array(json);
    for (guint i = 0; i < revisions->choices->len; i++) {
        const struct revised_choice *choice =
            &g_array_index(revisions->choices, struct revised_choice, i);
        json_builder_begin_object(json);
        manifest_json_add_text(json, "what", choice->what);
        manifest_json_add_text(json, "then", choice->then);
        manifest_json_add_text(json, "now", choice->now);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

static void add_figures(JsonBuilder *json, const struct revisions *revisions)
{
    json_builder_set_member_name(json, "figures");
    json_builder_begin_array(json);
    for (guint i = 0; i < revisions->figures->len; i++) {
        const struct revised_figure *figure =
            &g_array_index(revisions->figures, struct revised_figure, i);
        json_builder_begin_object(json);
        manifest_json_add_text(json, "table", figure->table);
        manifest_json_add_text(json, "title", figure->title);
        manifest_json_add_text(json, "row", figure->row);
        manifest_json_add_text(json, "row_label", figure->row_label);
        manifest_json_add_text(json, "column", figure->column);
        manifest_json_add_text(json, "column_label", figure->column_label);
        manifest_json_add_text(json, "measure", figure->measure);
        manifest_json_add_text(json, "heading", figure->heading);
        manifest_json_add_text(json, "then", figure->then);
        manifest_json_add_text(json, "now", figure->now);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

void manifest_earlier_write(JsonBuilder *json, const struct revisions *revisions)
{
    json_builder_set_member_name(json, MEMBER);
    if (revisions == NULL) {
        json_builder_add_null_value(json);
        return;
    }
    json_builder_begin_object(json);
    manifest_json_add_count(json, "number", revisions->number);
    manifest_json_add_text(json, "identity", revisions->identity);
    json_builder_set_member_name(json, "compared");
    json_builder_add_boolean_value(json, revisions->compared);
    add_rows(json, revisions);
    add_choices(json, revisions);
    add_figures(json, revisions);
    json_builder_end_object(json);
}

static void take_rows(struct manifest_scan *scan, JsonObject *entry, GArray *into)
{
    struct revised_rows rows = {manifest_scan_text(scan, entry, "dataset"),
                                manifest_scan_count(scan, entry, "then"),
                                manifest_scan_count(scan, entry, "now")};
    g_array_append_val(into, rows);
}

static void take_choice(struct manifest_scan *scan, JsonObject *entry, GArray *into)
{
    struct revised_choice choice = {manifest_scan_text(scan, entry, "what"),
                                    manifest_scan_text_or_null(scan, entry, "then"),
                                    manifest_scan_text_or_null(scan, entry, "now")};
    g_array_append_val(into, choice);
}

static void take_figure(struct manifest_scan *scan, JsonObject *entry, GArray *into)
{
    struct revised_figure figure = {
        .table = manifest_scan_text(scan, entry, "table"),
        .title = manifest_scan_text(scan, entry, "title"),
        .row = manifest_scan_text(scan, entry, "row"),
        .row_label = manifest_scan_text(scan, entry, "row_label"),
        .column = manifest_scan_text(scan, entry, "column"),
        .column_label = manifest_scan_text(scan, entry, "column_label"),
        .measure = manifest_scan_text(scan, entry, "measure"),
        .heading = manifest_scan_text(scan, entry, "heading"),
        .then = manifest_scan_text_or_null(scan, entry, "then"),
        .now = manifest_scan_text_or_null(scan, entry, "now"),
    };
    g_array_append_val(into, figure);
}

struct revisions *manifest_earlier_read(struct manifest_scan *scan, JsonObject *run)
{
    if (run == NULL || !json_object_has_member(run, MEMBER) ||
        json_object_get_null_member(run, MEMBER))
        return NULL;
    JsonObject *object = manifest_scan_object(scan, run, MEMBER);
    g_autoptr(revisions_t) revisions = revisions_new();
    manifest_scan_enter(scan, MEMBER);
    revisions->number = (guint)MIN(manifest_scan_count(scan, object, "number"), G_MAXUINT);
    revisions->identity = manifest_scan_text(scan, object, "identity");
    revisions->compared = manifest_scan_truth(scan, object, "compared");
    manifest_scan_each(scan, object, "rows", revisions->rows, take_rows);
    manifest_scan_each(scan, object, "choices", revisions->choices, take_choice);
    manifest_scan_each(scan, object, "figures", revisions->figures, take_figure);
    manifest_scan_leave(scan);
    return scan->fault == NULL ? g_steal_pointer(&revisions) : NULL;
}
