/*
 * journal_text - a journal as it stands in a file.
 *
 *     tongket-journal 1
 *     temp .tongket.STEM.Ab3dEf
 *     folder new|old
 *     put SHA256 old|none STEM.xlsx
 *     remove SHA256 old STEM/thang.svg
 *     end SHA256 of all lines above
 *
 * Only journal.c has use for this header.
 */
#ifndef DELIVER_JOURNAL_TEXT_H
#define DELIVER_JOURNAL_TEXT_H

#include <glib.h>

struct journal_entry {
    gboolean remove; /* FALSE: put */
    gboolean had_old;
    char *name;   /* relative to the folder */
    char *digest; /* of the new file, or of the one to remove */
};

struct journal {
    char *folder;
    char *stem;
    char *temp;            /* name of the private folder in `folder` */
    gboolean makes_folder; /* DIR/STEM was not there before */
    GArray *entries;       /* struct journal_entry */
};

struct journal *journal_text_new(const char *folder, const char *stem);
void journal_text_free(struct journal *journal);

/* New string. */
char *journal_text_format(const struct journal *journal);

/* Fills `temp`, `makes_folder` and the entries. FALSE: damaged, or it names foreign files. */
gboolean journal_text_parse(struct journal *journal, const char *text);

/* Letters, digits and "._+-", no dot first: a file name that means nothing else anywhere. */
gboolean journal_text_is_plain(const char *name);

/* "STEM.ending" or "STEM/leaf". */
gboolean journal_text_takes(const char *stem, const char *name);

/* ".tongket.STEM." and six signs. */
gboolean journal_text_is_temp(const char *stem, const char *name);

#endif
