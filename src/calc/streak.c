#include "calc/streak.h"

enum streak_year streak_year_of(const struct streak_returns *returns)
{
    gint64 said = returns->met + returns->not_met + returns->skipped;
    if (returns->due == 0 && said == 0 && !returns->estimate)
        return STREAK_NOT_MET;
    if (returns->other_scale || returns->estimate)
        return STREAK_UNLIKE;
    if (returns->in < returns->due || said < returns->due)
        return STREAK_UNKNOWN;
    if (returns->met > 0)
        return returns->met == said ? STREAK_MET : STREAK_UNLIKE;
    return returns->skipped > 0 && returns->not_met == 0 ? STREAK_SKIPPED : STREAK_NOT_MET;
}

static struct streak_count count_all(const enum streak_year *years, guint count)
{
    struct streak_count all = {STREAK_MET, 0};
    for (guint i = 0; i < count; i++) {
        all.years += years[i] == STREAK_MET;
        if (years[i] == STREAK_UNLIKE || (years[i] == STREAK_UNKNOWN && all.state == STREAK_MET))
            all.state = years[i];
    }
    return all;
}

static struct streak_count count_running(const enum streak_year *years, guint count)
{
    struct streak_count running = {STREAK_MET, 0};
    for (guint i = count; i-- > 0 && years[i] != STREAK_NOT_MET;) {
        if (years[i] == STREAK_UNKNOWN || years[i] == STREAK_UNLIKE) {
            running.state = years[i];
            break;
        }
        running.years += years[i] == STREAK_MET;
    }
    return running;
}

struct streak streak_of(const enum streak_year *years, guint count)
{
    return (struct streak){count_all(years, count), count_running(years, count)};
}
