/*
 * authority - whether the authority that disciplined a member may impose that form on that day.
 *
 * The dictionary's row of the decision's day says what each authority may do (tham_quyen_ky_luat).
 * An authority of which it says nothing, or whose powers have not been read, gets no verdict, nor
 * does a decision that does not tell its authority.
 */
#ifndef CHECK_AUTHORITY_H
#define CHECK_AUTHORITY_H

#include "data/fact.h"
#include "spec/dictionary.h"

struct authorities;

/* Keeps both. NULL: the dataset is not that of disciplinary actions, or no row is there. */
struct authorities *authorities_new(const struct dataset *dataset,
                                    const struct dictionary *dictionary);
void authorities_free(struct authorities *authorities); /* NULL is fine */

/* The row by which the decision is outside what its authority may do; NULL: it is not. */
const struct authority_law *authorities_broken(const struct authorities *authorities,
                                               const struct fact *fact);

/* The columns of the dataset that tell the authority, the form and the post. */
enum authority_column { AUTHORITY_DECIDES, AUTHORITY_FORM, AUTHORITY_POST, AUTHORITY_COLUMNS };
int authorities_column(const struct authorities *authorities, enum authority_column column);

#endif
