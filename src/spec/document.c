#include "spec/document.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"

/* The greatest size, margin or number of a day: a row that says more is a slip of the pen. */
#define MOST 60

static const struct yaml_field signer_fields[] = {
    {"issuers", YAML_TEXTS(struct signer_rule, issuers), YAML_NEEDED},
    {"authority", YAML_TEXT(struct signer_rule, authority)},
    {"deputy", YAML_TEXT(struct signer_rule, deputy)},
    {"needs", YAML_TEXT(struct signer_rule, needs)},
    {"never", YAML_TEXT(struct signer_rule, never)},
};

static const struct yaml_schema signer_schema = YAML_SCHEMA(struct signer_rule, signer_fields);

/* The key of a text or number that each row has is its member's name. */
#define NEEDED(key)                                                                                \
    {                                                                                              \
#key, YAML_TEXT(struct document_form, key), YAML_NEEDED                                    \
    }

static const struct yaml_field document_fields[] = {
    NEEDED(name),
    {"from", YAML_TEXT(struct document_form, from)},
    {"to", YAML_TEXT(struct document_form, to)},
    NEEDED(source),
    {"mark", YAML_TEXT(struct document_form, mark)},
    NEEDED(party),
    NEEDED(kind),
    NEEDED(rule),
    NEEDED(draft),
    NEEDED(recipients),
    {"signers", YAML_STRUCTS(struct document_form, signers, signer_schema)},
    NEEDED(top),
    NEEDED(bottom),
    NEEDED(left),
    NEEDED(right),
    NEEDED(page_number),
    NEEDED(page_number_top),
    NEEDED(party_size),
    NEEDED(head_size),
    NEEDED(kind_size),
    NEEDED(subject_size),
    NEEDED(body_size),
    NEEDED(recipients_size),
    NEEDED(zero_days),
    NEEDED(zero_months),
};

/* The fields from this one on are whole numbers. */
#define FIRST_NUMBER "top"

const struct yaml_schema document_schema = YAML_SCHEMA(struct document_form, document_fields);

gboolean document_check(const struct document_form *form, const struct complaint *complaint)
{
    gboolean number = FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(document_fields); i++) {
        const struct yaml_field *field = &document_fields[i];
        number = number || strcmp(field->key, FIRST_NUMBER) == 0;
        const char *text = G_STRUCT_MEMBER(const char *, form, field->offset);
        gint64 value;
        if (number && (!decimal_parse_whole(text, -1, &value) || value < 1 || value > MOST))
            return complaint_raise(complaint, MESSAGE_SPEC_BAD_NUMBER,
                                   yaml_at(form->node, field->key), text, "1–" G_STRINGIFY(MOST));
    }
    return TRUE;
}

guint document_number(const char *text)
{
    gint64 value = 0;
    decimal_parse_whole(text, -1, &value);
    return (guint)value;
}

/* Room for a hand-written number. */
#define BLANK "       "

static char *number_before(guint number, const char *zeroes)
{
    return g_strdup_printf(number <= document_number(zeroes) ? "%02u" : "%u", number);
}

char *document_day(const struct document_form *form, date day, gboolean blank)
{
    int year, month, day_of_month;
    date_to_civil(day, &year, &month, &day_of_month);
    if (blank)
        return g_strdup_printf("ngày" BLANK "tháng" BLANK "năm %d", year);
    g_autofree char *in_month = number_before((guint)day_of_month, form->zero_days);
    g_autofree char *in_year = number_before((guint)month, form->zero_months);
    return g_strdup_printf("ngày %s tháng %s năm %d", in_month, in_year, year);
}

const struct signer_rule *document_signer(const struct document_form *form, const char *issuer)
{
    const struct signer_rule *found = NULL;
    gsize longest = 0;
    g_autofree char *key = text_key(issuer, -1);
    for (unsigned i = 0; i < form->signers_count; i++) {
        const struct names *issuers = &form->signers[i].issuers;
        for (unsigned k = 0; k < issuers->count; k++) {
            g_autofree char *first = text_key(issuers->item[k], -1);
            gsize length = strlen(first);
            gboolean fits = g_str_has_prefix(key, first) && strchr("_", key[length]) != NULL;
            if (!fits || length <= longest)
                continue;
            found = &form->signers[i];
            longest = length;
        }
    }
    return found;
}
