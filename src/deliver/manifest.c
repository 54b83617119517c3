#include "deliver/manifest.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "deliver/libraries.h"
#include "deliver/manifest_json.h"
#include "workbook/workbook_cell.h"
#include "write/xlsx_layout.h"
#include "write/xlsx_text.h"

static void add_truth(JsonBuilder *json, const char *key, gboolean value)
{
    json_builder_set_member_name(json, key);
    json_builder_add_boolean_value(json, value);
}

static void begin(JsonBuilder *json, const char *key)
{
    json_builder_set_member_name(json, key);
    json_builder_begin_object(json);
}

static void begin_list(JsonBuilder *json, const char *key)
{
    json_builder_set_member_name(json, key);
    json_builder_begin_array(json);
}

static void add_libraries(JsonBuilder *json)
{
    begin(json, "libraries");
    for (guint i = 0; i < LIBRARIES; i++)
        manifest_json_add_text(json, library_name(i), library_version(i));
    json_builder_end_object(json);
}

/* The text byte for byte; what is not UTF-8 was refused when it was loaded. */
static void add_file(JsonBuilder *json, const char *key, const struct request_file *file)
{
    if (file->path == NULL) {
        manifest_json_add_text(json, key, NULL);
        return;
    }
    gsize length;
    const char *bytes = g_bytes_get_data(file->text, &length);
    g_autofree char *copy = g_strndup(bytes, length);
    g_autofree char *valid = g_utf8_make_valid(copy, -1);
    begin(json, key);
    manifest_json_add_text(json, "name", file->path);
    manifest_json_add_text(json, "text", valid);
    json_builder_end_object(json);
}

/* The fields of the request that stand in one of the places, but files. */
static void add_fields(JsonBuilder *json, const struct request *request, guint places)
{
    for (const struct request_field *row = request_fields(); row->name != NULL; row++) {
        if ((row->in & places) == 0 || row->kind == REQUEST_FILE)
            continue;
        g_autofree char *text = request_text(request, row);
        if (row->kind == REQUEST_FLAG)
            add_truth(json, row->key, *(gboolean *)request_value(request, row));
        else if (text != NULL || row->may_be_null || !row->may_lack)
            manifest_json_add_text(json, row->key, text);
    }
}

static void add_files_of_request(JsonBuilder *json, const struct manifest *manifest)
{
    const struct request *request = manifest->request;
    for (const struct request_field *row = request_fields(); row->name != NULL; row++) {
        const struct request_file *file = request_value(request, row);
        if ((row->in & REQUEST_IN_RUN) == 0 || row->kind != REQUEST_FILE ||
            (row->may_lack && file->path == NULL))
            continue;
        add_file(json, row->key, file);
        if (file == &request->dictionary)
            manifest_json_add_text(json, "dictionary_shipped", manifest->dictionary_shipped);
    }
}

static void add_account(JsonBuilder *json, const struct manifest_input *input)
{
    const struct account *account = input->account;
    manifest_json_add_count(json, "lines", account->lines);
    manifest_json_add_count(json, "header", account->header);
    manifest_json_add_count(json, "blank", account->blank);
    manifest_json_add_count(json, "records", account->records);
    manifest_json_add_count(json, "used", account->used);
    if (input->placed) {
        manifest_json_add_count(json, "counted", input->counted);
        manifest_json_add_count(json, "outside_period", input->outside_period);
        manifest_json_add_count(json, "outside_unit", input->outside_unit);
    }
    begin(json, "rejected");
    for (guint i = 0; i < RULES; i++) {
        if (account->rejected[i] > 0)
            manifest_json_add_count(json, rule_info((enum rule)i)->code, account->rejected[i]);
    }
    json_builder_end_object(json);
}

/* How many rows a file has would tell counts that a public edition hides. */
static void add_inputs(JsonBuilder *json, const GArray *inputs, gboolean accounts)
{
    begin_list(json, "inputs");
    for (guint i = 0; i < inputs->len; i++) {
        const struct manifest_input *input = &g_array_index(inputs, struct manifest_input, i);
        g_autofree char *name = g_utf8_make_valid(input->name, -1);
        json_builder_begin_object(json);
        manifest_json_add_text(json, "dataset", input->dataset);
        manifest_json_add_text(json, "path", name);
        manifest_json_add_text(json, "sha256", input->sha256);
        if (accounts) {
            manifest_json_add_count(json, "size", input->size);
            add_account(json, input);
        }
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

/* The worksheet cell of the table's first figure, "D9". New string. */
static char *first_cell(const struct book *book, const struct book_sheet *sheet)
{
    struct xlsx_layout layout;
    xlsx_layout_sheet(book, sheet, &layout);
    struct workbook_place place = xlsx_layout_cell(&layout, 0, 0);
    return workbook_cell_name(place);
}

/* The figures of a row as programs read them, a blank between them; NULL: a heading. New string. */
static char *row_figures(const struct book_table *table, guint row)
{
    if (book_row(table, row)->heading)
        return NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint c = 0; c < table->columns->len; c++) {
        g_autofree char *figure =
            cell_plain(book_cell(table, row, c), book_column(table, c)->measure);
        g_string_append_printf(text, "%s%s", c > 0 ? " " : "", figure);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* A list with a text for each row, or null where there is none. */
static void add_row_texts(JsonBuilder *json, const char *key, const struct book_table *table,
                          char *text_of(const struct book_table *table, guint row))
{
    begin_list(json, key);
    for (guint i = 0; i < table->rows->len; i++) {
        g_autofree char *text = text_of(table, i);
        if (text == NULL)
            json_builder_add_null_value(json);
        else
            json_builder_add_string_value(json, text);
    }
    json_builder_end_array(json);
}

static char *row_code(const struct book_table *table, guint row)
{
    return book_row(table, row)->heading ? NULL : g_strdup(book_row(table, row)->code);
}

static char *row_label(const struct book_table *table, guint row)
{
    return g_strdup(book_row(table, row)->label);
}

static void add_table(JsonBuilder *json, const struct book *book, const struct book_sheet *sheet,
                      const char *tab)
{
    const struct book_table *table = sheet->table;
    g_autofree char *first = first_cell(book, sheet);
    json_builder_begin_object(json);
    manifest_json_add_text(json, "id", table->id);
    manifest_json_add_text(json, "sheet", tab);
    manifest_json_add_text(json, "first", first);
    manifest_json_add_text(json, "title", sheet->title);
    add_row_texts(json, "rows", table, row_code);
    add_row_texts(json, "labels", table, row_label);
    add_row_texts(json, "figures", table, row_figures);
    begin_list(json, "columns");
    for (guint i = 0; i < table->columns->len; i++) {
        const struct book_column *column = book_column(table, i);
        g_autofree char *name = book_column_name(column);
        json_builder_begin_object(json);
        manifest_json_add_text(json, "code", column->code);
        manifest_json_add_text(json, "measure", measure_info(column->measure)->code);
        manifest_json_add_text(json, "label", name);
        manifest_json_add_text(json, "heading", column->heading);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
}

static void add_tables(JsonBuilder *json, const struct book *book)
{
    g_autoptr(GPtrArray) tabs = xlsx_name_sheets(book);
    begin_list(json, "tables");
    for (guint i = 0; i < book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, i);
        if (sheet->table != NULL)
            add_table(json, book, sheet, g_ptr_array_index(tabs, i + 1));
    }
    json_builder_end_array(json);
}

/* Hidden counts of a public edition have witnesses: see build/public_set.h. */
static void add_guarantee(JsonBuilder *json)
{
    json_builder_set_member_name(json, "guarantee");
    json_builder_add_boolean_value(json, TRUE);
}

static JsonNode *run_part(const struct manifest *manifest, const struct book *book)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    begin(json, "program");
    manifest_json_add_text(json, "name", "tongket");
    manifest_json_add_text(json, "version", manifest->program_version);
    json_builder_end_object(json);
    add_libraries(json);
    guint places = REQUEST_IN_RUN | (manifest->request->each != NULL ? REQUEST_IN_INDEX : 0);
    add_fields(json, manifest->request, places);
    revisions_write(json, manifest->earlier);
    add_inputs(json, manifest->inputs, manifest->request->audience != AUDIENCE_PUBLIC);
    if (book != NULL)
        add_tables(json, book);
    if (manifest->request->audience == AUDIENCE_PUBLIC)
        add_guarantee(json);
    add_files_of_request(json, manifest);
    json_builder_end_object(json);
    return json_builder_get_root(json);
}

char *manifest_identity(const struct manifest *manifest, const struct book *book)
{
    g_autoptr(JsonNode) run = run_part(manifest, book);
    return manifest_json_digest(run);
}

/* The digest of what a run is made of: all but who made it, and what was delivered before; without
 * figures also all but these. */
static char *basis(JsonNode *run, gboolean figures)
{
    const char *const others[] = {"program", "libraries", "earlier", figures ? NULL : "tables",
                                  NULL};
    g_autoptr(JsonObject) rest = json_object_new();
    g_autoptr(GList) members = json_object_get_members(json_node_get_object(run));
    for (const GList *at = members; at != NULL; at = at->next)
        if (!g_strv_contains(others, at->data))
            json_object_set_member(
                rest, at->data,
                json_node_copy(json_object_get_member(json_node_get_object(run), at->data)));
    g_autoptr(JsonNode) node = json_node_new(JSON_NODE_OBJECT);
    json_node_set_object(node, rest);
    return manifest_json_digest(node);
}

gboolean manifest_repeats(const struct manifest *manifest, const struct book *book,
                          JsonNode *before)
{
    g_autoptr(JsonNode) run = run_part(manifest, book);
    g_autofree char *now = basis(run, book != NULL);
    g_autofree char *then = basis(before, book != NULL);
    return strcmp(now, then) == 0;
}

char *manifest_kept_name(const char *stem, guint number)
{
    return g_strdup_printf("%s.manifest.%u.json", stem, number);
}

/* The way from one folder to another: "../../data". New string. */
static char *relative_path(const char *from, const char *to)
{
    g_autofree char *whole_from = g_canonicalize_filename(from, NULL);
    g_autofree char *whole_to = g_canonicalize_filename(to, NULL);
    g_auto(GStrv) start = g_strsplit(whole_from, "/", -1);
    g_auto(GStrv) end = g_strsplit(whole_to, "/", -1);
    guint same = 0;
    while (start[same] != NULL && end[same] != NULL && strcmp(start[same], end[same]) == 0)
        same++;
    GString *path = g_string_new(NULL);
    for (guint i = same; start[i] != NULL && *start[i] != '\0'; i++)
        g_string_append(path, path->len > 0 ? "/.." : "..");
    for (guint i = same; end[i] != NULL && *end[i] != '\0'; i++)
        g_string_append_printf(path, "%s%s", path->len > 0 ? "/" : "", end[i]);
    if (path->len == 0)
        g_string_append_c(path, '.');
    return g_string_free(path, FALSE);
}

const struct manifest_member manifest_file_members[] = {
    MANIFEST_MEMBER(manifest_file, name, TEXT),
    MANIFEST_MEMBER(manifest_file, sha256, TEXT),
    MANIFEST_MEMBER(manifest_file, size, COUNT),
    {NULL, 0, 0},
};

/* Each DATA argument by its way from the folder: NAME=FILE, or a path that may hold "=" itself. */
static void add_data(JsonBuilder *json, char **data, const char *folder)
{
    begin_list(json, "data");
    for (; data != NULL && *data != NULL; data++) {
        g_autofree char *shown = request_shown_data(*data);
        const char *sign = g_file_test(shown, G_FILE_TEST_EXISTS) ? NULL : strchr(shown, '=');
        const char *way = sign != NULL ? sign + 1 : shown;
        g_autofree char *name = sign != NULL ? g_strndup(shown, (gsize)(sign - shown)) : NULL;
        g_autofree char *path =
            strcmp(way, REQUEST_DATABASE) == 0 ? g_strdup(way) : relative_path(folder, way);
        g_autofree char *valid = g_utf8_make_valid(path, -1);
        json_builder_begin_object(json);
        manifest_json_add_text(json, "dataset", name);
        manifest_json_add_text(json, "path", valid);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

char *manifest_serialize(const struct manifest *manifest, const struct book *book,
                         const GArray *files, const char *folder)
{
    JsonNode *run = run_part(manifest, book);
    g_autofree char *identity = manifest_json_digest(run);
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    manifest_json_add_count(json, "manifest", MANIFEST_VERSION);
    manifest_json_add_text(json, "identity", identity);
    json_builder_set_member_name(json, "run");
    json_builder_add_value(json, run);
    begin(json, "delivery");
    /* A chart that has nothing to show makes no file: files do not say which formats were wanted.
     */
    add_fields(json, manifest->request, REQUEST_IN_DELIVERY);
    manifest_json_add_list(json, "files", manifest_file_members, files);
    add_data(json, manifest->request->data.item, folder);
    if (manifest->moment.time != NULL) {
        begin(json, "database");
        manifest_json_add_text(json, "time", manifest->moment.time);
        manifest_json_add_text(json, "snapshot", manifest->moment.snapshot);
        json_builder_end_object(json);
    }
    json_builder_end_object(json);
    json_builder_end_object(json);
    g_autoptr(JsonNode) root = json_builder_get_root(json);
    g_autofree char *text = manifest_json_text(root, TRUE);
    return g_strconcat(text, "\n", NULL);
}
