/*
 * The way of nearly every row: all of its cells are known without a closer look. Columns of one
 * kind are gone through together, in loops that call nobody.
 */
#include "read/record_parts.h"

static enum known_kind kind_of(const struct record_column *place)
{
    if (place->asking.memo != NULL)
        return KNOWN_TEXT;
    return place->about->type == COLUMN_DATE  ? KNOWN_DAY
           : place->about->type == COLUMN_KEY ? KNOWN_KEY
                                              : KNOWN_OTHER;
}

void record_order_known(struct record_coder *coder)
{
    guint count = 0;
    for (enum known_kind kind = 0; kind < KNOWN_KINDS; kind++) {
        for (guint i = 0; i < coder->places_count; i++) {
            const struct record_column *place = &coder->places[i];
            if (place == coder->unit_place || kind_of(place) != kind)
                continue;
            coder->known[count++] = (struct known_column){
                .field = place->field,
                .bit = 1u << i,
                .bit_of_blank = place->about->may_be_blank ? 0 : 1u << i,
                .value = &coder->fact.value[place->column],
                .span =
                    (int)place->column == coder->time_column ? &coder->time_span : &coder->no_span,
                .asking = &place->asking,
            };
        }
        coder->known_end[kind] = count;
    }
}

typedef gboolean (*cell_knower)(const struct known_column *column, const char *text, gsize length);

static inline gboolean know_text(const struct known_column *column, const char *text, gsize length)
{
    return cell_known_text(column->asking, text, length, column->value, column->span);
}

static inline gboolean know_day(const struct known_column *column, const char *text, gsize length)
{
    return cell_known_day(column->asking, text, length, column->value);
}

static inline gboolean know_key(const struct known_column *column, const char *text, gsize length)
{
    return cell_known_key(text, length, column->value);
}

static inline gboolean know_other(const struct known_column *column, const char *text, gsize length)
{
    return cell_known(column->asking, text, length, column->value);
}

/* The columns of a kind. A blank is known where it may stand. */
G_ALWAYS_INLINE static inline guint32 know_kind(const struct record_coder *coder,
                                                const struct row *record, enum known_kind kind,
                                                cell_knower knows)
{
    guint32 unknown = 0;
    const struct known_column *column = coder->known + (kind > 0 ? coder->known_end[kind - 1] : 0);
    const struct known_column *end = coder->known + coder->known_end[kind];
    for (; column < end; column++) {
        const struct row_field *field = &record->field[column->field];
        if (field->length == 0) {
            *column->value = FACT_BLANK;
            unknown |= column->bit_of_blank;
        } else if (!knows(column, record->text + field->start, field->length)) {
            unknown |= column->bit;
        }
    }
    return unknown;
}

/* The labels of the record are blank, or one that is known. */
static void set_label(struct record_coder *coder)
{
    gint64 *label = &coder->fact.value[coder->labels_column];
    if (*label == FACT_BLANK)
        return;
    coder->mentions.count = 1;
    coder->mentions.number[0] = (gint32)*label;
    *label = FACT_BLANK;
}

guint32 record_know_cells(struct record_coder *coder, const struct row *record)
{
    guint32 unknown = know_kind(coder, record, KNOWN_TEXT, know_text) |
                      know_kind(coder, record, KNOWN_DAY, know_day) |
                      know_kind(coder, record, KNOWN_KEY, know_key) |
                      know_kind(coder, record, KNOWN_OTHER, know_other);
    if (coder->labels_place == NULL)
        return unknown;
    cell_labels_begin(&coder->mentions, "", 0);
    if ((unknown & record_bit(coder, coder->labels_place)) == 0)
        set_label(coder);
    return unknown;
}
