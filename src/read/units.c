#include "read/units.h"

#include <string.h>

#include "base/text.h"

/* Columns of don_vi by place in the dictionary; -1: not there. */
struct columns {
    int code, name, level, parent, kind, from, to;
};

struct unit_reader {
    const struct dataset *dataset;
    struct unit_tree *tree;
    struct columns columns;
    GArray *files; /* guint32 by unit: where it was read */
};

static const char *text_at(const struct text_record *record, int column)
{
    return column >= 0 && record->text[column] != NULL ? record->text[column] : "";
}

static void found(const struct text_record *record, enum rule rule, int column, const char *value,
                  const char *hint, struct findings *findings)
{
    struct finding finding = {
        .rule = rule,
        .file = record->file,
        .line = record->line,
        .field = column >= 0 ? record->field[column] : 0,
        .value = (char *)value,
        .hint = (char *)hint,
    };
    findings_add(findings, &finding);
}

/* A blank day is open; FALSE for one that cannot be read. */
static gboolean day_at(const struct text_record *record, int column, date *day,
                       struct findings *findings)
{
    const char *text = text_at(record, column);
    *day = DATE_NONE;
    if (*text == '\0' || date_parse(text, -1, day))
        return TRUE;
    found(record, RULE_BAD_DATE, column, text, "31/08/2024", findings);
    return FALSE;
}

/* The code of the level, which may be written as a label or an alias. New string. */
static char *level_at(const struct unit_reader *reader, const struct text_record *record)
{
    int column = reader->columns.level;
    const struct column *about = &reader->dataset->columns[MAX(column, 0)];
    if (column >= 0 && about->type == COLUMN_CODE && record->value[column] != FACT_BLANK)
        return g_strdup(about->values[record->value[column]].code);
    return text_code(text_at(record, column), -1);
}

static gboolean take_unit(void *data, const struct text_record *record, struct findings *findings)
{
    struct unit_reader *reader = data;
    const struct columns *columns = &reader->columns;
    g_autofree char *kind = text_code(text_at(record, columns->kind), -1);
    g_autofree char *level = level_at(reader, record);
    struct unit unit = {
        .code = text_at(record, columns->code),
        .name = text_at(record, columns->name),
        .kind = kind,
        .line = record->line,
    };
    if (*unit.code == '\0') {
        found(record, RULE_BLANK, columns->code, NULL, "ma_don_vi", findings);
        return FALSE;
    }
    if (!level_from_code(level, &unit.level)) {
        found(record, RULE_UNIT_LEVEL_UNKNOWN, columns->level, text_at(record, columns->level),
              NULL, findings);
        return FALSE;
    }
    if (!day_at(record, columns->from, &unit.from, findings) ||
        !day_at(record, columns->to, &unit.to, findings))
        return FALSE;
    if (unit.from != DATE_NONE && unit.to != DATE_NONE && unit.to < unit.from) {
        found(record, RULE_UNIT_DATES, columns->to, text_at(record, columns->to),
              text_at(record, columns->from), findings);
        return FALSE;
    }
    unit.is_cell = unit.level == LEVEL_CHI_BO || strcmp(kind, "chi_bo_co_so") == 0;
    if (unit_tree_add(reader->tree, &unit, text_at(record, columns->parent)) == UNIT_NONE) {
        gint32 first = unit_tree_find(reader->tree, unit.code, -1);
        g_autofree char *line =
            g_strdup_printf("%" G_GUINT64_FORMAT, unit_at(reader->tree, first)->line);
        found(record, RULE_UNIT_DUPLICATE, columns->code, unit.code, line, findings);
        return FALSE;
    }
    g_array_append_val(reader->files, record->file);
    return TRUE;
}

static void tell(const struct unit_reader *reader, const GArray *units, enum rule rule,
                 struct findings *findings)
{
    for (guint i = 0; i < units->len; i++) {
        gint32 index = g_array_index(units, gint32, i);
        const char *value = rule == RULE_UNIT_PARENT_UNKNOWN ? unit_parent_code(reader->tree, index)
                                                             : unit_at(reader->tree, index)->code;
        struct finding finding = {
            .rule = rule,
            .file = g_array_index(reader->files, guint32, index),
            .line = unit_at(reader->tree, index)->line,
            .value = (char *)value,
        };
        findings_add(findings, &finding);
    }
}

gboolean units_read(const struct read_job *job, struct unit_tree *tree, struct account *accounts,
                    struct findings *findings, GError **error)
{
    const struct dataset *dataset = job->dataset;
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(guint32));
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
        .files = files,
    };
    if (!reader_read_texts(job, take_unit, &reader, accounts, findings, error))
        return FALSE;
    unit_tree_link(tree, unknown, cycles);
    tell(&reader, unknown, RULE_UNIT_PARENT_UNKNOWN, findings);
    tell(&reader, cycles, RULE_UNIT_CYCLE, findings);
    return TRUE;
}
