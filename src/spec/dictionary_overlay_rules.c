/* The dated rules of an office's overlay: which groups it knows, whom it calls leaders, whom it
 * has empowered. */
#include <string.h>

#include "spec/dictionary_overlay.h"

/* A rule of the dictionary, by its name and first day, for which the office knows the groups. */
static const struct yaml_field cap_fields[] = {
    {"name", YAML_TEXT(struct cap_rule, name), YAML_NEEDED},
    {"from", YAML_TEXT(struct cap_rule, from), YAML_NEEDED},
    {"group", YAML_TEXT(struct cap_rule, group), YAML_NEEDED},
};

const struct yaml_schema overlay_cap_schema = YAML_SCHEMA(struct cap_rule, cap_fields);

static const struct yaml_field leaders_fields[] = {
    {"level", YAML_TEXT(struct law_leaders, level), YAML_NEEDED},
    {"posts", YAML_TEXTS(struct law_leaders, posts), YAML_NEEDED},
};

static const struct yaml_schema leaders_schema = YAML_SCHEMA(struct law_leaders, leaders_fields);

/* A law of the dictionary, by its rule and first day, or the next one after that day. */
static const struct yaml_field law_fields[] = {
    {"rule", YAML_TEXT(struct law, rule), YAML_NEEDED},
    {"from", YAML_TEXT(struct law, from), YAML_NEEDED},
    {"leaders", YAML_STRUCTS(struct law, leaders, leaders_schema)},
};

const struct yaml_schema overlay_law_schema = YAML_SCHEMA(struct law, law_fields);

/* The row of the dictionary that begins on a day, or the one that has always held. */
static const struct yaml_field authority_fields[] = {
    {"from", YAML_TEXT(struct authority_law, from)},
    {"authorities", YAML_STRUCTS(struct authority_law, powers, dictionary_power_schema),
     YAML_NEEDED},
};

const struct yaml_schema overlay_authority_schema =
    YAML_SCHEMA(struct authority_law, authority_fields);

/* The group that a cap is reckoned by: the office says that it is the one decided. */
static gboolean merge_cap(const struct overlay_merge *merge, const struct cap_rule *more)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; i < merge->dictionary->caps_count; i++) {
        struct cap_rule *rule = &merge->dictionary->caps[i];
        if (strcmp(rule->name, more->name) != 0 || rule->from == NULL)
            continue;
        g_ptr_array_add(known, rule->from);
        if (strcmp(rule->from, more->from) != 0)
            continue;
        g_free(rule->group);
        rule->group = g_strdup(more->group);
        rule->node = more->node;
        return TRUE;
    }
    return complaint_unknown(&merge->complaint, MESSAGE_TEMPLATE_UNKNOWN_RULE,
                             yaml_at(more->node, "from"), more->from, known);
}

/* The rule's row that begins on a day, or else the first that begins later; NULL: none. */
static struct law *law_from(const struct dictionary *dictionary, const char *rule, date day,
                            GPtrArray *known)
{
    struct law *found = NULL;
    date earliest = DATE_NONE, from;
    for (unsigned i = 0; i < dictionary->laws_count; i++) {
        struct law *law = &dictionary->laws[i];
        if (strcmp(law->rule, rule) != 0 || law->from == NULL || !date_parse(law->from, -1, &from))
            continue;
        g_ptr_array_add(known, law->from);
        if (from < day || (found != NULL && from >= earliest))
            continue;
        found = law;
        earliest = from;
    }
    return found;
}

/* The office says who its leaders are, or that it has applied a law from an earlier day on. */
static gboolean merge_law(const struct overlay_merge *merge, struct law *more)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    date day;
    if (!date_parse(more->from, -1, &day))
        return complaint_raise(&merge->complaint, MESSAGE_SPEC_BAD_DATE,
                               yaml_at(more->node, "from"), more->from, NULL);
    struct law *law = law_from(merge->dictionary, more->rule, day, known);
    if (law == NULL)
        return complaint_unknown(&merge->complaint, MESSAGE_TEMPLATE_UNKNOWN_RULE,
                                 yaml_at(more->node, "from"), more->from, known);
    const struct law was = *law;
    law->node = more->node;
    law->from = more->from;
    more->from = was.from; /* the overlay frees what it holds */
    if (more->leaders_count == 0)
        return TRUE;
    law->leaders = more->leaders;
    law->leaders_count = more->leaders_count;
    more->leaders = was.leaders;
    more->leaders_count = was.leaders_count;
    return TRUE;
}

static gboolean says_of(const struct authority_law *law, const char *authority)
{
    for (unsigned i = 0; i < law->powers_count; i++)
        if (strcmp(law->powers[i].authority, authority) == 0)
            return TRUE;
    return FALSE;
}

/*
 * The powers of an authority that the office names are those it says and no others. Powers are
 * exchanged between the two, so that each is freed once.
 */
static void merge_powers(struct authority_law *law, struct authority_law *more)
{
    unsigned all = law->powers_count + more->powers_count, kept = 0, left = 0;
    g_autofree struct authority_power *was = law->powers, *said = more->powers;
    struct authority_power *powers = g_new0(struct authority_power, all);
    struct authority_power *out = g_new0(struct authority_power, all);
    for (unsigned i = 0; i < law->powers_count; i++)
        if (says_of(&(struct authority_law){.powers = said, .powers_count = more->powers_count},
                    was[i].authority))
            out[left++] = was[i];
        else
            powers[kept++] = was[i];
    for (unsigned i = 0; i < more->powers_count; i++)
        powers[kept++] = said[i];
    law->powers = powers;
    law->powers_count = kept;
    law->node = more->node;
    more->powers = out;
    more->powers_count = left;
}

static gboolean merge_authorities(const struct overlay_merge *merge, struct authority_law *more)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; i < merge->dictionary->authorities_count; i++) {
        struct authority_law *law = &merge->dictionary->authorities[i];
        if (law->from != NULL)
            g_ptr_array_add(known, law->from);
        if (g_strcmp0(law->from, more->from) != 0)
            continue;
        merge_powers(law, more);
        return TRUE;
    }
    return complaint_unknown(&merge->complaint, MESSAGE_TEMPLATE_UNKNOWN_RULE,
                             yaml_at(more->node, more->from != NULL ? "from" : NULL),
                             more->from != NULL ? more->from : "tham_quyen_ky_luat", known);
}

gboolean overlay_merge_rules(const struct overlay_merge *merge, struct dictionary *overlay)
{
    gboolean done = TRUE;
    for (unsigned i = 0; done && i < overlay->caps_count; i++)
        done = merge_cap(merge, &overlay->caps[i]);
    for (unsigned i = 0; done && i < overlay->laws_count; i++)
        done = merge_law(merge, &overlay->laws[i]);
    for (unsigned i = 0; done && i < overlay->authorities_count; i++)
        done = merge_authorities(merge, &overlay->authorities[i]);
    if (done && overlay->caps_count + overlay->laws_count + overlay->authorities_count > 0)
        done = dictionary_check_rules(merge->dictionary, &merge->complaint);
    return done;
}
