/*
 * revised - the figures of a book against those that an earlier manifest notes.
 */
#ifndef DELIVER_REVISED_H
#define DELIVER_REVISED_H

#include "deliver/manifest_read.h"

/*
 * What has changed from the record to the run that makes the book: figures, rows used, choices. A
 * row or column that came or went is told figure by figure; a whole table that did is another
 * template's, which is told as a choice. A record that notes no figures, and a public edition, are
 * not compared. New; number is not set.
 */
struct revisions *revised_since(const struct manifest_record *record,
                                const struct manifest *manifest, const struct book *book);

#endif
