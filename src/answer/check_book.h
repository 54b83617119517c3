/*
 * check_book - what a check found as workbooks to send back.
 *
 * All of it is Vietnamese, whatever the terminal speaks. Values that name a person are masked.
 */
#ifndef ANSWER_CHECK_BOOK_H
#define ANSWER_CHECK_BOOK_H

#include "answer/check_run.h"

struct check_delivery {
    const char *folder;
    gboolean split; /* one workbook a unit of `level`, and one for what belongs to none */
    enum level level;
};

/*
 * DIR/kiem-tra-PERIOD.xlsx (without a period: kiem-tra-du-lieu.xlsx), or one a unit,
 * kiem-tra-PERIOD-CODE.xlsx; each with its manifest. A finding belongs to the unit of its row.
 * Units without findings get no workbook. The paths made are appended. The caller holds
 * the lock of the folder. Errors: OUTPUT.
 */
gboolean check_book_deliver(const struct check_outcome *outcome,
                            const struct check_delivery *delivery, GPtrArray *paths,
                            GError **error);

/* The column of a finding as a row of the workbook names it, "ma_don_vi (2)"; "": none. New string.
 */
char *check_book_column(const struct workspace *workspace, const struct finding *finding);

#endif
