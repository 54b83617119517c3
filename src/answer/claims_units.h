/*
 * claims_units - the units that a sentence names.
 *
 * "Đảng bộ huyện Tiền Hải" is said as "huyện Tiền Hải", "Huyện ủy Tiền Hải" or "Tiền Hải". A name
 * that several units bear says one of them only with its superior beside it ("xã Thái Hưng, huyện
 * Hưng Hà"); a place word before a name that no unit bears is a unit that the data do not have.
 */
#ifndef ANSWER_CLAIMS_UNITS_H
#define ANSWER_CLAIMS_UNITS_H

#include "answer/claims_lexicon.h"
#include "data/unit.h"

struct unit_words;

struct unit_words *unit_words_new(const struct unit_tree *tree, const struct lexicon *lexicon);
void unit_words_free(struct unit_words *words);
typedef struct unit_words unit_words_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(unit_words_t, unit_words_free)

/* Units that words at a token may mean. */
struct unit_mention {
    guint first, next;    /* tokens */
    gboolean whole_place; /* "toàn huyện": the unit of that level that is spoken of */
    const char *place;    /* of whole_place: "huyện" */
    GArray *units;        /* gint32; empty: no unit of the data (or whole_place) */
};

/* The mention that begins at a token; FALSE: none does. Its array is new. */
gboolean unit_words_at(const struct unit_words *words, const struct word_run *run, guint at,
                       struct unit_mention *mention);

/* The place word in a unit's name, "" if it has none. */
const char *unit_words_place(const struct unit_words *words, gint32 unit);
enum level unit_words_level(const char *place);

#endif
