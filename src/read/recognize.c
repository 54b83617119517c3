#include "read/recognize.h"

#include <string.h>

#include "base/text.h"
#include "read/cell.h"
#include "read/csv.h"

static const char delimiters[] = ",;\t|";

/* A header as one delimiter cuts it. */
struct header {
    guint64 first_line; /* lines before are not looked at: sep= */
    guint64 line;       /* 0: not found yet */
    GPtrArray *keys;    /* of the fields */
};

/* How a dataset fits a header. */
struct match {
    const struct dataset *dataset;
    gint *column; /* by column of the dictionary: place in the file, or -1 */
    guint required, found;
    int repeated; /* a column that two fields are, or -1 */
    gint repeated_field;
};

static void take_header(void *data, const struct csv_record *record)
{
    struct header *header = data;
    if (header->line != 0 || record->line < header->first_line || record->count == 0 ||
        (record->count == 1 && cell_is_blank(csv_text(record, 0), record->field[0].length)))
        return;
    header->line = record->line;
    for (guint i = 0; i < record->count; i++) {
        const char *text = csv_text(record, i);
        g_ptr_array_add(header->keys, text_key(text, (gssize)record->field[i].length));
    }
}

static gboolean is_name(const char *name, const char *key)
{
    if (name == NULL)
        return FALSE;
    g_autofree char *own = text_key(name, -1);
    return strcmp(own, key) == 0;
}

static gboolean is_alias(const struct column *column, const char *key)
{
    for (guint i = 0; i < column->aliases.count; i++) {
        if (is_name(column->aliases.item[i], key))
            return TRUE;
    }
    return FALSE;
}

/* A name wins over a heading, a heading over an alias. */
static int find_column(const struct dataset *dataset, const char *key)
{
    int by_label = -1, by_alias = -1;
    for (guint i = 0; i < dataset->columns_count; i++) {
        const struct column *column = &dataset->columns[i];
        if (column->type == COLUMN_BAND)
            continue;
        if (is_name(column->name, key))
            return (int)i;
        if (by_label < 0 && is_name(column->label, key))
            by_label = (int)i;
        if (by_alias < 0 && is_alias(column, key))
            by_alias = (int)i;
    }
    return by_label >= 0 ? by_label : by_alias;
}

static gboolean is_one_of(const struct dataset *dataset, const struct column *column)
{
    for (guint i = 0; i < dataset->one_of.count; i++) {
        if (strcmp(dataset->one_of.item[i], column->name) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Required by itself; the columns of one_of together are one more. */
static gboolean is_required(const struct dataset *dataset, guint column)
{
    const struct column *about = &dataset->columns[column];
    return !about->optional && about->type != COLUMN_BAND && !is_one_of(dataset, about);
}

static gboolean has_one_of(const struct match *match)
{
    for (guint i = 0; i < match->dataset->columns_count; i++) {
        if (match->column[i] >= 0 && is_one_of(match->dataset, &match->dataset->columns[i]))
            return TRUE;
    }
    return FALSE;
}

static void match_init(struct match *match, const struct dataset *dataset,
                       const struct header *header)
{
    *match = (struct match){.dataset = dataset, .repeated = -1};
    match->column = g_new(gint, dataset->columns_count);
    for (guint i = 0; i < dataset->columns_count; i++)
        match->column[i] = -1;
    for (guint field = 0; field < header->keys->len; field++) {
        int column = find_column(dataset, g_ptr_array_index(header->keys, field));
        if (column >= 0 && match->column[column] >= 0) {
            match->repeated = column;
            match->repeated_field = (gint)field;
        } else if (column >= 0) {
            match->column[column] = (gint)field;
        }
    }
    for (guint i = 0; i < dataset->columns_count; i++) {
        match->required += is_required(dataset, i);
        match->found += is_required(dataset, i) && match->column[i] >= 0;
    }
    if (dataset->one_of.count > 0) {
        match->required++;
        match->found += has_one_of(match);
    }
}

static void match_clear(gpointer data)
{
    g_free(((struct match *)data)->column);
}

static gboolean fits(const struct match *match)
{
    return match->found == match->required;
}

/* By the share of the required columns, then by their number. */
static gboolean is_nearer(const struct match *match, const struct match *than)
{
    guint64 a = (guint64)match->found * than->required;
    guint64 b = (guint64)than->found * match->required;
    return a != b ? a > b : match->found > than->found;
}

/* Whether the dataset requires that field of the file. */
static gboolean requires_field(const struct match *match, gint field)
{
    for (guint i = 0; i < match->dataset->columns_count; i++) {
        if (match->column[i] == field && (is_required(match->dataset, i) ||
                                          is_one_of(match->dataset, &match->dataset->columns[i])))
            return TRUE;
    }
    return FALSE;
}

/* Whether one of the fields is required by this dataset and by no other that fits. */
static gboolean decides(const GArray *matches, const struct match *match, guint fields)
{
    for (gint field = 0; field < (gint)fields; field++) {
        guint others = 0;
        for (guint i = 0; i < matches->len; i++) {
            const struct match *other = &g_array_index(matches, struct match, i);
            others += other != match && fits(other) && requires_field(other, field);
        }
        if (others == 0 && requires_field(match, field))
            return TRUE;
    }
    return FALSE;
}

static const struct match *find_nearest(const GArray *matches)
{
    const struct match *nearest = &g_array_index(matches, struct match, 0);
    for (guint i = 1; i < matches->len; i++) {
        const struct match *match = &g_array_index(matches, struct match, i);
        if (is_nearer(match, nearest))
            nearest = match;
    }
    return nearest;
}

/* The dataset among those that fit that has a deciding column, or NULL if there is not one. */
static const struct match *choose(const GArray *matches, guint fields)
{
    const struct match *chosen = NULL, *only = NULL;
    guint fitting = 0, deciding = 0;
    for (guint i = 0; i < matches->len; i++) {
        const struct match *match = &g_array_index(matches, struct match, i);
        if (!fits(match))
            continue;
        fitting++;
        only = match;
        if (decides(matches, match, fields)) {
            deciding++;
            chosen = match;
        }
    }
    if (fitting == 1)
        return only;
    return deciding == 1 ? chosen : NULL;
}

static enum recognition refuse(struct refusal *refusal, enum rule rule, const char *value,
                               const char *hint)
{
    refusal->rule = rule;
    g_strlcpy(refusal->value, value, sizeof refusal->value);
    g_strlcpy(refusal->hint, hint, sizeof refusal->hint);
    return REFUSED;
}

static enum recognition refuse_missing(const struct match *match, struct refusal *refusal)
{
    const struct dataset *dataset = match->dataset;
    g_autoptr(GString) missing = g_string_new(NULL);
    for (guint i = 0; i < dataset->columns_count; i++) {
        if (is_required(dataset, i) && match->column[i] < 0)
            g_string_append_printf(missing, "%s%s", missing->len > 0 ? ", " : "",
                                   dataset->columns[i].name);
    }
    for (guint i = 0; !has_one_of(match) && i < dataset->one_of.count; i++) {
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
        const struct match *match = &g_array_index(matches, struct match, i);
        if (fits(match))
            name[count++] = match->dataset->name;
    }
    return refuse(refusal, RULE_AMBIGUOUS_DATASET, name[0], name[1]);
}

static enum recognition settle(const GArray *matches, const struct header *header,
                               struct input *input, struct refusal *refusal)
{
    const struct match *match = choose(matches, header->keys->len);
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
    input->fields = header->keys->len;
    input->header_line = header->line;
    return RECOGNIZED;
}

static GArray *match_all(const struct dictionary *dictionary, const struct dataset *wanted,
                         const struct header *header)
{
    GArray *matches = g_array_new(FALSE, FALSE, sizeof(struct match));
    g_array_set_clear_func(matches, match_clear);
    for (guint i = 0; i < dictionary->datasets_count; i++) {
        struct match match;
        if (wanted != NULL && wanted != &dictionary->datasets[i])
            continue;
        match_init(&match, &dictionary->datasets[i], header);
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

/* The best that is known after some delimiters. */
struct attempt {
    enum recognition recognition;
    struct refusal refusal;
    guint found, required; /* of the nearest dataset; 0: no header yet */
};

/* TRUE: this delimiter makes the header fit, and the rest need not be tried. */
static gboolean try_delimiter(const struct dictionary *dictionary, const struct dataset *wanted,
                              const struct header *header, struct input *input,
                              struct attempt *best)
{
    g_autoptr(GArray) matches = match_all(dictionary, wanted, header);
    const struct match *nearest = find_nearest(matches);
    const struct match former = {.found = best->found, .required = best->required};
    if (best->required > 0 && !is_nearer(nearest, &former))
        return FALSE;
    best->found = nearest->found;
    best->required = nearest->required;
    best->refusal = (struct refusal){.line = header->line};
    best->recognition = fits(nearest) ? settle(matches, header, input, &best->refusal)
                                      : refuse_missing(nearest, &best->refusal);
    return fits(nearest);
}

enum recognition recognize(const struct block *block, const struct dictionary *dictionary,
                           const struct dataset *wanted, struct input *input,
                           struct refusal *refusal)
{
    char named = find_named_delimiter(block);
    struct attempt best = {.recognition = REFUSED, .refusal = {.rule = RULE_FILE_EMPTY}};
    gboolean is_done = FALSE;
    for (const char *delimiter = delimiters; *delimiter != '\0' && !is_done; delimiter++) {
        if (named != 0 && named != *delimiter)
            continue;
        g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(csv_reader_t) reader = csv_reader_new(*delimiter);
        struct header header = {.first_line = named != 0 ? 2 : 1, .keys = keys};
        struct refusal trouble = {.rule = RULE_FILE_EMPTY};
        input->delimiter = *delimiter;
        csv_read(reader, block, take_header, &header, &trouble);
        if (header.line != 0)
            is_done = try_delimiter(dictionary, wanted, &header, input, &best);
        else if (best.required == 0 && best.refusal.rule == RULE_FILE_EMPTY)
            best.refusal = trouble;
    }
    *refusal = best.refusal;
    return best.recognition;
}
