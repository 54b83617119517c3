#include <string.h>

#include "base/hash.h"
#include "read/record_parts.h"

static gint64 print_of_text(const struct csv_record *record, guint field)
{
    g_autofree char *clean = cell_clean(csv_text(record, field), record->field[field].length);
    return *clean != '\0' ? (gint64)hash_bytes(clean, strlen(clean)) : FACT_BLANK;
}

/* What stands for a column in the key: equal when the meaning is. */
static gint64 key_part(const struct record_coder *coder, const struct csv_record *record,
                       guint column)
{
    gint64 value = coder->fact.value[column];
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

gboolean record_fingerprint(const struct record_coder *coder, const struct csv_record *record,
                            guint64 *fingerprint)
{
    gboolean is_blank = TRUE;
    guint64 hash = coder->key;
    for (guint i = 0; i < coder->key_columns; i++) {
        gint64 part = key_part(coder, record, coder->key_column[i]);
        is_blank = is_blank && part == FACT_BLANK;
        hash = hash_mix(hash, (guint64)part);
    }
    *fingerprint = hash;
    return !is_blank;
}

static void append_mentions(const struct record_coder *coder, guint column, GString *text)
{
    for (guint i = 0; i < coder->fact.mentions_count; i++) {
        g_string_append(text,
                        vocabulary_code(coder->fact.vocabulary, column, coder->fact.mentions[i]));
        g_string_append_c(text, ';');
    }
}

static void append_text(const struct record_coder *coder, const struct csv_record *record,
                        guint column, GString *text)
{
    gint field = coder->input->column[column];
    gint64 value = coder->fact.value[column];
    switch (field >= 0 ? coder->dataset->columns[column].type : COLUMN_BAND) {
    case COLUMN_TEXT:
    case COLUMN_KEY: {
        g_autofree char *clean = cell_clean(csv_text(record, field), record->field[field].length);
        g_string_append(text, clean);
        break;
    }
    case COLUMN_LABELS:
        append_mentions(coder, column, text);
        break;
    case COLUMN_BAND:
        break;
    case COLUMN_LABEL:
        if (value != FACT_BLANK)
            g_string_append(text, vocabulary_code(coder->fact.vocabulary, column, (gint32)value));
        break;
    default:
        if (value != FACT_BLANK)
            g_string_append_printf(text, "%" G_GINT64_FORMAT, value);
    }
    g_string_append_c(text, '\n');
}

void record_texts(const struct record_coder *coder, const struct csv_record *record, GString *key,
                  GString *row)
{
    g_string_truncate(key, 0);
    g_string_truncate(row, 0);
    g_string_append_printf(key, "%u\n", coder->key);
    for (guint i = 0; i < coder->key_columns; i++)
        append_text(coder, record, coder->key_column[i], key);
    for (guint i = 0; i < coder->dataset->columns_count; i++)
        append_text(coder, record, i, row);
}
