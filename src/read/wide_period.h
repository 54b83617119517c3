/*
 * wide_period - the time of a whole table, as its title or the name of its file tells it.
 *
 * A title says "năm 2024", "quý III năm 2025", "Quý III/2025", "tháng 8 năm 2024", "đến ngày
 * 31/12/2024". A day that it
 * bears ("ngày 05 tháng 12 năm 2025") is that of the letter, not of the table. What says two times,
 * or one that the rows of the dataset cannot be of, tells none.
 */
#ifndef READ_WIDE_PERIOD_H
#define READ_WIDE_PERIOD_H

#include "spec/dictionary.h"

struct wide_period {
    int column; /* of the dataset that holds such a time; -1: none is told */
    char *text; /* as that column takes it: "2024", "2025Q3", "2024-08"; new, or NULL */
    char *said; /* all times that were found, "2024, 2025": new, "" for none */
};

/* `name` is that of the file, which is looked at where the title tells no time. */
struct wide_period wide_period_find(const struct dataset *dataset, const char *title,
                                    const char *name);

#endif
