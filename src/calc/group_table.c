#include "calc/group_table.h"

#include <string.h>

#define FIRST_BITS 10

static void set_bits(struct group_table *table, guint bits)
{
    g_free(table->slots);
    table->slots = g_new0(guint32, (gsize)1 << bits);
    table->bits = bits;
}

void group_table_init(struct group_table *table, guint numbers, guint words)
{
    *table = (struct group_table){.size = numbers + words, .words = words};
    set_bits(table, FIRST_BITS);
}

void group_table_clear(struct group_table *table)
{
    g_free(table->records);
    g_free(table->slots);
}

void group_table_empty(struct group_table *table)
{
    table->count = 0;
    set_bits(table, FIRST_BITS);
}

/* Each number times a factor of its own: the upper bits of the sum are spread. */
static gsize slot_of(const struct group_table *table, const gint64 *words)
{
    guint64 sum = 0, factor = G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    for (guint i = 0; i < table->words; i++) {
        sum += (guint64)words[i] * factor;
        factor *= G_GUINT64_CONSTANT(0xd1342543de82ef95);
    }
    return (gsize)(sum >> (64 - table->bits));
}

static gboolean are_same(const gint64 *a, const gint64 *b, guint words)
{
    gint64 difference = 0;
    for (guint i = 0; i < words; i++)
        difference |= a[i] ^ b[i];
    return difference == 0;
}

static void set_slot(struct group_table *table, guint number)
{
    gsize mask = ((gsize)1 << table->bits) - 1;
    gsize at = slot_of(table, group_table_words(table, number));
    while (table->slots[at] != 0)
        at = (at + 1) & mask;
    table->slots[at] = number + 1;
}

static guint add(struct group_table *table, const gint64 *words)
{
    if (table->count == table->room) {
        table->room = MAX(2 * table->room, 64);
        table->records = g_renew(gint64, table->records, (gsize)table->room * table->size);
    }
    if (2 * (gsize)(table->count + 1) > (gsize)1 << table->bits) {
        set_bits(table, table->bits + 1);
        for (guint i = 0; i < table->count; i++)
            set_slot(table, i);
    }
    guint number = table->count++;
    memset(group_table_record(table, number), 0, table->size * sizeof(gint64));
    memcpy(group_table_words(table, number), words, table->words * sizeof(gint64));
    set_slot(table, number);
    return number;
}

guint group_table_find(struct group_table *table, const gint64 *words)
{
    gsize mask = ((gsize)1 << table->bits) - 1, at = slot_of(table, words);
    for (; table->slots[at] != 0; at = (at + 1) & mask)
        if (are_same(group_table_words(table, table->slots[at] - 1), words, table->words))
            return table->slots[at] - 1;
    return add(table, words);
}
