/*
 * file_end - what is known of a file only when all of it was read.
 *
 * Whether its dates begin with the month, whether lines that say nothing are notes below the table
 * or broken rows, whether a second header has its columns in another order, whether any row at all
 * fits the header.
 */
#ifndef READ_FILE_END_H
#define READ_FILE_END_H

#include "read/pass.h"

/*
 * To be called when a file was read and its rows were checked. Moves what was set aside to the
 * lanes' findings and counts. FALSE: the file is refused, and *refusal says why.
 */
gboolean file_end_settle(struct pass *pass, guint32 file, struct refusal *refusal);

#endif
