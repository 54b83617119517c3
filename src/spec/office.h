/*
 * office - who issues a report: the --office file.
 *
 * Heading and signature of a printed report. Everything is optional; what is not
 * there is left out of the page.
 */
#ifndef SPEC_OFFICE_H
#define SPEC_OFFICE_H

#include <glib.h>

#include "spec/dictionary.h"

struct office {
    char *superior;         /* "TỈNH ỦY …": above the issuer, at the left */
    char *issuer;           /* "BAN TỔ CHỨC" */
    char *number;           /* "Số 12-BC/BTC" */
    char *place;            /* before the date: "Thái Bình" */
    char *signer_authority; /* "T/M BAN THƯỜNG VỤ" */
    char *signer_role;      /* "TRƯỞNG BAN" */
    char *signer_name;
    struct names recipients; /* under "Nơi nhận" */
    guint node;              /* where it stands in the text (yaml.h) */
};

/* The text is that of yaml_read(), called `name` in messages. Errors: SPEC, with file:line:column.
 */
gboolean office_load(GBytes *text, const char *name, struct office **office, GError **error);
void office_free(struct office *office);
typedef struct office office_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(office_t, office_free)

#endif
