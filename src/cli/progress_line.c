#include "cli/progress_line.h"

#include <stdio.h>

#include "base/decimal.h"

/* What takes less is not worth a line; and no eye follows faster changes. Microseconds. */
#define BEFORE_FIRST (G_USEC_PER_SEC / 3)
#define BETWEEN (G_USEC_PER_SEC / 10)

#define ERASE "\r\033[K"

static guint64 share(guint64 part, guint64 by, guint64 of)
{
    return of == 0 ? 0 : (guint64)((double)part * (double)by / (double)of);
}

static char *reading_text(const struct progress_line *line, gint64 now)
{
    const struct progress_step *step = &line->step;
    guint64 spent = (guint64)MAX(now - line->step_begun, 1);
    guint64 todo = step->total > step->done ? step->total - step->done : 0;
    guint64 left = share(spent, todo, step->done) / G_USEC_PER_SEC;
    g_autofree char *percent =
        decimal_plain((gint64)MIN(share(100, step->done, step->total), 100), 0);
    g_autofree char *rate = decimal_plain((gint64)share(step->lines, G_USEC_PER_SEC, spent), 0);
    g_autofree char *seconds = decimal_plain((gint64)left + 1, 0);
    return message_text(line->surroundings->language, MESSAGE_PROGRESS_READING, step->name, percent,
                        rate, seconds, NULL);
}

static char *writing_text(const struct progress_line *line)
{
    g_autofree char *done = decimal_plain((gint64)line->step.done, 0);
    g_autofree char *total = decimal_plain((gint64)line->step.total, 0);
    return message_text(line->surroundings->language, MESSAGE_PROGRESS_WRITING, done, total, NULL);
}

static void draw(struct progress_line *line, gint64 now)
{
    g_autofree char *text =
        line->step.stage == PROGRESS_READING ? reading_text(line, now) : writing_text(line);
    fprintf(stderr, "\r%s\033[K", text);
    fflush(stderr);
    line->shown = TRUE;
    line->drawn = now;
}

static void show_step(void *data, const struct progress_step *step)
{
    struct progress_line *line = data;
    gint64 now = g_get_monotonic_time();
    gboolean same = step->stage == line->step.stage && step->done == line->step.done;
    if (step->stage != line->step.stage || step->name != line->step.name ||
        step->done < line->step.done)
        line->step_begun = line->told;
    line->step = *step;
    line->told = now;
    if (!(same && line->shown) && now - line->begun >= BEFORE_FIRST && now - line->drawn >= BETWEEN)
        draw(line, now);
}

const struct progress *progress_line_begin(struct progress_line *line,
                                           const struct surroundings *surroundings, gboolean quiet)
{
    *line = (struct progress_line){.progress = {show_step, line}, .surroundings = surroundings};
    line->begun = line->told = line->step_begun = g_get_monotonic_time();
    return surroundings->terminal && !quiet ? &line->progress : NULL;
}

void progress_line_end(struct progress_line *line)
{
    if (!line->shown)
        return;
    fputs(ERASE, stderr);
    fflush(stderr);
    line->shown = FALSE;
}
