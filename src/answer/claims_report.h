/*
 * claims_report - checked claims as text for the terminal, as CSV and as a workbook.
 *
 * The text speaks the language of the terminal; CSV and workbook are Vietnamese.
 */
#ifndef ANSWER_CLAIMS_REPORT_H
#define ANSWER_CLAIMS_REPORT_H

#include "answer/claims.h"

/* New strings. */
GString *claims_report_text(const struct claims_outcome *outcome, enum language language);
GString *claims_report_csv(const struct claims_outcome *outcome);

/*
 * DIR/claims-NAME.xlsx with its manifest; `file` is the table or text that was checked. The paths
 * made are appended. The caller holds the lock of the folder. Errors: OUTPUT.
 */
gboolean claims_report_deliver(const struct claims_outcome *outcome, const char *file,
                               const char *folder, GPtrArray *paths, GError **error);

#endif
