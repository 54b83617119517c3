#include "check/review_quarters.h"

struct review_quarters review_quarters_of(const struct rule_sums *rankings,
                                          const struct dictionary *dictionary, gint32 unit,
                                          int year, int class)
{
    const struct dataset *dataset = rule_sums_dataset(rankings);
    struct review_quarters of = {
        .dictionary = dictionary,
        .classes = &dataset->columns[dataset_column(dataset, "xep_loai")],
        .year = year,
    };
    for (guint i = 0; i < REVIEW_QUARTERS_COUNT; i++) {
        const struct rule_sum *sums = rule_sums_find(rankings, unit, year - 1 + (int)(i / 4));
        guint figure = i % 4 == 3 ? RULE_SUMS_CLASS : RULE_SUMS_QUARTER + i % 4;
        of.class[i] = sums != NULL ? (int)rule_sums_figure(rankings, sums, figure) - 1 : -1;
    }
    of.class[REVIEW_QUARTERS_COUNT - 1] = class;
    return of;
}

enum quarter_state { QUARTER_NOT_ASKED, QUARTER_UNKNOWN, QUARTER_FAILED, QUARTER_PASSED };

static enum quarter_state state_of(const struct review_quarters *of, guint number, const char *rule)
{
    int year = of->year - 1 + (int)(number / 4);
    date last = date_month_end(date_from_civil(year, 3 * ((int)number % 4 + 1), 1));
    const struct law *law = dictionary_law(of->dictionary, rule, last);
    if (law == NULL || law->steps_count == 0)
        return QUARTER_NOT_ASKED;
    if (of->class[number] < 0)
        return QUARTER_UNKNOWN;
    return of->class[number] == column_value(of->classes, law->steps[0].class) ? QUARTER_FAILED
                                                                               : QUARTER_PASSED;
}

guint review_quarters_failed(const struct review_quarters *of, guint *unknown)
{
    guint failed = 0;
    *unknown = 0;
    for (guint i = 4; i < 7; i++) {
        enum quarter_state state = state_of(of, i, RULE_SUMS_QUARTERS_LAW);
        failed += state == QUARTER_FAILED;
        *unknown += state == QUARTER_UNKNOWN;
    }
    return failed;
}

guint review_quarters_run(const struct review_quarters *of, gboolean maybe, guint *first)
{
    guint longest = 0, run = 0;
    for (guint i = 0; i < REVIEW_QUARTERS_COUNT; i++) {
        enum quarter_state state = state_of(of, i, RULE_SUMS_RUNNING_LAW);
        gboolean counts = state == QUARTER_FAILED || (maybe && state == QUARTER_UNKNOWN);
        run = counts ? run + 1 : 0;
        if (i >= 4 && run > longest) {
            longest = run;
            *first = i + 1 - run;
        }
    }
    return longest;
}

int review_quarters_number(int year, const struct fact *fact)
{
    int of, month, day, quarter = date_quarter(fact->first, fact->last);
    date_to_civil(fact->first, &of, &month, &day);
    int number = 4 * (of - year + 1) + (quarter > 0 ? quarter : 4) - 1;
    return number >= 0 && number < REVIEW_QUARTERS_COUNT ? number : -1;
}
