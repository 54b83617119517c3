/*
 * fact - one row of an export, coded; or several that were counted together where they came from.
 *
 * A fact lives while its row is looked at; nothing keeps it. `value` has one slot a
 * column of the dataset in the dictionary's order: the index of a unit, of a value, a
 * date (of a year, a month, a period the first day), a count, a fingerprint, or FACT_BLANK.
 * Columns of text are always FACT_BLANK. Values of an open list beyond those of
 * the dictionary are numbered by the reader that made the fact (see vocabulary.h).
 */
#ifndef DATA_FACT_H
#define DATA_FACT_H

#include <glib.h>

#include "base/date.h"
#include "spec/dictionary.h"

struct vocabulary;

#define FACT_MAX_COLUMNS 32
#define FACT_MAX_MENTIONS 16
#define FACT_BLANK G_MININT64

struct fact {
    gint32 unit;      /* index in the unit tree */
    date first, last; /* the day, month or year it belongs to; DATE_NONE: timeless stock */
    gint64 value[FACT_MAX_COLUMNS];
    guint mentions_count; /* of the one COLUMN_LABELS column; its value[] slot is unused */
    gint32 mentions[FACT_MAX_MENTIONS];
    const struct vocabulary *vocabulary; /* texts of open values */
    guint32 file;                        /* index of the input */
    guint64 line;                        /* physical line where the row starts, from 1 */
    guint32 cell; /* of a cell of a wide table: its field, from 1; 0: the whole row */
    gint64 times; /* how many rows it stands for; 1 of a row */
    /* Of those rows, what each column of numbers adds up to, a blank counted as it is asked (enum
     * asking); NULL: all of them have the fact's own values, so that they are multiplied. */
    const gint64 *sum;
};

/*
 * What its rows add up to in a column of numbers; `blank`: what a blank counts. Never beyond what
 * 64 bits hold.
 */
static inline gint64 fact_sum(const struct fact *fact, guint column, gint64 blank)
{
    gint64 value = fact->value[column] != FACT_BLANK ? fact->value[column] : blank, sum;
    if (fact->sum != NULL)
        return fact->sum[column];
    return __builtin_mul_overflow(value, fact->times, &sum) ? G_MAXINT64 : sum;
}

/* Facts that are counted together, since nobody asks for what tells them apart. */
struct fact_group {
    struct fact fact; /* any of them; what nobody asks is blank; its times: those of all of them */
    gint64 sum[FACT_MAX_COLUMNS]; /* of their numbers, in each column that is added up */
};

/*
 * Of a dataset that is returned for quarters and for years (COLUMN_QUARTER) the rows of one kind
 * are counted at a time: of a stretch that is one of the first three quarters those of that
 * quarter, in whatever year; else those of whole years (FACT_OF_YEAR). Of other datasets all are.
 */
#define FACT_OF_YEAR 0
#define FACT_OF_ANY (-1)
int fact_quarter_asked(const struct dataset *dataset, date first, date last);
gboolean fact_is_of_quarter(const struct fact *fact, int asked);

/* Codes that a column may hold; what the dictionary's values are is looked up in bits. */
struct fact_codes {
    const struct column *about;
    guint column;
    const char *codes;
    guint64 bits;    /* of the dictionary's values, and the last of the blank */
    guint64 in_bits; /* lesser values are looked up there */
};

/* Whether a code is the one asked for, of `length` bytes; see fact_codes(). */
gboolean fact_code_fits(const char *code, const char *wanted, gsize length);

/* The bit of a blank; values of the dictionary have those below. */
#define FACT_BLANK_BIT 63

/*
 * The codes stand with blanks between them; "-" is a blank field, and a code that ends in "*"
 * stands for all that begin so. Keeps both pointers.
 */
struct fact_codes fact_codes(const struct dataset *dataset, guint column, const char *codes);

/* The same as fact_has_code(), of a value that is not looked up in bits. */
gboolean fact_has_code_beyond(const struct fact *fact, const struct fact_codes *codes);

/* Whether the fact's value in the column has one of the codes. */
static inline gboolean fact_has_code(const struct fact *fact, const struct fact_codes *codes)
{
    guint64 value = (guint64)fact->value[codes->column];
    if (fact->value[codes->column] == FACT_BLANK)
        return codes->bits >> FACT_BLANK_BIT & 1;
    return value < codes->in_bits ? (gboolean)(codes->bits >> value & 1)
                                  : fact_has_code_beyond(fact, codes);
}

#endif
