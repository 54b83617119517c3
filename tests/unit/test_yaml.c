#include "spec_case.h"

#include <glib/gstdio.h>

#include "spec/dictionary.h"
#include "spec/yaml_schema.h"

enum color { COLOR_RED, COLOR_BLUE };

struct yaml_part {
    char *name;
    enum color color;
    int big;
    struct names tags;
    guint node;
};

struct whole {
    char *title;
    struct yaml_part *parts;
    unsigned parts_count;
    guint node;
};

static const char *const colors[] = {[COLOR_RED] = "red", [COLOR_BLUE] = "blue", NULL};

static const struct yaml_field part_fields[] = {
    {"name", YAML_TEXT(struct yaml_part, name), YAML_NEEDED},
    {"color", YAML_CHOICE(struct yaml_part, color, colors)},
    {"big", YAML_YES_NO(struct yaml_part, big)},
    {"tags", YAML_TEXTS(struct yaml_part, tags)},
};

static const struct yaml_schema part_schema = YAML_SCHEMA(struct yaml_part, part_fields);

static const struct yaml_field whole_fields[] = {
    {"title", YAML_TEXT(struct whole, title), YAML_NEEDED},
    {"parts", YAML_STRUCTS(struct whole, parts, part_schema), YAML_NEEDED, .most = 3},
};

static const struct yaml_schema schema = YAML_SCHEMA(struct whole, whole_fields);

static gboolean load(GBytes *text, const char *name, GError **error)
{
    g_autoptr(yaml_tree_t) tree = yaml_tree_new(text, name, error);
    struct whole *whole = yaml_schema_fill(&schema, tree, error);
    yaml_schema_free(&schema, whole);
    return whole != NULL;
}

static void says(const char *text, const char *english, const char *vietnamese)
{
    spec_case_say(text, load, (const char *[]){english, vietnamese});
}

static void an_unknown_key_is_said_with_the_nearest_or_with_all(void)
{
    says("title: a\nprats: []\n", "t.yaml:2:1: unknown key \"prats\" (parts?)",
         "t.yaml:2:1: khóa lạ \"prats\" (parts?)");
    says("title: a\nx: []\n", "t.yaml:2:1: unknown key \"x\" (title, parts)",
         "t.yaml:2:1: khóa lạ \"x\" (title, parts)");
}

static void a_key_stands_exactly_once(void)
{
    says("title: a\n", "t.yaml:1:1: the key \"parts\" is missing",
         "t.yaml:1:1: thiếu khóa \"parts\"");
    says("title: a\nparts:\n  - {color: red}\n", "t.yaml:3:5: the key \"name\" is missing",
         "t.yaml:3:5: thiếu khóa \"name\"");
    says("title: a\ntitle: b\n", "t.yaml:2:1: the key \"title\" stands here a second time",
         "t.yaml:2:1: khóa \"title\" xuất hiện lần thứ hai");
}

static void each_value_has_the_kind_of_the_schema(void)
{
    says("title: [a]\n", "t.yaml:1:8: a text is expected here",
         "t.yaml:1:8: ở đây phải là một văn bản");
    says("title:\n", "t.yaml:1:7: the text is empty", "t.yaml:1:7: văn bản để trống");
    says("title: a\nparts: b\n", "t.yaml:2:8: a list is expected here, even of one: [a]",
         "t.yaml:2:8: ở đây phải là một danh sách, kể cả khi chỉ có một mục: [a]");
    says("- a\n", "t.yaml:1:1: keys with values are expected here (key: value)",
         "t.yaml:1:1: ở đây phải là các khóa kèm giá trị (khóa: giá trị)");
    says("? [a]\n: b\n", "t.yaml:1:3: a text is expected here",
         "t.yaml:1:3: ở đây phải là một văn bản");
    says("title: \"a\\0b\"\n", "t.yaml:1:8: a NUL character", "t.yaml:1:8: có ký tự NUL");
}

static void names_and_yes_and_no_are_strict(void)
{
    says("title: a\nparts: [{name: b, color: bleu}]\n",
         "t.yaml:2:26: unknown name \"bleu\" (blue?)", "t.yaml:2:26: tên lạ \"bleu\" (blue?)");
    says("title: a\nparts: [{name: b, color: 1}]\n", "t.yaml:2:26: unknown name \"1\" (red, blue)",
         "t.yaml:2:26: tên lạ \"1\" (red, blue)");
    says("title: a\nparts: [{name: b, big: nope}]\n", "t.yaml:2:24: yes or no is expected here",
         "t.yaml:2:24: ở đây phải là yes hoặc no");
}

static void a_list_has_the_length_of_the_schema(void)
{
    says("title: a\nparts: []\n", "t.yaml:2:8: the list needs at least 1 entries",
         "t.yaml:2:8: danh sách cần ít nhất 1 mục");
    says("title: a\nparts: [{name: b}, {name: b}, {name: b}, {name: b}]\n",
         "t.yaml:2:8: the list may have at most 3 entries",
         "t.yaml:2:8: danh sách chỉ được có nhiều nhất 3 mục");
}

static void a_file_that_is_not_yaml_is_refused(void)
{
    says("title: a\nparts: [b\n", "t.yaml:3:1: not YAML: did not find expected ',' or ']'",
         "t.yaml:3:1: không đúng cú pháp YAML: did not find expected ',' or ']'");
    says("title: *a\n", "t.yaml:1:8: not YAML: found undefined alias",
         "t.yaml:1:8: không đúng cú pháp YAML: found undefined alias");
    says("# nothing\n", "t.yaml: the file says nothing", "t.yaml: tệp không có nội dung");
    says("title: đ\n# \xff\n", "t.yaml:2:3: the text is not UTF-8; save it as UTF-8",
         "t.yaml:2:3: văn bản không phải UTF-8; hãy lưu lại theo UTF-8");
    says("title: a\n---\ntitle: b\n", "t.yaml:3:1: a second document begins here; one is expected",
         "t.yaml:3:1: tại đây bắt đầu tài liệu thứ hai; chỉ được có một");
}

static void aliases_that_multiply_are_refused(void)
{
    g_autoptr(GString) text = g_string_new("title: a\nparts:\n  - name: b\n    tags: &t [x");
    for (guint i = 1; i < YAML_MAX_VALUES / 2; i++)
        g_string_append(text, ",x");
    g_string_append(text, "]\n  - {name: c, tags: *t}\n  - {name: d, tags: *t}\n");
    says(text->str, "t.yaml:4:19997: more than 20000 values, aliases counted at each use",
         "t.yaml:4:19997: quá 20000 giá trị, tính cả mỗi lần dùng bí danh (alias)");
}

/* Each anchor is compared with those before it, and so is each tag. */
static void many_anchors_and_tags_are_refused_at_once(void)
{
    g_autoptr(GString) anchors = g_string_new("title: a\ntags:\n");
    g_autoptr(GString) tags = g_string_new(NULL);
    for (guint i = 0; i < 100000; i++) {
        g_string_append_printf(anchors, "  - &a%u x\n", i);
        g_string_append_printf(tags, "%%TAG !a%u! x\n", i);
    }
    says(anchors->str, "t.yaml:503:5: more than 500 & values, aliases counted at each use",
         "t.yaml:503:5: quá 500 & giá trị, tính cả mỗi lần dùng bí danh (alias)");
    says(tags->str, "t.yaml: more than 16 %TAG values, aliases counted at each use",
         "t.yaml: quá 16 %TAG giá trị, tính cả mỗi lần dùng bí danh (alias)");
}

static void deep_nesting_is_refused_at_once(void)
{
    g_autofree char *text = g_strnfill(1000000, '[');
    says(text, "t.yaml:1:65: lists and keys nested too deep",
         "t.yaml:1:65: danh sách và khóa lồng nhau quá sâu");
}

static void a_large_file_is_refused(void)
{
    g_autofree char *folder = g_dir_make_tmp("tongket-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "t.yaml", NULL);
    g_autofree char *text = g_strnfill(YAML_MAX_BYTES + 1, '#');
    g_autofree char *expected = g_strconcat(path, ": larger than 4 MiB", NULL);
    g_autoptr(GError) error = NULL;
    CU_ASSERT_TRUE_FATAL(g_file_set_contents(path, text, -1, NULL));
    CU_ASSERT_PTR_NULL(yaml_read(path, &error));
    g_unlink(path);
    g_rmdir(folder);
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_SPEC));
    CU_ASSERT_STRING_EQUAL(error->message, expected);
}

static void a_file_that_is_not_there_is_named(void)
{
    g_autoptr(GError) error = NULL;
    CU_ASSERT_PTR_NULL(yaml_read("tests/unit/data/spec/khong-co.yaml", &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_SPEC));
    CU_ASSERT_TRUE(
        g_str_has_prefix(error->message, "tests/unit/data/spec/khong-co.yaml: cannot open: "));
}

/* What is made of a correct text; the caller frees it and the tree. */
static struct whole *load_text(const char *text, struct yaml_tree **tree)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    *tree = yaml_tree_new(bytes, "t.yaml", NULL);
    struct whole *whole = yaml_schema_fill(&schema, *tree, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(whole);
    return whole;
}

static void an_alias_stands_for_its_anchor(void)
{
    g_autoptr(yaml_tree_t) tree = NULL;
    struct whole *whole = load_text("title: a\nparts:\n  - {name: b, tags: &t [x, y]}\n"
                                    "  - {name: c, color: blue, big: yes, tags: *t}\n",
                                    &tree);
    CU_ASSERT_EQUAL(whole->parts_count, 2);
    CU_ASSERT_EQUAL(whole->parts[0].color, COLOR_RED);
    CU_ASSERT_FALSE(whole->parts[0].big);
    CU_ASSERT_EQUAL(whole->parts[1].color, COLOR_BLUE);
    CU_ASSERT_TRUE(whole->parts[1].big);
    CU_ASSERT_EQUAL(whole->parts[1].tags.count, 2);
    CU_ASSERT_STRING_EQUAL(whole->parts[1].tags.item[1], "y");
    yaml_schema_free(&schema, whole);
}

static void a_text_is_in_normal_form(void)
{
    const char *text = "title: o\xcc\x82\xcc\x89\nparts: [{name: '010'}]\n";
    g_autoptr(yaml_tree_t) tree = NULL;
    struct whole *whole = load_text(text, &tree);
    CU_ASSERT_STRING_EQUAL(whole->title, "ổ");
    CU_ASSERT_STRING_EQUAL(whole->parts[0].name, "010");
    yaml_schema_free(&schema, whole);
}

/* Whether a place is that line and column of the text. */
static gboolean stands_at(const struct yaml_tree *tree, struct yaml_at at, const char *place)
{
    g_autofree char *found = yaml_place(tree, at);
    g_autofree char *expected = g_strconcat("t.yaml:", place, NULL);
    return strcmp(found, expected) == 0;
}

static void a_value_is_placed_there_or_at_the_nearest_above(void)
{
    g_autoptr(yaml_tree_t) tree = NULL;
    struct whole *whole =
        load_text("title: a\nparts:\n  - {name: b}\n  - {name: c, tags: [x]}\n", &tree);
    const struct yaml_part *part = &whole->parts[1];
    CU_ASSERT_TRUE(stands_at(tree, yaml_at(whole->node, "title"), "1:8"));
    CU_ASSERT_TRUE(stands_at(tree, yaml_at(part->node, "name"), "4:12"));
    CU_ASSERT_TRUE(stands_at(tree, yaml_at_entry(part->node, "tags", 0), "4:22"));
    CU_ASSERT_TRUE(stands_at(tree, yaml_at_entry(part->node, "tags", 7), "4:21"));
    CU_ASSERT_TRUE(stands_at(tree, yaml_at(part->node, "color"), "4:5"));
    CU_ASSERT_TRUE(stands_at(tree, yaml_at_entry(whole->node, "parts", 1), "4:5"));
    CU_ASSERT_TRUE(stands_at(tree, yaml_at_entry(whole->node, "title", 0), "1:8"));
    CU_ASSERT_TRUE(stands_at(tree, yaml_at(whole->node, "nothing"), "1:1"));
    yaml_schema_free(&schema, whole);
}

static void what_is_written_reads_the_same_again(void)
{
    g_autoptr(yaml_tree_t) tree = NULL, again = NULL;
    struct whole *whole = load_text("title: 'yes: đ'\nparts:\n  - {name: \"a\\n b\"}\n"
                                    "  - {name: '- 1', color: blue, big: true, tags: ['#', '~']}\n",
                                    &tree);
    g_autoptr(GBytes) text = yaml_schema_write(&schema, whole);
    again = yaml_tree_new(text, "t.yaml", NULL);
    struct whole *second = yaml_schema_fill(&schema, again, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(second);
    CU_ASSERT_STRING_EQUAL(second->title, "yes: đ");
    CU_ASSERT_EQUAL_FATAL(second->parts_count, 2);
    CU_ASSERT_STRING_EQUAL(second->parts[0].name, "a\n b");
    CU_ASSERT_EQUAL(second->parts[0].tags.count, 0);
    CU_ASSERT_STRING_EQUAL(second->parts[1].name, "- 1");
    CU_ASSERT_EQUAL(second->parts[1].color, COLOR_BLUE);
    CU_ASSERT_TRUE(second->parts[1].big);
    CU_ASSERT_EQUAL_FATAL(second->parts[1].tags.count, 2);
    CU_ASSERT_STRING_EQUAL(second->parts[1].tags.item[1], "~");
    yaml_schema_free(&schema, whole);
    yaml_schema_free(&schema, second);
}

static CU_TestInfo tests[] = {
    {"an unknown key is said with the nearest or with all",
     an_unknown_key_is_said_with_the_nearest_or_with_all},
    {"a key stands exactly once", a_key_stands_exactly_once},
    {"each value has the kind of the schema", each_value_has_the_kind_of_the_schema},
    {"names and yes and no are strict", names_and_yes_and_no_are_strict},
    {"a list has the length of the schema", a_list_has_the_length_of_the_schema},
    {"a file that is not YAML is refused", a_file_that_is_not_yaml_is_refused},
    {"aliases that multiply are refused", aliases_that_multiply_are_refused},
    {"many anchors and tags are refused at once", many_anchors_and_tags_are_refused_at_once},
    {"deep nesting is refused at once", deep_nesting_is_refused_at_once},
    {"a large file is refused", a_large_file_is_refused},
    {"a file that is not there is named", a_file_that_is_not_there_is_named},
    {"an alias stands for its anchor", an_alias_stands_for_its_anchor},
    {"a text is in normal form", a_text_is_in_normal_form},
    {"a value is placed there or at the nearest above",
     a_value_is_placed_there_or_at_the_nearest_above},
    {"what is written reads the same again", what_is_written_reads_the_same_again},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo yaml_suite = {"yaml", NULL, NULL, NULL, NULL, tests};
