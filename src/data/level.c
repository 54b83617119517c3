#include "data/level.h"

#include <string.h>

static const struct {
    const char *code;
    const char *label;
} levels[LEVELS] = {
    [LEVEL_TINH] = {"tinh", "Tỉnh"},
    [LEVEL_HUYEN] = {"huyen", "Huyện"},
    [LEVEL_CO_SO] = {"co_so", "Tổ chức cơ sở đảng"},
    [LEVEL_BO_PHAN] = {"bo_phan", "Đảng bộ bộ phận"},
    [LEVEL_CHI_BO] = {"chi_bo", "Chi bộ"},
};

const char *level_code(enum level level)
{
    g_assert(level < LEVELS);
    return levels[level].code;
}

const char *level_label(enum level level)
{
    g_assert(level < LEVELS);
    return levels[level].label;
}

gboolean level_from_code(const char *code, enum level *level)
{
    if (strcmp(code, "xa") == 0)
        code = levels[LEVEL_CO_SO].code;
    for (int i = 0; i < LEVELS; i++) {
        if (strcmp(code, levels[i].code) == 0) {
            *level = (enum level)i;
            return TRUE;
        }
    }
    return FALSE;
}
