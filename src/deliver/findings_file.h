/*
 * findings_file - STEM/kiem-tra.csv (book_findings_file()): all findings, for whoever mends the
 * data.
 *
 * A line a file comes first (muc_do "thông tin") and says how its lines were spent.
 * What an exception accepts has muc_do "ngoại lệ", and under khac_phuc why and by whom.
 * Columns tep, dong, cot, muc_do, quy_tac, noi_dung, khac_phuc; text is Vietnamese whatever the
 * terminal speaks. Same form as the tables in CSV.
 */
#ifndef DELIVER_FINDINGS_FILE_H
#define DELIVER_FINDINGS_FILE_H

#include <glib.h>

#include "data/account.h"
#include "data/finding.h"

/*
 * The text of the file. `file_names` by file number in the findings; `accounts` (struct
 * account_told) may be NULL.
 */
GString *findings_file_text(const struct findings *findings, const char *const *file_names,
                            const GArray *accounts);

#endif
