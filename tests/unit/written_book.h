/*
 * written_book - a book written as a workbook in a folder of its own, and its parts as text.
 */
#ifndef TESTS_WRITTEN_BOOK_H
#define TESTS_WRITTEN_BOOK_H

#include <CUnit/CUnit.h>

#include "write/writer.h"

struct written_book {
    char *folder;
    char *path;
    GError *error;
    gboolean good;
};

struct written_book written_new(const struct book *book, gboolean values_only);
/* Also checks that nothing else was left in the folder. */
void written_clear(struct written_book *written);

/* A part of the workbook; "" when there is none. New string. */
char *written_part(const struct written_book *written, const char *name);
/* Checks that a part holds a text. */
void written_check(const struct written_book *written, const char *name, const char *expected);

#endif
