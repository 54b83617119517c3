/*
 * encoding_detect - in which encoding a file is written, by evidence.
 *
 * A mark at the start decides; else zero bytes tell UTF-16, and what is valid UTF-8 is that. For
 * the rest the first MiB from the first byte beyond ASCII on is decoded in every way, and the one
 * that gives Vietnamese words wins, if it gives many and no other way gives nearly as many.
 */
#ifndef READ_ENCODING_DETECT_H
#define READ_ENCODING_DETECT_H

#include "read/bytes.h"
#include "read/encoding.h"
#include "read/syllable.h"

struct detected {
    enum encoding encoding; /* ENCODINGS: it cannot be told */
    struct syllables words; /* of a legacy encoding: the evidence */
    guint8 byte;            /* when it cannot be told: the first byte that is not UTF-8, */
    guint64 place, line;    /* and where, from 1 */
};

/*
 * `wanted` (ENCODINGS: none) is what a file that is not Unicode is written in; a Unicode encoding
 * is taken for all files without a mark. Errors: INPUT.
 */
gboolean encoding_detect(struct bytes *bytes, enum encoding wanted, struct detected *detected,
                         GError **error);

/*
 * The encoding of text that old fonts show as Vietnamese while a program took its bytes for those
 * of Windows: `bytes` are its lines, `shown` the same text as it stands in Unicode. ENCODING_UTF8:
 * it means what it says, or too few words tell. Of legacy encodings one that is `wanted` is taken.
 */
void encoding_detect_shown(const GByteArray *bytes, const GString *shown, enum encoding wanted,
                           struct detected *detected);

#endif
