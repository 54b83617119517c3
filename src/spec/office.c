#include "spec/office.h"

#include "spec/yaml.h"

static const cyaml_schema_field_t office_fields[] = {
    YAML_FIELD_TEXT("superior", YAML_OPTIONAL, struct office, superior),
    YAML_FIELD_TEXT("issuer", YAML_OPTIONAL, struct office, issuer),
    YAML_FIELD_TEXT("number", YAML_OPTIONAL, struct office, number),
    YAML_FIELD_TEXT("place", YAML_OPTIONAL, struct office, place),
    YAML_FIELD_TEXT("signer_authority", YAML_OPTIONAL, struct office, signer_authority),
    YAML_FIELD_TEXT("signer_role", YAML_OPTIONAL, struct office, signer_role),
    YAML_FIELD_TEXT("signer_name", YAML_OPTIONAL, struct office, signer_name),
    YAML_FIELD_NAMES("recipients", YAML_OPTIONAL, struct office, recipients),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t office_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct office, office_fields),
};

gboolean office_load(GBytes *text, const char *name, struct office **office, GError **error)
{
    g_autoptr(yaml_places_t) places = NULL;
    void *data = NULL;
    if (!yaml_load(text, name, &office_schema, &data, &places, error))
        return FALSE;
    *office = data;
    return TRUE;
}

void office_free(struct office *office)
{
    yaml_data_free(&office_schema, office);
}
