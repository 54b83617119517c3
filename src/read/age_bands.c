#include "read/age_bands.h"

#include "base/decimal.h"

/* A column of bands: in which one the age on the day falls; or of the ages themselves. */
struct age_bands {
    guint column;
    gboolean ages;
    guint of;
    guint count;
    date day;
    gint64 *up_to;  /* ages; -1: the last band has no limit */
    date *born_by;  /* those born later are not too old for the band on `day` */
    gint64 least;   /* whoever is younger is in no band */
    date too_young; /* who was born later is so on `day` */
};

static void bands_clear(gpointer data)
{
    struct age_bands *bands = data;
    g_free(bands->up_to);
    g_free(bands->born_by);
}

/* The last day of birth that makes one older than `age` whole years on the day. */
static date born_by(gint64 age, date day)
{
    if (age < 0 || age > 1000)
        return G_MININT32;
    date born = date_add_months(day, -12 * ((int)age + 1));
    while (date_age(born, day) <= age)
        born--;
    while (date_age(born + 1, day) > age)
        born++;
    return born;
}

static void add_bands(GArray *all, const struct dataset *dataset, guint column, date day)
{
    const struct column *about = &dataset->columns[column];
    struct age_bands bands = {.column = column,
                              .ages = about->type == COLUMN_AGE,
                              .count = about->values_count,
                              .day = day};
    bands.of = (guint)dataset_column(dataset, about->of);
    bands.up_to = g_new(gint64, about->values_count);
    bands.born_by = g_new(date, about->values_count);
    for (guint i = 0; i < about->values_count; i++) {
        const char *up_to = about->values[i].up_to;
        gint64 age = -1;
        if (up_to != NULL)
            decimal_parse_whole(up_to, -1, &age);
        bands.up_to[i] = age;
        bands.born_by[i] = born_by(age, day);
    }
    if (bands.count > 0 && about->values[0].least != NULL)
        decimal_parse_whole(about->values[0].least, -1, &bands.least);
    bands.too_young = bands.least > 0 ? born_by(bands.least - 1, day) : G_MAXINT32;
    g_array_append_val(all, bands);
}

GArray *age_bands_new(const struct dataset *dataset, date day, const guint8 *asked)
{
    GArray *bands = g_array_new(FALSE, FALSE, sizeof(struct age_bands));
    g_array_set_clear_func(bands, bands_clear);
    for (guint i = 0; i < dataset->columns_count; i++) {
        if (column_is_derived(&dataset->columns[i]) && (asked == NULL || asked[i]))
            add_bands(bands, dataset, i, day);
    }
    return bands;
}

/* A birth after the day has no age, and an age below the first band none of the bands. */
static gint64 band_of(const struct age_bands *bands, gint64 birth, date day)
{
    if (birth == FACT_BLANK || birth > day)
        return FACT_BLANK;
    if (bands->ages)
        return date_age((date)birth, day);
    int age = day != bands->day ? date_age((date)birth, day) : 0;
    if (day == bands->day ? birth > bands->too_young : age < bands->least)
        return FACT_BLANK;
    for (guint i = 0; i < bands->count; i++) {
        if (day == bands->day ? birth > bands->born_by[i]
                              : bands->up_to[i] < 0 || age <= bands->up_to[i])
            return i;
    }
    return FACT_BLANK;
}

static date day_of(const struct age_bands *bands, const struct dataset *dataset,
                   const struct fact *fact)
{
    gboolean stands = dataset->kind == DATASET_STOCK;
    date day = bands->day;
    if (fact->first == DATE_NONE)
        return day;
    while (stands && day > fact->last)
        day = date_add_months(day, -12);
    return stands && day >= fact->first ? day : fact->last;
}

void age_bands_set(const GArray *bands, const struct dataset *dataset, struct fact *fact)
{
    for (guint i = 0; i < bands->len; i++) {
        const struct age_bands *one = &g_array_index(bands, struct age_bands, i);
        fact->value[one->column] = band_of(one, fact->value[one->of], day_of(one, dataset, fact));
    }
}
