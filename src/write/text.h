/*
 * text - a book as it is read in a terminal or a mail.
 *
 * Title, facts and text of the cover, then each sheet: its tables and lists in columns, its notes.
 * Charts are pictures and are left out, and so are long lists but for their first lines, which the
 * text says.
 */
#ifndef WRITE_TEXT_H
#define WRITE_TEXT_H

#include "book/book.h"

/* Places in a line where nobody says how many there are. */
#define TEXT_WIDTH 120

/* `width`: places in a line; 0: TEXT_WIDTH. New string. */
GString *text_of_book(const struct book *book, guint width);

#endif
