/*
 * claims_marks - what the words of one sentence are: units, times, names of the dictionary,
 * figures.
 *
 * Each figure has words of its own: those behind it up to a comma or a word that ends them, if what
 * is counted stands right behind it ("147 đảng viên bị kỷ luật"), and those before it ("khiển trách
 * 107"). Words that belong to no figure speak of all.
 */
#ifndef CLAIMS_MARKS_H
#define CLAIMS_MARKS_H

#include <glib.h>

#include "base/date.h"
#include "claims/claim_token.h"
#include "data/unit.h"
#include "spec/dictionary.h"

/*
 * claims_lexicon.c: what words of a sentence can mean: names of the dictionary, and words of
 * reports.
 *
 * Words are compared in lower case, with the tone mark wherever it is put (hòa, hoà) and y taken
 * for i (kỷ, kỉ), but never without marks: "năm" is a year, "nam" a man. Signs between words
 * count for nothing. A phrase may have several meanings; which one holds, the sentence must say.
 */
enum lexeme {
    LEXEME_BODY,
    LEXEME_CELL,
    LEXEME_PLACE,
    LEXEME_WHOLE,
    LEXEME_ABROAD,
    LEXEME_COMPARED,
    LEXEME_LEAST,
    LEXEME_RANKED,
    LEXEME_PRESENT,
    LEXEME_RESTRICTS,
    LEXEME_ASIDE,
    LEXEME_BREAK, /* ends what is said of a figure */
    LEXEME_LINK,  /* leads to a figure */
    LEXEME_NEUTRAL,
    LEXEME_NOUN,   /* of a subject of the dictionary */
    LEXEME_CUE,    /* of a subject */
    LEXEME_VALUE,  /* a condition of a dataset */
    LEXEME_COLUMN, /* names a column whose values follow */
    LEXEMES,
};

/* One meaning of a phrase; plain, borrowed from the lexicon. */
struct claims_meaning {
    enum lexeme lexeme;
    const struct dataset *dataset;            /* NOUN, CUE, VALUE, COLUMN */
    const struct dictionary_subject *subject; /* NOUN, CUE */
    const struct column *column;              /* VALUE of a column, COLUMN */
    const struct dictionary_value *value;     /* VALUE of a column */
    const char *where;                        /* VALUE of a saying: its condition */
};

struct claims_lexicon;

struct claims_lexicon *lexicon_new(const struct dictionary *dictionary);
void lexicon_free(struct claims_lexicon *lexicon);
typedef struct claims_lexicon lexicon_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(lexicon_t, lexicon_free)

/*
 * A text as words with one blank between; word for word what lexicon_words() makes of the tokens
 * of the same text. New string.
 */
char *lexicon_fold(const char *text);

/* A stretch of a text: its tokens up to `end`. */
struct claims_run {
    const char *text;
    const GArray *tokens;
    guint end;
};

/*
 * Up to `limit` words of a run from the token `at` on, signs left out, and behind which token each
 * ends (NULL: not asked). Stops and signs that part phrases end them. New array of new strings.
 */
GPtrArray *lexicon_words(const struct claims_run *run, guint at, guint limit, guint *ends);

/* Words that the longest phrase has. */
#define LEXICON_WORDS 14

/*
 * The longest phrase of that lexeme at a token (LEXEMES: of any), and the token behind it. GArray
 * of struct claims_meaning, the lexicon's; NULL: none.
 */
const GArray *lexicon_at(const struct claims_lexicon *lexicon, const struct claims_run *run,
                         guint at, enum lexeme lexeme, guint *next);

/* Whether one of the meanings is of that lexeme. */
gboolean lexicon_means(const GArray *meanings, enum lexeme lexeme);

/*
 * claims_units.c: the units that a sentence names.
 *
 * "Đảng bộ huyện Tiền Hải" is said as "huyện Tiền Hải", "Huyện ủy Tiền Hải" or "Tiền Hải". A name
 * that several units bear says one of them only with its superior beside it ("xã Thái Hưng, huyện
 * Hưng Hà"); a place word before a name that no unit bears is a unit that the data do not have.
 */
struct claims_unit_words;

struct claims_unit_words *unit_words_new(const struct unit_tree *tree,
                                         const struct claims_lexicon *lexicon);
void unit_words_free(struct claims_unit_words *words);
typedef struct claims_unit_words unit_words_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(unit_words_t, unit_words_free)

/* Units that words at a token may mean. */
struct claims_unit_mention {
    guint first, next;    /* tokens */
    gboolean whole_place; /* "toàn huyện": the unit of that level that is spoken of */
    const char *place;    /* of whole_place: "huyện" */
    GArray *units;        /* gint32; empty: no unit of the data (or whole_place) */
};

/* The mention that begins at a token; FALSE: none does. Its array is new. */
gboolean unit_words_at(const struct claims_unit_words *words, const struct claims_run *run,
                       guint at, struct claims_unit_mention *mention);

/* The place word in a unit's name, "" if it has none. */
const char *unit_words_place(const struct claims_unit_words *words, gint32 unit);
enum level unit_words_level(const char *place);

/*
 * claims_times.c: the days that a sentence speaks of: "6 tháng đầu năm 2024", "quý III/2024".
 */
struct claims_time_words;

struct claims_time_words *time_words_new(void);
void time_words_free(struct claims_time_words *words);
typedef struct claims_time_words time_words_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(time_words_t, time_words_free)

enum time_kind {
    TIME_DAYS,  /* first..last */
    TIME_UP_TO, /* "tính đến 31/8/2024": only the last day is said */
    TIME_SHIFT, /* "cùng kỳ năm trước": so many months before the days that are spoken of */
    TIME_SAME,  /* "cùng kỳ năm 2023": the same days of that year (`first` is its first) */
    TIME_UNKNOWN, /* "đến nay": no day */
};

struct claims_time {
    enum time_kind kind;
    date first, last;
    int months; /* SHIFT */
};

/*
 * The longest words of time that begin at a place of a text in lower case; *length: how many bytes
 * they are. FALSE: none do.
 */
gboolean time_words_at(const struct claims_time_words *words, const char *text, gsize at,
                       gsize *length, struct claims_time *mention);

enum mark_kind { MARK_WORDS, MARK_UNIT, MARK_TIME };

struct claims_mark {
    enum mark_kind kind;
    guint first, next;      /* tokens */
    const GArray *meanings; /* WORDS */
    struct claims_unit_mention unit;
    struct claims_time time;
    gboolean compared; /* TIME: what is compared with */
};

/* The readers of a text; borrowed. */
struct claims_reader {
    const struct claims_lexicon *lexicon;
    const struct claims_unit_words *units; /* NULL: no units */
    const struct claims_time_words *times;
    const char *text, *lower; /* the same bytes in lower case */
    const GArray *tokens;
};

struct claims_marks {
    guint begin, end; /* tokens of the sentence */
    GArray *marks;    /* struct claims_mark, in the order of the text */
    int *mark_of;     /* by token from `begin`: index of its mark, or -1 */
    guint8 *figure;   /* by token from `begin`: a figure of a claim, or what looks like one */
    guint *from,
        *to; /* by token from `begin`, of figures: its own words, both ends of the figure */
};

/* `figures` are the tokens of the sentence's claims: no words of time take them. */
struct claims_marks *marks_new(const struct claims_reader *words, guint begin, guint end,
                               const guint8 *figures);
void marks_free(struct claims_marks *marks);
typedef struct claims_marks marks_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(marks_t, marks_free)

/* The mark of a token, NULL if it has none. */
const struct claims_mark *marks_at(const struct claims_marks *marks, guint token);

/* Whether a mark (NULL: none) is words with that meaning. */
gboolean marks_means(const struct claims_mark *mark, enum lexeme lexeme);

/* Whether words of no figure speak of this one: no semicolon parts them. */
gboolean marks_share_clause(const struct claims_reader *words, const struct claims_marks *marks,
                            guint a, guint b);

/* Whether a token belongs to a figure's own words; `figure` CLAIM_NOWHERE: to any figure's. */
gboolean marks_owns(const struct claims_marks *marks, guint figure, guint token);

#endif
