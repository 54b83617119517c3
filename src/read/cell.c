#include "read/cell.h"

#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "read/closed_list.h"
#include "read/moment.h"
#include "read/unit_names.h"

#define CACHE_SLOTS 1024
#define CACHE_PROBES 8
#define CACHE_TEXT 84 /* longer texts are not remembered */

struct cached {
    guint64 hash;
    struct cell cell;
    guint32 length; /* 0: free */
    char text[CACHE_TEXT];
};

/* Days of these years, nearly all there are, are looked up. */
#define FIRST_YEAR 1900
#define LAST_YEAR 2099
#define MONTHS ((LAST_YEAR - FIRST_YEAR + 1) * 12)

struct cell_plan {
    const struct dataset *dataset;
    const struct unit_tree *tree;
    date month[MONTHS + 1];   /* first days */
    struct closed_list *list; /* by column */
};

struct cells {
    const struct cell_plan *plan;
    struct vocabulary *vocabulary;
    struct cached **cache;    /* by column; NULL until it is needed */
    struct unit_names *names; /* NULL until it is needed */
    int unit_column;          /* to which the superior belongs */
    char *superior;           /* of the row at hand, or NULL */
    GStringChunk *hints;
};

/* How a type is coded: by a parser of its own, or else by `code`. */
struct coding {
    moment_parser parse;
    enum rule rule; /* when the parser fails */
    const char *hint;
    struct cell (*code)(struct cells *cells, guint column, const char *text, gsize length);
    /* The quick way for the most frequent form; FALSE leaves it to the parser. */
    gboolean (*look_up)(const struct cell_plan *plan, const char *text, gsize length,
                        gint64 *value);
    gboolean is_cached;
};

struct cell_plan *cell_plan_new(const struct dataset *dataset, const struct unit_tree *tree)
{
    struct cell_plan *plan = g_new(struct cell_plan, 1);
    plan->dataset = dataset;
    plan->tree = tree;
    plan->list = g_new0(struct closed_list, dataset->columns_count);
    for (int i = 0; i <= MONTHS; i++)
        plan->month[i] = date_from_civil(FIRST_YEAR + i / 12, i % 12 + 1, 1);
    for (guint i = 0; i < dataset->columns_count; i++) {
        if (dataset->columns[i].type == COLUMN_CODE)
            closed_list_init(&plan->list[i], &dataset->columns[i]);
    }
    return plan;
}

void cell_plan_free(struct cell_plan *plan)
{
    if (plan == NULL)
        return;
    for (guint i = 0; i < plan->dataset->columns_count; i++)
        closed_list_clear(&plan->list[i]);
    g_free(plan->list);
    g_free(plan);
}

struct cells *cells_new(const struct cell_plan *plan)
{
    struct cells *cells = g_new0(struct cells, 1);
    cells->plan = plan;
    cells->vocabulary = vocabulary_new(plan->dataset);
    cells->cache = g_new0(struct cached *, plan->dataset->columns_count);
    cells->unit_column = dataset_unit_column(plan->dataset);
    cells->hints = g_string_chunk_new(1024);
    return cells;
}

void cells_free(struct cells *cells)
{
    if (cells == NULL)
        return;
    for (guint i = 0; i < cells->plan->dataset->columns_count; i++)
        g_free(cells->cache[i]);
    g_free(cells->cache);
    vocabulary_free(cells->vocabulary);
    unit_names_free(cells->names);
    g_free(cells->superior);
    g_string_chunk_free(cells->hints);
    g_free(cells);
}

const struct vocabulary *cells_vocabulary(const struct cells *cells)
{
    return cells->vocabulary;
}

static struct cell good(gint64 value)
{
    return (struct cell){.value = value, .rule = RULES};
}

static struct cell bad(enum rule rule, const char *hint)
{
    return (struct cell){.value = FACT_BLANK, .rule = rule, .hint = hint};
}

void cells_set_superior(struct cells *cells, const char *text, gsize length)
{
    g_clear_pointer(&cells->superior, g_free);
    if (!cell_is_blank(text, length))
        cells->superior = cell_clean(text, length);
}

gboolean cells_know_unit(const struct cells *cells, const char *text, gsize length)
{
    return cells->plan->tree != NULL &&
           unit_tree_find(cells->plan->tree, text, (gssize)length) != UNIT_NONE;
}

/* Keeps a hint, which may be NULL, and frees it. */
static const char *keep_hint(struct cells *cells, char *hint)
{
    const char *kept = hint != NULL ? g_string_chunk_insert_const(cells->hints, hint) : NULL;
    g_free(hint);
    return kept;
}

static struct cell code_unit_name(struct cells *cells, guint column, const char *name)
{
    if (cells->names == NULL)
        cells->names = unit_names_new(cells->plan->tree);
    const char *superior = (int)column == cells->unit_column ? cells->superior : NULL;
    const struct named *named = unit_names_look_up(cells->names, name, superior);
    if (named->unit != UNIT_NONE)
        return good(named->unit);
    if (named->codes != NULL)
        return bad(RULE_UNIT_AMBIGUOUS, named->codes);
    char *near = named->near != NULL ? g_strdup_printf(" (%s?)", named->near) : NULL;
    return bad(RULE_UNKNOWN_UNIT, keep_hint(cells, near));
}

static struct cell code_unit(struct cells *cells, guint column, const char *text, gsize length)
{
    const struct unit_tree *tree = cells->plan->tree;
    if (tree == NULL)
        return good(FACT_BLANK);
    gint32 unit = unit_tree_find(tree, text, (gssize)length);
    if (unit != UNIT_NONE)
        return good(unit);
    g_autofree char *clean = cell_clean(text, length);
    unit = unit_tree_find(tree, clean, -1);
    return unit != UNIT_NONE ? good(unit) : code_unit_name(cells, column, clean);
}

static struct cell code_value(struct cells *cells, guint column, const char *text, gsize length)
{
    const struct closed_list *list = &cells->plan->list[column];
    g_autofree char *clean = cell_clean(text, length);
    int number = closed_list_find(list, clean);
    return number >= 0 ? good(number)
                       : bad(RULE_UNKNOWN_VALUE, keep_hint(cells, closed_list_hint(list, clean)));
}

static struct cell code_label(struct cells *cells, guint column, const char *text, gsize length)
{
    g_autofree char *clean = cell_clean(text, length);
    return good(vocabulary_number(cells->vocabulary, column, clean));
}

/* Digits only, as nearly always, or in groups of three. */
static struct cell code_count(struct cells *cells, guint column, const char *text, gsize length)
{
    struct cell cell = good(FACT_BLANK);
    gboolean is_ambiguous = FALSE;
    if (moment_count(text, length, &cell.value, &cell.span))
        return cell;
    g_autofree char *clean = cell_clean(text, length);
    if (moment_count(clean, strlen(clean), &cell.value, &cell.span) ||
        moment_grouped_count(clean, cells->plan->dataset->columns[column].format, &cell.value,
                             &is_ambiguous))
        return cell;
    return bad(is_ambiguous ? RULE_NUMBER_AMBIGUOUS : RULE_BAD_NUMBER, NULL);
}

static struct cell code_key(struct cells *cells, guint column, const char *text, gsize length)
{
    (void)cells;
    (void)column;
    gint64 print;
    if (cell_is_clean(text, length)) {
        print = (gint64)hash_bytes(text, length);
    } else {
        g_autofree char *clean = cell_clean(text, length);
        print = (gint64)hash_bytes(clean, strlen(clean));
    }
    return good(print != FACT_BLANK ? print : FACT_BLANK + 1);
}

static struct cell code_nothing(struct cells *cells, guint column, const char *text, gsize length)
{
    (void)cells;
    (void)column;
    (void)text;
    (void)length;
    return good(FACT_BLANK);
}

/* The number that two digits make; 100 if they are none. */
static guint two_digits(const char *text)
{
    guint tens = (guint8)text[0] - '0', ones = (guint8)text[1] - '0';
    return tens <= 9 && ones <= 9 ? 10 * tens + ones : 100;
}

/* dd/mm/yyyy, as nearly all exports write it, by look-up. */
static gboolean look_up_day(const struct cell_plan *plan, const char *text, gsize length,
                            gint64 *value)
{
    if (length != 10 || text[2] != '/' || text[5] != '/')
        return FALSE;
    guint day = two_digits(text), month = two_digits(text + 3);
    guint century = two_digits(text + 6), year = two_digits(text + 8);
    if (century < FIRST_YEAR / 100 || century > LAST_YEAR / 100 || year > 99 || month - 1 > 11)
        return FALSE;
    const date *first = &plan->month[12 * (100 * century + year - FIRST_YEAR) + month - 1];
    if (day - 1 >= (guint)(first[1] - first[0]))
        return FALSE;
    *value = first[0] + (date)day - 1;
    return TRUE;
}

static const struct coding codings[] = {
    [COLUMN_UNIT] = {.code = code_unit},
    [COLUMN_CODE] = {.code = code_value, .is_cached = TRUE},
    [COLUMN_LABEL] = {.code = code_label, .is_cached = TRUE},
    [COLUMN_LABELS] = {.code = code_label, .is_cached = TRUE},
    [COLUMN_YEAR] = {.parse = moment_year,
                     .rule = RULE_BAD_DATE,
                     .hint = "2024",
                     .is_cached = TRUE},
    [COLUMN_MONTH] = {.parse = moment_month,
                      .rule = RULE_BAD_DATE,
                      .hint = "08/2024",
                      .is_cached = TRUE},
    [COLUMN_DATE] = {.parse = moment_day,
                     .rule = RULE_BAD_DATE,
                     .hint = "31/08/2024",
                     .look_up = look_up_day},
    [COLUMN_PERIOD] = {.parse = moment_period,
                       .rule = RULE_BAD_DATE,
                       .hint = "2024, 08/2024, 31/08/2024",
                       .is_cached = TRUE},
    [COLUMN_COUNT] = {.code = code_count},
    [COLUMN_PERCENT] = {.parse = moment_percent, .rule = RULE_BAD_PERCENT, .hint = "72,8%"},
    [COLUMN_KEY] = {.code = code_key},
    [COLUMN_BAND] = {.code = code_nothing},
    [COLUMN_TEXT] = {.code = code_nothing},
};

static struct cell code_parsed(const struct cells *cells, const struct coding *coding,
                               const char *text, gsize length)
{
    struct cell cell = good(FACT_BLANK);
    if (coding->look_up != NULL && coding->look_up(cells->plan, text, length, &cell.value))
        return cell;
    if (coding->parse(text, length, &cell.value, &cell.span))
        return cell;
    if (!cell_is_clean(text, length)) {
        g_autofree char *clean = cell_clean(text, length);
        if (coding->parse(clean, strlen(clean), &cell.value, &cell.span))
            return cell;
    }
    return bad(coding->rule, coding->hint);
}

static struct cell code_anew(struct cells *cells, const struct coding *coding, guint column,
                             const char *text, gsize length)
{
    if (coding->parse != NULL)
        return code_parsed(cells, coding, text, length);
    return coding->code(cells, column, text, length);
}

/* Its length and its ends tell a text of a column from nearly all others there. */
static guint64 hash_of_ends(const char *text, gsize length)
{
    if (length <= 8)
        return hash_mix(length, hash_tail(text, length));
    guint64 first, last;
    memcpy(&first, text, sizeof first);
    memcpy(&last, text + length - sizeof last, sizeof last);
    return hash_mix(first + length, last);
}

static gboolean holds(const struct cached *slot, guint64 hash, const char *text, gsize length)
{
    return slot->hash == hash && slot->length == length && memcmp(slot->text, text, length) == 0;
}

/* The slot of the text, or the one it should take: a free one, or else its first. */
static struct cached *find_slot(struct cached *cache, guint64 hash, const char *text, gsize length)
{
    for (guint i = 0; i < CACHE_PROBES; i++) {
        struct cached *slot = &cache[(hash + i) % CACHE_SLOTS];
        if (slot->length == 0 || holds(slot, hash, text, length))
            return slot;
    }
    return &cache[hash % CACHE_SLOTS];
}

struct cell cell_code(struct cells *cells, guint column, const char *text, gsize length)
{
    const struct coding *coding = &codings[cells->plan->dataset->columns[column].type];
    if (!coding->is_cached || length == 0 || length > CACHE_TEXT)
        return code_anew(cells, coding, column, text, length);

    if (cells->cache[column] == NULL)
        cells->cache[column] = g_new0(struct cached, CACHE_SLOTS);
    guint64 hash = hash_of_ends(text, length);
    struct cached *first = &cells->cache[column][hash % CACHE_SLOTS];
    if (holds(first, hash, text, length))
        return first->cell;
    struct cached *slot = find_slot(cells->cache[column], hash, text, length);
    if (slot->length != 0 && holds(slot, hash, text, length))
        return slot->cell;

    slot->cell = code_anew(cells, coding, column, text, length);
    slot->hash = hash;
    slot->length = (guint32)length;
    memcpy(slot->text, text, length);
    return slot->cell;
}

/* The next text between ';' that is not blank; NULL at the end. */
static const char *next_label(const char **rest, const char *end, gsize *length)
{
    while (*rest < end) {
        const char *start = *rest;
        const char *stop = memchr(start, ';', (gsize)(end - start));
        if (stop == NULL)
            stop = end;
        *rest = stop < end ? stop + 1 : end;
        *length = (gsize)(stop - start);
        if (!cell_is_blank(start, *length))
            return start;
    }
    return NULL;
}

guint cell_mentions_count(const char *text, gsize length)
{
    const char *end = text + length;
    guint count = 0;
    gsize size;
    while (next_label(&text, end, &size) != NULL)
        count++;
    return count;
}

guint cell_mentions(struct cells *cells, guint column, const char *text, gsize length,
                    gint32 mentions[FACT_MAX_MENTIONS])
{
    const char *end = text + length;
    const char *label;
    guint count = 0;
    gsize size;
    while ((label = next_label(&text, end, &size)) != NULL) {
        gint32 number = (gint32)cell_code(cells, column, label, size).value;
        guint i = 0;
        while (i < count && mentions[i] != number)
            i++;
        if (i == count)
            mentions[count++] = number;
    }
    return count;
}
