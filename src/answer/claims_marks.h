/*
 * claims_marks - what the words of one sentence are: units, times, names of the dictionary,
 * figures.
 *
 * Each figure has words of its own: those behind it up to a comma or a word that ends them, if what
 * is counted stands right behind it ("147 đảng viên bị kỷ luật"), and those before it ("khiển trách
 * 107"). Words that belong to no figure speak of all.
 */
#ifndef ANSWER_CLAIMS_MARKS_H
#define ANSWER_CLAIMS_MARKS_H

#include "answer/claims_lexicon.h"
#include "answer/claims_times.h"
#include "answer/claims_units.h"

enum mark_kind { MARK_WORDS, MARK_UNIT, MARK_TIME };

struct mark {
    enum mark_kind kind;
    guint first, next;      /* tokens */
    const GArray *meanings; /* WORDS */
    struct unit_mention unit;
    struct time_mention time;
    gboolean compared; /* TIME: what is compared with */
};

/* The readers of a text; borrowed. */
struct mark_words {
    const struct lexicon *lexicon;
    const struct unit_words *units; /* NULL: no units */
    const struct time_words *times;
    const char *text, *lower; /* the same bytes in lower case */
    const GArray *tokens;
};

struct marks {
    guint begin, end; /* tokens of the sentence */
    GArray *marks;    /* struct mark, in the order of the text */
    int *mark_of;     /* by token from `begin`: index of its mark, or -1 */
    guint8 *figure;   /* by token from `begin`: a figure of a claim, or what looks like one */
    guint *from,
        *to; /* by token from `begin`, of figures: its own words, both ends of the figure */
};

/* `figures` are the tokens of the sentence's claims: no words of time take them. */
struct marks *marks_new(const struct mark_words *words, guint begin, guint end,
                        const guint8 *figures);
void marks_free(struct marks *marks);
typedef struct marks marks_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(marks_t, marks_free)

/* The mark of a token, NULL if it has none. */
const struct mark *marks_at(const struct marks *marks, guint token);

/* Whether words of no figure speak of this one: no semicolon parts them. */
gboolean marks_share_clause(const struct mark_words *words, const struct marks *marks, guint a,
                            guint b);

/* Whether a token belongs to a figure's own words; `figure` CLAIM_NOWHERE: to any figure's. */
gboolean marks_owns(const struct marks *marks, guint figure, guint token);

#endif
