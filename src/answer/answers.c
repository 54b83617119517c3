#include "answer/answers.h"

#include <string.h>

#include "answer/check_book.h"
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "build/data_sheet.h"
#include "check/completeness.h"
#include "data/person.h"
#include "workbook/workbook.h"

/* What a column of either list holds, by the key of its heading. */
enum { FILE_NAME, LINES, FIELD, PLACE, SEVERITY, TEXT, REPLY, REPORT, ADDRESSEE, UNITS, COLUMNS };
static const char *const headings[COLUMNS] = {
    "Tệp",
    "Dòng",
    "Cột",
    "Đơn vị, giá trị",
    "Mức độ",
    "Sai gì",
    "Trả lời của đơn vị",
    "Báo cáo",
    "Đơn vị đầu mối",
    "Đơn vị còn thiếu",
};

/* How the text of a row begins that puts different findings together. */
#define BY_PLACE "dòng "

static const char *const state_codes[ANSWER_STATES] = {
    [ANSWER_CORRECTED] = "da_sua",
    [ANSWER_KEPT] = "giu_nguyen",
    [ANSWER_OPEN] = "chua_tra_loi",
    [ANSWER_UNMATCHED] = "khong_doi_chieu",
};

const char *answer_state_code(enum answer_state state)
{
    return state_codes[state];
}

/* What is found today, and the workbook that is read. */
struct answer_reading {
    const struct check_outcome *outcome;
    GHashTable *found; /* key_of() -> GArray of guint: places of the findings */
    struct answers *answers;
    const struct workbook *workbook;
    const char *book;
    gint32 unit;
    char *day;
    guint place[COLUMNS]; /* column + 1 on the sheet; 0: it has none */
};

static void clear_answer(gpointer data)
{
    struct answer *answer = data;
    g_free(answer->book);
    g_free(answer->file);
    g_free(answer->lines);
    g_free(answer->column);
    g_free(answer->text);
    g_free(answer->reply);
    g_free(answer->day);
    g_array_unref(answer->findings);
}

void answers_clear(struct answers *answers)
{
    g_clear_pointer(&answers->rows, g_array_unref);
    g_clear_pointer(&answers->foreign, g_ptr_array_unref);
}

/* ---- what is found today ---- */

static const char *file_of(const struct workspace *workspace, const struct finding *finding)
{
    return data_sheet_file((const char *const *)workspace->file_names, finding->file);
}

/* The name of a column without its number, which another export may have elsewhere; one that the
 * dictionary does not know has the number alone. */
static char *bare_column(const char *column)
{
    const char *number = strstr(column, " (");
    return g_strndup(column, number != NULL ? (gsize)(number - column) : strlen(column));
}

static char *key_of(const char *file, const char *column, const char *text)
{
    g_autofree char *bare = bare_column(column);
    g_autofree char *squeezed = text_squeeze(text, -1);
    return g_strdup_printf("%s\n%s\n%s", file, bare, squeezed);
}

static void free_places(gpointer places)
{
    g_array_unref(places);
}

/* Findings of one text in one column of a file are one here, as they are in the workbook. */
static GHashTable *keys_found(const struct workspace *workspace)
{
    GHashTable *found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_places);
    for (guint i = 0; i < findings_count(workspace->findings); i++) {
        const struct finding *finding = findings_at(workspace->findings, i);
        g_autofree char *text = finding_text(finding, LANGUAGE_VIETNAMESE);
        g_autofree char *column = check_book_column(workspace, finding);
        char *key = key_of(file_of(workspace, finding), column, text);
        GArray *places = g_hash_table_lookup(found, key);
        if (places == NULL) {
            places = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(found, key, places);
        } else {
            g_free(key);
        }
        g_array_append_val(places, i);
    }
    return found;
}

static gboolean has_file(const struct workspace *workspace, const char *file)
{
    for (char **name = workspace->file_names; *name != NULL; name++)
        if (strcmp(*name, file) == 0 || (name[1] == NULL && strcmp(file, "(chưa có)") == 0))
            return TRUE;
    return FALSE;
}

/* The unit whose code stands in brackets at the end of a text, or UNIT_NONE. */
static gint32 unit_at_end(const struct unit_tree *tree, const char *text)
{
    const char *open = strrchr(text, '(');
    if (open == NULL || !g_str_has_suffix(text, ")"))
        return UNIT_NONE;
    return unit_tree_find(tree, open + 1, (gssize)strlen(open + 1) - 1);
}

static gboolean is_within(const struct unit_tree *tree, const struct finding *finding, gint32 unit)
{
    gint32 own = (gint32)finding->unit - 1;
    return unit == UNIT_NONE ||
           (own >= 0 && (unit_is_within(tree, own, unit) ||
                         strcmp(unit_at(tree, own)->code, unit_at(tree, unit)->code) == 0));
}

/* Whether the file still has findings of a place in the tree, of which the row told the first. */
static gboolean any_in_place(const struct answer_reading *reading, const char *file,
                             const char *place)
{
    const struct workspace *workspace = reading->outcome->workspace;
    gint32 unit = unit_at_end(workspace->tree, place);
    for (guint i = 0; i < findings_count(workspace->findings); i++) {
        const struct finding *finding = findings_at(workspace->findings, i);
        if (!completeness_is_rule(finding->rule) &&
            strcmp(file_of(workspace, finding), file) == 0 &&
            is_within(workspace->tree, finding, unit))
            return TRUE;
    }
    return FALSE;
}

/* Whether a unit owes returns of a dataset, by the label of which the row goes. */
static gboolean is_owed(const struct workspace *workspace, const struct finding *finding,
                        const char *report)
{
    if (!completeness_is_rule(finding->rule) || finding->hint == NULL)
        return FALSE;
    for (guint i = 0; i < workspace->dictionary->datasets_count; i++) {
        const struct dataset *dataset = &workspace->dictionary->datasets[i];
        gsize length = strlen(dataset->name);
        if (strcmp(dataset->label, report) == 0)
            return strncmp(finding->hint, dataset->name, length) == 0 &&
                   finding->hint[length] == ' ';
    }
    return FALSE;
}

/* The units that a row names: all of them, or only those that stand above them. */
static gboolean names_unit(const char *units, const struct unit *unit)
{
    g_autofree char *code = g_strdup_printf("(%s)", unit->code);
    return strchr(units, '(') == NULL || g_str_has_suffix(units, "…") ||
           strstr(units, code) != NULL;
}

static gboolean any_owed(const struct answer_reading *reading, char *const *cell)
{
    const struct workspace *workspace = reading->outcome->workspace;
    gint32 above = unit_at_end(workspace->tree, cell[ADDRESSEE]);
    for (guint i = 0; i < findings_count(workspace->findings); i++) {
        const struct finding *finding = findings_at(workspace->findings, i);
        if (is_owed(workspace, finding, cell[REPORT]) &&
            is_within(workspace->tree, finding, above) &&
            names_unit(cell[UNITS], unit_at(workspace->tree, (gint32)finding->unit - 1)))
            return TRUE;
    }
    return FALSE;
}

/* ---- the workbooks that came back ---- */

/* The findings of the unit that have the file, column and text of a row. New array of guint. */
static GArray *found_by_text(const struct answer_reading *reading, char *const *cell)
{
    const struct workspace *workspace = reading->outcome->workspace;
    GArray *own = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree char *key = key_of(cell[FILE_NAME], cell[FIELD], cell[TEXT]);
    const GArray *all = g_hash_table_lookup(reading->found, key);
    for (guint i = 0; all != NULL && i < all->len; i++) {
        guint at = g_array_index(all, guint, i);
        if (is_within(workspace->tree, findings_at(workspace->findings, at), reading->unit))
            g_array_append_val(own, at);
    }
    return own;
}

static gboolean still_there(const struct answer_reading *reading, char *const *cell,
                            const GArray *found)
{
    if (*cell[REPORT] != '\0')
        return any_owed(reading, cell);
    return found->len > 0 || (g_str_has_prefix(cell[TEXT], BY_PLACE) &&
                              any_in_place(reading, cell[FILE_NAME], cell[PLACE]));
}

static gboolean can_be_matched(const struct answer_reading *reading, char *const *cell)
{
    if (*cell[REPORT] != '\0')
        return *reading->outcome->period.name != '\0' && *cell[UNITS] != '\0';
    return *cell[TEXT] != '\0' && *cell[SEVERITY] != '\0' &&
           has_file(reading->outcome->workspace, cell[FILE_NAME]);
}

static enum answer_state state_of(const struct answer_reading *reading, char *const *cell,
                                  const GArray *found)
{
    if (!can_be_matched(reading, cell))
        return ANSWER_UNMATCHED;
    if (!still_there(reading, cell, found))
        return ANSWER_CORRECTED;
    return *cell[REPLY] != '\0' ? ANSWER_KEPT : ANSWER_OPEN;
}

static void take_row(struct answer_reading *reading, char *const *cell)
{
    gboolean owed = *cell[REPORT] != '\0';
    GArray *found = found_by_text(reading, cell);
    struct answer answer = {
        .day = g_strdup(reading->day),
        .findings = found,
        .book = g_strdup(reading->book),
        .unit = reading->unit,
        .file = g_strdup(cell[owed ? REPORT : FILE_NAME]),
        .lines = g_strdup(cell[LINES]),
        .column = bare_column(cell[FIELD]),
        .text =
            owed ? g_strconcat(cell[ADDRESSEE], *cell[UNITS] != '\0' ? ": " : "", cell[UNITS], NULL)
                 : g_strdup(cell[TEXT]),
        .reply = person_mask(cell[REPLY]),
        .state = state_of(reading, cell, found),
    };
    g_array_append_val(reading->answers->rows, answer);
}

/* A header has the reply, and what either list is told by. */
static gboolean take_header(struct answer_reading *reading, const GArray *cells, guint first,
                            guint end)
{
    guint place[COLUMNS] = {0};
    for (guint i = first; i < end; i++) {
        const struct workbook_cell *cell = &g_array_index(cells, struct workbook_cell, i);
        g_autofree char *key = text_key(cell->value, -1);
        for (guint c = 0; c < COLUMNS; c++) {
            g_autofree char *wanted = text_key(headings[c], -1);
            if (strcmp(key, wanted) == 0)
                place[c] = cell->place.column + 1;
        }
    }
    gboolean is_list = place[REPLY] > 0 && ((place[FILE_NAME] > 0 && place[TEXT] > 0) ||
                                            (place[REPORT] > 0 && place[UNITS] > 0));
    if (is_list)
        memcpy(reading->place, place, sizeof place);
    return is_list;
}

static void take_cells(struct answer_reading *reading, const GArray *cells, guint first, guint end)
{
    char *text[COLUMNS];
    gboolean any = FALSE;
    for (guint c = 0; c < COLUMNS; c++) {
        const char *value = "";
        for (guint i = first; i < end; i++) {
            const struct workbook_cell *cell = &g_array_index(cells, struct workbook_cell, i);
            if (cell->place.column + 1 == reading->place[c])
                value = cell->value;
        }
        g_autofree char *squeezed = text_squeeze(value, -1);
        text[c] = text_nfc(squeezed, -1);
        any = any || *text[c] != '\0';
    }
    if (any)
        take_row(reading, text);
    for (guint c = 0; c < COLUMNS; c++)
        g_free(text[c]);
}

/* Above a list stands the unit that it was made for. */
static void look_for_unit(struct answer_reading *reading, const struct workbook_cell *cell)
{
    gint32 unit = unit_at_end(reading->outcome->workspace->tree, cell->value);
    if (reading->unit == UNIT_NONE && unit != UNIT_NONE)
        reading->unit = unit;
}

/* FALSE: the sheet has no list of `check`. */
static gboolean read_sheet(struct answer_reading *reading, guint sheet)
{
    const GArray *cells = workbook_cells(reading->workbook, sheet);
    gboolean in_list = FALSE;
    for (guint first = 0, end; first < cells->len; first = end) {
        guint row = g_array_index(cells, struct workbook_cell, first).place.row;
        for (end = first;
             end < cells->len && g_array_index(cells, struct workbook_cell, end).place.row == row;)
            end++;
        if (in_list)
            take_cells(reading, cells, first, end);
        else if (take_header(reading, cells, first, end))
            in_list = TRUE;
        else
            look_for_unit(reading, &g_array_index(cells, struct workbook_cell, first));
    }
    return in_list;
}

static gboolean read_book(struct answer_reading *reading, const char *path, GError **error)
{
    g_autoptr(workbook_t) workbook = NULL;
    gboolean any = FALSE;
    if (!workbook_read(path, &workbook, error))
        return FALSE;
    reading->workbook = workbook;
    reading->unit = UNIT_NONE;
    reading->day = workbook_day_saved(workbook);
    for (guint i = 0; i < workbook_sheets_count(workbook); i++)
        any = read_sheet(reading, i) || any;
    if (!any)
        g_ptr_array_add(reading->answers->foreign, g_strdup(reading->book));
    g_clear_pointer(&reading->day, g_free);
    return TRUE;
}

static gboolean is_workbook(const char *name)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return g_str_has_suffix(lower, ".xlsx") || g_str_has_suffix(lower, ".ods");
}

gboolean answers_read(const char *folder, const struct check_outcome *outcome,
                      struct answers *answers, GError **error)
{
    g_autoptr(GPtrArray) names = file_list(folder, "", "", NULL);
    g_autoptr(GHashTable) found = keys_found(outcome->workspace);
    struct answer_reading reading = {.outcome = outcome, .found = found, .answers = answers};
    answers->rows = g_array_new(FALSE, FALSE, sizeof(struct answer));
    answers->foreign = g_ptr_array_new_with_free_func(g_free);
    g_array_set_clear_func(answers->rows, clear_answer);
    if (names == NULL)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_ANSWERS_NO_FOLDER, folder, NULL);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        reading.book = g_ptr_array_index(names, i);
        if (*reading.book == '.' || *reading.book == '~')
            continue; /* a program keeps it beside an open one */
        if (!is_workbook(reading.book))
            g_ptr_array_add(answers->foreign, g_strdup(reading.book));
        else if (!read_book(&reading, path, error))
            return FALSE;
    }
    return answers->rows->len > 0 ||
           error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_ANSWERS_NONE, folder, NULL);
}
