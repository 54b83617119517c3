/*
 * workbook_texts - the texts that cells of a workbook share, by their number.
 */
#ifndef WORKBOOK_WORKBOOK_TEXTS_H
#define WORKBOOK_WORKBOOK_TEXTS_H

#include <glib.h>

struct workbook_texts {
    GString *all;   /* with a NUL behind each */
    GArray *starts; /* guint32 */
};

/* All of them together must stay below 4 GiB. */
void workbook_texts_init(struct workbook_texts *texts);
void workbook_texts_clear(struct workbook_texts *texts);
void workbook_texts_add(struct workbook_texts *texts, const char *text, gsize length);
/* NULL: there is none of that number. Valid until one is added. */
const char *workbook_texts_at(const struct workbook_texts *texts, guint64 number);

#endif
