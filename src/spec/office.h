/*
 * office - who issues a report: the --office file.
 *
 * Head and signature of a printed report. Everything is optional; what is not there is left out of
 * the page. Once loaded, what it says fits the form that its document has.
 */
#ifndef SPEC_OFFICE_H
#define SPEC_OFFICE_H

#include <glib.h>

#include "spec/dictionary.h"

/* How "ủy" is spelled in what is not data. */
enum office_spelling { SPELLING_AS_WRITTEN, SPELLING_NEW, SPELLING_OLD };

struct office {
    char *superior;         /* "TỈNH ỦY …": above the issuer, at the left */
    char *issuer;           /* "BAN TỔ CHỨC" */
    char *number;           /* "12-BC/BTC", or "-BC/BTC" where there is none yet */
    char *place;            /* before the date: "Thái Bình" */
    char *date;             /* on the document, dd/mm/yyyy */
    char *draft;            /* the how-manieth draft it is; or NULL */
    char *signer_authority; /* "T/M BAN THƯỜNG VỤ"; NULL: nothing stands above the role */
    char *signer_role;      /* "TRƯỞNG BAN" */
    char *signer_name;
    struct names recipients; /* under "Nơi nhận" */
    enum office_spelling spelling;
    guint node; /* where it stands in the text (yaml.h) */
};

/*
 * The text is that of yaml_read(), called `name` in messages. The form is that of the day on the
 * document, else of `day`; who may sign is held against it, and what it says stands above the role
 * where the text does not say it. Errors: SPEC, with file:line:column.
 */
gboolean office_load(GBytes *text, const char *name, const struct dictionary *dictionary, date day,
                     struct office **office, GError **error);
void office_free(struct office *office);
typedef struct office office_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(office_t, office_free)

/* The day that picks the form of a document; office: may be NULL. */
date office_day(const struct office *office, date day);

/* The text with "ủy" as the office spells it. New string; NULL for NULL. */
char *office_spell(const struct office *office, const char *text);

#endif
