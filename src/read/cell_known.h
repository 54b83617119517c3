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

#define MEMO_SLOTS 1024
#define MEMO_PROBES 8
#define MEMO_TEXT 84 /* longer texts are not remembered */

struct memo_slot {
    guint64 hash;
    struct cell cell;
    guint32 length; /* 0: free */
    char text[MEMO_TEXT];
};

/* Its length and its ends tell a text of a column from nearly all others there. */
static inline guint64 memo_hash(const char *text, gsize length)
{
    if (length <= 8)
        return hash_mix(length, hash_tail(text, length));
    guint64 first, last;
    memcpy(&first, text, sizeof first);
    memcpy(&last, text + length - sizeof last, sizeof last);
    return hash_mix(first + length, last);
}

/* Whether texts of one length are the same, word by word. */
static inline gboolean memo_same(const char *a, const char *b, gsize length)
{
    guint64 one, other;
    if (length < 8)
        return hash_tail(a, length) == hash_tail(b, length);
    for (gsize at = 0; at + 8 <= length; at += 8) {
        memcpy(&one, a + at, 8);
        memcpy(&other, b + at, 8);
        if (one != other)
            return FALSE;
    }
    memcpy(&one, a + length - 8, 8);
    memcpy(&other, b + length - 8, 8);
    return one == other;
}

static inline gboolean memo_holds(const struct memo_slot *slot, guint64 hash, const char *text,
                                  gsize length)
{
    return slot->hash == hash && slot->length == length && memo_same(slot->text, text, length);
}

/* The slot of the text, or the one it should take: a free one, or else its first. */
static inline struct memo_slot *memo_find(struct memo_slot *slots, guint64 hash, const char *text,
                                          gsize length)
{
    for (guint i = 0; i < MEMO_PROBES; i++) {
        struct memo_slot *slot = &slots[(hash + i) % MEMO_SLOTS];
        if (slot->length == 0 || memo_holds(slot, hash, text, length))
            return slot;
    }
    return &slots[hash % MEMO_SLOTS];
}

static inline void memo_set(struct memo_slot *slot, guint64 hash, const char *text, gsize length)
{
    slot->hash = hash;
    slot->length = (guint32)length;
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
    guint trust; /* how many guesses may still fail before guessing is left to luck */
    guint turns; /* so many look-ups without a guess */
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
    gint64 least, most;       /* what a value lies within */
    guint64 *day_first;       /* see date_order.h */
};

/* Valid until another file begins (cells_take_dates()). */
void cells_ask(struct cells *cells, guint column, struct cell_asking *asking);

/* dd/mm/yyyy, as nearly all exports write it: all eight digits are looked at at once. */
static inline gboolean cell_known_day(const struct cell_asking *asking, const char *text,
                                      gsize length, gint64 *value)
{
    const guint64 form = G_GUINT64_CONSTANT(0x30302f30302f3030);  /* "00/00/00" */
    const guint64 limit = G_GUINT64_CONSTANT(0x76767f76767f7676); /* 128 minus what may be there */
    guint64 head;
    if (length != 10)
        return FALSE;
    memcpy(&head, text, sizeof head);
    head = GUINT64_FROM_LE(head) ^ form;
    guint tens = (guint8)text[8] - '0', ones = (guint8)text[9] - '0';
    guint64 pairs = head * 10 + (head >> 8);
    guint day = pairs & 0xff, month = (pairs >> 24 & 0xff) - 1, century = pairs >> 48 & 0xff;
    guint year = 100 * century + 10 * tens + ones - FIRST_YEAR;
    if ((((head + limit) | head) & G_GUINT64_CONSTANT(0x8080808080808080)) != 0 || tens > 9 ||
        ones > 9 || month > 11 || year > LAST_YEAR - FIRST_YEAR)
        return FALSE;
    const date *first = &asking->month[12 * year + month];
    *value = first[0] + (date)day - 1;
    if (day - 1 >= (guint)(first[1] - first[0]) || *value < asking->least || *value > asking->most)
        return FALSE;
    *asking->day_first += day > 12;
    return TRUE;
}

static inline gboolean cell_known_unit(const struct cell_asking *asking, const char *text,
                                       gsize length, gint64 *value)
{
    struct unit_memory *memory = asking->unit;
    if (memory == NULL)
        return FALSE;
    *value = length == memory->length && memo_same(memory->text, text, length)
                 ? memory->last
                 : unit_memory_find(memory, text, length);
    return *value != UNIT_NONE;
}

/* TRUE: the text, which is not empty, has that value; *span is set for what is remembered. */
static inline gboolean cell_known(const struct cell_asking *asking, const char *text, gsize length,
                                  gint64 *value, gint32 *span)
{
    guint64 print;
    if (asking->memo != NULL) {
        if (length > MEMO_TEXT)
            return FALSE;
        guint64 hash = memo_hash(text, length);
        const struct memo_slot *slot = &asking->memo[hash % MEMO_SLOTS];
        if (!memo_holds(slot, hash, text, length) || slot->cell.rule != RULES)
            return FALSE;
        *value = slot->cell.value;
        *span = slot->cell.span;
        return TRUE;
    }
    *span = 0;
    switch (asking->type) {
    case COLUMN_UNIT:
        return cell_known_unit(asking, text, length, value);
    case COLUMN_DATE:
        return cell_known_day(asking, text, length, value);
    case COLUMN_KEY:
        if (!cell_level_quick_print(text, length, &print) || (gint64)print == FACT_BLANK)
            return FALSE;
        *value = (gint64)print;
        return TRUE;
    case COLUMN_TEXT:
        *value = FACT_BLANK;
        return cell_begins_with_sign(text) && length <= CELL_MOST_LETTERS &&
               broken_text_rule(text, length) == RULES;
    default:
        return FALSE;
    }
}

#endif
