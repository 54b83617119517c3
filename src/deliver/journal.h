/*
 * journal - a set of files takes the place of another, wholly or not at all.
 *
 * The new files lie ready in a private folder beside their final places. What is to happen is
 * first written down in DIR/.tongket.STEM.journal; then the old files get a second name in the
 * private folder, the new ones are renamed over them, and the journal is removed: that is the
 * moment of truth. A failure on the way puts the old files back; after a crash journal_recover()
 * finishes what can be finished and undoes the rest.
 *
 * A journal line: `put DIGEST old|none NAME`, `remove DIGEST old NAME`. Names are relative to DIR
 * and checked, so that no journal, whoever wrote it, reaches outside the files of its STEM. A name
 * is never written twice in a journal.
 */
#ifndef DELIVER_JOURNAL_H
#define DELIVER_JOURNAL_H

#include <glib.h>

struct journal;

/*
 * `temp_folder` is a path whose last part is journal_temp_prefix(STEM) and six signs, in `folder`.
 * Copies all texts.
 */
struct journal *journal_new(const char *folder, const char *stem, const char *temp_folder);
void journal_free(struct journal *journal);
typedef struct journal journal_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(journal_t, journal_free)

/* Whether a name is one of the files of a STEM: "STEM.xlsx", "STEM/chart.png". */
gboolean journal_takes_name(const char *stem, const char *name);
/* Path in `folder` under which the private folder is made. New string. */
char *journal_temp_prefix(const char *folder, const char *stem);

/* The file of that name and digest in the private folder goes to its final place. */
gboolean journal_put(struct journal *journal, const char *name, const char *digest, GError **error);
/* The file goes away if its digest is this one; one that is not there is no failure. */
gboolean journal_remove(struct journal *journal, const char *name, const char *digest,
                        GError **error);

/*
 * Does it. On FALSE the old files are as they were (or the message says that the next command
 * must put them back). `may_finish` (may be NULL) is asked last; FALSE from it undoes all. In both
 * cases the private folder is gone, but for an undo that failed.
 */
gboolean journal_commit(struct journal *journal, gboolean (*may_finish)(void *data, GError **error),
                        void *data, GError **error);

/* Finishes or undoes what journals in the folder speak of, and removes private folders. */
gboolean journal_recover(const char *folder, GError **error);

#endif
