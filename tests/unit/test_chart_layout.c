#include <CUnit/CUnit.h>
#include <math.h>
#include <string.h>

#include "chart/chart.h"
#include "chart/chart_data.h"
#include "chart_trials.h"

/* The air that parts two texts on a line, in parts of the smaller size. */
#define LEAST_AIR 0.25

static struct box with_air(const struct display_item *item, struct box box)
{
    double air = item->size * LEAST_AIR;
    return item->angle == 0 ? (struct box){box.x, box.y, box.width + air, box.height}
                            : (struct box){box.x, box.y, box.width, box.height + air};
}

static gboolean texts_stand_free(const struct chart_trial *trial)
{
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(struct box));
    for (guint i = 0; i < trial->list->items->len; i++) {
        const struct display_item *item = display_list_item(trial->list, i);
        if (item->kind != ITEM_TEXT)
            continue;
        struct box box = with_air(item, item_text_box(item, trial->ruler));
        for (guint k = 0; k < boxes->len; k++)
            if (box_overlaps(g_array_index(boxes, struct box, k), box)) {
                g_printerr("\"%s\" stands on another text in ", item->text);
                return FALSE;
            }
        g_array_append_val(boxes, box);
    }
    return boxes->len > 2; /* title, subtitle, source at least */
}

static void no_two_texts_touch(void)
{
    chart_trials_hold(texts_stand_free);
}

/* A text stands inside a bar or beside it, never on its edge. */
static gboolean texts_keep_off_edges(const struct chart_trial *trial)
{
    for (guint i = 0; i < trial->list->items->len; i++) {
        const struct display_item *text = display_list_item(trial->list, i);
        if (text->kind != ITEM_TEXT)
            continue;
        struct box box = item_text_box(text, trial->ruler); /* of which letters fill the middle */
        struct box letters = {box.x + 1, box.y + box.height * 0.25, box.width - 2,
                              box.height * 0.45};
        for (guint k = 0; k < trial->list->items->len; k++) {
            const struct display_item *bar = display_list_item(trial->list, k);
            struct box area = {bar->x, bar->y, bar->width, bar->height};
            if (bar->kind == ITEM_RECTANGLE && bar->row != G_MAXUINT &&
                box_overlaps(area, letters) && !box_holds(area, letters))
                return FALSE;
        }
    }
    return TRUE;
}

static void no_text_stands_on_the_edge_of_a_bar(void)
{
    chart_trials_hold(texts_keep_off_edges);
}

static struct box item_box(const struct display_item *item, const struct ruler *ruler)
{
    double half = item->width / 2;
    if (item->kind == ITEM_TEXT)
        return item_text_box(item, ruler);
    if (item->kind == ITEM_MARK)
        return (struct box){item->x - half, item->y - half, item->width, item->width};
    return (struct box){MIN(item->x, item->x + item->width), MIN(item->y, item->y + item->height),
                        fabs(item->width), fabs(item->height)};
}

static gboolean all_lies_inside(const struct chart_trial *trial)
{
    struct box picture = {0, 0, trial->list->width, trial->list->height};
    for (guint i = 0; i < trial->list->items->len; i++) {
        const struct display_item *item = display_list_item(trial->list, i);
        if (item->kind != ITEM_POLYLINE && !box_holds(picture, item_box(item, trial->ruler)))
            return FALSE;
        for (guint k = 0; item->points != NULL && k < item->points->len; k++) {
            struct point point = g_array_index(item->points, struct point, k);
            if (!box_holds(picture, (struct box){point.x, point.y, 0, 0}))
                return FALSE;
        }
    }
    return display_list_is_finite(trial->list);
}

static void nothing_leaves_the_picture(void)
{
    chart_trials_hold(all_lies_inside);
}

static gboolean texts_are_large_enough(const struct chart_trial *trial)
{
    double least = MAX(trial->list->width / 1600 * 20, 10);
    for (guint i = 0; i < trial->list->items->len; i++) {
        const struct display_item *item = display_list_item(trial->list, i);
        if (item->kind == ITEM_TEXT && item->size < least)
            return FALSE;
    }
    return TRUE;
}

static void texts_grow_with_the_picture_and_are_never_too_small(void)
{
    chart_trials_hold(texts_are_large_enough);
}

/* Whether the bars that show a cell are as long as its value says, along one direction. */
static gboolean proportional(const struct chart_trial *trial, gboolean upright)
{
    double unit = 0;
    for (int pass = 0; pass < 2; pass++) /* first the scale of the longest, then all by it */
        for (guint i = 0; i < trial->list->items->len; i++) {
            const struct display_item *item = display_list_item(trial->list, i);
            if (item->kind != ITEM_RECTANGLE || item->row == G_MAXUINT)
                continue;
            double value = fabs(chart_trial_value(trial, item));
            double length = upright ? item->height : item->width;
            if (pass == 0 && value > 0)
                unit = MAX(unit, length / value);
            if (pass == 1 && fabs(length - unit * value) > 0.5)
                return FALSE;
        }
    return TRUE;
}

static gboolean bars_are_true(const struct chart_trial *trial)
{
    return trial->kind == CHART_HEAT || proportional(trial, FALSE) || proportional(trial, TRUE);
}

static void bars_are_as_long_as_their_values(void)
{
    chart_trials_hold(bars_are_true);
}

/* Whether the marks lie on one straight scale, along one direction. */
static gboolean on_a_scale(const struct chart_trial *trial, gboolean upright)
{
    const struct display_item *low = NULL, *high = NULL;
    for (guint i = 0; i < trial->list->items->len; i++) {
        const struct display_item *item = display_list_item(trial->list, i);
        if (item->kind != ITEM_MARK || item->row == G_MAXUINT)
            continue;
        low = low == NULL || chart_trial_value(trial, item) < chart_trial_value(trial, low) ? item
                                                                                            : low;
        high = high == NULL || chart_trial_value(trial, item) > chart_trial_value(trial, high)
                   ? item
                   : high;
    }
    if (low == NULL || chart_trial_value(trial, low) == chart_trial_value(trial, high))
        return TRUE;
    double from = upright ? low->y : low->x, to = upright ? high->y : high->x;
    double unit = (to - from) / (chart_trial_value(trial, high) - chart_trial_value(trial, low));
    for (guint i = 0; i < trial->list->items->len; i++) {
        const struct display_item *item = display_list_item(trial->list, i);
        if (item->kind != ITEM_MARK || item->row == G_MAXUINT)
            continue;
        double wanted =
            from + unit * (chart_trial_value(trial, item) - chart_trial_value(trial, low));
        if (fabs((upright ? item->y : item->x) - wanted) > 0.5)
            return FALSE;
    }
    return fabs(to - from) > 1;
}

static gboolean marks_are_true(const struct chart_trial *trial)
{
    return on_a_scale(trial, FALSE) || on_a_scale(trial, TRUE);
}

static void marks_lie_where_their_values_say(void)
{
    chart_trials_hold(marks_are_true);
}

static gboolean files_are_whole(const struct chart_trial *trial)
{
    static const char *const files[] = {CASE_FILES};
    guint whole = 0;
    for (guint k = 0; k < G_N_ELEMENTS(files); k++)
        for (guint i = 0; i < trial->list->items->len; i++) {
            const struct display_item *item = display_list_item(trial->list, i);
            if (item->kind != ITEM_TEXT || strstr(item->text, files[k]) == NULL)
                continue;
            whole++;
            break;
        }
    return whole == G_N_ELEMENTS(files);
}

static void no_name_of_a_file_is_broken(void)
{
    chart_trials_hold(files_are_whole);
}

/* Whether a text begins as the label does: its first line, or its head before "…". */
static gboolean begins(const char *label, const char *text)
{
    const char *cut = strstr(text, "…");
    gsize length = cut != NULL ? (gsize)(cut - text) : strlen(text);
    return length >= 2 && strncmp(label, text, length) == 0;
}

/* Whether a text is the whole name of another row: "xã số 6" does not name "xã số 60". */
static gboolean names_another(const struct chart_trial *trial, guint row, const char *text)
{
    for (guint other = 0; other < trial->table->rows->len; other++)
        if (other != row && g_str_equal(book_row(trial->table, other)->label, text))
            return TRUE;
    return FALSE;
}

static gboolean is_named(const struct chart_trial *trial, guint row)
{
    for (guint i = 0; i < trial->list->items->len; i++) {
        const struct display_item *item = display_list_item(trial->list, i);
        if (item->kind == ITEM_TEXT && begins(book_row(trial->table, row)->label, item->text) &&
            !names_another(trial, row, item->text))
            return TRUE;
    }
    return FALSE;
}

/* Lines and slopes name their ends, and months as there is room; a funnel what lies outside. */
static gboolean rows_are_named(const struct chart_trial *trial)
{
    if (trial->kind == CHART_LINE || trial->kind == CHART_SLOPE || trial->kind == CHART_FUNNEL ||
        trial->one == CASE_OTHER_TURN)
        return TRUE;
    gboolean all = TRUE;
    for (guint row = 0; row < trial->chart->rows->len; row++)
        all = all && is_named(trial, row);
    return all;
}

static gboolean is_told(const struct chart_trial *trial, guint row, guint column)
{
    const struct book_cell *cell = book_cell(trial->table, row, column);
    g_autofree char *value = cell_text(cell, book_column(trial->table, column)->measure);
    for (guint i = 0; cell->state == CELL_OK && i < trial->list->items->len; i++) {
        const struct display_item *item = display_list_item(trial->list, i);
        if (item->kind == ITEM_TEXT && strstr(item->text, value) != NULL)
            return TRUE;
    }
    return cell->state != CELL_OK;
}

/* Four lines have room for their names also where one ends under the name of the year. */
static gboolean ends_are_told(const struct chart_trial *trial)
{
    const GArray *columns = trial->chart->columns, *rows = trial->chart->rows;
    gboolean told = TRUE;
    if (trial->kind != CHART_SLOPE || columns->len > 4 || rows->len == 0)
        return TRUE;
    for (guint i = 0; i < columns->len; i++) {
        guint column = g_array_index(columns, guint, i);
        told = told && is_told(trial, g_array_index(rows, guint, 0), column) &&
               is_told(trial, g_array_index(rows, guint, rows->len - 1), column);
    }
    return told;
}

static void both_ends_of_a_slope_say_their_figure(void)
{
    chart_trials_hold(ends_are_told);
}

static void every_row_is_named(void)
{
    chart_trials_hold(rows_are_named);
}

static guint cells_that_read(const struct chart_trial *trial, const char *text, guint columns)
{
    guint count = 0;
    for (guint row = 0; row < trial->chart->rows->len; row++)
        for (guint column = 0; column < columns; column++) {
            g_autofree char *own = chart_value_text(&trial->series, row, column);
            count += g_str_equal(own, text);
        }
    return count;
}

static guint texts_that_read(const struct chart_trial *trial, const char *text)
{
    guint count = 0;
    for (guint i = 0; i < trial->list->items->len; i++) {
        const struct display_item *item = display_list_item(trial->list, i);
        count += item->kind == ITEM_TEXT && g_str_equal(item->text, text);
    }
    return count;
}

/* Beside a bar of its own there is room for every value; in stacks only where it fits. A grid has
 * all or none of them. */
static gboolean bars_have_their_values(const struct chart_trial *trial)
{
    static const guint most[CHART_KINDS] = {[CHART_RANKED_BAR] = 1,
                                            [CHART_PARETO] = 1,
                                            [CHART_PYRAMID] = 2,
                                            [CHART_GROUPED_BAR] = 12,
                                            [CHART_HEAT] = 12};
    guint columns = MIN(most[trial->kind], trial->series.columns);
    if ((trial->kind == CHART_GROUPED_BAR && trial->one == CASE_OTHER_TURN) ||
        texts_that_read(trial, "Ô quá hẹp để ghi số; xem số ở bảng.") > 0)
        return TRUE;
    for (guint row = 0; row < trial->chart->rows->len; row++)
        for (guint column = 0; column < columns; column++) {
            g_autofree char *text = chart_value_text(&trial->series, row, column);
            if (texts_that_read(trial, text) < cells_that_read(trial, text, columns))
                return FALSE;
        }
    return TRUE;
}

static void every_bar_has_its_value(void)
{
    chart_trials_hold(bars_have_their_values);
}

static gboolean words_say_the_figures(const struct chart_trial *trial)
{
    const char *said = trial->list->description;
    static const guint most[CHART_KINDS] = {
        [CHART_RANKED_BAR] = 1, [CHART_PARETO] = 1, [CHART_FUNNEL] = 1, [CHART_PYRAMID] = 2};
    guint columns = most[trial->kind] > 0 ? most[trial->kind] : trial->series.columns;
    guint last = trial->chart->rows->len - 1;
    gboolean cut = strstr(said, "dòng, xem ở bảng") != NULL;
    for (guint row = 0; row <= last; row += trial->kind == CHART_SLOPE && row == 0 ? last : 1) {
        g_autofree char *label = chart_row_label(&trial->series, row);
        for (guint column = 0; column < columns; column++) {
            enum cell_state state = chart_trial_cell(trial, row, column)->state;
            g_autofree char *figure = chart_value_text(&trial->series, row, column);
            const char *wanted = state == CELL_OK ? figure : chart_state_meaning(state);
            const char *own = strstr(said, label);
            if ((own == NULL || strstr(own, wanted) == NULL) && !cut)
                return FALSE;
        }
        if (last == 0)
            break;
    }
    return strlen(said) > strlen(trial->chart->subtitle) + 2;
}

static void the_words_for_who_cannot_see_say_the_figures(void)
{
    chart_trials_hold(words_say_the_figures);
}

static CU_TestInfo tests[] = {
    {"no two texts touch: air parts them on a line", no_two_texts_touch},
    {"no text stands on the edge of a bar", no_text_stands_on_the_edge_of_a_bar},
    {"nothing leaves the picture", nothing_leaves_the_picture},
    {"texts grow with the picture and are never too small",
     texts_grow_with_the_picture_and_are_never_too_small},
    {"bars are as long as their values", bars_are_as_long_as_their_values},
    {"marks lie where their values say", marks_lie_where_their_values_say},
    {"no name of a file is broken", no_name_of_a_file_is_broken},
    {"every row is named", every_row_is_named},
    {"both ends of a slope say their figure", both_ends_of_a_slope_say_their_figure},
    {"every bar and every cell of a grid has its value", every_bar_has_its_value},
    {"the words for who cannot see say the figures", the_words_for_who_cannot_see_say_the_figures},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo chart_layout_suite = {
    "chart_layout", chart_trials_open, chart_trials_close, NULL, NULL, tests};
