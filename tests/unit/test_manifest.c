#include <CUnit/CUnit.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "deliver/manifest_json.h"
#include "deliver/manifest_read.h"
#include "delivery_book.h"

struct manifest_made {
    struct book *book;
    struct account account;
    GArray *inputs, *files;
    struct request request;
    struct manifest manifest;
    char *folder, *path;
};

static void set(char **text, const char *value)
{
    g_free(*text);
    *text = g_strdup(value);
}

static void made_open(struct manifest_made *made)
{
    static const char *const data[] = {"/data/thai-binh", "ky_luat=/data/kl.csv", NULL};
    static char name[] = "thu.xlsx", digest[] = "ab";
    *made =
        (struct manifest_made){.book = delivery_book(),
                               .account = {.lines = 12, .header = 1, .records = 11, .used = 10},
                               .inputs = g_array_new(FALSE, TRUE, sizeof(struct manifest_input)),
                               .files = g_array_new(FALSE, TRUE, sizeof(struct manifest_file)),
                               .folder = g_dir_make_tmp("tongket-XXXXXX", NULL)};
    made->account.rejected[RULE_UNIT_CYCLE] = 1;
    struct manifest_input input = {"ky_luat", "ky_luat.csv", "cd", 345, &made->account, TRUE, 6, 3,
                                   1};
    struct manifest_file file = {name, digest, 12};
    g_array_append_val(made->inputs, input);
    g_array_append_val(made->files, file);
    made->request = delivery_request("title: \"Thử\"\n\ttab");
    set(&made->request.unit, "34");
    made->request.encoding = g_strdup("tcvn3");
    made->request.values_only = TRUE;
    made->request.data = (struct names){g_strdupv((char **)data), 2};
    made->manifest = (struct manifest){
        .program_version = "0.1", .request = &made->request, .inputs = made->inputs};
    made->path = g_build_filename(made->folder, "thu.manifest.json", NULL);
}

static void made_close(struct manifest_made *made)
{
    request_clear(&made->request);
    g_array_unref(made->inputs);
    g_array_unref(made->files);
    book_free(made->book);
    CU_ASSERT_TRUE(file_remove_tree(made->folder, NULL));
    g_free(made->folder);
    g_free(made->path);
}

static char *serialize(const struct manifest_made *made)
{
    return manifest_serialize(&made->manifest, made->book, made->files, "/data/out/2024");
}

static struct manifest_record *read_text(const struct manifest_made *made, const char *text,
                                         GError **error)
{
    struct manifest_record *record = NULL;
    CU_ASSERT_TRUE(g_file_set_contents(made->path, text, -1, NULL));
    return manifest_read(made->path, &record, error) ? record : NULL;
}

static void what_was_written_is_read_again(void)
{
    struct manifest_made made;
    made_open(&made);
    g_autofree char *text = serialize(&made);
    g_autofree char *identity = manifest_identity(&made.manifest, made.book);
    g_autoptr(manifest_record_t) record = read_text(&made, text, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(record);
    CU_ASSERT_STRING_EQUAL(record->identity, identity);
    CU_ASSERT_TRUE(
        request_same(&record->request, &made.request, REQUEST_IN_RUN | REQUEST_IN_DELIVERY));
    CU_ASSERT_STRING_EQUAL(record->request.unit, "34");
    CU_ASSERT_PTR_NULL(record->request.as_of);
    CU_ASSERT_PTR_NULL(record->request.office.text);
    CU_ASSERT_STRING_EQUAL(record->request.encoding, "tcvn3");
    CU_ASSERT_TRUE(record->request.values_only);
    CU_ASSERT_FALSE(record->request.passport);
    const struct manifest_source *source =
        &g_array_index(record->inputs, struct manifest_source, 0);
    CU_ASSERT_STRING_EQUAL(source->path, "ky_luat.csv");
    const struct manifest_file *file = &g_array_index(record->files, struct manifest_file, 0);
    CU_ASSERT_STRING_EQUAL(file->name, "thu.xlsx");
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"don_vi_vong_lap\" : 1"));
    made_close(&made);
}

static void every_data_argument_is_noted_by_its_way_from_the_manifest(void)
{
    struct manifest_made made;
    made_open(&made);
    g_autofree char *text = serialize(&made);
    g_autoptr(manifest_record_t) record = read_text(&made, text, NULL);
    CU_ASSERT_EQUAL_FATAL(record->data->len, 2);
    const struct manifest_data *data = &g_array_index(record->data, struct manifest_data, 0);
    CU_ASSERT_PTR_NULL(data[0].dataset);
    CU_ASSERT_STRING_EQUAL(data[0].path, "../../thai-binh");
    CU_ASSERT_STRING_EQUAL(data[1].dataset, "ky_luat");
    CU_ASSERT_STRING_EQUAL(data[1].path, "../../kl.csv");
    made_close(&made);
}

static void a_table_is_found_by_sheet_cell_and_codes(void)
{
    struct manifest_made made;
    made_open(&made);
    g_autofree char *text = serialize(&made);
    g_autoptr(manifest_record_t) record = read_text(&made, text, NULL);
    CU_ASSERT_EQUAL_FATAL(record->tables->len, 1);
    const struct manifest_table *table = &g_array_index(record->tables, struct manifest_table, 0);
    CU_ASSERT_STRING_EQUAL(table->sheet, "Bảng");
    CU_ASSERT_STRING_EQUAL(table->first, "D7");
    CU_ASSERT_PTR_NULL(g_ptr_array_index(table->rows, 0));
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(table->rows, 1), "01");
    const struct manifest_column *column =
        &g_array_index(table->columns, struct manifest_column, 1);
    CU_ASSERT_STRING_EQUAL(column->code, "so");
    CU_ASSERT_STRING_EQUAL(column->measure, "share_col");
    made_close(&made);
}

static void the_figures_of_a_row_are_one_text(void)
{
    struct manifest_made made;
    made_open(&made);
    g_autofree char *text = serialize(&made);
    g_autoptr(manifest_record_t) record = read_text(&made, text, NULL);
    const struct manifest_table *table = &g_array_index(record->tables, struct manifest_table, 0);
    CU_ASSERT_TRUE(record->noted);
    CU_ASSERT_PTR_NULL(g_ptr_array_index(table->figures, 0));
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(table->figures, 1), "5 *");
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(table->figures, 2), "7 58.3");
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(table->labels, 1), "Xã, Một");
    made_close(&made);
}

static void a_manifest_of_version_two_notes_no_figures_and_is_read(void)
{
    struct manifest_made made;
    made_open(&made);
    g_autofree char *text = serialize(&made);
    g_autoptr(JsonNode) root = manifest_json_parse(text, strlen(text), NULL);
    JsonObject *object = json_node_get_object(root);
    JsonObject *run = json_object_get_object_member(object, "run");
    JsonArray *tables = json_object_get_array_member(run, "tables");
    JsonObject *table = json_array_get_object_element(tables, 0);
    json_object_remove_member(table, "labels");
    json_object_remove_member(table, "figures");
    json_object_remove_member(table, "title");
    json_object_remove_member(run, "earlier");
    g_autofree char *identity = manifest_json_digest(json_object_get_member(object, "run"));
    json_object_set_string_member(object, "identity", identity);
    json_object_set_int_member(object, "manifest", 2);
    g_autofree char *old = manifest_json_text(root, TRUE);
    g_autoptr(manifest_record_t) record = read_text(&made, old, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(record);
    CU_ASSERT_FALSE(record->noted);
    CU_ASSERT_PTR_NULL(record->earlier);
    made_close(&made);
}

static void a_run_repeats_another_whatever_stood_there_before_either(void)
{
    struct manifest_made made;
    made_open(&made);
    g_autofree char *text = serialize(&made);
    g_autoptr(manifest_record_t) record = read_text(&made, text, NULL);
    g_autoptr(revisions_t) earlier = revisions_new();
    earlier->identity = g_strdup("ef");
    made.manifest.earlier = earlier;
    made.manifest.program_version = "0.2";
    CU_ASSERT_TRUE(manifest_repeats(&made.manifest, made.book, record->run));
    delivery_book_cell(made.book)->numerator++;
    CU_ASSERT_FALSE(manifest_repeats(&made.manifest, made.book, record->run));
    delivery_book_cell(made.book)->numerator--;
    set(&made.request.as_of, "2024-08-31");
    CU_ASSERT_FALSE(manifest_repeats(&made.manifest, made.book, record->run));
    made_close(&made);
}

static void what_moved_is_read_as_it_was_written(void)
{
    struct manifest_made made;
    made_open(&made);
    g_autoptr(revisions_t) earlier = revisions_new();
    earlier->number = 3;
    earlier->compared = TRUE;
    earlier->identity = g_strdup("ef");
    struct revised_rows rows = {g_strdup("ky_luat"), 4, 5};
    struct revised_choice choice = {g_strdup("as_of"), NULL, g_strdup("2024-08-31")};
    struct revised_figure figure = {g_strdup("bang"),    g_strdup("Bảng"),     g_strdup("01"),
                                    g_strdup("Xã, Một"), g_strdup("so"),       g_strdup("Số"),
                                    g_strdup("count"),   g_strdup("Số lượng"), NULL,
                                    g_strdup("5")};
    g_array_append_val(earlier->rows, rows);
    g_array_append_val(earlier->choices, choice);
    g_array_append_val(earlier->figures, figure);
    made.manifest.earlier = earlier;
    g_autofree char *text = serialize(&made);
    g_autoptr(manifest_record_t) record = read_text(&made, text, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(record);
    CU_ASSERT_PTR_NOT_NULL_FATAL(record->earlier);
    made.manifest.earlier = record->earlier;
    g_autofree char *again = serialize(&made);
    CU_ASSERT_STRING_EQUAL(text, again);
    CU_ASSERT_EQUAL(record->earlier->number, 3);
    CU_ASSERT_PTR_NULL(g_array_index(record->earlier->figures, struct revised_figure, 0).then);
    made_close(&made);
}

static void the_identity_covers_the_run_part_and_not_the_delivery(void)
{
    struct manifest_made made;
    made_open(&made);
    g_autofree char *first = manifest_identity(&made.manifest, made.book);
    set(&made.request.data.item[0], "/elsewhere");
    g_autofree char *second = manifest_identity(&made.manifest, made.book);
    CU_ASSERT_STRING_EQUAL(first, second);
    made.account.used = 9;
    g_autofree char *third = manifest_identity(&made.manifest, made.book);
    CU_ASSERT_STRING_NOT_EQUAL(first, third);
    made_close(&made);
}

static void other_blanks_are_the_same_manifest_and_another_figure_is_not(void)
{
    struct manifest_made made;
    made_open(&made);
    g_autofree char *text = serialize(&made);
    GString *changed = g_string_new(text);
    g_string_replace(changed, "\n", "\n\n", 0);
    g_autoptr(manifest_record_t) record = read_text(&made, changed->str, NULL);
    CU_ASSERT_PTR_NOT_NULL(record);
    g_string_replace(changed, "\"used\" : 10", "\"used\" : 11", 0);
    g_autoptr(GError) error = NULL;
    CU_ASSERT_PTR_NULL(read_text(&made, changed->str, &error));
    CU_ASSERT_PTR_NOT_NULL(strstr(error->message, "identity"));
    g_string_free(changed, TRUE);
    made_close(&made);
}

static void a_public_edition_tells_no_number_of_rows(void)
{
    struct manifest_made made;
    made_open(&made);
    made.request.audience = AUDIENCE_PUBLIC;
    g_autofree char *text = serialize(&made);
    static const char *const members[] = {"size", "lines",   "records",
                                          "used", "counted", "rejected"};
    JsonNode *root = manifest_json_parse(text, strlen(text), NULL);
    JsonObject *run = json_object_get_object_member(json_node_get_object(root), "run");
    JsonObject *input =
        json_array_get_object_element(json_object_get_array_member(run, "inputs"), 0);
    CU_ASSERT_TRUE(json_object_has_member(input, "path"));
    for (guint i = 0; i < G_N_ELEMENTS(members); i++)
        CU_ASSERT_FALSE(json_object_has_member(input, members[i]));
    json_node_unref(root);
    g_autoptr(manifest_record_t) record = read_text(&made, text, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(record);
    CU_ASSERT_EQUAL(g_array_index(record->inputs, struct manifest_source, 0).used, 0);
    made_close(&made);
}

static void a_malformed_manifest_is_refused_with_its_place(void)
{
    static const struct {
        const char *was, *becomes, *place;
    } cases[] = {
        {"\"manifest\" : 3", "\"manifest\" : 1", "manifest"},
        {"\"manifest\" : 3", "\"manifest\" : 4", "manifest"},
        {"\"used\" : 10", "\"used\" : \"10\"", "run/inputs/0/used"},
        {"\"used\" : 10", "\"used\" : -10", "run/inputs/0/used"},
        {"\"first\"", "\"premier\"", "run/tables/0/first"},
        {"\"name\" : \"thu.xlsx\"", "\"name\" : 7", "delivery/files/0/name"},
        {"\"measure\" : \"share_col\"", "\"measure\" : null", "run/tables/0/columns/1/measure"},
        {"\"5 *\"", "7", "run/tables/0/figures"},
        {"\"labels\" : [", "\"labels\" : [ null,", "run/tables/0/figures"},
        {"\"earlier\" : null", "\"earlier\" : {\"number\" : -1}", "run/earlier/number"},
        {"\"run\"", "\"ran\"", "run"},
        {"{", "[", ""},
    };
    struct manifest_made made;
    made_open(&made);
    g_autofree char *text = serialize(&made);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        GString *changed = g_string_new(text);
        CU_ASSERT_EQUAL(g_string_replace(changed, cases[i].was, cases[i].becomes, 1), 1);
        CU_ASSERT_PTR_NULL(read_text(&made, changed->str, &error));
        CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_SPEC));
        CU_ASSERT_PTR_NOT_NULL(strstr(error->message, cases[i].place));
        g_string_free(changed, TRUE);
    }
    made_close(&made);
}

/* json-glib's parser recurses: text like this would end the program. */
static void a_manifest_nested_without_end_is_refused(void)
{
    struct manifest_made made;
    made_open(&made);
    g_autofree char *open = g_strnfill(1000000, '[');
    g_autofree char *text = g_strconcat("{\"run\": ", open, NULL);
    g_autoptr(GError) error = NULL;
    CU_ASSERT_PTR_NULL(read_text(&made, text, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_SPEC));
    g_autoptr(GError) none = NULL;
    g_autofree char *brackets = g_strdup_printf("{\"a\": \"\\\"%.200s\"}", open);
    g_autoptr(JsonNode) root = manifest_json_parse(brackets, strlen(brackets), &none);
    CU_ASSERT_PTR_NOT_NULL(root);
    const char *wide =
        "[{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},"
        "{},{},{},{},{},{},{},{},{}]";
    g_autoptr(JsonNode) list = manifest_json_parse(wide, strlen(wide), &none);
    CU_ASSERT_PTR_NOT_NULL(list);
    made_close(&made);
}

static CU_TestInfo tests[] = {
    {"what was written is read again", what_was_written_is_read_again},
    {"a public edition tells no number of rows", a_public_edition_tells_no_number_of_rows},
    {"a table is found by sheet, cell and codes", a_table_is_found_by_sheet_cell_and_codes},
    {"the identity covers the run part and not the delivery",
     the_identity_covers_the_run_part_and_not_the_delivery},
    {"other blanks are the same manifest and another figure is not",
     other_blanks_are_the_same_manifest_and_another_figure_is_not},
    {"a manifest nested without end is refused", a_manifest_nested_without_end_is_refused},
    {"a malformed manifest is refused with its place",
     a_malformed_manifest_is_refused_with_its_place},
    {"every DATA argument is noted by its way from the manifest",
     every_data_argument_is_noted_by_its_way_from_the_manifest},
    {"the figures of a row are one text", the_figures_of_a_row_are_one_text},
    {"a manifest of version two notes no figures and is read",
     a_manifest_of_version_two_notes_no_figures_and_is_read},
    {"a run repeats another whatever stood there before either",
     a_run_repeats_another_whatever_stood_there_before_either},
    {"what moved is read as it was written", what_moved_is_read_as_it_was_written},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo manifest_suite = {"manifest", NULL, NULL, NULL, NULL, tests};
