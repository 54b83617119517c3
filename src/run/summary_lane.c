#include "run/summary_lane.h"

#include <string.h>

#include "data/vocabulary.h"

#define MENTION_WORDS (1 + FACT_MAX_MENTIONS / 2)

static guint words_of(const struct summary_asking *asking)
{
    return LANE_COLUMNS + asking->told.columns->len + (asking->labels >= 0 ? MENTION_WORDS : 0);
}

void *summary_lane_new(void *data)
{
    const struct summary_asking *asking = data;
    struct summary_lane *lane = g_new0(struct summary_lane, 1);
    lane->asking = asking;
    group_table_init(&lane->groups, 1, words_of(asking));
    group_table_init(&lane->present, 0, LANE_COLUMNS);
    lane->words = g_new0(gint64, words_of(asking));
    lane->outside_period = g_new0(guint64, MAX(asking->files, 1));
    lane->outside_unit = g_new0(guint64, MAX(asking->files, 1));
    return lane;
}

void summary_lane_free(void *data)
{
    struct summary_lane *lane = data;
    vocabulary_free(lane->vocabulary);
    group_table_clear(&lane->groups);
    group_table_clear(&lane->present);
    g_free(lane->words);
    g_free(lane->outside_period);
    g_free(lane->outside_unit);
    g_free(lane);
}

/* A row is of the period in which its time ends; events and returns must lie in it wholly. */
static gboolean is_in_time(const struct summary_asking *asking, const struct fact *fact)
{
    if (fact->first == DATE_NONE)
        return TRUE;
    gboolean begins = asking->told.dataset->kind == DATASET_STOCK || fact->first >= asking->first;
    return begins && fact->last >= asking->first && fact->last <= asking->last;
}

static void set_words(struct summary_lane *lane, const struct fact *fact)
{
    const struct summary_asking *asking = lane->asking;
    const GArray *columns = asking->told.columns;
    gint64 *word = lane->words + LANE_COLUMNS;
    for (guint i = 0; i < columns->len; i++) {
        guint column = g_array_index(columns, guint, i);
        gint64 value = fact->value[column];
        *word++ = value == FACT_BLANK || asking->told.telling[column] == SUMMARY_VALUE ? value : 0;
    }
    if (asking->labels < 0)
        return;
    memset(word, 0, MENTION_WORDS * sizeof *word);
    *word++ = fact->mentions_count;
    memcpy(word, fact->mentions, fact->mentions_count * sizeof *fact->mentions);
}

void summary_lane_take(void *data, const struct fact *fact)
{
    struct summary_lane *lane = data;
    const struct summary_asking *asking = lane->asking;
    if (lane->vocabulary == NULL)
        lane->vocabulary = vocabulary_ref(fact->vocabulary);
    if (fact->unit == UNIT_NONE || !asking->inside[fact->unit]) {
        lane->outside_unit[fact->file] += (guint64)fact->times;
        return;
    }
    if (!is_in_time(asking, fact)) {
        lane->outside_period[fact->file] += (guint64)fact->times;
        return;
    }
    lane->words[LANE_UNIT] = fact->unit;
    lane->words[LANE_DAYS] = (gint64)((guint64)(guint32)fact->first << 32 | (guint32)fact->last);
    lane->words[LANE_FILE] = fact->file;
    if (asking->stands_for != NULL) {
        group_table_find(&lane->present, lane->words);
        lane->words[LANE_UNIT] = asking->stands_for[fact->unit];
    }
    if (fact->times == 0)
        return;
    set_words(lane, fact);
    group_table_record(&lane->groups, group_table_find(&lane->groups, lane->words))[0] +=
        fact->times;
}
