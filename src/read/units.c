#include "read/units.h"

#include <string.h>

#include "base/text.h"
#include "data/person.h"
#include "data/place.h"
#include "data/vocabulary.h"
#include "read/cell_text.h"
#include "read/pass.h"
#include "read/refusal.h"
#include "read/table.h"

/* Columns of don_vi by place in the dictionary; -1: not there. */
struct unit_columns {
    int code, name, level, parent, kind, from, to;
};

/* A text and its code. */
struct coded {
    char *text, *code; /* NULL: none yet */
};

struct unit_reader {
    const struct dataset *dataset;
    struct unit_tree *tree;
    struct unit_columns columns;
    struct coded kind, level; /* of the row before: neighbours mostly have the same */
};

static const char *text_at(const struct text_record *record, int column)
{
    return column >= 0 && record->text[column] != NULL ? record->text[column] : "";
}

/* The finding's rule, value and hint, at a column of the record. */
static void found(const struct text_record *record, int column, struct finding finding,
                  struct findings *findings)
{
    finding.file = record->file;
    finding.line = record->line;
    finding.field = column >= 0 ? record->field[column] : 0;
    findings_add(findings, &finding);
}

/* A blank day is open; FALSE for one that cannot be read. */
static gboolean day_at(const struct text_record *record, int column, date *day,
                       struct findings *findings)
{
    const char *text = text_at(record, column);
    *day = DATE_NONE;
    if (column >= 0 && record->value[column] != FACT_BLANK) {
        *day = (date)record->value[column];
        return TRUE;
    }
    if (*text == '\0' || date_parse(text, -1, day))
        return TRUE;
    g_autofree char *shown = person_mask(text);
    found(record, column,
          (struct finding){.rule = RULE_BAD_DATE, .value = shown, .hint = (char *)"31/08/2024"},
          findings);
    return FALSE;
}

static const char *code_of(struct coded *coded, const char *text)
{
    if (coded->text != NULL && strcmp(coded->text, text) == 0)
        return coded->code;
    g_free(coded->text);
    g_free(coded->code);
    *coded = (struct coded){g_strdup(text), text_code(text, -1)};
    return coded->code;
}

static void clear_coded(struct coded *coded)
{
    g_free(coded->text);
    g_free(coded->code);
}

/* The code of the level, which may be written as a label or an alias. */
static const char *level_at(const struct unit_reader *reader, const struct text_record *record,
                            const char *written)
{
    int column = reader->columns.level;
    const struct column *about = &reader->dataset->columns[MAX(column, 0)];
    if (column >= 0 && about->type == COLUMN_CODE && record->value[column] != FACT_BLANK)
        return about->values[record->value[column]].code;
    return written;
}

static gboolean is_grassroots_cell(const char *code)
{
    return strcmp(code, "chi_bo_co_so") == 0 || strcmp(code, "cbcs") == 0;
}

static gboolean take_unit(void *data, const struct text_record *record, struct findings *findings)
{
    struct unit_reader *reader = data;
    const struct unit_columns *columns = &reader->columns;
    const char *kind = code_of(&reader->kind, text_at(record, columns->kind));
    const char *written = code_of(&reader->level, text_at(record, columns->level));
    const char *level_named = level_at(reader, record, written);
    struct unit unit = {
        .code = text_at(record, columns->code),
        .name = text_at(record, columns->name),
        .kind = kind,
        .kind_label = text_at(record, columns->kind),
        .file = record->file,
        .line = record->line,
    };
    enum level level = LEVELS;
    if (person_is_meant(unit.kind_label)) {
        unit.kind = VOCABULARY_HIDDEN_CODE;
        unit.kind_label = VOCABULARY_HIDDEN;
    }
    if (*unit.code == '\0') {
        found(record, columns->code,
              (struct finding){.rule = RULE_BLANK, .hint = (char *)"ma_don_vi"}, findings);
        return FALSE;
    }
    if (!level_from_code(level_named, &level)) {
        g_autofree char *shown = person_mask(text_at(record, columns->level));
        found(record, columns->level,
              (struct finding){.rule = RULE_UNIT_LEVEL_UNKNOWN, .value = shown}, findings);
        return FALSE;
    }
    unit.level = level;
    if (!day_at(record, columns->from, &unit.from, findings) ||
        !day_at(record, columns->to, &unit.to, findings))
        return FALSE;
    if (unit.from != DATE_NONE && unit.to != DATE_NONE && unit.to < unit.from) {
        found(record, columns->to,
              (struct finding){.rule = RULE_UNIT_DATES,
                               .value = (char *)text_at(record, columns->to),
                               .hint = (char *)text_at(record, columns->from)},
              findings);
        return FALSE;
    }
    /* "Chi bộ cơ sở", as a level or as a kind, is a grassroots organization and a cell at once. */
    unit.is_cell = level == LEVEL_CHI_BO || is_grassroots_cell(kind) || is_grassroots_cell(written);
    if (unit_tree_add(reader->tree, &unit, text_at(record, columns->parent)) == UNIT_NONE) {
        g_autofree char *line =
            g_strdup_printf("%" G_GUINT64_FORMAT,
                            unit_at(reader->tree, unit_tree_clash(reader->tree, &unit))->line);
        found(record, columns->code,
              (struct finding){
                  .rule = RULE_UNIT_DUPLICATE, .value = (char *)unit.code, .hint = (char *)line},
              findings);
        return FALSE;
    }
    return TRUE;
}

static void add_finding(const struct unit_reader *reader, gint32 unit, enum rule rule,
                        const char *value, struct findings *findings)
{
    struct finding finding = {
        .rule = rule,
        .file = unit_at(reader->tree, unit)->file,
        .unit = (guint32)(unit + 1),
        .line = unit_at(reader->tree, unit)->line,
        .value = (char *)value,
    };
    findings_add(findings, &finding);
}

static void tell_unknown(const struct unit_reader *reader, const GArray *units,
                         struct findings *findings)
{
    for (guint i = 0; i < units->len; i++) {
        gint32 unit = g_array_index(units, gint32, i);
        const char *code = unit_parent_code(reader->tree, unit);
        const char *row = unit_tree_rejected(reader->tree, code);
        findings_add(findings, &(struct finding){.rule = row != NULL ? RULE_UNIT_PARENT_REJECTED
                                                                     : RULE_UNIT_PARENT_UNKNOWN,
                                                 .file = unit_at(reader->tree, unit)->file,
                                                 .unit = (guint32)(unit + 1),
                                                 .line = unit_at(reader->tree, unit)->line,
                                                 .value = (char *)code,
                                                 .hint = (char *)row});
    }
}

/* The rows whose code is not in the tree: they were rejected. */
struct row_search {
    const struct unit_reader *reader;
    const struct read_job *job;
};

static void look_at_row(void *data, const struct row *record)
{
    struct lane *lane = data;
    struct row_search *search = lane->state;
    const struct input *input = &search->job->inputs->item[lane->file];
    gint field = input->column[search->reader->columns.code];
    if (field < 0 || (guint)field >= record->count)
        return;
    g_autofree char *code = cell_clean(row_text(record, (guint)field), record->field[field].length);
    g_autofree char *place = place_row(input->name, record->line);
    if (*code != '\0' && unit_tree_find(search->reader->tree, code, -1) == UNIT_NONE)
        unit_tree_note_rejected(search->reader->tree, code, place);
}

static gboolean has_rejected(const struct read_job *job, const struct account *accounts)
{
    if (accounts == NULL)
        return TRUE;
    for (guint i = 0; i < job->inputs->count; i++)
        if (job->inputs->item[i].dataset == job->dataset && accounts[i].records > accounts[i].used)
            return TRUE;
    return FALSE;
}

/* Where the rejected rows stand; the files are read once more only if there are any. */
static gboolean find_rejected(struct row_search *search, const struct account *accounts,
                              struct findings *findings, GError **error)
{
    if (!has_rejected(search->job, accounts))
        return TRUE;
    g_autoptr(pass_t) pass = pass_new(search->job, look_at_row, NULL, 1);
    pass->lanes[0].state = search;
    return pass_run(pass, NULL, findings, error);
}

/* Each cycle once, at its first unit, as the path that comes back: "A → B → A". */
static void tell_cycles(const struct unit_reader *reader, const GArray *units,
                        struct findings *findings)
{
    g_autoptr(GHashTable) told = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < units->len; i++) {
        gint32 first = g_array_index(units, gint32, i), at = first;
        if (g_hash_table_contains(told, GINT_TO_POINTER(first)))
            continue;
        g_autoptr(GString) path = g_string_new(unit_at(reader->tree, first)->code);
        do {
            g_hash_table_add(told, GINT_TO_POINTER(at));
            at = unit_parent_given(reader->tree, at);
            g_string_append_printf(path, " → %s", unit_at(reader->tree, at)->code);
        } while (at != first);
        add_finding(reader, first, RULE_UNIT_CYCLE, path->str, findings);
    }
}

/* A tree that is too deep is none: its file is refused. */
static gboolean check_depth(const struct unit_reader *reader, const struct read_job *job,
                            struct findings *findings, GError **error)
{
    for (gint32 i = 0; (guint)i < unit_tree_count(reader->tree); i++) {
        guint depth = 0;
        gint32 above = unit_at(reader->tree, i)->parent;
        for (; above != UNIT_NONE && depth <= UNIT_MAX_DEPTH; depth++)
            above = unit_at(reader->tree, above)->parent;
        if (depth <= UNIT_MAX_DEPTH)
            continue;
        guint32 file = unit_at(reader->tree, i)->file;
        struct refusal refusal = {.rule = RULE_UNIT_TOO_DEEP,
                                  .line = unit_at(reader->tree, i)->line};
        g_strlcpy(refusal.value, unit_at(reader->tree, i)->code, sizeof refusal.value);
        return refusal_raise(&refusal, job->inputs->item[file].path, file, findings, error);
    }
    return TRUE;
}

gboolean units_read(const struct read_job *job, struct unit_tree *tree, struct account *accounts,
                    struct findings *findings, GError **error)
{
    const struct dataset *dataset = job->dataset;
    g_autoptr(GArray) unknown = g_array_new(FALSE, FALSE, sizeof(gint32));
    g_autoptr(GArray) cycles = g_array_new(FALSE, FALSE, sizeof(gint32));
    struct unit_reader reader = {
        .dataset = dataset,
        .tree = tree,
        .columns =
            {
                .code = dataset_column(dataset, "ma_don_vi"),
                .name = dataset_column(dataset, "ten_don_vi"),
                .level = dataset_column(dataset, "cap"),
                .parent = dataset_column(dataset, "ma_cap_tren"),
                .kind = dataset_column(dataset, "loai_hinh"),
                .from = dataset_column(dataset, "tu_ngay"),
                .to = dataset_column(dataset, "den_ngay"),
            },
    };
    guint first = findings_count(findings);
    gboolean done = reader_read_texts(job, take_unit, &reader, accounts, findings, error);
    clear_coded(&reader.kind);
    clear_coded(&reader.level);
    if (!done)
        return FALSE;
    unit_tree_link(tree, unknown, cycles);
    if (!check_depth(&reader, job, findings, error))
        return FALSE;
    struct row_search search = {&reader, job};
    if (!find_rejected(&search, accounts, findings, error))
        return FALSE;
    tell_unknown(&reader, unknown, findings);
    tell_cycles(&reader, cycles, findings);
    tables_tell_keys(job, first, findings);
    return TRUE;
}
