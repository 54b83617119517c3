/*
 * vni - text of VNI-Windows fonts, which glibc does not know.
 *
 * A letter with marks is a Latin letter followed by a byte for its marks, in the case of the
 * letter; some letters (đ, ơ, ư, those of i, ỵ) have a byte of their own. Real files hold capitals
 * followed by marks in lower case: the letter decides. Besides there are the signs that
 * Windows-1252 has between 0x80 and 0xA0.
 */
#ifndef READ_VNI_H
#define READ_VNI_H

#include <glib.h>

/* Appends the bytes as UTF-8; FALSE: the byte at *used has no meaning there. */
gboolean vni_decode(const char *bytes, gsize size, GString *text, gsize *used);

#endif
