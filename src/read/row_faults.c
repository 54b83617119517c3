#include "read/row_faults.h"

#include "read/cell_text.h"

void row_faults_add(struct row_faults *faults, const struct fault_place *place, enum rule rule,
                    const char *hint, gboolean costs_row)
{
    const struct row *record = faults->record;
    guint field = place->field + 1;
    if (costs_row && rule_info(rule)->severity == SEVERITY_ERROR &&
        (faults->first_field == 0 || field < faults->first_field)) {
        faults->first = rule;
        faults->first_field = field;
    }
    const char *text = place->text != NULL ? place->text : row_text(record, place->field);
    gsize length = place->text != NULL ? place->length : record->field[place->field].length;
    g_autofree char *clean = cell_clean(text, length);
    g_autofree char *shown = cells_shown(faults->cells, place->column, clean);
    findings_add(faults->findings, &(struct finding){.rule = rule,
                                                     .file = faults->file,
                                                     .field = field,
                                                     .line = record->line,
                                                     .value = shown,
                                                     .hint = (char *)hint});
}

void row_faults_add_count(struct row_faults *faults, guint expected)
{
    g_autofree char *found = g_strdup_printf("%u", faults->record->count);
    g_autofree char *wanted = g_strdup_printf("%u", expected);
    faults->first = RULE_FIELD_COUNT;
    findings_add(faults->findings, &(struct finding){.rule = RULE_FIELD_COUNT,
                                                     .file = faults->file,
                                                     .line = faults->record->line,
                                                     .value = found,
                                                     .hint = wanted});
}
