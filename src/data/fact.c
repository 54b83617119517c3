#include "data/fact.h"

#include <string.h>

/* Of a value that is no code, only blank can be asked for. */
static const char *code_of(const struct dataset *dataset, const struct fact *fact, int column)
{
    const struct column *about = &dataset->columns[column];
    gint64 value = fact->value[column];
    if (value == FACT_BLANK)
        return "-";
    if (!column_is_coded(about))
        return "";
    if (value >= 0 && value < about->values_count)
        return about->values[value].code;
    return vocabulary_code(fact->vocabulary, (guint)column, (gint32)value);
}

static gboolean code_fits(const char *code, const char *wanted, gsize length)
{
    if (wanted[length - 1] == '*')
        return strncmp(code, wanted, length - 1) == 0;
    return strlen(code) == length && strncmp(code, wanted, length) == 0;
}

gboolean fact_value_is(const struct dataset *dataset, const struct fact *fact, int column,
                       const char *codes)
{
    const char *code = code_of(dataset, fact, column);
    for (const char *at = codes; *at != '\0';) {
        gsize length = strcspn(at, " ");
        if (length > 0 && code_fits(code, at, length))
            return TRUE;
        at += length + (at[length] == ' ');
    }
    return FALSE;
}
