#include "read/mentions.h"

#include "read/broken_text.h"

void mentions_begin(struct mentions *mentions, const char *text, gsize length)
{
    mentions->rest = text;
    mentions->end = text + length;
    mentions->parts = mentions->count = 0;
    mentions->is_unnumbered = mentions->is_full = FALSE;
}

/* The ';' that ends the value that begins here, and no entity of a web page in it; or the end. */
static const char *find_stop(const char *start, const char *end)
{
    for (const char *from = start; from < end; from++) {
        if (*from == ';')
            return from;
        gsize entity = *from == '&' ? broken_text_entity(from, (gsize)(end - from)) : 0;
        from += entity > 0 ? entity - 1 : 0;
    }
    return end;
}

static gboolean find_next(struct mentions *mentions)
{
    while (mentions->rest < mentions->end) {
        const char *start = mentions->rest;
        const char *stop = find_stop(start, mentions->end);
        mentions->rest = stop < mentions->end ? stop + 1 : mentions->end;
        mentions->text = start;
        mentions->length = (gsize)(stop - start);
        if (!cell_is_blank(start, mentions->length))
            return TRUE;
    }
    return FALSE;
}

static void add(struct mentions *mentions, gint32 number)
{
    for (guint i = 0; i < mentions->count; i++)
        if (mentions->number[i] == number)
            return;
    if (mentions->count == FACT_MAX_MENTIONS)
        mentions->is_full = TRUE;
    else
        mentions->number[mentions->count++] = number;
}

static void add_cell(struct mentions *mentions, const struct cells *cells)
{
    if (mentions->cell.value != CELL_SEVERAL) {
        add(mentions, (gint32)mentions->cell.value);
        return;
    }
    guint count;
    const gint32 *number = cell_several(cells, &mentions->cell, &count);
    for (guint i = 0; i < count; i++)
        add(mentions, number[i]);
}

gboolean mentions_next(struct mentions *mentions, struct cells *cells, guint column)
{
    if (!find_next(mentions))
        return FALSE;
    mentions->parts++;
    mentions->is_full = mentions->is_full || mentions->parts > FACT_MAX_MENTIONS;
    mentions->cell = cell_code(cells, column, mentions->text, mentions->length);
    if (mentions->cell.value == CELL_UNNUMBERED)
        mentions->is_unnumbered = TRUE;
    else if (mentions->cell.value != FACT_BLANK)
        add_cell(mentions, cells);
    return TRUE;
}

void mentions_number(struct mentions *mentions, struct cells *cells, guint column, const char *text,
                     gsize length)
{
    mentions_begin(mentions, text, length);
    while (find_next(mentions)) {
        mentions->cell = cell_code(cells, column, mentions->text, mentions->length);
        if (mentions->cell.value == CELL_UNNUMBERED)
            mentions->cell.value = cell_number(cells, column, mentions->text, mentions->length);
        add_cell(mentions, cells);
    }
}
