/*
 * document - how a document of the Party looks, by the day on it: the rows `documents` of the
 * dictionary.
 *
 * The directions on form change, and a document follows those of its day. What they say is data of
 * these rows: margins, sizes, fixed words, and who may sign in whose name.
 */
#ifndef SPEC_DOCUMENT_H
#define SPEC_DOCUMENT_H

#include <glib.h>

#include "base/date.h"
#include "base/names.h"
#include "spec/complaint.h"
#include "spec/yaml_schema.h"

/* What stands above a signer's role, by who issues the document. */
struct signer_rule {
    struct names issuers; /* first words of the issuer's name; the longest that fit decide */
    char *authority;      /* above the role where the office gives no other: "T/M …"; or NULL */
    char *deputy;         /* the same above a deputy's role: "K/T TRƯỞNG BAN"; or NULL */
    char *needs, *never;  /* what that line must, and must not, begin with; or NULL */
    guint node;
};

/* Sizes are points, margins millimetres; whole numbers, as texts until document_number(). */
struct document_form {
    char *name, *from, *to, *source, *mark; /* as in struct law */
    char *top, *bottom, *left, *right;
    char *page_number, *page_number_top; /* its size, and how far from the top it stands */
    char *party_size, *head_size, *kind_size, *subject_size, *body_size, *recipients_size;
    char *party, *kind, *rule;     /* "ĐẢNG CỘNG SẢN VIỆT NAM", "BÁO CÁO", "-----" */
    char *draft;                   /* before the number of the draft: "Dự thảo lần" */
    char *recipients;              /* "Nơi nhận:" */
    char *zero_days, *zero_months; /* up to which a day, a month is written with a 0 before it */
    struct signer_rule *signers;
    unsigned signers_count;
    guint node;
};

extern const struct yaml_schema document_schema;

struct dictionary;
/* The form that a document of a day has; NULL: the dictionary knows none. */
const struct document_form *dictionary_document(const struct dictionary *dictionary, date day);

/* The numbers of a row. Errors: SPEC, with its place. */
gboolean document_check(const struct document_form *form, const struct complaint *complaint);

guint document_number(const char *text);

/* "ngày 05 tháng 02 năm 2026"; `blank`: day and month are left for a pen. New string. */
char *document_day(const struct document_form *form, date day, gboolean blank);

/* The rule for an issuer, or NULL. */
const struct signer_rule *document_signer(const struct document_form *form, const char *issuer);

#endif
