#include "fixture.h"

#include "claims/claims_marks.h"

struct lexicon_scene {
    struct dictionary *dictionary;
    struct claims_lexicon *lexicon;
};

static struct lexicon_scene begin(void)
{
    struct lexicon_scene scene = {0};
    scene.dictionary = fixture_dictionary("templates/tu-dien.yaml");
    scene.lexicon = lexicon_new(scene.dictionary);
    return scene;
}

static void end(struct lexicon_scene *scene)
{
    lexicon_free(scene->lexicon);
    dictionary_free(scene->dictionary);
}

static gboolean folds_alike(const char *a, const char *b)
{
    g_autofree char *left = lexicon_fold(a), *right = lexicon_fold(b);
    return strcmp(left, right) == 0;
}

static void tones_and_y_are_folded_and_marks_are_not(void)
{
    CU_ASSERT_TRUE(folds_alike("Hòa Bình", "hoà bình"));
    CU_ASSERT_TRUE(folds_alike("kỷ luật", "kỉ luật"));
    CU_ASSERT_TRUE(folds_alike("cán bộ, công chức", "cán bộ công chức"));
    CU_ASSERT_FALSE(folds_alike("năm", "nam"));
    CU_ASSERT_FALSE(folds_alike("đảng", "dang"));
}

/* Whether the words mean a value of a column of a dataset. */
static gboolean means(const struct lexicon_scene *scene, const char *text, const char *dataset,
                      const char *code)
{
    g_autoptr(GArray) tokens = claim_tokens(text);
    struct claims_run run = {text, tokens, tokens->len};
    guint next;
    const GArray *found = lexicon_at(scene->lexicon, &run, 0, LEXEME_VALUE, &next);
    for (guint i = 0; found != NULL && i < found->len; i++) {
        const struct claims_meaning *meaning = &g_array_index(found, struct claims_meaning, i);
        const char *value = meaning->value != NULL ? meaning->value->code : meaning->where;
        if (strcmp(meaning->dataset->name, dataset) == 0 && strcmp(value, code) == 0)
            return TRUE;
    }
    return FALSE;
}

static void values_are_known_by_name_alias_and_saying(void)
{
    struct lexicon_scene scene = begin();
    CU_ASSERT_TRUE(means(&scene, "khiển trách", "ky_luat", "khien_trach"));
    CU_ASSERT_TRUE(means(&scene, "khai trừ ra khỏi Đảng", "ky_luat", "khai_tru"));
    CU_ASSERT_TRUE(means(&scene, "hoàn thành tốt nhiệm vụ", "xep_loai", "tot"));
    CU_ASSERT_TRUE(means(&scene, "hoàn thành tốt nhiệm vụ", "xep_loai_dang_vien", "tot"));
    CU_ASSERT_TRUE(means(&scene, "trung cấp lý luận chính trị", "trinh_do", "trung_cap"));
    CU_ASSERT_TRUE(
        means(&scene, "không là người địa phương", "can_bo_chu_chot", "nguoi_dia_phuong=khong"));
    CU_ASSERT_FALSE(means(&scene, "có", "sinh_hoat", "co"));
    end(&scene);
}

static gint32 add(struct unit_tree *tree, const char *code, const char *name, const char *parent)
{
    struct unit unit = {.code = code,
                        .name = name,
                        .kind = "",
                        .level = *parent == '\0' ? LEVEL_HUYEN : LEVEL_CO_SO,
                        .from = DATE_NONE,
                        .to = DATE_NONE};
    return unit_tree_add(tree, &unit, parent);
}

/* How many units the words at the beginning of a text may mean; -1: they name none. */
static int units_in(const struct claims_unit_words *words, const char *text)
{
    g_autoptr(GArray) tokens = claim_tokens(text);
    struct claims_run run = {text, tokens, tokens->len};
    struct claims_unit_mention mention;
    if (!unit_words_at(words, &run, 0, &mention))
        return -1;
    int count = mention.whole_place ? 100 : (int)mention.units->len;
    g_array_unref(mention.units);
    return count;
}

static void units_are_named_with_and_without_their_words(void)
{
    struct lexicon_scene scene = begin();
    g_autoptr(unit_tree_t) tree = unit_tree_new();
    add(tree, "1", "Đảng bộ huyện Tiền Hải", "");
    add(tree, "2", "Đảng bộ huyện Hưng Hà", "");
    add(tree, "1.1", "Đảng bộ xã Minh Tân", "1");
    add(tree, "2.1", "Đảng bộ xã Minh Tân", "2");
    add(tree, "1.2", "Đảng bộ thị trấn Tiền Hải", "1");
    g_autoptr(unit_words_t) words = unit_words_new(tree, scene.lexicon);
    CU_ASSERT_EQUAL(units_in(words, "Đảng bộ huyện Tiền Hải có"), 1);
    CU_ASSERT_EQUAL(units_in(words, "Huyện ủy Tiền Hải có"), 1);
    CU_ASSERT_EQUAL(units_in(words, "huyện Tiền Hải"), 1);
    CU_ASSERT_EQUAL(units_in(words, "Tiền Hải"), 2);
    CU_ASSERT_EQUAL(units_in(words, "xã Minh Tân"), 2);
    CU_ASSERT_EQUAL(units_in(words, "huyện Sông Lam có"), 0);
    CU_ASSERT_EQUAL(units_in(words, "Đảng bộ huyện có"), 100);
    CU_ASSERT_EQUAL(units_in(words, "đảng viên"), -1);
    end(&scene);
}

static CU_TestInfo tests[] = {
    {"tones and y are folded and marks are not", tones_and_y_are_folded_and_marks_are_not},
    {"values are known by name, alias and saying", values_are_known_by_name_alias_and_saying},
    {"units are named with and without their words", units_are_named_with_and_without_their_words},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo claims_lexicon_suite = {"claims_lexicon", NULL, NULL, NULL, NULL, tests};
