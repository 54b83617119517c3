#include "data/fact.h"

#include <string.h>

#include "data/vocabulary.h"

/* The bit of a blank; values of the dictionary have those below. */
#define BLANK_BIT 63

static gboolean code_fits(const char *code, const char *wanted, gsize length)
{
    if (wanted[length - 1] == '*')
        return strncmp(code, wanted, length - 1) == 0;
    return strlen(code) == length && strncmp(code, wanted, length) == 0;
}

static gboolean holds(const char *codes, const char *code)
{
    for (const char *at = codes; *at != '\0';) {
        gsize length = strcspn(at, " ");
        if (length > 0 && code_fits(code, at, length))
            return TRUE;
        at += length + (at[length] == ' ');
    }
    return FALSE;
}

struct fact_codes fact_codes(const struct dataset *dataset, guint column, const char *codes)
{
    struct fact_codes found = {&dataset->columns[column], column, codes, 0};
    for (guint i = 0; i < MIN(found.about->values_count, BLANK_BIT); i++)
        found.bits |= (guint64)holds(codes, found.about->values[i].code) << i;
    found.bits |= (guint64)holds(codes, "-") << BLANK_BIT;
    return found;
}

/* Of a value that is no code only the blank can be asked for. */
gboolean fact_has_code(const struct fact *fact, const struct fact_codes *codes)
{
    gint64 value = fact->value[codes->column];
    if (value == FACT_BLANK)
        return codes->bits >> BLANK_BIT & 1;
    if (!column_is_coded(codes->about))
        return FALSE;
    if (value < MIN(codes->about->values_count, BLANK_BIT))
        return codes->bits >> value & 1;
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
