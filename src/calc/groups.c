#include "calc/groups.h"

#include <string.h>

/* A table with so many groups is poured. */
#define MOST_GROUPS (1u << 17)
#define FIRST_BITS 10

/* Days whose class is remembered, by the last bits of the day; stages that are noted by day. */
#define NEAR_DAYS (1u << 12)
#define NEAR_STAGES 31

/* A class of times, by any of them. */
struct time_class {
    date first, last;
    gboolean asked; /* by any table */
};

struct near_day {
    date first, last;
    guint32 number; /* of its class, + 1; 0: free */
    guint32 noted;  /* a bit a stage, and one for none: the month is noted */
};

/* The words that every group begins with. */
enum { WORD_UNIT, WORD_TIME, WORD_FILE, WORD_COLUMNS };

/*
 * A group is a record of 64-bit numbers: how many facts, the sums, and two words each, which tell
 * it from others: class of the unit, class of the time, file, and the columns asked.
 */
struct groups {
    struct grouping *grouping;
    struct vocabulary *vocabulary; /* of the facts; NULL: there was none yet */
    guint64 *records, *wanted;     /* wanted: the words of the fact at hand */
    guint count, room;
    guint size, words; /* of a record; how many of it are words */
    guint32 *slots;    /* number of a group + 1; 0: free */
    guint bits;        /* of a slot's number */
    struct near_day near[NEAR_DAYS];
    GHashTable *time_numbers; /* GBytes, all that is asked of a time, to its class + 1 */
    GArray *times;            /* struct time_class */
    GArray *plan_times;       /* struct tally_time, by class and plan */
    struct tally_notes **notes;
    struct months_met *months; /* of events; else NULL */
    int stage;                 /* column of stages; -1: none */
};

static void set_bits(struct groups *groups, guint bits)
{
    g_free(groups->slots);
    groups->slots = g_new0(guint32, (gsize)1 << bits);
    groups->bits = bits;
}

struct groups *groups_new(struct grouping *grouping)
{
    struct groups *groups = g_new0(struct groups, 1);
    grouping_open(grouping);
    groups->grouping = grouping;
    groups->words = (WORD_COLUMNS + grouping->words + 1) / 2;
    groups->size = 1 + grouping->sums->len + groups->words;
    groups->wanted = g_new0(guint64, groups->words);
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
    set_bits(groups, FIRST_BITS);
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
    g_free(groups->records);
    g_free(groups->wanted);
    g_free(groups->slots);
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

static struct near_day *day_of(struct groups *groups, const struct fact *fact)
{
    struct near_day *day = &groups->near[(guint)fact->first % NEAR_DAYS];
    if (day->number == 0 || day->first != fact->first || day->last != fact->last)
        *day = (struct near_day){fact->first, fact->last, class_time(groups, fact) + 1, 0};
    return day;
}

static void note_month(struct groups *groups, struct near_day *day, const struct fact *fact)
{
    gint64 stage = groups->stage >= 0 ? fact->value[groups->stage] : -1;
    guint32 bit = stage < 0 ? 1 : stage < NEAR_STAGES ? 2u << stage : 0;
    if ((day->noted & bit) != 0)
        return;
    day->noted |= bit;
    months_met_take(groups->months, fact->first, stage);
}

static void word_columns(const struct grouping *grouping, const struct fact *fact, guint32 *word)
{
    for (guint i = 0; i < grouping->columns->len; i++) {
        const struct grouping_column *asked =
            &g_array_index(grouping->columns, struct grouping_column, i);
        gint64 value = fact->value[asked->column];
        switch (asked->wording) {
        case WORDING_NUMBER:
            *word++ = value != FACT_BLANK ? (guint32)value + 1 : 0;
            break;
        case WORDING_WHETHER:
            *word++ = value != FACT_BLANK;
            break;
        case WORDING_WIDE:
            memcpy(word, &value, sizeof value);
            word += 2;
            break;
        case WORDING_MENTIONS:
            for (guint k = 0; k < FACT_MAX_MENTIONS; k++)
                word[k] = k < fact->mentions_count ? (guint32)fact->mentions[k] + 1 : 0;
            word += FACT_MAX_MENTIONS;
        }
    }
}

/* The words as numbers times factors of their own: the upper bits of the sum are spread. */
static gsize slot_of(const struct groups *groups, const guint64 *words)
{
    guint64 sum = 0, factor = G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    for (guint i = 0; i < groups->words; i++) {
        sum += words[i] * factor;
        factor *= G_GUINT64_CONSTANT(0xd1342543de82ef95);
    }
    return (gsize)(sum >> (64 - groups->bits));
}

static gboolean are_same(const guint64 *a, const guint64 *b, guint words)
{
    guint64 difference = 0;
    for (guint i = 0; i < words; i++)
        difference |= a[i] ^ b[i];
    return difference == 0;
}

static guint64 *record_at(const struct groups *groups, guint number)
{
    return groups->records + (gsize)number * groups->size;
}

static guint64 *words_at(const struct groups *groups, guint number)
{
    return record_at(groups, number) + groups->size - groups->words;
}

static void set_slot(struct groups *groups, guint number)
{
    gsize mask = ((gsize)1 << groups->bits) - 1, at = slot_of(groups, words_at(groups, number));
    while (groups->slots[at] != 0)
        at = (at + 1) & mask;
    groups->slots[at] = number + 1;
}

/* Adds the group of the words wanted. */
static guint64 *add_group(struct groups *groups)
{
    if (groups->count == MOST_GROUPS)
        groups_pour(groups);
    if (groups->count == groups->room) {
        groups->room = MAX(2 * groups->room, 64);
        groups->records = g_renew(guint64, groups->records, (gsize)groups->room * groups->size);
    }
    if (2 * (gsize)(groups->count + 1) > (gsize)1 << groups->bits) {
        set_bits(groups, groups->bits + 1);
        for (guint i = 0; i < groups->count; i++)
            set_slot(groups, i);
    }
    guint number = groups->count++;
    memset(record_at(groups, number), 0, groups->size * sizeof(guint64));
    memcpy(words_at(groups, number), groups->wanted, groups->words * sizeof(guint64));
    set_slot(groups, number);
    return record_at(groups, number);
}

static guint64 *find_group(struct groups *groups)
{
    gsize mask = ((gsize)1 << groups->bits) - 1, at = slot_of(groups, groups->wanted);
    for (; groups->slots[at] != 0; at = (at + 1) & mask)
        if (are_same(words_at(groups, groups->slots[at] - 1), groups->wanted, groups->words))
            return record_at(groups, groups->slots[at] - 1);
    return add_group(groups);
}

/* No sum wraps; what a cube can hold is far less. */
static void add_sum(guint64 *sum, gint64 amount)
{
    gint64 more;
    if (__builtin_add_overflow((gint64)*sum, amount, &more))
        more = G_MAXINT64;
    *sum = (guint64)more;
}

/* Adds the fact to the group of the words wanted. */
static void add_fact(struct groups *groups, const struct fact *fact)
{
    const struct grouping *grouping = groups->grouping;
    guint64 *record = find_group(groups);
    ++*record++;
    for (guint i = 0; i < grouping->sums->len; i++) {
        const struct grouping_sum *sum = &g_array_index(grouping->sums, struct grouping_sum, i);
        gint64 value = fact->value[sum->column];
        add_sum(record++, value != FACT_BLANK ? value : sum->blank);
    }
}

void groups_take(struct groups *groups, const struct fact *fact)
{
    const struct grouping *grouping = groups->grouping;
    guint plans = grouping->plans->len;
    struct near_day *day = day_of(groups, fact);
    guint32 unit = grouping->class_of[fact->unit], time = day->number - 1;
    guint32 *word = (guint32 *)(void *)groups->wanted;
    gboolean taken = FALSE;
    if (groups->vocabulary == NULL)
        groups->vocabulary = vocabulary_ref(fact->vocabulary);
    if (groups->months != NULL)
        note_month(groups, day, fact);
    for (guint i = 0; i < plans; i++) {
        gboolean takes = grouping->takes[(gsize)unit * plans + i];
        tally_note(groups->notes[i], fact, takes,
                   &g_array_index(groups->plan_times, struct tally_time, time * plans + i));
        taken |= takes;
    }
    word[WORD_UNIT] = unit;
    word[WORD_TIME] = time;
    word[WORD_FILE] = fact->file;
    if (taken && g_array_index(groups->times, struct time_class, time).asked)
        word_columns(grouping, fact, word + WORD_COLUMNS);
    else
        memset(word + WORD_COLUMNS, 0, grouping->words * sizeof(guint32));
    add_fact(groups, fact);
}

/* The tallies' numbers of open values, by column and by what the facts' number is beyond the
 * dictionary's. */
static gint32 **number_alike(const struct groups *groups)
{
    const struct dataset *dataset = groups->grouping->dataset;
    gint32 **alike = g_new0(gint32 *, dataset->columns_count + 1);
    for (guint i = 0; i < dataset->columns_count; i++) {
        guint known = dataset->columns[i].values_count;
        guint count =
            column_is_open(&dataset->columns[i]) ? vocabulary_count(groups->vocabulary, i) : known;
        alike[i] = g_new(gint32, count - known + 1);
        for (guint number = known; number < count; number++)
            alike[i][number - known] =
                vocabulary_number(groups->grouping->vocabulary, i,
                                  vocabulary_label(groups->vocabulary, i, (gint32)number));
    }
    return alike;
}

/* The number in the tallies of what a word says, 0 being a blank. */
static gint32 number_in(const struct grouping *grouping, gint32 *const *alike, guint column,
                        guint32 word)
{
    guint known = grouping->dataset->columns[column].values_count;
    return word <= known ? (gint32)word - 1 : alike[column][word - 1 - known];
}

/* The reverse of word_columns(). */
static void read_columns(const struct grouping *grouping, gint32 *const *alike, const guint32 *word,
                         struct fact *fact)
{
    for (guint i = 0; i < grouping->columns->len; i++) {
        const struct grouping_column *asked =
            &g_array_index(grouping->columns, struct grouping_column, i);
        gint64 *value = &fact->value[asked->column];
        switch (asked->wording) {
        case WORDING_NUMBER:
            *value = *word > 0 ? number_in(grouping, alike, asked->column, *word) : FACT_BLANK;
            word++;
            break;
        case WORDING_WHETHER:
            *value = *word++ > 0 ? 0 : FACT_BLANK;
            break;
        case WORDING_WIDE:
            memcpy(value, word, sizeof *value);
            word += 2;
            break;
        case WORDING_MENTIONS:
            for (fact->mentions_count = 0;
                 fact->mentions_count < FACT_MAX_MENTIONS && word[fact->mentions_count] > 0;
                 fact->mentions_count++)
                fact->mentions[fact->mentions_count] =
                    number_in(grouping, alike, asked->column, word[fact->mentions_count]);
            word += FACT_MAX_MENTIONS;
        }
    }
}

static void read_group(const struct groups *groups, guint number, gint32 *const *alike,
                       struct fact_group *group)
{
    const struct grouping *grouping = groups->grouping;
    const guint64 *record = record_at(groups, number);
    const guint32 *word = (const guint32 *)(const void *)words_at(groups, number);
    const struct time_class *time =
        &g_array_index(groups->times, struct time_class, word[WORD_TIME]);
    group->fact.unit = g_array_index(grouping->classes, gint32, word[WORD_UNIT]);
    group->fact.first = time->first;
    group->fact.last = time->last;
    group->fact.file = word[WORD_FILE];
    read_columns(grouping, alike, word + WORD_COLUMNS, &group->fact);
    group->times = (gint64)record[0];
    for (guint i = 0; i < grouping->sums->len; i++)
        group->sum[g_array_index(grouping->sums, struct grouping_sum, i).column] =
            (gint64)record[1 + i];
}

static void fill_tallies(const struct groups *groups)
{
    const GPtrArray *tallies = groups->grouping->tallies;
    struct fact_group group = {.fact = {.vocabulary = groups->grouping->vocabulary}};
    gint32 **alike = number_alike(groups);
    for (guint i = 0; i < FACT_MAX_COLUMNS; i++)
        group.fact.value[i] = FACT_BLANK;
    for (guint i = 0; i < groups->count; i++) {
        read_group(groups, i, alike, &group);
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
    groups->count = 0;
    set_bits(groups, FIRST_BITS);
}
