/*
 * leaders - which unit a disciplined person leads, by the law of the year.
 *
 * The law lists posts by level. A person leads the nearest unit, from the own one upwards, of whose
 * level the list holds the post.
 */
#ifndef CHECK_LEADERS_H
#define CHECK_LEADERS_H

#include "data/fact.h"
#include "data/unit.h"

/* The rule whose laws list the posts. */
#define LEADERS_LAW "xuat_sac_co_ky_luat"
/* The column of posts. */
#define LEADERS_POST "chuc_vu"

struct leaders;

/* All are kept. A dataset without posts has no leaders. */
struct leaders *leaders_new(const struct dataset *dataset, const struct dictionary *dictionary,
                            const struct unit_tree *tree);
void leaders_free(struct leaders *leaders);

/* UNIT_NONE: none. */
gint32 leaders_led(const struct leaders *leaders, const struct fact *fact);

#endif
