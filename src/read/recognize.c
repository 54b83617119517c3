#include "read/recognize.h"

#include <string.h>

#include "base/text.h"
#include "data/person.h"
#include "read/cell.h"
#include "read/csv.h"
#include "read/header.h"
#include "read/record.h"
#include "read/sheet_rows.h"
#include "read/wide_header.h"

static const char delimiters[] = ",;\t|";

/* A record that may be the header. */
struct header_row {
    guint64 line;
    GPtrArray *texts; /* char * by field */
    GPtrArray *keys;
};

/* The first records as one delimiter cuts them. */
struct top {
    guint64 first_line; /* lines before are not looked at: sep= */
    GArray *rows;       /* struct header_row */
};

/* The best that is known so far. */
struct attempt {
    const struct dictionary *dictionary;
    const struct dataset *wanted;
    struct input *input;
    struct recognized *recognized;
    guint found, required; /* of the nearest dataset; 0: no record yet */
    struct refusal beyond; /* with one of the delimiters the first record is beyond the limits */
};

static void near_clear(gpointer data)
{
    struct near_header *near = data;
    g_free(near->header);
    g_free(near->hint);
}

struct recognized recognized_new(void)
{
    struct recognized recognized = {.recognition = REFUSED, .refusal = {.rule = RULE_FILE_EMPTY}};
    recognized.near = g_array_new(FALSE, FALSE, sizeof(struct near_header));
    g_array_set_clear_func(recognized.near, near_clear);
    return recognized;
}

void recognized_clear(struct recognized *recognized)
{
    g_clear_pointer(&recognized->near, g_array_unref);
    g_clear_pointer(&recognized->beside, g_ptr_array_unref);
}

static void header_row_clear(gpointer data)
{
    struct header_row *row = data;
    g_ptr_array_unref(row->texts);
    g_ptr_array_unref(row->keys);
}

static void take_header_row(struct top *top, const struct row *record)
{
    if (top->rows->len == RECOGNIZE_RECORDS || record->line < top->first_line ||
        record_is_blank(record))
        return;
    struct header_row row = {.line = record->line};
    row.texts = g_ptr_array_new_with_free_func(g_free);
    row.keys = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < record->count; i++) {
        char *text = cell_clean(row_text(record, i), record->field[i].length);
        g_ptr_array_add(row.texts, text);
        g_ptr_array_add(row.keys, text_key(text, -1));
    }
    g_array_append_val(top->rows, row);
}

static void take_header_rows(void *data, const struct row *rows, guint count)
{
    for (guint i = 0; i < count; i++)
        take_header_row(data, &rows[i]);
}

static enum recognition refuse(struct refusal *refusal, enum rule rule, const char *value,
                               const char *hint)
{
    refusal->rule = rule;
    g_strlcpy(refusal->value, value, sizeof refusal->value);
    g_strlcpy(refusal->hint, hint, sizeof refusal->hint);
    return REFUSED;
}

/* The fields that are no column of the dataset but near to one: by column their number, or -1. */
static void find_near(const struct header_match *match, const struct header_row *row, gint *near)
{
    for (guint i = 0; i < match->dataset->columns_count; i++)
        near[i] = -1;
    for (guint field = 0; field < row->keys->len; field++) {
        gboolean is_read = match->superior == (gint)field;
        for (guint i = 0; i < match->dataset->columns_count; i++)
            is_read = is_read || match->column[i] == (gint)field;
        int column =
            is_read ? -1 : header_match_near_column(match, g_ptr_array_index(row->keys, field));
        if (column >= 0 && near[column] < 0)
            near[column] = (gint)field;
    }
}

static enum recognition refuse_missing(const struct header_match *match,
                                       const struct header_row *row, struct refusal *refusal)
{
    const struct dataset *dataset = match->dataset;
    g_autofree gint *near = g_new(gint, dataset->columns_count);
    g_autoptr(GString) missing = g_string_new(NULL);
    find_near(match, row, near);
    for (guint i = 0; i < dataset->columns_count; i++) {
        if (!header_match_is_required(dataset, i) ||
            dataset_column_is_there(dataset, match->column, i))
            continue;
        g_string_append_printf(missing, "%s%s", missing->len > 0 ? ", " : "",
                               dataset->columns[i].name);
        if (near[i] >= 0 && match->found > 0)
            g_string_append_printf(missing, " (\"%s\"?)",
                                   (char *)g_ptr_array_index(row->texts, near[i]));
    }
    for (guint i = 0; !header_match_has_one_of(match) && i < dataset->one_of.count; i++) {
        const char *before = i > 0 ? "/" : missing->len > 0 ? ", " : "";
        g_string_append_printf(missing, "%s%s", before, dataset->one_of.item[i]);
    }
    refuse(refusal, RULE_MISSING_COLUMN, missing->str, dataset->name);
    return 2 * match->found < match->required ? FOREIGN : REFUSED;
}

/* Two datasets fit alike: the first two are named. */
static enum recognition refuse_tie(const GArray *matches, struct refusal *refusal)
{
    const char *name[2] = {"", ""};
    guint count = 0;
    for (guint i = 0; i < matches->len && count < 2; i++) {
        const struct header_match *match = &g_array_index(matches, struct header_match, i);
        if (header_match_fits(match))
            name[count++] = match->dataset->name;
    }
    return refuse(refusal, RULE_AMBIGUOUS_DATASET, name[0], name[1]);
}

/* Tells of columns that are not read though they are near to one that is missing. */
static void add_near(const struct header_match *match, const struct header_row *row, GArray *found)
{
    const struct dataset *dataset = match->dataset;
    g_autofree gint *near = g_new(gint, dataset->columns_count);
    find_near(match, row, near);
    for (guint i = 0; i < dataset->columns_count; i++) {
        if (near[i] < 0)
            continue;
        g_autofree char *header = person_mask(g_ptr_array_index(row->texts, near[i]));
        struct near_header one = {
            .rule = RULE_NEAR_HEADER,
            .field = (guint)near[i] + 1,
            .header = g_strdup(header),
            .hint = g_strdup_printf("%s: {name: %s, aliases: ['%s']}", dataset->name,
                                    dataset->columns[i].name, header),
        };
        g_array_append_val(found, one);
    }
}

static char **copy_texts(const GPtrArray *texts)
{
    char **copy = g_new0(char *, texts->len + 1);
    for (guint i = 0; i < texts->len; i++)
        copy[i] = g_strdup(g_ptr_array_index(texts, i));
    return copy;
}

static enum recognition settle(const GArray *matches, const struct header_row *row,
                               struct attempt *attempt)
{
    struct input *input = attempt->input;
    struct refusal *refusal = &attempt->recognized->refusal;
    const struct header_match *match = header_match_choose(matches, row->keys->len);
    if (match == NULL)
        return refuse_tie(matches, refusal);
    if (match->repeated >= 0) {
        g_autofree char *fields = g_strdup_printf("%d, %d", match->column[match->repeated] + 1,
                                                  match->repeated_field + 1);
        return refuse(refusal, RULE_REPEATED_COLUMN, match->dataset->columns[match->repeated].name,
                      fields);
    }
    input->dataset = match->dataset;
    input->column = g_memdup2(match->column, match->dataset->columns_count * sizeof(gint));
    input->superior = match->superior + 1;
    input->fields = row->keys->len;
    input->header = copy_texts(row->texts);
    input->header_first = input->header_line = row->line;
    add_near(match, row, attempt->recognized->near);
    return RECOGNIZED;
}

static GArray *match_all(const struct attempt *attempt, const struct header_row *row)
{
    const struct dictionary *dictionary = attempt->dictionary;
    GArray *matches = g_array_new(FALSE, FALSE, sizeof(struct header_match));
    g_array_set_clear_func(matches, header_match_clear);
    for (guint i = 0; i < dictionary->datasets_count; i++) {
        struct header_match match;
        if (attempt->wanted != NULL && attempt->wanted != &dictionary->datasets[i])
            continue;
        header_match_init(&match, &dictionary->datasets[i], row->keys);
        g_array_append_val(matches, match);
    }
    return matches;
}

/* The delimiter that a first line such as "sep=;" names, or 0. */
static char find_named_delimiter(const struct block *block)
{
    const char *data = block->data;
    if (block->size < 6 || g_ascii_strncasecmp(data, "sep=", 4) != 0 ||
        strchr(delimiters, data[4]) == NULL || (data[5] != '\n' && data[5] != '\r'))
        return 0;
    return data[4];
}

/* TRUE: the record is a header that fits, and no other need be tried. */
static gboolean try_row(struct attempt *best, const struct header_row *row)
{
    g_autoptr(GArray) matches = match_all(best, row);
    const struct header_match *nearest = header_match_nearest(matches);
    const struct header_match former = {.found = best->found, .required = best->required};
    struct recognized *recognized = best->recognized;
    if (best->required > 0 && !header_match_is_nearer(nearest, &former))
        return FALSE;
    best->found = nearest->found;
    best->required = nearest->required;
    recognized->line = row->line;
    recognized->refusal = (struct refusal){.line = row->line};
    g_array_set_size(recognized->near, 0);
    recognized->recognition = header_match_fits(nearest)
                                  ? settle(matches, row, best)
                                  : refuse_missing(nearest, row, &recognized->refusal);
    if (!header_match_fits(nearest))
        add_near(nearest, row, recognized->near);
    return header_match_fits(nearest);
}

/* A header of two rows, which is one only if it fits. */
static gboolean try_two_rows(struct attempt *best, const struct header_row *upper,
                             const struct header_row *lower)
{
    struct header_row merged = {.line = lower->line};
    merged.texts = header_rows_merge(upper->texts, lower->texts);
    if (merged.texts == NULL)
        return FALSE;
    merged.keys = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < merged.texts->len; i++)
        g_ptr_array_add(merged.keys, text_key(g_ptr_array_index(merged.texts, i), -1));
    g_autoptr(GArray) matches = match_all(best, &merged);
    gboolean fits = header_match_fits(header_match_nearest(matches));
    if (fits) {
        g_array_set_size(best->recognized->near, 0);
        best->recognized->line = merged.line;
        best->recognized->refusal = (struct refusal){.line = merged.line};
        best->recognized->recognition = settle(matches, &merged, best);
        best->input->header_first = upper->line;
    }
    header_row_clear(&merged);
    return fits;
}

static const struct header_row *row_at(const GArray *rows, guint i)
{
    return &g_array_index(rows, struct header_row, i);
}

static gboolean try_rows(struct attempt *best, const GArray *rows, guint *last)
{
    for (guint i = 0; i < rows->len; i++) {
        *last = i;
        best->input->has_title = i > 0;
        if (try_row(best, row_at(rows, i)))
            return TRUE;
    }
    for (guint i = 1; i < rows->len; i++) {
        *last = i;
        best->input->has_title = TRUE;
        if (try_two_rows(best, row_at(rows, i - 1), row_at(rows, i)))
            return TRUE;
    }
    return FALSE;
}

/* A header of a wide table, which is tried when none of a long one fits. */
static gboolean try_wide(struct attempt *best, const GArray *rows, guint *last)
{
    struct wide_header header;
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    struct wide_top top = {best->dictionary, best->wanted, NULL, best->input->name, texts};
    struct recognized *recognized = best->recognized;
    for (guint i = 0; i < rows->len; i++)
        g_ptr_array_add(texts, row_at(rows, i)->texts);
    if (!wide_header_find(&top, &header))
        return FALSE;
    *last = header.last;
    g_array_set_size(recognized->near, 0);
    best->input->header_line = recognized->line = row_at(rows, header.last)->line;
    recognized->refusal = (struct refusal){.line = recognized->line};
    best->input->has_title = header.first > 0;
    best->input->header_first = row_at(rows, header.first)->line;
    recognized->beside = wide_header_beside(top, &header);
    recognized->recognition =
        wide_input_settle(&header, best->input, recognized->near, &recognized->refusal);
    wide_header_clear(&header);
    return TRUE;
}

/* The numbers of the columns below a header belong to it. */
static gboolean find_header(struct attempt *best, const GArray *rows)
{
    guint last;
    if (!try_rows(best, rows, &last) && !try_wide(best, rows, &last))
        return FALSE;
    if (last + 1 < rows->len && header_rows_are_numbers(row_at(rows, last + 1)->texts))
        best->input->header_line = row_at(rows, last + 1)->line;
    return TRUE;
}

static gboolean try_delimiter(struct attempt *best, const struct block *block, gboolean is_named)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(struct header_row));
    g_autoptr(csv_reader_t) reader = csv_reader_new(best->input->delimiter);
    struct top top = {.first_line = is_named ? 2 : 1, .rows = rows};
    struct refusal trouble = {.rule = RULE_FILE_EMPTY};
    g_array_set_clear_func(rows, header_row_clear);
    struct block copy = *block; /* each delimiter that is tried cuts its own */
    copy.data = g_memdup2(block->data, block->size + SCAN_PADDING);
    csv_read(reader, &copy, take_header_rows, &top, &trouble);
    g_free(copy.data);
    if (rows->len == 0 && trouble.rule == RULE_RECORD_TOO_LARGE)
        best->beyond = trouble;
    if (find_header(best, rows))
        return TRUE;
    if (best->required == 0 && best->recognized->refusal.rule == RULE_FILE_EMPTY)
        best->recognized->refusal = trouble;
    return FALSE;
}

void recognize(const struct block *block, const struct dictionary *dictionary,
               const struct dataset *wanted, struct input *input, struct recognized *recognized)
{
    char named = find_named_delimiter(block);
    input->has_sep = named != 0;
    struct attempt best = {dictionary, wanted, input, recognized, 0, 0, {0}};
    for (const char *delimiter = delimiters; *delimiter != '\0'; delimiter++) {
        input->delimiter = *delimiter;
        if ((named == 0 || named == *delimiter) && try_delimiter(&best, block, named != 0))
            return;
    }
    if (best.found == 0 && best.beyond.line > 0) {
        recognized->recognition = REFUSED;
        recognized->refusal = best.beyond;
    }
}

/* Fields that a row does not have are blank; all rows are as wide as the widest. */
static void even_out(const GArray *rows)
{
    guint width = 0;
    for (guint i = 0; i < rows->len; i++)
        width = MAX(width, g_array_index(rows, struct header_row, i).keys->len);
    for (guint i = 0; i < rows->len; i++) {
        while (row_at(rows, i)->keys->len < width) {
            g_ptr_array_add(row_at(rows, i)->texts, g_strdup(""));
            g_ptr_array_add(row_at(rows, i)->keys, g_strdup(""));
        }
    }
}

void recognize_sheet(const struct block *block, const struct dictionary *dictionary,
                     const struct dataset *wanted, struct input *input,
                     struct recognized *recognized)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(struct header_row));
    struct top top = {.first_line = 1, .rows = rows};
    struct attempt best = {dictionary, wanted, input, recognized, 0, 0, {0}};
    struct refusal trouble = {.rule = RULE_FILE_EMPTY};
    struct block copy = *block;
    void *reader = sheet_rows.reader_new(input);
    g_array_set_clear_func(rows, header_row_clear);
    sheet_rows.read(reader, &copy, take_header_rows, &top, &trouble);
    sheet_rows.reader_free(reader);
    even_out(rows);
    if (!find_header(&best, rows) && rows->len == 0)
        recognized->refusal = trouble;
}
