#include "check/review_below.h"

#include "base/decimal.h"

gint64 review_step_number(const struct law_step *step)
{
    gint64 number = 0;
    decimal_parse_whole(step->at_least, -1, &number);
    return number;
}

struct ratio review_below_reaching(const struct review_below *below, const struct column *classes,
                                   int class)
{
    struct ratio reached = {0, 0};
    for (guint i = 0; i < classes->values_count && i < RULE_SUMS_CLASSES_MAX; i++) {
        if (classes->values[i].outside)
            continue;
        reached.whole += below->ranked[i];
        if (column_reaches(classes, (int)i, class))
            reached.part += below->ranked[i];
    }
    return reached;
}

/*
 * Whether so many reach the class of a step, whatever those that have not returned will be ranked:
 * if all of them reach it, or none of them does.
 */
static enum review_state of_step(const struct review_below *below, const struct column *classes,
                                 const struct law_step *step)
{
    struct ratio known = review_below_reaching(below, classes, column_value(classes, step->class));
    gint64 all = known.whole + below->unknown, percent = review_step_number(step);
    if (known.whole == 0)
        return REVIEW_MISSING;
    if (100 * (known.part + below->unknown) < percent * all)
        return REVIEW_MARKED;
    return 100 * known.part >= percent * all ? REVIEW_CLEAR : REVIEW_MISSING;
}

enum review_state review_below_judge(const struct review_below *below, const struct column *classes,
                                     const struct law *law, const struct law_step **missed)
{
    enum review_state all = REVIEW_CLEAR;
    for (unsigned i = 0; i < law->steps_count; i++) {
        enum review_state one = of_step(below, classes, &law->steps[i]);
        *missed = &law->steps[i];
        if (one == REVIEW_MARKED)
            return REVIEW_MARKED;
        all = one == REVIEW_MISSING ? REVIEW_MISSING : all;
    }
    return all;
}
