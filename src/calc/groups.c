#include "calc/groups.h"

#include <string.h>

#include "calc/group_places.h"
#include "calc/group_table.h"
#include "data/vocabulary.h"

/* A table with so many groups is poured. */
#define MOST_GROUPS (1u << 17)

/* Days whose class is remembered, by the last bits of the day. */
#define NEAR_DAYS (1u << 12)

/* A class of times, by any of them. */
struct time_class {
    date first, last;
    gboolean asked; /* by any table */
};

struct near_day {
    date first, last;
    guint32 number; /* of its class, + 1; 0: free */
};

/* The numbers that follow the sums of a group; behind the columns their labels, if they are asked.
 */
enum { WORD_CLASSES, WORD_FILE, WORD_COLUMNS };
#define MENTION_WORDS (1 + FACT_MAX_MENTIONS / 2)

/* The unit and the time of the fact at hand, and what is the same for all facts of both. */
struct here {
    gint32 unit;
    date first, last;
    guint32 file;
    gboolean is_settled; /* one more fact of these changes nothing that is noted by row */
    gboolean is_asked;   /* by any table */
    guint32 class, time;
};

/*
 * A group is a record of 64-bit numbers: how many facts, the sums, and then what tells it from
 * others: classes of unit and time, file, the values of the columns asked, and the labels, of which
 * the first number says how many there are.
 */
struct groups {
    struct grouping *grouping;
    struct vocabulary *vocabulary; /* of the facts; NULL: there was none yet */
    struct group_table table;
    gint64 *wanted; /* what tells the fact at hand from others */
    struct here here;
    struct group_places places;
    guint32 file; /* of the groups that stand there */
    struct near_day days[NEAR_DAYS];
    GHashTable *time_numbers; /* GBytes, all that is asked of a time, to its class + 1 */
    GArray *times;            /* struct time_class */
    GArray *plan_times;       /* struct tally_time, by class and plan */
    struct tally_notes **notes;
    struct months_met *months; /* of events; else NULL */
    int stage;                 /* column of stages; -1: none */
};

static gboolean is_value_asked(const struct grouping *grouping, guint column)
{
    return (grouping->asked[column] & ASKING_VALUE) != 0;
}

struct groups *groups_new(struct grouping *grouping)
{
    struct groups *groups = g_new0(struct groups, 1);
    grouping_open(grouping);
    groups->grouping = grouping;
    group_table_init(&groups->table, 1 + grouping->sums->len,
                     WORD_COLUMNS + grouping->columns->len + grouping->mentions * MENTION_WORDS);
    groups->wanted = g_new0(gint64, groups->table.words);
    group_places_init(&groups->places, grouping);
    groups->time_numbers =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    groups->times = g_array_new(FALSE, FALSE, sizeof(struct time_class));
    groups->plan_times = g_array_new(FALSE, FALSE, sizeof(struct tally_time));
    groups->stage = dataset_stage_column(grouping->dataset);
    groups->notes = g_new(struct tally_notes *, grouping->plans->len);
    for (guint i = 0; i < grouping->plans->len; i++)
        groups->notes[i] = tally_notes_new(g_ptr_array_index(grouping->tallies, i));
    if (grouping->dataset->kind == DATASET_EVENTS)
        groups->months = tally_months_new(grouping->dataset);
    return groups;
}

void groups_free(struct groups *groups)
{
    if (groups == NULL)
        return;
    for (guint i = 0; i < groups->grouping->plans->len; i++)
        tally_notes_free(groups->notes[i]);
    g_free(groups->notes);
    months_met_free(groups->months);
    vocabulary_free(groups->vocabulary);
    g_hash_table_unref(groups->time_numbers);
    g_array_unref(groups->times);
    g_array_unref(groups->plan_times);
    group_table_clear(&groups->table);
    g_free(groups->wanted);
    group_places_clear(&groups->places);
    grouping_close(groups->grouping);
    g_free(groups);
}

/* The class of a time that was not met lately. */
static guint32 class_time(struct groups *groups, const struct fact *fact)
{
    const struct grouping *grouping = groups->grouping;
    struct time_class class = {fact->first, fact->last, FALSE};
    guint before = groups->plan_times->len;
    GByteArray *said = g_byte_array_new();
    for (guint i = 0; i < grouping->plans->len; i++) {
        struct tally_time time =
            tally_asks_time(g_ptr_array_index(grouping->tallies, i), fact, said);
        g_array_append_val(groups->plan_times, time);
        class.asked |= time.asked;
    }
    if (grouping->apart)
        g_byte_array_append(said, (const guint8 *)&class, 2 * sizeof(date));
    GBytes *key = g_byte_array_free_to_bytes(said);
    guint32 number = GPOINTER_TO_UINT(g_hash_table_lookup(groups->time_numbers, key));
    if (number > 0) {
        g_array_set_size(groups->plan_times, before);
        g_bytes_unref(key);
        return number - 1;
    }
    g_array_append_val(groups->times, class);
    g_hash_table_insert(groups->time_numbers, key, GUINT_TO_POINTER(groups->times->len));
    return groups->times->len - 1;
}

static guint32 time_of(struct groups *groups, const struct fact *fact)
{
    struct near_day *day = &groups->days[(guint)fact->first % NEAR_DAYS];
    gboolean near = day->number > 0 && day->first == fact->first && day->last == fact->last;
    if (!near)
        *day = (struct near_day){fact->first, fact->last, class_time(groups, fact) + 1};
    if (groups->months != NULL && (groups->stage >= 0 || !near))
        months_met_take(groups->months, fact->first,
                        groups->stage >= 0 ? fact->value[groups->stage] : -1);
    return day->number - 1;
}

static void write_columns(const struct grouping *grouping, const struct fact *fact, gint64 *word)
{
    for (guint i = 0; i < grouping->columns->len; i++) {
        guint column = g_array_index(grouping->columns, guint, i);
        gint64 value = fact->value[column];
        *word++ = value == FACT_BLANK || is_value_asked(grouping, column) ? value : 0;
    }
    if (!grouping->mentions)
        return;
    memset(word, 0, MENTION_WORDS * sizeof *word);
    *word++ = fact->mentions_count;
    memcpy(word, fact->mentions, fact->mentions_count * sizeof *fact->mentions);
}

/* Notes the fact by row; TRUE: another one of its unit and time would change nothing. */
static gboolean note(struct groups *groups, const struct fact *fact, gboolean *taken)
{
    const struct grouping *grouping = groups->grouping;
    guint plans = grouping->plans->len;
    gint32 unit = g_array_index(grouping->classes, gint32, groups->here.class);
    gboolean is_settled = groups->months == NULL || groups->stage < 0;
    *taken = FALSE;
    for (guint i = 0; i < plans; i++) {
        gboolean takes = tally_plan_takes(g_ptr_array_index(grouping->plans, i), unit);
        is_settled &= tally_note(
            groups->notes[i], fact, takes,
            &g_array_index(groups->plan_times, struct tally_time, groups->here.time * plans + i));
        *taken |= takes;
    }
    return is_settled;
}

/* Finds out about the unit and the time of the fact. */
G_GNUC_NO_INLINE static void place(struct groups *groups, const struct fact *fact)
{
    gboolean taken;
    guint32 class = groups->grouping->class_of[fact->unit], time = time_of(groups, fact);
    if (groups->vocabulary == NULL)
        groups->vocabulary = vocabulary_ref(fact->vocabulary);
    groups->here =
        (struct here){fact->unit, fact->first, fact->last, fact->file, FALSE, FALSE, class, time};
    groups->here.is_settled = note(groups, fact, &taken);
    groups->here.is_asked = taken && g_array_index(groups->times, struct time_class, time).asked;
    groups->wanted[WORD_CLASSES] = (gint64) class << 32 | time;
    groups->wanted[WORD_FILE] = fact->file;
    if (time >= groups->places.times || fact->file != groups->file)
        group_places_empty(&groups->places, 2 * time);
    groups->file = fact->file;
}

static gboolean is_here(const struct here *here, const struct fact *fact)
{
    return here->is_settled && here->unit == fact->unit && here->first == fact->first &&
           here->last == fact->last && here->file == fact->file;
}

/* The number of the fact's group by its words; it may be a new one. */
G_GNUC_NO_INLINE static guint find_by_words(struct groups *groups, const struct fact *fact)
{
    gint64 *columns = groups->wanted + WORD_COLUMNS;
    if (groups->here.is_asked)
        write_columns(groups->grouping, fact, columns);
    else
        memset(columns, 0, (groups->table.words - WORD_COLUMNS) * sizeof *columns);
    if (groups->table.count == MOST_GROUPS)
        groups_pour(groups);
    return group_table_find(&groups->table, groups->wanted);
}

static guint find_group(struct groups *groups, const struct fact *fact)
{
    const struct here *here = &groups->here;
    guint32 *known =
        group_places_find(&groups->places, here->class, here->time, fact, here->is_asked);
    if (known == NULL)
        return find_by_words(groups, fact);
    if (*known == 0) {
        guint number = find_by_words(groups, fact);
        /* The places may have been emptied, and are others then. */
        known = group_places_find(&groups->places, here->class, here->time, fact, here->is_asked);
        *known = number + 1;
    }
    return *known - 1;
}

/* No sum wraps: what a cube holds is far less. */
static void add_sums(const struct grouping *grouping, const struct fact *fact, gint64 *number)
{
    for (guint i = 0; i < grouping->sums->len; i++, number++) {
        guint column = g_array_index(grouping->sums, guint, i);
        gint64 sum = fact_sum(fact, column, (grouping->asked[column] & ASKING_ONE) != 0);
        if (__builtin_add_overflow(*number, sum, number))
            *number = G_MAXINT64;
    }
}

void groups_take(struct groups *groups, const struct fact *fact)
{
    if (!is_here(&groups->here, fact))
        place(groups, fact);
    if (fact->times == 0) /* it says who returned, and nothing else */
        return;
    gint64 *record = group_table_record(&groups->table, find_group(groups, fact));
    record[0] += fact->times;
    if (groups->grouping->sums->len > 0)
        add_sums(groups->grouping, fact, record + 1);
}

/* The tallies' numbers of open values, by column and by what the facts' number is beyond the
 * dictionary's. */
static gint32 **number_alike(const struct groups *groups)
{
    const struct dataset *dataset = groups->grouping->dataset;
    gint32 **alike = g_new0(gint32 *, dataset->columns_count + 1);
    for (guint i = 0; i < dataset->columns_count; i++) {
        guint known = dataset->columns[i].values_count;
        if (!column_is_open(&dataset->columns[i]))
            continue;
        guint count = vocabulary_count(groups->vocabulary, i);
        alike[i] = g_new(gint32, count - known + 1);
        for (guint number = known; number < count; number++)
            alike[i][number - known] =
                vocabulary_number(groups->grouping->vocabulary, i,
                                  vocabulary_shown_label(groups->vocabulary, i, (gint32)number));
    }
    return alike;
}

/* The reverse of write_columns(). */
static void read_columns(const struct grouping *grouping, gint32 *const *alike, const gint64 *word,
                         struct fact *fact)
{
    for (guint i = 0; i < grouping->columns->len; i++, word++) {
        guint column = g_array_index(grouping->columns, guint, i);
        guint known = grouping->dataset->columns[column].values_count;
        gboolean is_new =
            alike[column] != NULL && is_value_asked(grouping, column) && *word >= (gint64)known;
        fact->value[column] = is_new ? alike[column][*word - known] : *word;
    }
    if (!grouping->mentions)
        return;
    guint labels = (guint)dataset_column_of_type(grouping->dataset, COLUMN_LABELS);
    guint known = grouping->dataset->columns[labels].values_count;
    fact->mentions_count = (guint)*word++;
    memcpy(fact->mentions, word, fact->mentions_count * sizeof *fact->mentions);
    for (guint i = 0; i < fact->mentions_count; i++)
        if (fact->mentions[i] >= (gint32)known)
            fact->mentions[i] = alike[labels][fact->mentions[i] - (gint32)known];
}

static void read_group(const struct groups *groups, guint number, gint32 *const *alike,
                       struct fact_group *group)
{
    const struct grouping *grouping = groups->grouping;
    const gint64 *record = group_table_record(&groups->table, number);
    const gint64 *word = group_table_words(&groups->table, number);
    const struct time_class *time =
        &g_array_index(groups->times, struct time_class, (guint32)word[WORD_CLASSES]);
    group->fact.unit = g_array_index(grouping->classes, gint32, word[WORD_CLASSES] >> 32);
    group->fact.first = time->first;
    group->fact.last = time->last;
    group->fact.file = (guint32)word[WORD_FILE];
    read_columns(grouping, alike, word + WORD_COLUMNS, &group->fact);
    group->fact.times = record[0];
    for (guint i = 0; i < grouping->sums->len; i++)
        group->sum[g_array_index(grouping->sums, guint, i)] = record[1 + i];
}

static void fill_tallies(const struct groups *groups)
{
    const GPtrArray *tallies = groups->grouping->tallies;
    struct fact_group group = {.fact = {.vocabulary = groups->grouping->vocabulary}};
    gint32 **alike = number_alike(groups);
    for (guint i = 0; i < FACT_MAX_COLUMNS; i++)
        group.fact.value[i] = FACT_BLANK;
    for (guint i = 0; i < groups->table.count; i++) {
        read_group(groups, i, alike, &group);
        if (groups->grouping->kept != NULL)
            fact_store_add(groups->grouping->kept, &group);
        for (guint t = 0; t < tallies->len; t++)
            tally_take(g_ptr_array_index(tallies, t), &group);
    }
    for (guint t = 0; t < tallies->len; t++)
        tally_take_notes(g_ptr_array_index(tallies, t), groups->notes[t], groups->months);
    for (guint i = 0; i < groups->grouping->dataset->columns_count; i++)
        g_free(alike[i]);
    g_free(alike);
}

void groups_pour(struct groups *groups)
{
    if (groups->vocabulary == NULL)
        return;
    g_mutex_lock(&groups->grouping->filling);
    fill_tallies(groups);
    g_mutex_unlock(&groups->grouping->filling);
    group_table_empty(&groups->table);
    group_places_empty(&groups->places, 0);
}
