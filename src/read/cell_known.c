#include "read/cell_known.h"

/* So many wrong guesses in a row end the guessing of units; then one look-up of so many tries it.
 */
#define GUESS_TRUST 16
#define GUESS_TURNS 64

struct unit_memory *unit_memory_new(const struct unit_tree *tree)
{
    struct unit_memory *memory = g_new0(struct unit_memory, 1);
    gint32 count = (gint32)unit_tree_count(tree);
    memory->tree = tree;
    memory->last = UNIT_NONE;
    memory->trust = GUESS_TRUST;
    memory->next = g_new(gint32, MAX(count, 1));
    for (gint32 i = 0; i < count; i++)
        memory->next[i] = i + 1 < count ? i + 1 : 0;
    return memory;
}

static gboolean has_code(const struct unit_tree *tree, gint32 unit, const char *text, gsize length)
{
    const char *code = unit_at(tree, unit)->code;
    return strncmp(code, text, length) == 0 && code[length] == '\0';
}

/* The unit that came next the last time, if it is that one. */
static gint32 guess_unit(struct unit_memory *memory, const char *text, gsize length)
{
    if (memory->trust == 0 && ++memory->turns % GUESS_TURNS != 0)
        return UNIT_NONE;
    gint32 unit = memory->last != UNIT_NONE ? memory->next[memory->last] : UNIT_NONE;
    gboolean is_right = unit != UNIT_NONE && has_code(memory->tree, unit, text, length);
    memory->trust = is_right ? GUESS_TRUST : memory->trust - (memory->trust > 0);
    return is_right ? unit : UNIT_NONE;
}

gint32 unit_memory_find(struct unit_memory *memory, const char *text, gsize length)
{
    if (length > MEMO_TEXT)
        return UNIT_NONE;
    gint32 unit = guess_unit(memory, text, length);
    if (unit == UNIT_NONE) {
        unit = unit_tree_find(memory->tree, text, (gssize)length);
        if (unit == UNIT_NONE)
            return UNIT_NONE;
        if (memory->last != UNIT_NONE)
            memory->next[memory->last] = unit;
    }
    memory->last = unit;
    memory->ends = memo_ends(text, length);
    memory->length = length;
    memcpy(memory->text, text, length);
    return unit;
}
