#include "write/cell_sum.h"

#include <string.h>

#include "base/hash.h"

static void add(struct cell_sum *sum, const char *tab, struct workbook_place place, guint64 content)
{
    guint64 at = (guint64)place.row << 32 | place.column;
    sum->sum += hash_mix(hash_mix(hash_bytes(tab, strlen(tab)), at), content);
    sum->cells++;
}

void cell_sum_add_text(struct cell_sum *sum, const char *tab, struct workbook_place place,
                       const char *text)
{
    add(sum, tab, place, hash_bytes(text, strlen(text)));
}

void cell_sum_add_number(struct cell_sum *sum, const char *tab, struct workbook_place place,
                         double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(text, sizeof text, "%.15g", value);
    /* The complement: a text of the same digits is another thing. */
    add(sum, tab, place, ~hash_bytes(text, strlen(text)));
}
