#include "spec/cap_check.h"

#include <string.h>

#include "base/decimal.h"
#include "spec/dictionary_check.h"

static const char *const bases[] = {"good_or_better", "good_only", "ranked", "?"};
static const char *const roundings[] = {"nearest", "floor", "?"};
static const char *const groups[] = {"level", "other"};
static const char *const marks[] = {"s", "c", "m", "u"};

static gboolean check_one_of(const struct complaint *complaint, const char *path, const char *name,
                             const char *const *names, guint count)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < count; i++) {
        if (name == NULL || strcmp(names[i], name) == 0)
            return TRUE;
        g_ptr_array_add(known, (gpointer)names[i]);
    }
    return complaint_unknown(complaint, MESSAGE_YAML_UNKNOWN_NAME, path, name, known);
}

static gboolean check_percent(const struct complaint *complaint, const char *path, const char *text)
{
    gint64 percent = 0;
    if (strcmp(text, "?") == 0 ||
        (decimal_parse_whole(text, -1, &percent) && percent >= 1 && percent <= 100))
        return TRUE;
    return complaint_raise(complaint, MESSAGE_SPEC_BAD_NUMBER, path, text, "1–100, ?");
}

/* A missing date leaves `day` as it is. */
static gboolean check_day(const struct complaint *complaint, const char *path, const char *text,
                          date *day)
{
    if (!text || date_parse(text, -1, day))
        return TRUE;
    return complaint_raise(complaint, MESSAGE_SPEC_BAD_DATE, path, text, NULL);
}

/* When something holds, and what it is called; cap rules and laws alike. */
struct held {
    const char *name, *from, *to;
};

/* Two of one name never hold on one day. The ones before this one have passed. */
static gboolean check_days(const struct complaint *complaint, const struct held *held,
                           unsigned index, const char *path)
{
    const struct held *rule = &held[index];
    g_autofree char *from_path = g_strconcat(path, "/from", NULL);
    g_autofree char *to_path = g_strconcat(path, "/to", NULL);
    date from = G_MININT32, to = G_MAXINT32;
    if (!check_day(complaint, from_path, rule->from, &from) ||
        !check_day(complaint, to_path, rule->to, &to))
        return FALSE;
    if (from > to)
        return complaint_raise(complaint, MESSAGE_DICTIONARY_CAP_DAYS, to_path, rule->to,
                               rule->from);
    for (unsigned i = 0; i < index; i++) {
        date other_from = G_MININT32, other_to = G_MAXINT32;
        if (strcmp(held[i].name, rule->name) == 0 &&
            check_day(complaint, path, held[i].from, &other_from) &&
            check_day(complaint, path, held[i].to, &other_to) && other_from <= to &&
            from <= other_to)
            return complaint_raise(complaint, MESSAGE_DICTIONARY_CAP_TWICE, path, rule->name, NULL);
    }
    return TRUE;
}

static gboolean check_laws(const struct dictionary *dictionary, const struct complaint *complaint)
{
    g_autofree struct held *held = g_new0(struct held, MAX(dictionary->laws_count, 1));
    for (unsigned i = 0; i < dictionary->laws_count; i++) {
        const struct law *law = &dictionary->laws[i];
        g_autofree char *path = g_strdup_printf("laws/%u", i);
        g_autofree char *rule = g_strconcat(path, "/rule", NULL);
        g_autofree char *mark = g_strconcat(path, "/mark", NULL);
        held[i] = (struct held){law->rule, law->from, law->to};
        if (!dictionary_is_code(law->rule, '_'))
            return complaint_raise(complaint, MESSAGE_SPEC_BAD_CODE, rule, law->rule,
                                   "a-z, 0-9, _");
        if (!check_one_of(complaint, mark, law->mark, marks, G_N_ELEMENTS(marks)) ||
            !check_days(complaint, held, i, path))
            return FALSE;
    }
    return TRUE;
}

gboolean cap_check(const struct dictionary *dictionary, const struct complaint *complaint)
{
    g_autofree struct held *held = g_new0(struct held, MAX(dictionary->caps_count, 1));
    for (unsigned i = 0; i < dictionary->caps_count; i++) {
        const struct cap_rule *rule = &dictionary->caps[i];
        g_autofree char *path = g_strdup_printf("caps/%u", i);
        held[i] = (struct held){rule->name, rule->from, rule->to};
        g_autofree char *name = g_strconcat(path, "/name", NULL);
        g_autofree char *percent = g_strconcat(path, "/percent", NULL);
        g_autofree char *base = g_strconcat(path, "/base", NULL);
        g_autofree char *rounding = g_strconcat(path, "/rounding", NULL);
        g_autofree char *level = g_strconcat(path, "/level", NULL);
        g_autofree char *group = g_strconcat(path, "/group", NULL);
        g_autofree char *mark = g_strconcat(path, "/mark", NULL);
        if (!dictionary_is_code(rule->name, '_'))
            return complaint_raise(complaint, MESSAGE_SPEC_BAD_CODE, name, rule->name,
                                   "a-z, 0-9, _");
        if (!check_percent(complaint, percent, rule->percent) ||
            !check_one_of(complaint, base, rule->base, bases, G_N_ELEMENTS(bases)) ||
            !check_one_of(complaint, rounding, rule->rounding, roundings,
                          G_N_ELEMENTS(roundings)) ||
            !dictionary_check_level(dictionary, complaint, rule->level, level) ||
            !check_one_of(complaint, group, rule->group, groups, G_N_ELEMENTS(groups)) ||
            !check_one_of(complaint, mark, rule->mark, marks, G_N_ELEMENTS(marks)) ||
            !check_days(complaint, held, i, path))
            return FALSE;
    }
    return check_laws(dictionary, complaint);
}
