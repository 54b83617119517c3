/*
 * read_fixture - a small dictionary, units and files for the tests of the reader.
 */
#ifndef TESTS_READ_FIXTURE_H
#define TESTS_READ_FIXTURE_H

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "data/unit.h"
#include "data/vocabulary.h"
#include "read/input.h"
#include "spec/dictionary.h"

#define NAMES(...)                                                                                 \
    {                                                                                              \
        (char *[]){__VA_ARGS__}, sizeof((char *[]){__VA_ARGS__}) / sizeof(char *)                  \
    }

static struct dictionary_value fixture_classes[] = {
    {.code = "tot", .label = "Hoàn thành tốt nhiệm vụ", .aliases = NAMES("HTTNV")},
    {.code = "hoan_thanh", .label = "Hoàn thành nhiệm vụ"},
};

static struct dictionary_value fixture_groups[] = {{.code = "khac", .label = "Khác"}};

static struct dictionary_value fixture_bands[] = {
    {.code = "duoi_30", .label = "Dưới 30 tuổi", .up_to = "29"},
    {.code = "30_59", .label = "Từ 30 đến 59 tuổi", .up_to = "59"},
    {.code = "60_tro_len", .label = "Từ 60 tuổi trở lên"},
};

#define UNIT_COLUMN                                                                                \
    {                                                                                              \
        .name = "ma_don_vi", .label = "Mã đơn vị", .type = COLUMN_UNIT                             \
    }

static struct column fixture_ranking[] = {
    {.name = "nam", .label = "Năm", .type = COLUMN_YEAR, .time = 1},
    UNIT_COLUMN,
    {.name = "xep_loai",
     .label = "Xếp loại",
     .type = COLUMN_CODE,
     .may_be_blank = 1,
     .aliases = NAMES("Kết quả xếp loại"),
     .values = fixture_classes,
     .values_count = 2},
    {.name = "so_luong", .label = "Số lượng", .type = COLUMN_COUNT, .optional = 1},
};

static struct column fixture_members[] = {
    {.name = "nam", .label = "Năm", .type = COLUMN_YEAR, .time = 1},
    {.name = "ma_dang_vien",
     .label = "Mã đảng viên",
     .type = COLUMN_KEY,
     .optional = 1,
     .person = 1},
    UNIT_COLUMN,
    {.name = "xep_loai",
     .label = "Xếp loại",
     .type = COLUMN_CODE,
     .values = fixture_classes,
     .values_count = 2},
    {.name = "quan_so", .label = "Quân số", .type = COLUMN_COUNT, .optional = 1},
};

static struct column fixture_staff[] = {
    UNIT_COLUMN,
    {.name = "ma_can_bo", .label = "Mã cán bộ", .type = COLUMN_KEY, .person = 1},
    {.name = "ngay_sinh",
     .label = "Ngày sinh",
     .type = COLUMN_DATE,
     .may_be_blank = 1,
     .person = 1},
    {.name = "chuc_vu", .label = "Chức vụ", .type = COLUMN_LABEL, .may_be_blank = 1},
    {.name = "noi_dung",
     .label = "Nội dung",
     .type = COLUMN_LABELS,
     .optional = 1,
     .may_be_blank = 1,
     .values = fixture_groups,
     .values_count = 1},
    {.name = "ky",
     .label = "Kỳ",
     .type = COLUMN_PERIOD,
     .optional = 1,
     .time = 1,
     .may_be_blank = 1},
    {.name = "nhom_tuoi",
     .label = "Nhóm tuổi",
     .type = COLUMN_BAND,
     .of = "ngay_sinh",
     .values = fixture_bands,
     .values_count = 3},
};

static struct dataset_key fixture_ranking_keys[] = {{.columns = NAMES("nam", "ma_don_vi")}};
static struct dataset_key fixture_members_keys[] = {{.columns = NAMES("nam", "ma_dang_vien")}};
static struct dataset_key fixture_staff_keys[] = {{.columns = NAMES("ma_can_bo")}};

static struct dataset fixture_datasets[] = {
    {.name = "xep_loai",
     .kind = DATASET_RETURNS,
     .columns = fixture_ranking,
     .columns_count = 4,
     .keys = fixture_ranking_keys,
     .keys_count = 1,
     .contradiction = CONTRADICTION_LAST},
    {.name = "dang_vien",
     .kind = DATASET_RETURNS,
     .columns = fixture_members,
     .columns_count = 5,
     .one_of = NAMES("ma_dang_vien", "quan_so"),
     .keys = fixture_members_keys,
     .keys_count = 1},
    {.name = "can_bo",
     .kind = DATASET_STOCK,
     .columns = fixture_staff,
     .columns_count = 7,
     .keys = fixture_staff_keys,
     .keys_count = 1,
     .contradiction = CONTRADICTION_REJECT},
};

static const struct dictionary fixture_dictionary = {.datasets = fixture_datasets,
                                                     .datasets_count = 3};

/* A province 34 with cells 34.01 to 34.99. */
static inline struct unit_tree *fixture_tree(void)
{
    struct unit_tree *tree = unit_tree_new();
    for (int i = 0; i < 100; i++) {
        g_autofree char *code = i == 0 ? g_strdup("34") : g_strdup_printf("34.%02d", i);
        struct unit unit = {.code = code,
                            .name = code,
                            .kind = "",
                            .level = LEVEL_CHI_BO,
                            .from = DATE_NONE,
                            .to = DATE_NONE};
        unit_tree_add(tree, &unit, i == 0 ? "" : "34");
    }
    unit_tree_link(tree, NULL, NULL);
    return tree;
}

/* A new folder; fixture_remove() frees the path. */
static inline char *fixture_folder(void)
{
    return g_dir_make_tmp("tongket-read-XXXXXX", NULL);
}

/* Writes a file of the folder; returns its path, which stays valid until fixture_remove(). */
static inline const char *fixture_write(const char *folder, const char *name, const char *bytes)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_file_set_contents(path, bytes, -1, NULL);
    return g_intern_string(path);
}

static inline void fixture_remove(char *folder)
{
    GDir *entries = g_dir_open(folder, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(entries)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_remove(path);
    }
    g_dir_close(entries);
    g_rmdir(folder);
    g_free(folder);
}

#endif
