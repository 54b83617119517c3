/* The dated rules of a dictionary, caps, laws, levels and forms of documents: their check, and the
 * one that a day picks. */
#include <string.h>

#include "base/decimal.h"
#include "spec/dictionary_check.h"
#include "spec/document.h"

/* A rule without a day has always held, or holds for good. */
static date first_day(const char *from)
{
    date day;
    return from != NULL && date_parse(from, -1, &day) ? day : G_MININT32;
}

static date last_day(const char *to)
{
    date day;
    return to != NULL && date_parse(to, -1, &day) ? day : G_MAXINT32;
}

static gboolean holds_on(const char *from, const char *to, date day)
{
    return day >= first_day(from) && day <= last_day(to);
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

const char *cap_rule_own_group(const struct cap_rule *rule)
{
    return rule->subject == CAP_ORGANIZATIONS ? "superior" : "level";
}

gboolean cap_rule_has_groups(const struct cap_rule *rule)
{
    return rule->group == NULL || strcmp(rule->group, cap_rule_own_group(rule)) == 0;
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

void authority_law_days(const struct authority_law *law, date *first, date *last)
{
    *first = first_day(law->from);
    *last = last_day(law->to);
}

const struct level_rule *dictionary_level(const struct dictionary *dictionary, const char *level,
                                          const char *kind, date day)
{
    for (unsigned i = 0; i < dictionary->levels_count; i++) {
        const struct level_rule *rule = &dictionary->levels[i];
        if (strcmp(rule->level, level) == 0 && names_hold(&rule->kinds, kind) &&
            holds_on(rule->from, rule->to, day))
            return rule;
    }
    return NULL;
}

gboolean dictionary_lifts(const struct dictionary *dictionary, const char *level, const char *kind,
                          date day)
{
    const struct level_rule *rule = dictionary_level(dictionary, level, kind, day);
    return rule != NULL && !rule->is_grassroots;
}

static int compare_days(gconstpointer a, gconstpointer b)
{
    const date *first = a, *second = b;
    return (*first > *second) - (*first < *second);
}

GArray *dictionary_level_days(const struct dictionary *dictionary)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(date));
    for (unsigned i = 0; i < dictionary->levels_count; i++) {
        const struct level_rule *rule = &dictionary->levels[i];
        date begins = first_day(rule->from), ends = last_day(rule->to);
        if (rule->from != NULL)
            g_array_append_val(all, begins);
        if (rule->to != NULL)
            g_array_append_val(all, ((date){ends + 1}));
    }
    g_array_sort(all, compare_days);
    GArray *days = g_array_new(FALSE, FALSE, sizeof(date));
    for (guint i = 0; i < all->len; i++)
        if (i == 0 || g_array_index(all, date, i) != g_array_index(all, date, i - 1))
            g_array_append_val(days, g_array_index(all, date, i));
    return g_steal_pointer(&days);
}

const struct document_form *dictionary_document(const struct dictionary *dictionary, date day)
{
    for (unsigned i = 0; i < dictionary->documents_count; i++)
        if (holds_on(dictionary->documents[i].from, dictionary->documents[i].to, day))
            return &dictionary->documents[i];
    return NULL;
}

gboolean law_is_unsure(const char *mark)
{
    return mark != NULL && (strcmp(mark, "m") == 0 || strcmp(mark, "u") == 0);
}

char *law_cited(const char *source, const char *mark)
{
    return g_strdup_printf("%s%s", source,
                           law_is_unsure(mark) ? " (cơ quan xác nhận văn bản)" : "");
}

static const char *const bases[] = {"good_or_better", "good_only", "ranked", "?", NULL};
static const char *const roundings[] = {"nearest", "floor", "?", NULL};
static const char *const marks[] = {"s", "c", "m", "u", NULL};

/* What is left out is right. */
static gboolean check_one_of(const struct complaint *complaint, struct yaml_at at, const char *name,
                             const char *const *names)
{
    if (name == NULL || g_strv_contains(names, name))
        return TRUE;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (; *names != NULL; names++)
        g_ptr_array_add(known, (gpointer)*names);
    return complaint_unknown(complaint, MESSAGE_YAML_UNKNOWN_NAME, at, name, known);
}

static gboolean check_percent(const struct complaint *complaint, struct yaml_at at,
                              const char *text)
{
    gint64 percent = 0;
    if (strcmp(text, "?") == 0 ||
        (decimal_parse_whole(text, -1, &percent) && percent >= 1 && percent <= 100))
        return TRUE;
    return complaint_raise(complaint, MESSAGE_SPEC_BAD_NUMBER, at, text, "1–100, ?");
}

/* A rule as caps and laws have it: what it is called, when it holds, how sure it is. */
struct dated_rule {
    guint node;
    const char *key; /* under which its name stands */
    const char *name, *from, *to, *mark;
};

static gboolean check_day(const struct complaint *complaint, const struct dated_rule *rule,
                          const char *key, const char *text)
{
    date day;
    return text == NULL || date_parse(text, -1, &day) ||
           complaint_raise(complaint, MESSAGE_SPEC_BAD_DATE, yaml_at(rule->node, key), text, NULL);
}

/* Two of one name never hold on one day. The ones before this one have passed. */
static gboolean check_days(const struct complaint *complaint, const struct dated_rule *rules,
                           unsigned index)
{
    const struct dated_rule *rule = &rules[index];
    if (!check_day(complaint, rule, "from", rule->from) ||
        !check_day(complaint, rule, "to", rule->to))
        return FALSE;
    date from = first_day(rule->from), to = last_day(rule->to);
    if (from > to)
        return complaint_raise(complaint, MESSAGE_DICTIONARY_CAP_DAYS, yaml_at(rule->node, "to"),
                               rule->to, rule->from);
    for (unsigned i = 0; i < index; i++)
        if (strcmp(rules[i].name, rule->name) == 0 && first_day(rules[i].from) <= to &&
            from <= last_day(rules[i].to))
            return complaint_raise(complaint, MESSAGE_DICTIONARY_CAP_TWICE,
                                   yaml_at(rule->node, NULL), rule->name, NULL);
    return TRUE;
}

static gboolean check_name(const struct complaint *complaint, const struct dated_rule *rule)
{
    return dictionary_is_code(rule->name, '_') ||
           complaint_raise(complaint, MESSAGE_SPEC_BAD_CODE, yaml_at(rule->node, rule->key),
                           rule->name, "a-z, 0-9, _");
}

static gboolean check_mark(const struct complaint *complaint, const struct dated_rule *rule)
{
    return check_one_of(complaint, yaml_at(rule->node, "mark"), rule->mark, marks);
}

/* The group that the subject has in the data, or another. */
static gboolean check_group(const struct complaint *complaint, const struct cap_rule *cap)
{
    const char *const groups[] = {cap_rule_own_group(cap), "other", NULL};
    return check_one_of(complaint, yaml_at(cap->node, "group"), cap->group, groups);
}

static gboolean check_caps(const struct dictionary *dictionary, const struct complaint *complaint)
{
    g_autofree struct dated_rule *rules = g_new0(struct dated_rule, dictionary->caps_count + 1);
    for (unsigned i = 0; i < dictionary->caps_count; i++) {
        const struct cap_rule *cap = &dictionary->caps[i];
        guint node = cap->node;
        rules[i] = (struct dated_rule){node, "name", cap->name, cap->from, cap->to, cap->mark};
        if (!check_name(complaint, &rules[i]) ||
            !check_percent(complaint, yaml_at(node, "percent"), cap->percent) ||
            !check_one_of(complaint, yaml_at(node, "base"), cap->base, bases) ||
            !check_one_of(complaint, yaml_at(node, "rounding"), cap->rounding, roundings) ||
            !dictionary_check_level(dictionary, complaint, cap->level, yaml_at(node, "level")) ||
            !check_group(complaint, cap) || !check_mark(complaint, &rules[i]) ||
            !check_days(complaint, rules, i))
            return FALSE;
    }
    return TRUE;
}

/* Classes are those of the organizations' rankings. */
static gboolean check_step(const struct dictionary *dictionary, const struct complaint *complaint,
                           const struct law_step *step)
{
    const struct dataset *ranking = dictionary_dataset(dictionary, "xep_loai");
    int column = ranking != NULL ? dataset_column(ranking, "xep_loai") : -1;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    gboolean found = FALSE;
    for (unsigned i = 0; column >= 0 && i < ranking->columns[column].values_count; i++) {
        g_ptr_array_add(known, ranking->columns[column].values[i].code);
        found = found || strcmp(ranking->columns[column].values[i].code, step->class) == 0;
    }
    gint64 number = 0;
    if (!found)
        return complaint_unknown(complaint, MESSAGE_TEMPLATE_UNKNOWN_VALUE,
                                 yaml_at(step->node, "class"), step->class, known);
    return (decimal_parse_whole(step->at_least, -1, &number) && number >= 0 && number <= 100) ||
           complaint_raise(complaint, MESSAGE_SPEC_BAD_NUMBER, yaml_at(step->node, "at_least"),
                           step->at_least, "0–100");
}

static gboolean check_asked(const struct dictionary *dictionary, const struct complaint *complaint,
                            const struct law *law)
{
    for (unsigned i = 0; i < law->leaders_count; i++)
        if (!dictionary_check_level(dictionary, complaint, law->leaders[i].level,
                                    yaml_at(law->leaders[i].node, "level")))
            return FALSE;
    for (unsigned i = 0; i < law->steps_count; i++)
        if (!check_step(dictionary, complaint, &law->steps[i]))
            return FALSE;
    return TRUE;
}

/* A rule of levels holds for each of its kinds: two of one kind never hold on one day. */
static gboolean check_kinds(const struct dictionary *dictionary, const struct complaint *complaint,
                            const struct level_rule *level, GArray *rules, GPtrArray *names)
{
    const struct column *kinds = dictionary_unit_field(dictionary, "loai_hinh");
    for (unsigned k = 0; k < level->kinds.count; k++) {
        char *kind = level->kinds.item[k];
        g_autoptr(GPtrArray) known = g_ptr_array_new();
        for (unsigned i = 0; kinds != NULL && i < kinds->values_count; i++)
            g_ptr_array_add(known, kinds->values[i].code);
        if (kinds == NULL || column_value(kinds, kind) < 0)
            return complaint_unknown(complaint, MESSAGE_TEMPLATE_UNKNOWN_VALUE,
                                     yaml_at_entry(level->node, "loai_hinh", k), kind, known);
        char *name = g_strconcat(level->level, " ", kind, NULL);
        struct dated_rule rule = {level->node, "level", name, level->from, level->to, level->mark};
        g_ptr_array_add(names, name);
        g_array_append_val(rules, rule);
        if (!check_days(complaint, (const struct dated_rule *)(void *)rules->data, rules->len - 1))
            return FALSE;
    }
    return TRUE;
}

static gboolean check_levels(const struct dictionary *dictionary, const struct complaint *complaint)
{
    g_autoptr(GArray) rules = g_array_new(FALSE, FALSE, sizeof(struct dated_rule));
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < dictionary->levels_count; i++) {
        const struct level_rule *level = &dictionary->levels[i];
        struct dated_rule rule = {level->node, "level",   level->level,
                                  level->from, level->to, level->mark};
        if (!dictionary_check_level(dictionary, complaint, level->level,
                                    yaml_at(level->node, "level")) ||
            !dictionary_check_level(dictionary, complaint, level->above,
                                    yaml_at(level->node, "above")) ||
            !check_mark(complaint, &rule) ||
            !check_kinds(dictionary, complaint, level, rules, names))
            return FALSE;
    }
    return TRUE;
}

/* Forms are those of ky_luat. */
static gboolean check_power(const struct dictionary *dictionary, const struct complaint *complaint,
                            const struct authority_power *power)
{
    const struct dataset *actions = dictionary_dataset(dictionary, "ky_luat");
    int column = actions != NULL ? dataset_column(actions, "hinh_thuc") : -1;
    g_autoptr(GPtrArray) forms = g_ptr_array_new();
    for (unsigned i = 0; column >= 0 && i < actions->columns[column].values_count; i++)
        g_ptr_array_add(forms, actions->columns[column].values[i].code);
    g_ptr_array_add(forms, (gpointer) "?");
    g_ptr_array_add(forms, NULL);
    for (unsigned i = 0; i < power->forms.count; i++)
        if (!check_one_of(complaint, yaml_at_entry(power->node, "forms", i), power->forms.item[i],
                          (const char *const *)forms->pdata))
            return FALSE;
    return dictionary_is_code(power->authority, '_') ||
           complaint_raise(complaint, MESSAGE_SPEC_BAD_CODE, yaml_at(power->node, "authority"),
                           power->authority, "a-z, 0-9, _");
}

static gboolean check_authorities(const struct dictionary *dictionary,
                                  const struct complaint *complaint)
{
    unsigned count = dictionary->authorities_count;
    g_autofree struct dated_rule *rules = g_new0(struct dated_rule, count + 1);
    for (unsigned i = 0; i < count; i++) {
        const struct authority_law *law = &dictionary->authorities[i];
        rules[i] = (struct dated_rule){law->node, NULL,    "tham_quyen_ky_luat",
                                       law->from, law->to, law->mark};
        if (!check_mark(complaint, &rules[i]) || !check_days(complaint, rules, i))
            return FALSE;
        for (unsigned k = 0; k < law->powers_count; k++)
            if (!check_power(dictionary, complaint, &law->powers[k]))
                return FALSE;
    }
    return TRUE;
}

/* Every document has one form: no two of them hold on one day. */
static gboolean check_documents(const struct dictionary *dictionary,
                                const struct complaint *complaint)
{
    g_autofree struct dated_rule *rules =
        g_new0(struct dated_rule, dictionary->documents_count + 1);
    for (unsigned i = 0; i < dictionary->documents_count; i++) {
        const struct document_form *form = &dictionary->documents[i];
        struct dated_rule named = {form->node, "name",   form->name,
                                   form->from, form->to, form->mark};
        rules[i] = named;
        rules[i].name = "documents";
        if (!check_name(complaint, &named) || !check_mark(complaint, &named) ||
            !check_days(complaint, rules, i) || !document_check(form, complaint))
            return FALSE;
    }
    return TRUE;
}

gboolean dictionary_check_rules(const struct dictionary *dictionary,
                                const struct complaint *complaint)
{
    g_autofree struct dated_rule *rules = g_new0(struct dated_rule, dictionary->laws_count + 1);
    if (!check_caps(dictionary, complaint) || !check_levels(dictionary, complaint) ||
        !check_authorities(dictionary, complaint) || !check_documents(dictionary, complaint))
        return FALSE;
    for (unsigned i = 0; i < dictionary->laws_count; i++) {
        const struct law *law = &dictionary->laws[i];
        rules[i] = (struct dated_rule){law->node, "rule", law->rule, law->from, law->to, law->mark};
        if (!check_name(complaint, &rules[i]) || !check_mark(complaint, &rules[i]) ||
            !check_days(complaint, rules, i) || !check_asked(dictionary, complaint, law))
            return FALSE;
    }
    return TRUE;
}
