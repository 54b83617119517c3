#include "spec/cap_check.h"

#include <string.h>

#include "base/decimal.h"
#include "spec/dictionary_check.h"

static const char *const bases[] = {"good_or_better", "good_only", "ranked"};
static const char *const roundings[] = {"nearest", "floor"};

static gboolean check_one_of(const struct complaint *complaint, const char *path, const char *name,
                             const char *const *names, guint count)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0)
            return TRUE;
        g_ptr_array_add(known, (gpointer)names[i]);
    }
    return complaint_unknown(complaint, MESSAGE_YAML_UNKNOWN_NAME, path, name, known);
}

static gboolean check_percent(const struct complaint *complaint, const char *path, const char *text)
{
    gint64 percent = 0;
    if (decimal_parse_whole(text, -1, &percent) && percent >= 1 && percent <= 100)
        return TRUE;
    return complaint_raise(complaint, MESSAGE_SPEC_BAD_NUMBER, path, text, "1–100");
}

/* A missing date leaves `day` as it is. */
static gboolean check_day(const struct complaint *complaint, const char *path, const char *text,
                          date *day)
{
    if (!text || date_parse(text, -1, day))
        return TRUE;
    return complaint_raise(complaint, MESSAGE_SPEC_BAD_DATE, path, text, NULL);
}

static gboolean check_days(const struct dictionary *dictionary, const struct complaint *complaint,
                           unsigned index, const char *path)
{
    const struct cap_rule *rule = &dictionary->caps[index];
    g_autofree char *from_path = g_strconcat(path, "/from", NULL);
    g_autofree char *to_path = g_strconcat(path, "/to", NULL);
    date from = G_MININT32, to = G_MAXINT32;
    if (!check_day(complaint, from_path, rule->from, &from) ||
        !check_day(complaint, to_path, rule->to, &to))
        return FALSE;
    if (from > to)
        return complaint_raise(complaint, MESSAGE_DICTIONARY_CAP_DAYS, to_path, rule->to,
                               rule->from);

    /* The rules before this one have passed, so their dates can be read. */
    for (unsigned i = 0; i < index; i++) {
        const struct cap_rule *other = &dictionary->caps[i];
        date other_from = G_MININT32, other_to = G_MAXINT32;
        if (strcmp(other->name, rule->name) != 0)
            continue;
        if (check_day(complaint, path, other->from, &other_from) &&
            check_day(complaint, path, other->to, &other_to) && other_from <= to &&
            from <= other_to)
            return complaint_raise(complaint, MESSAGE_DICTIONARY_CAP_TWICE, path, rule->name, NULL);
    }
    return TRUE;
}

gboolean cap_check(const struct dictionary *dictionary, const struct complaint *complaint)
{
    for (unsigned i = 0; i < dictionary->caps_count; i++) {
        const struct cap_rule *rule = &dictionary->caps[i];
        g_autofree char *path = g_strdup_printf("caps/%u", i);
        g_autofree char *name = g_strconcat(path, "/name", NULL);
        g_autofree char *percent = g_strconcat(path, "/percent", NULL);
        g_autofree char *base = g_strconcat(path, "/base", NULL);
        g_autofree char *rounding = g_strconcat(path, "/rounding", NULL);
        g_autofree char *level = g_strconcat(path, "/level", NULL);
        if (!dictionary_is_code(rule->name, '_'))
            return complaint_raise(complaint, MESSAGE_SPEC_BAD_CODE, name, rule->name,
                                   "a-z, 0-9, _");
        if (!check_percent(complaint, percent, rule->percent) ||
            !check_one_of(complaint, base, rule->base, bases, G_N_ELEMENTS(bases)) ||
            !check_one_of(complaint, rounding, rule->rounding, roundings,
                          G_N_ELEMENTS(roundings)) ||
            !dictionary_check_level(dictionary, complaint, rule->level, level) ||
            !check_days(dictionary, complaint, i, path))
            return FALSE;
    }
    return TRUE;
}
