/*
 * encoding - what a file's bytes mean, and their decoding to UTF-8.
 *
 * The names are those of --encoding and of the account of a file. TCVN3 is taken for the
 * whole of TCVN 5712:1993: its VN3 subset is what ABC fonts use, its VN1 set adds capitals. In
 * files made with capital fonts the capitals are lower-case bytes and stay lower case.
 */
#ifndef READ_ENCODING_H
#define READ_ENCODING_H

#include <glib.h>

enum encoding {
    ENCODING_UTF8,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_CP1258,
    ENCODING_VISCII,
    ENCODING_TCVN3,
    ENCODING_VNI,
    ENCODINGS, /* not known, or to be found out */
};

const char *encoding_name(enum encoding encoding);
/* ENCODINGS: no encoding has that name. */
enum encoding encoding_from_name(const char *name);
/* The names of those that cannot be told from Unicode but by evidence, the commonest first,
 * NULL-terminated. New array of new strings. */
char **encoding_offered(void);

/* One byte a character (VNI: or two), the ASCII signs among them: the encodings before Unicode. */
gboolean encoding_is_legacy(enum encoding encoding);
/* Whether every byte of ASCII, a control sign too, stands for itself. */
gboolean encoding_is_plain(enum encoding encoding);

/* Bytes of the mark at the start that tells a Unicode encoding; 0, and ENCODINGS: there is none. */
gsize encoding_mark(const char *bytes, gsize size, enum encoding *encoding);

/*
 * The byte that the code pages of Windows for Western Europe and Vietnam show as this sign, or 0:
 * what they do not define stands for itself.
 */
guint encoding_byte_shown_as(gunichar c);

struct decoder;

/* For any encoding but UTF-8. */
struct decoder *decoder_new(enum encoding encoding);
void decoder_free(struct decoder *decoder);
typedef struct decoder decoder_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(decoder_t, decoder_free)

/*
 * Appends the bytes as UTF-8. FALSE: the byte at *used has no meaning there (a NUL has none); what
 * stands before it is appended. *used is less than size on TRUE when the rest is the beginning of
 * a character of UTF-16. Bytes of legacy encodings must be whole lines.
 */
gboolean decoder_append(struct decoder *decoder, const char *bytes, gsize size, GString *text,
                        gsize *used);

#endif
