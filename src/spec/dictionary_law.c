/* The dated rules of a dictionary, by the day that picks them. */
#include <string.h>

#include "spec/dictionary.h"

static date date_or(const char *text, date otherwise)
{
    date day = otherwise;
    return text && date_parse(text, -1, &day) ? day : otherwise;
}

static gboolean holds_on(const char *from, const char *to, date day)
{
    return day >= date_or(from, G_MININT32) && day <= date_or(to, G_MAXINT32);
}

const struct cap_rule *dictionary_cap(const struct dictionary *dictionary, const char *name,
                                      date day)
{
    for (unsigned i = 0; i < dictionary->caps_count; i++) {
        const struct cap_rule *rule = &dictionary->caps[i];
        if (strcmp(rule->name, name) == 0 && holds_on(rule->from, rule->to, day))
            return rule;
    }
    return NULL;
}

gboolean cap_rule_is_read(const struct cap_rule *rule)
{
    return strcmp(rule->percent, "?") != 0 && strcmp(rule->base, "?") != 0 &&
           strcmp(rule->rounding, "?") != 0;
}

gboolean cap_rule_has_groups(const struct cap_rule *rule)
{
    return rule->group == NULL || strcmp(rule->group, "level") == 0;
}

const struct law *dictionary_law(const struct dictionary *dictionary, const char *rule, date day)
{
    for (unsigned i = 0; i < dictionary->laws_count; i++) {
        const struct law *law = &dictionary->laws[i];
        if (strcmp(law->rule, rule) == 0 && holds_on(law->from, law->to, day))
            return law;
    }
    return NULL;
}

char *law_cited(const char *source, const char *mark)
{
    gboolean unsure = mark != NULL && (strcmp(mark, "m") == 0 || strcmp(mark, "u") == 0);
    return g_strdup_printf("%s%s", source, unsure ? " (cơ quan xác nhận văn bản)" : "");
}
