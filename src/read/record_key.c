#include <string.h>

#include "base/hash.h"
#include "data/vocabulary.h"
#include "read/cell_text.h"
#include "read/record_parts.h"

gboolean record_is_key_column(const struct record_coder *coder, guint column)
{
    for (guint i = 0; i < coder->key_columns; i++)
        if (coder->key_column[i] == column)
            return TRUE;
    return FALSE;
}

/*
 * Rows of one key are rows of one thing only if what names the thing is in the key; so one list of
 * fingerprints serves both.
 */
static void find_thing(struct record_coder *coder)
{
    const struct names *thing = &coder->dataset->sent_again_by;
    coder->thing_columns = 0;
    for (guint i = 0; i < thing->count; i++) {
        int column = dataset_column(coder->dataset, thing->item[i]);
        if (column >= 0 && record_is_key_column(coder, (guint)column))
            coder->thing_column[coder->thing_columns++] = (guint)column;
    }
    if (coder->thing_columns != thing->count || coder->unit_column < 0 ||
        !record_is_key_column(coder, (guint)coder->unit_column))
        coder->thing_columns = 0;
}

/* Of a column whose values do not tell what they mean. */
static gboolean is_told_by_text(const struct column *column)
{
    return column->type == COLUMN_TEXT || column_is_open(column);
}

void record_find_key(struct record_coder *coder)
{
    const struct dataset *dataset = coder->dataset;
    const struct input *input = coder->input;
    for (coder->key = 0; coder->key < dataset->keys_count; coder->key++) {
        const struct names *key = &dataset->keys[coder->key].columns;
        coder->key_columns = 0;
        for (guint i = 0; i < key->count; i++) {
            int column = dataset_column(dataset, key->item[i]);
            if (column >= 0 && dataset_column_is_there(dataset, input->column, (guint)column))
                coder->key_column[coder->key_columns++] = (guint)column;
        }
        if (coder->key_columns == key->count)
            break;
    }
    if (coder->key == dataset->keys_count)
        coder->key_columns = 0;
    find_thing(coder);
    coder->key_is_values = coder->thing_columns == 0;
    for (guint i = 0; i < coder->key_columns; i++)
        coder->key_is_values &= !is_told_by_text(&dataset->columns[coder->key_column[i]]);
}

/* A row is of the year or the quarter that year and quarter tell together, however they do. */
static gboolean is_time_by_quarters(const struct record_coder *coder, guint column)
{
    return coder->quarter_column >= 0 && (int)column == coder->time_column;
}

static gint64 print_of_text(const struct row *record, guint field)
{
    g_autofree char *clean = cell_clean(row_text(record, field), record->field[field].length);
    return *clean != '\0' ? (gint64)hash_bytes(clean, strlen(clean)) : FACT_BLANK;
}

/* What stands for a column in the key: equal when the meaning is. */
static gint64 key_part(const struct record_coder *coder, const struct row *record, guint column)
{
    gint64 value = coder->fact.value[column];
    if (is_time_by_quarters(coder, column))
        return coder->fact.last;
    switch (coder->dataset->columns[column].type) {
    case COLUMN_TEXT:
    case COLUMN_LABELS:
        return print_of_text(record, (guint)coder->input->column[column]);
    case COLUMN_LABEL: {
        if (value == FACT_BLANK)
            return value;
        const char *code = vocabulary_code(coder->fact.vocabulary, column, (gint32)value);
        return (gint64)hash_bytes(code, strlen(code));
    }
    default:
        return value;
    }
}

/* What a column of the thing is told by: the unit where it is blank. */
static guint thing_column(const struct record_coder *coder, guint i)
{
    guint column = coder->thing_column[i];
    return coder->fact.value[column] != FACT_BLANK ? column : (guint)coder->unit_column;
}

/* As record_fingerprint(), of a key that is told by texts as well, or of a thing. */
G_GNUC_NO_INLINE static gboolean print_texts(struct record_coder *coder, const struct row *record,
                                             guint64 *fingerprint)
{
    const struct row *whole = record_whole(coder, record);
    guint count = coder->thing_columns > 0 ? coder->thing_columns : coder->key_columns;
    gboolean is_blank = TRUE;
    *fingerprint = coder->key;
    for (guint i = 0; i < count; i++) {
        gint64 part = key_part(
            coder, whole, coder->thing_columns > 0 ? thing_column(coder, i) : coder->key_column[i]);
        is_blank = is_blank && part == FACT_BLANK;
        *fingerprint = hash_mix(*fingerprint, (guint64)part);
    }
    return !is_blank;
}

gboolean record_fingerprint(struct record_coder *coder, const struct row *record,
                            guint64 *fingerprint)
{
    guint64 hash = coder->key;
    gboolean has_key = FALSE;
    if (!coder->key_is_values)
        return print_texts(coder, record, fingerprint);
    for (guint i = 0; i < coder->key_columns; i++) {
        gint64 value = coder->fact.value[coder->key_column[i]];
        has_key |= value != FACT_BLANK;
        hash = hash_mix(hash, (guint64)value);
    }
    *fingerprint = hash;
    return has_key;
}

static void append_mentions(const struct record_coder *coder, guint column, GString *text)
{
    for (guint i = 0; i < coder->fact.mentions_count; i++) {
        g_string_append(text,
                        vocabulary_code(coder->fact.vocabulary, column, coder->fact.mentions[i]));
        g_string_append_c(text, ';');
    }
}

static void append_value(const struct record_coder *coder, const struct row *record, guint column,
                         GString *text)
{
    gint field = coder->input->column[column];
    gint64 value = coder->fact.value[column];
    switch (field >= 0 ? coder->dataset->columns[column].type : COLUMN_BAND) {
    case COLUMN_TEXT: {
        g_autofree char *clean = cell_clean(row_text(record, field), record->field[field].length);
        g_string_append(text, clean);
        break;
    }
    case COLUMN_KEY: {
        g_autofree char *level = cell_level(row_text(record, field), record->field[field].length);
        g_string_append(text, level);
        break;
    }
    case COLUMN_LABELS:
        append_mentions(coder, column, text);
        break;
    case COLUMN_BAND:
    case COLUMN_AGE:
        break;
    case COLUMN_LABEL:
        if (value != FACT_BLANK)
            g_string_append(text, vocabulary_code(coder->fact.vocabulary, column, (gint32)value));
        break;
    default:
        if (value != FACT_BLANK)
            g_string_append_printf(text, "%" G_GINT64_FORMAT, value);
    }
}

static void append_text(const struct record_coder *coder, const struct row *record, guint column,
                        GString *text)
{
    if (is_time_by_quarters(coder, column))
        g_string_append_printf(text, "%d", coder->fact.last);
    else if ((int)column != coder->quarter_column)
        append_value(coder, record, column, text);
    g_string_append_c(text, '\n');
}

void record_texts(const struct record_coder *coder, const struct row *record,
                  struct record_texts *texts)
{
    g_string_printf(texts->thing, "%u\n", coder->key);
    g_string_printf(texts->key, "%u\n", coder->key);
    g_string_truncate(texts->row, 0);
    for (guint i = 0; i < coder->thing_columns; i++) {
        guint column = thing_column(coder, i);
        g_string_append_c(texts->thing, column == coder->thing_column[i] ? '=' : '@');
        append_text(coder, record, column, texts->thing);
    }
    for (guint i = 0; i < coder->key_columns; i++)
        append_text(coder, record, coder->key_column[i], texts->key);
    for (guint i = 0; i < coder->dataset->columns_count; i++)
        append_text(coder, record, i, texts->row);
    if (coder->thing_columns == 0)
        g_string_assign(texts->thing, texts->key->str);
}

date record_day(const struct record_coder *coder)
{
    gint64 day = coder->day_column >= 0 ? coder->fact.value[coder->day_column] : FACT_BLANK;
    return day != FACT_BLANK ? (date)day : DATE_NONE;
}
