/*
 * delivery_book - a small book for the suites of delivery, manifest and readback.
 *
 * Table "bang": rows 01, 02, a heading and the total; a count and a share of it. Chart "hinh" on
 * it. List "kiem-tra" of two lines. Stem "thu".
 */
#ifndef TESTS_DELIVERY_BOOK_H
#define TESTS_DELIVERY_BOOK_H

#include "base/request.h"
#include "book/book.h"

struct book *delivery_book(void);

/* The request of an internal draft for 2024 by a template with that text. The caller clears it. */
struct request delivery_request(const char *template);

/* The figure in the second row of the table. */
struct book_cell *delivery_book_cell(struct book *book);

#endif
