#include "data/fact.h"

#include <string.h>

#include "data/vocabulary.h"

gboolean fact_code_fits(const char *code, const char *wanted, gsize length)
{
    if (length > 0 && wanted[length - 1] == '*')
        return strncmp(code, wanted, length - 1) == 0;
    return strlen(code) == length && strncmp(code, wanted, length) == 0;
}

static gboolean holds(const char *codes, const char *code)
{
    for (const char *at = codes; *at != '\0';) {
        gsize length = strcspn(at, " ");
        if (length > 0 && fact_code_fits(code, at, length))
            return TRUE;
        at += length + (at[length] == ' ');
    }
    return FALSE;
}

struct fact_codes fact_codes(const struct dataset *dataset, guint column, const char *codes)
{
    struct fact_codes found = {
        .about = &dataset->columns[column], .column = column, .codes = codes};
    if (column_is_coded(found.about))
        found.in_bits = MIN(found.about->values_count, FACT_BLANK_BIT);
    for (guint i = 0; i < found.in_bits; i++)
        found.bits |= (guint64)holds(codes, found.about->values[i].code) << i;
    found.bits |= (guint64)holds(codes, "-") << FACT_BLANK_BIT;
    return found;
}

/* Of a value that is no code only the blank can be asked for. */
gboolean fact_has_code_beyond(const struct fact *fact, const struct fact_codes *codes)
{
    gint64 value = fact->value[codes->column];
    if (!column_is_coded(codes->about))
        return FALSE;
    return holds(codes->codes,
                 value < codes->about->values_count
                     ? codes->about->values[value].code
                     : vocabulary_code(fact->vocabulary, codes->column, (gint32)value));
}

int fact_quarter_asked(const struct dataset *dataset, date first, date last)
{
    if (dataset_column_of_type(dataset, COLUMN_QUARTER) < 0)
        return FACT_OF_ANY;
    int quarter = date_quarter(first, last);
    return quarter <= 3 ? quarter : FACT_OF_YEAR;
}

gboolean fact_is_of_quarter(const struct fact *fact, int asked)
{
    return asked == FACT_OF_ANY || fact->first == DATE_NONE ||
           date_quarter(fact->first, fact->last) == asked;
}
