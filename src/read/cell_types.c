#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "read/broken_text.h"
#include "read/cell_parts.h"
#include "read/cell_text.h"
#include "read/parse.h"
#include "read/quarter.h"
#include "read/sheet_cell.h"

/* Databases write this year where a unit has no end. */
#define NO_END_YEAR 9999

/* How a type is coded: by a parser of its own, or else by `code`. */
struct coding {
    parse_function parse;
    enum rule rule; /* when the parser fails */
    const char *hint;
    struct cell (*code)(struct cells *cells, guint column, const char *text, gsize length);
    gboolean is_remembered;
};

static struct cell good(gint64 value)
{
    return (struct cell){.value = value, .rule = RULES};
}

static struct cell bad(enum rule rule, const char *hint)
{
    return (struct cell){.value = FACT_BLANK, .rule = rule, .hint = hint};
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
    const char *rejected = unit_tree_rejected(cells->plan->tree, name);
    if (rejected != NULL)
        return bad(RULE_UNIT_REJECTED, rejected);
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
    const struct known_values *known = &cells->plan->known[column];
    g_autofree char *clean = cell_clean(text, length);
    int number = known_values_find(known, clean);
    if (number >= 0)
        return good(number);
    gint32 numbers[FACT_MAX_MENTIONS];
    g_autofree char *raw = g_strndup(text, length);
    gboolean is_several = known_values_split(known, raw, numbers) > 0;
    return bad(RULE_UNKNOWN_VALUE, keep_hint(cells, is_several ? known_values_within(known, raw)
                                                               : known_values_hint(known, clean)));
}

/* A text that the dictionary does not know: a value of its own, several of them, or a slip. */
static struct cell code_new_label(struct cells *cells, guint column, const char *raw,
                                  const char *clean)
{
    const struct known_values *known = &cells->plan->known[column];
    gboolean takes_several = known->column->type == COLUMN_LABELS;
    struct cell cell = good(CELL_UNNUMBERED);
    struct split split;
    split.count = known_values_split(known, raw, split.number);
    if (split.count > 0 && takes_several) {
        cell.value = CELL_SEVERAL;
        cell.span = (gint32)cells->splits->len;
        g_ptr_array_add(cells->splits, g_memdup2(&split, sizeof split));
        return cell;
    }
    /* One value with others beside it is a value of its own, unless the column takes several. */
    char *within = split.count > 0 || takes_several ? known_values_within(known, raw) : NULL;
    char *slip = within == NULL ? known_values_slip(known, clean) : NULL;
    if (within != NULL || slip != NULL)
        cell.rule = within != NULL ? RULE_SEVERAL_VALUES : RULE_NEAR_VALUE;
    else if (cells_mean_person(cells, clean))
        cell.rule = RULE_PERSON_VALUE;
    cell.hint = keep_hint(cells, within != NULL ? within : slip);
    return cell;
}

static struct cell code_label(struct cells *cells, guint column, const char *text, gsize length)
{
    g_autofree char *clean = cell_clean(text, length);
    int number = known_values_find(&cells->plan->known[column], clean);
    if (number >= 0)
        return good(number);
    enum rule broken = broken_text_rule(text, length);
    if (broken == RULES && known_values_fit_hole(&cells->plan->known[column], clean))
        broken = RULE_BROKEN_TEXT;
    if (broken != RULES)
        return bad(broken, NULL);
    if (length > CELL_MOST_LETTERS && g_utf8_strlen(clean, -1) > CELL_MOST_LETTERS)
        return bad(RULE_TEXT_TOO_LONG, G_STRINGIFY(CELL_MOST_LETTERS));
    g_autofree char *raw = g_strndup(text, length);
    return code_new_label(cells, column, raw, clean);
}

/* More digits than any number holds are a number all the same. */
static gboolean is_endless(const char *text)
{
    return *text != '\0' && strspn(text, "0123456789") == strlen(text);
}

/* Digits only, as nearly always, or in groups of three. */
static struct cell code_count(struct cells *cells, guint column, const char *text, gsize length)
{
    struct cell cell = good(FACT_BLANK);
    gboolean is_ambiguous = FALSE;
    if (parse_count(text, length, &cell.value, &cell.span))
        return cell;
    g_autofree char *clean = cell_clean(text, length);
    if (parse_count(clean, strlen(clean), &cell.value, &cell.span) ||
        parse_grouped_count(clean, cells->plan->dataset->columns[column].format, &cell.value,
                            &is_ambiguous))
        return cell;
    if (is_endless(clean))
        return good(G_MAXINT64);
    return bad(is_ambiguous ? RULE_NUMBER_AMBIGUOUS : RULE_BAD_NUMBER, NULL);
}

static struct cell code_key(struct cells *cells, guint column, const char *text, gsize length)
{
    (void)cells;
    (void)column;
    gint64 print = (gint64)cell_level_print(text, length);
    struct cell cell = good(print != FACT_BLANK ? print : FACT_BLANK + 1);
    cell.rule = broken_text_rule_of_key(text, length);
    return cell;
}

static struct cell code_text(struct cells *cells, guint column, const char *text, gsize length)
{
    (void)column;
    enum rule broken = broken_text_rule(text, length);
    gboolean names_units = cells->plan->dataset->kind == DATASET_TREE ||
                           cells->plan->dataset->kind == DATASET_CROSSWALK;
    if (broken == RULES && names_units && length > CELL_MOST_LETTERS &&
        g_utf8_strlen(text, (gssize)length) > CELL_MOST_LETTERS)
        return bad(RULE_TEXT_TOO_LONG, G_STRINGIFY(CELL_MOST_LETTERS));
    return broken != RULES ? bad(broken, NULL) : good(FACT_BLANK);
}

static struct cell code_nothing(struct cells *cells, guint column, const char *text, gsize length)
{
    (void)cells;
    (void)column;
    (void)text;
    (void)length;
    return good(FACT_BLANK);
}

static const struct coding codings[] = {
    [COLUMN_UNIT] = {.code = code_unit},
    [COLUMN_CODE] = {.code = code_value, .is_remembered = TRUE},
    [COLUMN_LABEL] = {.code = code_label, .is_remembered = TRUE},
    [COLUMN_LABELS] = {.code = code_label, .is_remembered = TRUE},
    [COLUMN_YEAR] = {.parse = parse_year,
                     .rule = RULE_BAD_DATE,
                     .hint = "2024",
                     .is_remembered = TRUE},
    [COLUMN_MONTH] = {.parse = parse_month,
                      .rule = RULE_BAD_DATE,
                      .hint = "08/2024",
                      .is_remembered = TRUE},
    [COLUMN_DATE] = {.parse = parse_day, .rule = RULE_BAD_DATE, .hint = "31/08/2024"},
    [COLUMN_PERIOD] = {.parse = parse_period,
                       .rule = RULE_BAD_DATE,
                       .hint = "2024, 08/2024, 31/08/2024",
                       .is_remembered = TRUE},
    [COLUMN_QUARTER] = {.parse = quarter_parse,
                        .rule = RULE_BAD_DATE,
                        .hint = "2025Q3, Quý III/2025, 2025",
                        .is_remembered = TRUE},
    [COLUMN_COUNT] = {.code = code_count},
    [COLUMN_PERCENT] = {.parse = parse_percent, .rule = RULE_BAD_PERCENT, .hint = "72,8%"},
    [COLUMN_POINTS] = {.parse = parse_points,
                       .rule = RULE_BAD_POINTS,
                       .hint = "92,5",
                       .is_remembered = TRUE},
    [COLUMN_KEY] = {.code = code_key},
    [COLUMN_BAND] = {.code = code_nothing},
    [COLUMN_AGE] = {.code = code_nothing},
    [COLUMN_TEXT] = {.code = code_text},
};

static struct cell code_parsed(const struct coding *coding, const char *text, gsize length)
{
    struct cell cell = good(FACT_BLANK);
    if (coding->parse(text, length, &cell.value, &cell.span))
        return cell;
    if (!cell_is_clean(text, length)) {
        g_autofree char *clean = cell_clean(text, length);
        if (coding->parse(clean, strlen(clean), &cell.value, &cell.span))
            return cell;
    }
    return bad(coding->rule, coding->hint);
}

/* Whether the number lies within what the column can hold; else it says so. */
static void check_limits(const struct cell_plan *plan, guint column, struct cell *cell)
{
    const struct limits *limits = &plan->limits[column];
    if (cell->value >= limits->least && cell->value <= limits->most)
        return;
    enum column_type type = plan->dataset->columns[column].type;
    gboolean is_count = type == COLUMN_COUNT;
    if (type == COLUMN_QUARTER && !quarter_has_year((date)cell->value))
        return;
    if (!is_count && plan->dataset->kind == DATASET_TREE &&
        cell->value == date_from_civil(NO_END_YEAR, 12, 31))
        return;
    cell->rule = is_count ? RULE_COUNT_TOO_LARGE : RULE_IMPOSSIBLE_YEAR;
    cell->hint = limits->hint;
}

gboolean cell_is_remembered(enum column_type type)
{
    return codings[type].is_remembered;
}

static struct changed_codes *changed_codes(struct cells *cells)
{
    if (cells->changed == NULL)
        cells->changed = changed_codes_new(cells->plan->tree);
    return cells->changed;
}

/* Whether a code could have lost no more than zeros in front when it became this number: it has no
 * zeros behind a point, and no point between thousands. */
static gboolean is_small_number(const char *number)
{
    return strchr(number, '.') == NULL && strlen(number) <= 3;
}

/*
 * A number where the code of a unit stands is that code only if it is so written and no other code
 * is the same number. In the list of units itself nothing tells what was lost.
 */
static struct cell code_unit_number(struct cells *cells, guint column, const char *number)
{
    guint count = 0;
    gboolean is_text = cells->plan->dataset->columns[column].type == COLUMN_TEXT;
    const char *codes = cells->plan->tree != NULL
                            ? changed_codes_of_number(changed_codes(cells), number, &count)
                            : NULL;
    if (count == 0 && is_text)
        return is_small_number(number) ? good(FACT_BLANK) : bad(RULE_CODE_WAS_NUMBER, NULL);
    if (count == 0 || (count == 1 && strcmp(codes, number) == 0))
        return is_text ? good(FACT_BLANK) : code_unit(cells, column, number, strlen(number));
    return bad(RULE_CODE_WAS_NUMBER, keep_hint(cells, g_strdup_printf(" (%s?)", codes)));
}

static struct cell code_unit_day(struct cells *cells, const char *day)
{
    g_autofree char *codes =
        cells->plan->tree != NULL ? changed_codes_of_day(changed_codes(cells), day) : NULL;
    return bad(RULE_CODE_WAS_DAY,
               codes != NULL ? keep_hint(cells, g_strdup_printf(" (%s?)", codes)) : NULL);
}

/* What a cell of a worksheet holds is not what a person wrote there, or no value at all. */
static struct cell code_marked(struct cells *cells, guint column, enum sheet_mark mark,
                               const char *text)
{
    enum column_type type = cells->plan->dataset->columns[column].type;
    if (mark == SHEET_NO_VALUE)
        return bad(RULE_FORMULA_NO_VALUE, NULL);
    if (mark == SHEET_ERROR)
        return bad(RULE_ERROR_VALUE, NULL);
    gboolean is_unit = type == COLUMN_UNIT || type == COLUMN_TEXT;
    if (mark == SHEET_DAY && is_unit)
        return code_unit_day(cells, text);
    if (mark == SHEET_NUMBER && is_unit)
        return code_unit_number(cells, column, text);
    if (mark == SHEET_NUMBER)
        return type == COLUMN_DATE ? bad(RULE_BAD_DATE, codings[COLUMN_DATE].hint)
                                   : bad(RULE_BAD_NUMBER, NULL);
    return bad(type == COLUMN_COUNT ? RULE_BAD_NUMBER : RULE_CODE_WAS_DAY, NULL);
}

struct cell cell_code_anew(struct cells *cells, guint column, const char *text, gsize length)
{
    enum sheet_mark mark = sheet_mark_of(text, length);
    if (mark != SHEET_PLAIN) {
        g_autofree char *rest = g_strndup(text + SHEET_MARK_BYTES, length - SHEET_MARK_BYTES);
        return code_marked(cells, column, mark, rest);
    }
    const struct coding *coding = &codings[cells->plan->dataset->columns[column].type];
    struct cell cell = coding->parse != NULL ? code_parsed(coding, text, length)
                                             : coding->code(cells, column, text, length);
    if (cell.rule == RULES && cells->plan->limits[column].hint != NULL)
        check_limits(cells->plan, column, &cell);
    if (cells->plan->dataset->columns[column].type == COLUMN_DATE)
        cells->dates[column].day_first += date_order_is_day_first(text, length);
    if (cell.rule == RULES || rule_info(cell.rule)->severity != SEVERITY_ERROR)
        return cell;
    /* What is no value at all says more than what the column wants. */
    enum rule broken = broken_text_rule(text, length);
    if (broken != RULES)
        cell.rule = broken;
    return cell;
}
