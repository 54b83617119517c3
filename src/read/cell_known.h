/*
 * cell_known - what is known of a text without a closer look.
 *
 * Files repeat the same few texts over and over: a text that a column held before, a day in the
 * most frequent form, a number of a decision in plain letters, the unit that came next the last
 * time. What is found here is what cell_code() would say, and good; all else is asked there. The
 * functions stand here so that they become part of the loop over the columns of a row.
 */
#ifndef READ_CELL_KNOWN_H
#define READ_CELL_KNOWN_H

#include <string.h>

#include "base/hash.h"
#include "data/unit.h"
#include "read/broken_text.h"
#include "read/cell.h"
#include "read/cell_text.h"

#define MEMO_BITS 10
#define MEMO_SLOTS (1u << MEMO_BITS)
#define MEMO_PROBES 8
#define MEMO_TEXT 80 /* longer texts are not remembered */

/* The first and the last eight bytes of a text, which overlap; of a shorter one all there are. */
struct memo_ends {
    guint64 first, last;
};

/* The whole of a text of sixteen bytes is in its ends: most are told by three numbers. */
struct memo_slot {
    struct memo_ends ends;
    guint32 length;    /* 0: free */
    gboolean is_known; /* good, one value and numbered: nothing is left to be asked */
    struct cell cell;
    char text[MEMO_TEXT];
};

/* Of a text that is not empty. */
static inline struct memo_ends memo_ends(const char *text, gsize length)
{
    struct memo_ends ends = {0, 0};
    memcpy(&ends.first, text, MIN(length, 8));
    if (length > 8)
        memcpy(&ends.last, text + length - 8, 8);
    return ends;
}

/* The same of a field of a row, from whose start ROW_PADDING bytes can be read. */
static inline struct memo_ends memo_ends_of_field(const char *text, gsize length)
{
    struct memo_ends ends = {0, 0};
    memcpy(&ends.first, text, 8);
    if (length > 8)
        memcpy(&ends.last, text + length - 8, 8);
    else
        ends.first &= GUINT64_TO_LE(G_MAXUINT64 >> (64 - 8 * length));
    return ends;
}

/* The ends and the length tell a text of a column from nearly all others there. */
static inline guint memo_hash(struct memo_ends ends, gsize length)
{
    guint64 sum = ends.first + (ends.last << 7 | ends.last >> 57) + length;
    return (guint)(sum * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) >> (64 - MEMO_BITS));
}

/* Whether two texts of one length and with the same ends are the same between these. */
static inline gboolean memo_same_middle(const char *a, const char *b, gsize length)
{
    for (gsize at = 8; at + 8 < length; at += 8) {
        guint64 one, other;
        memcpy(&one, a + at, 8);
        memcpy(&other, b + at, 8);
        if (one != other)
            return FALSE;
    }
    return TRUE;
}

static inline gboolean memo_holds(const struct memo_slot *slot, struct memo_ends ends,
                                  const char *text, gsize length)
{
    return slot->length == length && slot->ends.first == ends.first &&
           slot->ends.last == ends.last && memo_same_middle(slot->text, text, length);
}

/* The slot of the text, or the one it should take: a free one, or else its first. */
static inline struct memo_slot *memo_find(struct memo_slot *slots, const char *text, gsize length)
{
    struct memo_ends ends = memo_ends(text, length);
    guint hash = memo_hash(ends, length);
    for (guint i = 0; i < MEMO_PROBES; i++) {
        struct memo_slot *slot = &slots[(hash + i) % MEMO_SLOTS];
        if (slot->length == 0 || memo_holds(slot, ends, text, length))
            return slot;
    }
    slots[hash].length = 0;
    return &slots[hash];
}

/* What the text means, in a slot that memo_find() gave. */
static inline void memo_set(struct memo_slot *slot, struct cell cell, const char *text,
                            gsize length)
{
    slot->ends = memo_ends(text, length);
    slot->length = (guint32)length;
    slot->is_known =
        cell.rule == RULES && cell.value != CELL_UNNUMBERED && cell.value != CELL_SEVERAL;
    slot->cell = cell;
    memcpy(slot->text, text, length);
}

/*
 * The unit that a column named last, and which one came behind each unit when it was named last: in
 * a file in order that is nearly always the next one too. A guess is compared in full; in a file in
 * random order it would be one more place in memory to wait for, so it must have been right lately.
 */
struct unit_memory {
    const struct unit_tree *tree;
    gint32 *next;
    gint32 last;
    guint trust;           /* how many guesses may still fail before guessing is left to luck */
    guint turns;           /* so many look-ups without a guess */
    struct memo_ends ends; /* of its code */
    gsize length;
    char text[MEMO_TEXT];
};

struct unit_memory *unit_memory_new(const struct unit_tree *tree);

/* The unit of that very code, which is not the one named last, or UNIT_NONE. */
gint32 unit_memory_find(struct unit_memory *memory, const char *text, gsize length);

/* How one column of a file is asked. Belongs to the cells. */
struct cell_asking {
    enum column_type type;
    struct memo_slot *memo;   /* of a type that is remembered, or NULL */
    struct unit_memory *unit; /* of a column of units, or NULL */
    const date *month;        /* first days of the months from FIRST_YEAR on */
    guint first_year, years;  /* in which a day lies; 0: in none that is known */
    gint64 most;              /* of a count */
    guint64 *day_first;       /* see date_order.h */
};

/* Valid until another file begins (cells_take_dates()). */
void cells_ask(struct cells *cells, guint column, struct cell_asking *asking);

/* dd/mm/yyyy, as nearly all exports write it: "/mm/yyyy" is looked at at once. */
static inline gboolean cell_known_day(const struct cell_asking *asking, const char *text,
                                      gsize length, gint64 *value)
{
    const guint64 form = G_GUINT64_CONSTANT(0x303030302f30302f);  /* "/00/0000" */
    const guint64 limit = G_GUINT64_CONSTANT(0x767676767f76767f); /* 128 minus what may be there */
    guint64 tail;
    if (length != 10)
        return FALSE;
    memcpy(&tail, text + 2, sizeof tail);
    tail = GUINT64_FROM_LE(tail) ^ form;
    guint tens = (guint8)text[0] - '0', ones = (guint8)text[1] - '0';
    guint64 pairs = tail * 10 + (tail >> 8);
    guint day = 10 * tens + ones, month = (guint)(pairs >> 8 & 0xff) - 1;
    guint year = 100 * (guint)(pairs >> 32 & 0xff) + (guint)(pairs >> 48 & 0xff);
    if ((((tail + limit) | tail) & G_GUINT64_CONSTANT(0x8080808080808080)) != 0 || tens > 9 ||
        ones > 9 || month > 11 || year - asking->first_year >= asking->years)
        return FALSE;
    const date *first = &asking->month[12 * (year - FIRST_YEAR) + month];
    if (day - 1 >= (guint)(first[1] - first[0]))
        return FALSE;
    *value = first[0] + (date)day - 1;
    *asking->day_first += day > 12;
    return TRUE;
}

/* Bytes at once of a short text; what is true of a byte is 0xff in its place. */
typedef guint8 key_bytes __attribute__((vector_size(16)));
#define KEY_BYTES(bytes, first, last)                                                              \
    ((key_bytes)((bytes) - (guint8)(first) <= (guint8)((last) - (first))))

/*
 * Numbers of decisions and codes of persons in plain letters, Đ, digits, '-', '.' and '/', with a
 * digit among them: what cell_level_print() says of them. Of 8 to 16 bytes all are looked at at
 * once.
 */
static inline gboolean cell_known_key(const char *text, gsize length, gint64 *value)
{
    struct memo_ends ends = memo_ends_of_field(text, length);
    key_bytes bytes;
    guint64 plain[2], digits[2], small[2];
    if (length < 8 || length > 16)
        return cell_level_quick_print(text, length, value);
    ends.last = length == 8 ? ends.first : ends.last;
    memcpy(&bytes, &ends, sizeof bytes);
    /* Both bytes of Đ stand here, as no other letter begins with the first. */
    key_bytes dau = KEY_BYTES(bytes, 0x90, 0x91), first = (key_bytes)(bytes == (guint8)0xc4);
    key_bytes is_digit = KEY_BYTES(bytes, '0', '9');
    key_bytes is_plain =
        KEY_BYTES(bytes, '-', '9') | KEY_BYTES(bytes | 0x20, 'a', 'z') | dau | first;
    key_bytes level = bytes | (~(dau | first) & 0x20) | (dau & 0x01);
    memcpy(plain, &is_plain, sizeof plain);
    memcpy(digits, &is_digit, sizeof digits);
    memcpy(small, &level, sizeof small);
    *value = (gint64)cell_level_hash_ends(small[0], small[1], length);
    return (plain[0] & plain[1]) == G_MAXUINT64 && (digits[0] | digits[1]) != 0 &&
           *value != FACT_BLANK;
}

/* A count of few digits, of which none is beyond what a row may hold. */
static inline gboolean cell_known_count(const struct cell_asking *asking, const char *text,
                                        gsize length, gint64 *value)
{
    gint64 number = 0;
    if (length > 9)
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        guint digit = (guint8)text[i] - '0';
        if (digit > 9)
            return FALSE;
        number = 10 * number + digit;
    }
    *value = number;
    return number <= asking->most;
}

static inline gboolean cell_known_unit(const struct cell_asking *asking, const char *text,
                                       gsize length, gint64 *value)
{
    struct unit_memory *memory = asking->unit;
    if (memory == NULL)
        return FALSE;
    struct memo_ends ends = memo_ends_of_field(text, length);
    *value = length == memory->length && ends.first == memory->ends.first &&
                     ends.last == memory->ends.last && memo_same_middle(memory->text, text, length)
                 ? memory->last
                 : unit_memory_find(memory, text, length);
    return *value != UNIT_NONE;
}

/* TRUE: the text, which is not empty, was met before and has that value. */
static inline gboolean cell_known_text(const struct cell_asking *asking, const char *text,
                                       gsize length, gint64 *value, gint32 *span)
{
    struct memo_ends ends = memo_ends_of_field(text, length);
    const struct memo_slot *slot = &asking->memo[memo_hash(ends, length)];
    if (!memo_holds(slot, ends, text, length) || !slot->is_known)
        return FALSE;
    *value = slot->cell.value;
    *span = slot->cell.span;
    return TRUE;
}

/* The same of a text of a type that is not remembered, and is neither a day nor a key. */
static inline gboolean cell_known(const struct cell_asking *asking, const char *text, gsize length,
                                  gint64 *value)
{
    switch (asking->type) {
    case COLUMN_UNIT:
        return cell_known_unit(asking, text, length, value);
    case COLUMN_COUNT:
        return cell_known_count(asking, text, length, value);
    case COLUMN_TEXT:
        *value = FACT_BLANK;
        return cell_begins_with_sign(text) && length <= CELL_MOST_LETTERS &&
               broken_text_rule(text, length) == RULES;
    default:
        return FALSE;
    }
}

#endif
