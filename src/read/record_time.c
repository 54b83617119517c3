#include "read/quarter.h"
#include "read/record_parts.h"

static void complain_quarter(const struct record_coder *coder, struct row_faults *faults,
                             enum rule rule, const char *hint)
{
    const struct record_column *place = coder->quarter_place;
    struct fault_place whole = {place->about, place->field, NULL, 0};
    row_faults_add(faults, &whole, rule, hint, TRUE);
}

void record_settle_quarter(struct record_coder *coder, struct row_faults *faults)
{
    gint64 *year = &coder->fact.value[coder->time_column];
    gint64 *last = &coder->fact.value[coder->quarter_column];
    if (coder->input->column[coder->time_column] < 0)
        *year = FACT_BLANK;
    if (*last == FACT_BLANK && *year == FACT_BLANK) {
        complain_quarter(coder, faults, RULE_BLANK, coder->quarter_place->about->name);
        return;
    }
    if (*last == FACT_BLANK)
        *last = date_add_months((date)*year, 12) - 1;
    else if (*year != FACT_BLANK)
        *last = quarter_in_year((date)*last, (date)*year);
    date own = quarter_year((date)*last);
    if (*year == FACT_BLANK)
        *year = own;
    g_autofree char *said = g_strdup_printf("%d", date_month_number((date)*year) / 12);
    if (!quarter_has_year((date)*last))
        complain_quarter(coder, faults, RULE_BAD_DATE, "2025Q3, Quý III/2025");
    else if (*year != own)
        complain_quarter(coder, faults, RULE_QUARTER_DIFFERS, said);
}

void record_place_in_time(struct record_coder *coder)
{
    struct fact *fact = &coder->fact;
    gint64 first = fact->value[coder->time_column];
    fact->first = fact->last = DATE_NONE;
    if (first == FACT_BLANK)
        return;
    fact->first = (date)first;
    fact->last = (date)first + coder->time_span;
    if (coder->quarter_place != NULL) {
        fact->last = (date)fact->value[coder->quarter_column];
        fact->first = quarter_first(fact->last);
    }
    if (coder->has_versions && fact->unit != UNIT_NONE)
        fact->unit = unit_version(coder->tree, fact->unit, fact->last);
}
