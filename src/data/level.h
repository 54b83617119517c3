/*
 * level - the levels of Party organizations, from the top down.
 */
#ifndef DATA_LEVEL_H
#define DATA_LEVEL_H

#include <glib.h>

enum level { LEVEL_TINH, LEVEL_HUYEN, LEVEL_CO_SO, LEVEL_BO_PHAN, LEVEL_CHI_BO, LEVELS };

const char *level_code(enum level level);  /* "co_so" */
const char *level_label(enum level level); /* "Tổ chức cơ sở đảng" */
/* Also takes the alias "xa" for co_so. */
gboolean level_from_code(const char *code, enum level *level);

#endif
