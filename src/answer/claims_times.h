/*
 * claims_times - the days that a sentence speaks of: "6 tháng đầu năm 2024", "quý III/2024".
 */
#ifndef ANSWER_CLAIMS_TIMES_H
#define ANSWER_CLAIMS_TIMES_H

#include <glib.h>

#include "base/date.h"

struct time_words;

struct time_words *time_words_new(void);
void time_words_free(struct time_words *words);
typedef struct time_words time_words_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(time_words_t, time_words_free)

enum time_kind {
    TIME_DAYS,  /* first..last */
    TIME_UP_TO, /* "tính đến 31/8/2024": only the last day is said */
    TIME_SHIFT, /* "cùng kỳ năm trước": so many months before the days that are spoken of */
    TIME_SAME,  /* "cùng kỳ năm 2023": the same days of that year (`first` is its first) */
    TIME_UNKNOWN, /* "đến nay": no day */
};

struct time_mention {
    enum time_kind kind;
    date first, last;
    int months; /* SHIFT */
};

/*
 * The longest words of time that begin at a place of a text in lower case; *length: how many bytes
 * they are. FALSE: none do.
 */
gboolean time_words_at(const struct time_words *words, const char *text, gsize at, gsize *length,
                       struct time_mention *mention);

#endif
