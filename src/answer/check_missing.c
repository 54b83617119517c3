#include "answer/check_missing.h"

#include <string.h>

#include "base/decimal.h"
#include "check/completeness.h"

/* Units of a row that are named; of more the first ones. */
#define NAMED 10

enum { REPORT, ADDRESSEE, UNITS, PERIODS, COUNT, ANSWER };

static const struct book_heading headings[] = {
    {"Báo cáo", BOOK_FIELD_TEXT},
    {"Đơn vị đầu mối", BOOK_FIELD_TEXT},
    {"Đơn vị còn thiếu", BOOK_FIELD_TEXT},
    {"Kỳ còn thiếu", BOOK_FIELD_TEXT},
    {"Số báo cáo còn thiếu", BOOK_FIELD_COUNT},
    {"Trả lời của đơn vị", BOOK_FIELD_TEXT},
};

/* The units at and below a unit, as to one dataset. */
struct branch {
    guint expected;      /* those that should return */
    const char *periods; /* what each of them owes; NULL: not all the same */
};

/* One row. */
struct owing {
    gint32 addressee;
    gboolean all; /* units at and below the addressee; else only some of those right below it */
    const char *periods;
    GArray *units; /* gint32 */
    guint count;   /* returns */
};

/* The look at one dataset. */
struct missing_survey {
    const struct check_outcome *outcome;
    const struct check_returns *returns;
    gint32 top;
    guint8 *told;           /* by unit: the workbook tells of it */
    struct branch *branch;  /* by unit */
    GPtrArray *rows;        /* struct owing, owned */
    GHashTable *row_of_key; /* the same by what they have in common */
};

static void owing_free(gpointer data)
{
    struct owing *owing = data;
    g_array_unref(owing->units);
    g_free(owing);
}

static const struct unit_tree *tree_of(const struct missing_survey *survey)
{
    return survey->outcome->workspace->tree;
}

static const struct check_gap *gap_of(const struct missing_survey *survey, gint32 unit)
{
    return &g_array_index(survey->returns->gaps, struct check_gap, unit);
}

/* The unit above as it is at the end of the period. */
static gint32 parent_of(const struct missing_survey *survey, gint32 unit)
{
    gint32 parent = unit_at(tree_of(survey), unit)->parent;
    return parent == UNIT_NONE
               ? UNIT_NONE
               : unit_version(tree_of(survey), parent, survey->outcome->period.last);
}

static void fill_branches(struct missing_survey *survey)
{
    for (gint32 i = 0; i < (gint32)survey->returns->gaps->len; i++) {
        const struct check_gap *gap = gap_of(survey, i);
        if (gap->expected == 0)
            continue;
        for (gint32 above = i; above != UNIT_NONE; above = parent_of(survey, above)) {
            struct branch *branch = &survey->branch[above];
            if (branch->expected++ == 0)
                branch->periods = gap->periods;
            else if (g_strcmp0(branch->periods, gap->periods) != 0)
                branch->periods = NULL;
        }
    }
}

/* The uppermost unit, below the top, in which all owe what this unit owes. */
static gint32 head_of(const struct missing_survey *survey, gint32 unit)
{
    gint32 head = unit;
    for (gint32 above = unit; above != UNIT_NONE; above = parent_of(survey, above)) {
        gboolean root = parent_of(survey, above) == UNIT_NONE;
        if (above == survey->top || root || survey->branch[above].periods == NULL)
            break;
        head = above;
    }
    return head;
}

static struct owing *row_of(struct missing_survey *survey, gint32 unit)
{
    gint32 head = head_of(survey, unit), parent = parent_of(survey, unit);
    gboolean all = head != unit || parent == UNIT_NONE;
    gint32 addressee = all ? head : parent;
    const char *periods = gap_of(survey, unit)->periods;
    g_autofree char *key = g_strdup_printf("%d %d %s", addressee, all, periods);
    struct owing *owing = g_hash_table_lookup(survey->row_of_key, key);
    if (owing != NULL)
        return owing;
    owing = g_new0(struct owing, 1);
    *owing = (struct owing){addressee, all, periods, g_array_new(FALSE, FALSE, sizeof(gint32)), 0};
    g_ptr_array_add(survey->rows, owing);
    g_hash_table_insert(survey->row_of_key, g_steal_pointer(&key), owing);
    return owing;
}

static void fill_rows(struct missing_survey *survey)
{
    for (gint32 i = 0; i < (gint32)survey->returns->gaps->len; i++) {
        const struct check_gap *gap = gap_of(survey, i);
        if (gap->made == gap->expected || !survey->told[i])
            continue;
        struct owing *owing = row_of(survey, i);
        g_array_append_val(owing->units, i);
        owing->count += gap->expected - gap->made;
    }
}

/* "Cả 187 đơn vị", "2 trên 12 đơn vị: Chi bộ A (34.1.1), …". New string. */
static char *units_text(const struct missing_survey *survey, const struct owing *owing)
{
    GString *text = g_string_new(NULL);
    guint expected = survey->branch[owing->addressee].expected;
    g_autofree char *count = decimal_vietnamese(owing->units->len, 0);
    g_autofree char *of = decimal_vietnamese(expected, 0);
    if (owing->units->len == expected)
        g_string_append_printf(text, "Cả %s đơn vị", of);
    else
        g_string_append_printf(text, "%s trên %s đơn vị", count, of);
    if (owing->all && owing->units->len == expected && expected > 1)
        return g_string_free(text, FALSE);
    for (guint i = 0; i < MIN(owing->units->len, NAMED); i++) {
        const struct unit *unit = unit_at(tree_of(survey), g_array_index(owing->units, gint32, i));
        g_string_append_printf(text, "%s%s (%s)", i == 0 ? ": " : "; ", unit->name, unit->code);
    }
    if (owing->units->len > NAMED)
        g_string_append(text, "; …");
    return g_string_free(text, FALSE);
}

static void add_line(const struct missing_survey *survey, const struct owing *owing,
                     struct book_list *list)
{
    const struct unit *addressee = unit_at(tree_of(survey), owing->addressee);
    char **line = g_new0(char *, G_N_ELEMENTS(headings) + 1);
    line[REPORT] = g_strdup(survey->returns->dataset->label);
    line[ADDRESSEE] = g_strdup_printf("%s (%s)", addressee->name, addressee->code);
    line[UNITS] = units_text(survey, owing);
    line[PERIODS] = g_strdup(owing->periods);
    line[COUNT] = decimal_plain(owing->count, 0);
    line[ANSWER] = g_strdup("");
    g_ptr_array_add(list->lines, line);
}

/* "Sinh hoạt chi bộ: 2.192 đơn vị còn thiếu 21.920 báo cáo." */
static void add_sum(const struct missing_survey *survey, struct book_sheet *sheet)
{
    guint units = 0, returns = 0;
    for (guint i = 0; i < survey->rows->len; i++) {
        const struct owing *owing = g_ptr_array_index(survey->rows, i);
        units += owing->units->len;
        returns += owing->count;
    }
    if (units == 0)
        return;
    g_autofree char *units_text = decimal_vietnamese(units, 0);
    g_autofree char *returns_text = decimal_vietnamese(returns, 0);
    g_ptr_array_add(sheet->paragraphs,
                    g_strdup_printf("%s: %s đơn vị còn thiếu %s báo cáo.",
                                    survey->returns->dataset->label, units_text, returns_text));
}

static void add_dataset(struct missing_survey *survey, struct book_sheet *sheet)
{
    g_autofree struct branch *branch = g_new0(struct branch, survey->returns->gaps->len + 1);
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(owing_free);
    g_autoptr(GHashTable) row_of_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    survey->branch = branch;
    survey->rows = rows;
    survey->row_of_key = row_of_key;
    fill_branches(survey);
    fill_rows(survey);
    add_sum(survey, sheet);
    for (guint i = 0; i < rows->len; i++)
        add_line(survey, g_ptr_array_index(rows, i), sheet->list);
}

/* By unit: whether one of the findings says that it has not returned. NULL: none does. */
static guint8 *told_of(const struct check_outcome *outcome, const GArray *findings)
{
    gboolean any = FALSE;
    g_autofree guint8 *told = g_malloc0(unit_tree_count(outcome->workspace->tree) + 1);
    for (guint i = 0; i < findings->len; i++) {
        const struct finding *finding =
            findings_at(outcome->workspace->findings, g_array_index(findings, guint, i));
        if (completeness_is_rule(finding->rule))
            any = told[finding->unit - 1] = TRUE;
    }
    return any ? g_steal_pointer(&told) : NULL;
}

void check_missing_add(const struct check_outcome *outcome, const GArray *findings, gint32 top,
                       struct book *book)
{
    g_autofree guint8 *told = told_of(outcome, findings);
    if (told == NULL)
        return;
    struct book_sheet *sheet =
        book_add_sheet(book, "Báo cáo còn thiếu", "Đơn vị còn thiếu báo cáo");
    struct book_list *list = book_sheet_add_list(sheet, CHECK_MISSING_LIST);
    book_list_add_columns(list, headings, G_N_ELEMENTS(headings));
    for (guint i = 0; i < outcome->returns->len; i++) {
        struct missing_survey survey = {
            .outcome = outcome,
            .returns = &g_array_index(outcome->returns, struct check_returns, i),
            .top = top == UNIT_NONE
                       ? UNIT_NONE
                       : unit_version(outcome->workspace->tree, top, outcome->period.last),
            .told = told,
        };
        add_dataset(&survey, sheet);
    }
}
