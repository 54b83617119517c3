#include "calc/group_places.h"

/* More places do not stay in the processor's cache. */
#define MOST_PLACES (1u << 16)
/* Values of an open column beyond those of the dictionary that have a place. */
#define OPEN_VALUES 62

/* How many values of a column have a place, the blank aside; 0: any number may stand there. */
static guint64 count_values(const struct column *column)
{
    if (!column_is_coded(column))
        return 0;
    return column->values_count + (column_is_open(column) ? OPEN_VALUES : 0);
}

static void add_column(struct group_places *places, const struct grouping *grouping, guint column)
{
    gboolean by_value = (grouping->asked[column] & ASKING_VALUE) != 0;
    guint64 blank = by_value ? count_values(&grouping->dataset->columns[column]) : 1;
    places->column[places->columns++] =
        (struct place_column){column, by_value, blank, places->values};
    places->values *= blank > 0 ? blank + 1 : 0;
    if (places->values > MOST_PLACES)
        places->values = 0;
}

void group_places_init(struct group_places *places, const struct grouping *grouping)
{
    *places = (struct group_places){.values = 1, .classes = grouping->classes->len, .labels = -1};
    for (guint i = 0; i < grouping->columns->len; i++)
        add_column(places, grouping, g_array_index(grouping->columns, guint, i));
    if (grouping->mentions) {
        places->labels = dataset_column_of_type(grouping->dataset, COLUMN_LABELS);
        add_column(places, grouping, (guint)places->labels);
        places->columns--;
    }
    places->values += places->values > 0;
    group_places_empty(places, 1);
}

void group_places_clear(struct group_places *places)
{
    g_free(places->at);
}

void group_places_empty(struct group_places *places, guint times)
{
    g_clear_pointer(&places->at, g_free);
    places->times = MAX(places->times, times);
    gsize count = places->values * places->times * places->classes;
    if (count > 0 && count <= MOST_PLACES)
        places->at = g_new0(guint32, count);
}
