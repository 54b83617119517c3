#include "read/cell.h"

#include <string.h>

#include "base/text.h"
#include "data/person.h"
#include "data/vocabulary.h"
#include "read/broken_text.h"
#include "read/cell_known.h"
#include "read/cell_parts.h"

/* So many long labels are remembered. */
#define LONG_TEXTS 4096

/* Years between which the days of a column can lie; they do not depend on the clock. */
static void limit_years(struct limits *limits, int first, int last)
{
    limits->first_year = (guint)first;
    limits->years = (guint)(last - first + 1);
    limits->least = date_from_civil(first, 1, 1);
    limits->most = date_from_civil(last, 12, 31);
    limits->hint = g_strdup_printf("%d–%d", first, last);
}

/* The Party was founded in 1930; members of today were born after 1900, as were old units. */
static void limit(struct limits *limits, const struct dataset *dataset, const struct column *column)
{
    *limits = (struct limits){.least = G_MININT64, .most = G_MAXINT64};
    switch (column->type) {
    case COLUMN_COUNT:
        limits->most = column_at_most(column);
        limits->hint = g_strdup_printf("%" G_GINT64_FORMAT, limits->most);
        break;
    case COLUMN_YEAR:
    case COLUMN_MONTH:
    case COLUMN_DATE:
    case COLUMN_PERIOD:
    case COLUMN_QUARTER:
        limit_years(limits, column->person || dataset->kind == DATASET_TREE ? FIRST_YEAR : 1930,
                    LAST_YEAR);
        break;
    default:
        break;
    }
}

struct cell_plan *cell_plan_new(const struct dataset *dataset, const struct unit_tree *tree)
{
    struct cell_plan *plan = g_new(struct cell_plan, 1);
    plan->dataset = dataset;
    plan->tree = tree;
    plan->known = g_new0(struct known_values, dataset->columns_count);
    plan->limits = g_new(struct limits, dataset->columns_count);
    for (int i = 0; i <= MONTHS; i++)
        plan->month[i] = date_from_civil(FIRST_YEAR + i / 12, i % 12 + 1, 1);
    for (guint i = 0; i < dataset->columns_count; i++) {
        limit(&plan->limits[i], dataset, &dataset->columns[i]);
        if (dataset->columns[i].type == COLUMN_CODE || column_is_open(&dataset->columns[i]))
            known_values_init(&plan->known[i], &dataset->columns[i]);
    }
    return plan;
}

void cell_plan_free(struct cell_plan *plan)
{
    if (plan == NULL)
        return;
    for (guint i = 0; i < plan->dataset->columns_count; i++) {
        known_values_clear(&plan->known[i]);
        g_free(plan->limits[i].hint);
    }
    g_free(plan->known);
    g_free(plan->limits);
    g_free(plan);
}

struct cells *cells_new(const struct cell_plan *plan)
{
    struct cells *cells = g_new0(struct cells, 1);
    cells->plan = plan;
    cells->vocabulary = vocabulary_new(plan->dataset);
    cells->memo = g_new0(struct memo_slot *, plan->dataset->columns_count);
    cells->units = g_new0(struct unit_memory *, plan->dataset->columns_count);
    cells->dates = g_new0(struct date_order, plan->dataset->columns_count);
    cells->unit_column = dataset_unit_column(plan->dataset);
    cells->long_texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    cells->splits = g_ptr_array_new_with_free_func(g_free);
    cells->hints = g_string_chunk_new(1024);
    return cells;
}

void cells_free(struct cells *cells)
{
    if (cells == NULL)
        return;
    for (guint i = 0; i < cells->plan->dataset->columns_count; i++) {
        g_free(cells->memo[i]);
        if (cells->units[i] != NULL)
            g_free(cells->units[i]->next);
        g_free(cells->units[i]);
    }
    g_free(cells->memo);
    g_free(cells->units);
    g_free(cells->dates);
    vocabulary_free(cells->vocabulary);
    unit_names_free(cells->names);
    changed_codes_free(cells->changed);
    g_free(cells->superior);
    g_hash_table_unref(cells->long_texts);
    g_ptr_array_unref(cells->splits);
    g_string_chunk_free(cells->hints);
    g_free(cells);
}

const struct vocabulary *cells_vocabulary(const struct cells *cells)
{
    return cells->vocabulary;
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

static gboolean is_known(const struct cell_plan *plan, const char *text)
{
    for (guint i = 0; i < plan->dataset->columns_count; i++)
        if (plan->known[i].column != NULL && known_values_find(&plan->known[i], text) >= 0)
            return TRUE;
    return FALSE;
}

/* Units that are read just now are not known yet. */
static gboolean names_unit(struct cells *cells, const char *text)
{
    const struct unit_tree *tree = cells->plan->tree;
    if (tree == NULL)
        return FALSE;
    if (cells->names == NULL)
        cells->names = unit_names_new(tree);
    return unit_tree_find(tree, text, -1) != UNIT_NONE || unit_names_bear(cells->names, text);
}

gboolean cells_mean_person(struct cells *cells, const char *clean)
{
    return person_is_meant(clean) && !is_known(cells->plan, clean) && !names_unit(cells, clean);
}

/* Whether a unit is named from a word on that stands no later than what is masked: "Tổng cộng huyện
 * Vũ Thư". */
static gboolean ends_with_unit(struct cells *cells, const char *text, const char *masked)
{
    gsize same = 0;
    while (text[same] == masked[same])
        same++;
    for (const char *at = text; at != NULL; at = strchr(at, ' ')) {
        at += *at == ' ';
        if ((gsize)(at - text) > same)
            return FALSE;
        if (names_unit(cells, at))
            return TRUE;
    }
    return FALSE;
}

char *cells_shown(struct cells *cells, const struct column *column, const char *clean)
{
    if (column != NULL && column->person)
        return text_mask(clean);
    if (column != NULL && dataset_column_names_units(cells->plan->dataset, column))
        return g_strdup(clean);
    g_autofree char *masked = person_mask(clean);
    gboolean is_plain = strcmp(masked, clean) == 0 || is_known(cells->plan, clean) ||
                        ends_with_unit(cells, clean, masked);
    return is_plain ? g_strdup(clean) : g_steal_pointer(&masked);
}

/* Long labels are remembered too, each as a copy of its own. */
static struct cell code_long(struct cells *cells, guint column, const char *text, gsize length)
{
    g_autofree char *key = g_strdup_printf("%u:%.*s", column, (int)length, text);
    struct cell *kept = g_hash_table_lookup(cells->long_texts, key);
    if (kept != NULL)
        return *kept;
    struct cell cell = cell_code_anew(cells, column, text, length);
    if (g_hash_table_size(cells->long_texts) < LONG_TEXTS)
        g_hash_table_insert(cells->long_texts, g_steal_pointer(&key),
                            g_memdup2(&cell, sizeof cell));
    return cell;
}

struct cell cell_code(struct cells *cells, guint column, const char *text, gsize length)
{
    if (length == 0 || !cell_is_remembered(cells->plan->dataset->columns[column].type))
        return cell_code_anew(cells, column, text, length);
    if (length > MEMO_TEXT)
        return code_long(cells, column, text, length);

    if (cells->memo[column] == NULL)
        cells->memo[column] = g_new0(struct memo_slot, MEMO_SLOTS);
    struct memo_slot *slot = memo_find(cells->memo[column], text, length);
    if (slot->length == 0)
        memo_set(slot, cell_code_anew(cells, column, text, length), text, length);
    return slot->cell;
}

void cells_ask(struct cells *cells, guint column, struct cell_asking *asking)
{
    const struct cell_plan *plan = cells->plan;
    enum column_type type = plan->dataset->columns[column].type;
    gboolean is_remembered = cell_is_remembered(type);
    if (is_remembered && cells->memo[column] == NULL)
        cells->memo[column] = g_new0(struct memo_slot, MEMO_SLOTS);
    if (type == COLUMN_UNIT && plan->tree != NULL && cells->units[column] == NULL)
        cells->units[column] = unit_memory_new(plan->tree);
    *asking = (struct cell_asking){
        .type = type,
        .memo = is_remembered ? cells->memo[column] : NULL,
        .unit = cells->units[column],
        .month = plan->month,
        .first_year = plan->limits[column].first_year,
        .years = plan->limits[column].years,
        .most = plan->limits[column].most,
        .day_first = &cells->dates[column].day_first,
    };
}

gint64 cell_number(struct cells *cells, guint column, const char *text, gsize length)
{
    g_autofree char *clean = cell_clean(text, length);
    gint64 number = vocabulary_number(cells->vocabulary, column, clean);
    if (cells_mean_person(cells, clean))
        vocabulary_hide(cells->vocabulary, column, (gint32)number);
    if (length > MEMO_TEXT)
        return number;
    struct memo_slot *slot = memo_find(cells->memo[column], text, length);
    if (slot->length != 0)
        memo_set(slot, (struct cell){number, slot->cell.span, slot->cell.rule, slot->cell.hint},
                 text, length);
    return number;
}

void cells_note_date(struct cells *cells, guint column, const char *text, guint64 line)
{
    gboolean of_month = cells->plan->dataset->columns[column].type == COLUMN_MONTH;
    date_order_note(&cells->dates[column], text, line, of_month);
}

struct date_order *cells_take_dates(struct cells *cells)
{
    struct date_order *dates = cells->dates;
    cells->dates = g_new0(struct date_order, cells->plan->dataset->columns_count);
    return dates;
}

/* The numbers behind CELL_SEVERAL. */
static const gint32 *cell_several(const struct cells *cells, const struct cell *cell, guint *count)
{
    const struct split *split = g_ptr_array_index(cells->splits, (guint)cell->span);
    *count = split->count;
    return split->number;
}

/* ---- the labels of one field ---- */

void cell_labels_begin(struct cell_labels *mentions, const char *text, gsize length)
{
    mentions->rest = text;
    mentions->end = text + length;
    mentions->parts = mentions->count = 0;
    mentions->is_unnumbered = mentions->is_full = FALSE;
}

/* The ';' that ends the value that begins here, and no entity of a web page in it; or the end. */
static const char *find_stop(const char *start, const char *end)
{
    for (const char *from = start; from < end; from++) {
        if (*from == ';')
            return from;
        gsize entity = *from == '&' ? broken_text_entity(from, (gsize)(end - from)) : 0;
        from += entity > 0 ? entity - 1 : 0;
    }
    return end;
}

static gboolean find_next(struct cell_labels *mentions)
{
    while (mentions->rest < mentions->end) {
        const char *start = mentions->rest;
        const char *stop = find_stop(start, mentions->end);
        mentions->rest = stop < mentions->end ? stop + 1 : mentions->end;
        mentions->text = start;
        mentions->length = (gsize)(stop - start);
        if (!cell_is_blank(start, mentions->length))
            return TRUE;
    }
    return FALSE;
}

static void add(struct cell_labels *mentions, gint32 number)
{
    for (guint i = 0; i < mentions->count; i++)
        if (mentions->number[i] == number)
            return;
    if (mentions->count == FACT_MAX_MENTIONS)
        mentions->is_full = TRUE;
    else
        mentions->number[mentions->count++] = number;
}

static void add_cell(struct cell_labels *mentions, const struct cells *cells)
{
    if (mentions->cell.value != CELL_SEVERAL) {
        add(mentions, (gint32)mentions->cell.value);
        return;
    }
    guint count;
    const gint32 *number = cell_several(cells, &mentions->cell, &count);
    for (guint i = 0; i < count; i++)
        add(mentions, number[i]);
}

gboolean cell_labels_next(struct cell_labels *mentions, struct cells *cells, guint column)
{
    if (!find_next(mentions))
        return FALSE;
    mentions->parts++;
    mentions->is_full = mentions->is_full || mentions->parts > FACT_MAX_MENTIONS;
    mentions->cell = cell_code(cells, column, mentions->text, mentions->length);
    if (mentions->cell.value == CELL_UNNUMBERED)
        mentions->is_unnumbered = TRUE;
    else if (mentions->cell.value != FACT_BLANK)
        add_cell(mentions, cells);
    return TRUE;
}

void cell_labels_number(struct cell_labels *mentions, struct cells *cells, guint column,
                        const char *text, gsize length)
{
    cell_labels_begin(mentions, text, length);
    while (find_next(mentions)) {
        mentions->cell = cell_code(cells, column, mentions->text, mentions->length);
        if (mentions->cell.value == CELL_UNNUMBERED)
            mentions->cell.value = cell_number(cells, column, mentions->text, mentions->length);
        add_cell(mentions, cells);
    }
}
