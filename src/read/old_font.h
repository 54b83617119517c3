/*
 * old_font - texts of a workbook that were written for the fonts before Unicode (.VnTime,
 * VNI-Times).
 *
 * Their bytes went into the workbook as the signs that Windows shows for them: "§¶ng bé" is "Đảng
 * bộ". Whether a sheet holds such text, and of which encoding, is found out from its first rows as
 * it is of a file (encoding_detect.h). Cells in Unicode may stand beside: what has a letter that no
 * such byte is shown as, or is better Vietnamese as it stands, stays as it is.
 */
#ifndef READ_OLD_FONT_H
#define READ_OLD_FONT_H

#include "read/encoding_detect.h"

/* Texts are collected into it; start with old_font_sample_new(). */
struct old_font_sample {
    GByteArray *bytes;
    GString *shown;
};

struct old_font_sample old_font_sample_new(void);
void old_font_sample_clear(struct old_font_sample *sample);
void old_font_sample_add(struct old_font_sample *sample, const char *text, gsize length);

struct old_font;

struct old_font *old_font_new(enum encoding encoding);
void old_font_free(struct old_font *font); /* NULL is fine */

/* The text in Unicode, valid until the next one; *length is its length. */
const char *old_font_read(struct old_font *font, const char *text, gsize *length);

#endif
