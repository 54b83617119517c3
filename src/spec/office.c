#include "spec/office.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "spec/document.h"

static const char *const spelling_names[] = {
    [SPELLING_AS_WRITTEN] = "as_written", [SPELLING_NEW] = "ủy", [SPELLING_OLD] = "uỷ", NULL};

static const struct yaml_field office_fields[] = {
    {"superior", YAML_TEXT(struct office, superior)},
    {"issuer", YAML_TEXT(struct office, issuer)},
    {"number", YAML_TEXT(struct office, number)},
    {"place", YAML_TEXT(struct office, place)},
    {"date", YAML_TEXT(struct office, date)},
    {"draft", YAML_TEXT(struct office, draft)},
    {"signer_authority", YAML_TEXT(struct office, signer_authority)},
    {"signer_role", YAML_TEXT(struct office, signer_role)},
    {"signer_name", YAML_TEXT(struct office, signer_name)},
    {"recipients", YAML_TEXTS(struct office, recipients)},
    {"spelling", YAML_CHOICE(struct office, spelling, spelling_names)},
};

static const struct yaml_schema office_schema = YAML_SCHEMA(struct office, office_fields);

/* A number is written by hand up to here. */
#define MOST_DRAFTS 99

/* "Số 5-BC/BTC", "Số: 05-BC/BTC", "-BC/BTC": without its first word, one digit with a 0 before it.
 */
static gboolean settle_number(struct office *office, const struct complaint *complaint)
{
    if (office->number == NULL)
        return TRUE;
    const char *at = office->number;
    at += g_str_has_prefix(at, "Số") ? strlen("Số") : 0;
    at += strspn(at, ": ");
    gsize digits = strspn(at, "0123456789");
    if (at[digits] != '-' || at[digits + 1] == '\0')
        return complaint_raise(complaint, MESSAGE_OFFICE_NUMBER, yaml_at(office->node, "number"),
                               office->number, NULL);
    char *number = g_strconcat(digits == 1 ? "0" : "", at, NULL);
    g_free(office->number);
    office->number = number;
    return TRUE;
}

static gboolean check_day(const struct office *office, const struct complaint *complaint)
{
    date day;
    return office->date == NULL || date_parse(office->date, -1, &day) ||
           complaint_raise(complaint, MESSAGE_SPEC_BAD_DATE, yaml_at(office->node, "date"),
                           office->date, NULL);
}

static gboolean check_draft(const struct office *office, const struct complaint *complaint)
{
    gint64 number = 0;
    return office->draft == NULL ||
           (decimal_parse_whole(office->draft, -1, &number) && number >= 1 &&
            number <= MOST_DRAFTS) ||
           complaint_raise(complaint, MESSAGE_SPEC_BAD_NUMBER, yaml_at(office->node, "draft"),
                           office->draft, "1–" G_STRINGIFY(MOST_DRAFTS));
}

static gboolean is_deputy(const char *role)
{
    g_autofree char *key = text_key(role, -1);
    return g_str_has_prefix(key, "pho_");
}

/* Who signs in whose name; what the office leaves out the form says. */
static gboolean settle_signer(struct office *office, const struct document_form *form,
                              const struct complaint *complaint)
{
    if (form == NULL || office->issuer == NULL || office->signer_role == NULL)
        return TRUE;
    const struct signer_rule *rule = document_signer(form, office->issuer);
    if (rule == NULL)
        return TRUE;
    if (office->signer_authority == NULL)
        office->signer_authority =
            g_strdup(rule->deputy != NULL && is_deputy(office->signer_role) ? rule->deputy
                                                                            : rule->authority);
    const char *authority = office->signer_authority != NULL ? office->signer_authority : "";
    struct yaml_at at = yaml_at(office->node, "signer_authority");
    if (rule->never != NULL && g_str_has_prefix(authority, rule->never))
        return complaint_raise(complaint, MESSAGE_OFFICE_SIGNS_ALONE, at, office->issuer,
                               rule->deputy != NULL ? rule->deputy : "–");
    if (rule->needs != NULL && !g_str_has_prefix(authority, rule->needs))
        return complaint_raise(complaint, MESSAGE_OFFICE_SIGNS_FOR, at, office->issuer,
                               rule->needs);
    return TRUE;
}

date office_day(const struct office *office, date day)
{
    if (office != NULL && office->date != NULL)
        date_parse(office->date, -1, &day);
    return day;
}

gboolean office_load(GBytes *text, const char *name, const struct dictionary *dictionary, date day,
                     struct office **office, GError **error)
{
    g_autoptr(yaml_tree_t) tree = yaml_tree_new(text, name, error);
    g_autoptr(office_t) loaded = yaml_schema_fill(&office_schema, tree, error);
    const struct complaint complaint = {tree, error};
    if (loaded == NULL || !check_day(loaded, &complaint) || !check_draft(loaded, &complaint) ||
        !settle_number(loaded, &complaint))
        return FALSE;
    const struct document_form *form = dictionary_document(dictionary, office_day(loaded, day));
    if (!settle_signer(loaded, form, &complaint))
        return FALSE;
    *office = g_steal_pointer(&loaded);
    return TRUE;
}

void office_free(struct office *office)
{
    yaml_schema_free(&office_schema, office);
}

char *office_spell(const struct office *office, const char *text)
{
    static const char *const pairs[][2] = {{"ủy", "uỷ"}, {"Ủy", "Uỷ"}, {"ỦY", "UỶ"}};
    if (office == NULL || office->spelling == SPELLING_AS_WRITTEN || text == NULL)
        return g_strdup(text);
    guint to = office->spelling == SPELLING_OLD;
    GString *out = g_string_new(text);
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
        g_string_replace(out, pairs[i][!to], pairs[i][to], 0);
    return g_string_free(out, FALSE);
}
