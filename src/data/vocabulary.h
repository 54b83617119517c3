/*
 * vocabulary - numbers for the values of open lists, a column at a time.
 *
 * The dictionary's values keep their index. A value that only the data know gets
 * the next number of the reader that meets it first; two readers number differently, so
 * whoever merges their results goes over the code (folded label), which is the same.
 * Of the labels met with one code the first in byte order stands for it, so that it does not
 * depend on the order of the rows either; whoever merges does likewise.
 *
 * A vocabulary keeps a pointer to its dataset.
 */
#ifndef DATA_VOCABULARY_H
#define DATA_VOCABULARY_H

#include <glib.h>

#include "spec/dictionary.h"

struct vocabulary;

struct vocabulary *vocabulary_new(const struct dataset *dataset);
/* One more owner: whoever counts by the numbers keeps the vocabulary behind them. */
struct vocabulary *vocabulary_ref(const struct vocabulary *vocabulary);
/* Drops one owner; the last one frees. */
void vocabulary_free(struct vocabulary *vocabulary);
typedef struct vocabulary vocabulary_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(vocabulary_t, vocabulary_free)

/* The number of a label (NFC, squeezed) in an open column; numbered anew if not met before. */
gint32 vocabulary_number(struct vocabulary *vocabulary, guint column, const char *label);

/*
 * A value that only the data know and that is the name or number of a person: rows are told apart
 * by it, but wherever it is printed, all such values are VOCABULARY_HIDDEN.
 */
void vocabulary_hide(struct vocabulary *vocabulary, guint column, gint32 number);
#define VOCABULARY_HIDDEN "(giống tên hoặc số của người)"
#define VOCABULARY_HIDDEN_CODE "giong_ten_hoac_so_cua_nguoi"
/* As vocabulary_code() and vocabulary_label(), of what is printed. */
const char *vocabulary_shown_code(const struct vocabulary *vocabulary, guint column, gint32 number);
const char *vocabulary_shown_label(const struct vocabulary *vocabulary, guint column,
                                   gint32 number);

/* How many values the column has by now. */
guint vocabulary_count(const struct vocabulary *vocabulary, guint column);
/* Valid until a new label is numbered. A label of signs only has the code "_". */
const char *vocabulary_code(const struct vocabulary *vocabulary, guint column, gint32 number);
const char *vocabulary_label(const struct vocabulary *vocabulary, guint column, gint32 number);

#endif
