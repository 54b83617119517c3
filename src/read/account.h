/*
 * account - how the rows of one file were spent, in words.
 */
#ifndef READ_ACCOUNT_H
#define READ_ACCOUNT_H

#include "read/reader.h"

/* Why rows were rejected: "3 ngay_sai, 1 gia_tri_la"; "" if none was. New string. */
char *account_reasons(const struct account *account);

#endif
