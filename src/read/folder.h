/*
 * folder - what a folder of DATA holds: files of data, workbooks, and folders.
 *
 * Only the files of data are read. What else may hold data is told, so that nobody takes it for
 * read; so is a workbook beside text of its name, as "ky_luat.xlsx" beside "ky_luat.csv", which
 * would be the same rows twice. Hidden names, locks of spreadsheets, and what this program made
 * (beside its manifest) are passed over.
 */
#ifndef READ_FOLDER_H
#define READ_FOLDER_H

#include <glib.h>

struct folder {
    GPtrArray *data;      /* char *: names of *.csv, *.tsv and *.txt, also with .gz, and of *.xlsx,
                           *.xlsm, *.ods and *.xls, by byte */
    GPtrArray *workbooks; /* those of *.xlsb and other kinds that are not read */
    GPtrArray *folders;   /* those that hold such files */
};

/* Errors: INPUT. */
gboolean folder_open(const char *path, struct folder *folder, GError **error);
void folder_clear(struct folder *folder);
typedef struct folder folder_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(folder_t, folder_clear)

/* Whether a name ends so, perhaps with .gz behind. */
gboolean folder_name_ends(const char *name, const char *ending);

/* "a.xlsx, b.ods, … (12)": as many as are read easily. New string, fit for one line. */
char *folder_names(const GPtrArray *names);

#endif
