#include "spec/office.h"

#include "spec/yaml_schema.h"

static const struct yaml_field office_fields[] = {
    {"superior", YAML_TEXT(struct office, superior)},
    {"issuer", YAML_TEXT(struct office, issuer)},
    {"number", YAML_TEXT(struct office, number)},
    {"place", YAML_TEXT(struct office, place)},
    {"signer_authority", YAML_TEXT(struct office, signer_authority)},
    {"signer_role", YAML_TEXT(struct office, signer_role)},
    {"signer_name", YAML_TEXT(struct office, signer_name)},
    {"recipients", YAML_TEXTS(struct office, recipients)},
};

static const struct yaml_schema office_schema = YAML_SCHEMA(struct office, office_fields);

gboolean office_load(GBytes *text, const char *name, struct office **office, GError **error)
{
    g_autoptr(yaml_tree_t) tree = yaml_tree_new(text, name, error);
    *office = yaml_schema_fill(&office_schema, tree, error);
    return *office != NULL;
}

void office_free(struct office *office)
{
    yaml_schema_free(&office_schema, office);
}
