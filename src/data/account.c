#include "data/account.h"

#include "base/decimal.h"

char *account_reasons(const struct account *account)
{
    GString *text = g_string_new(NULL);
    for (guint rule = 0; rule < RULES; rule++)
        if (account->rejected[rule] > 0)
            g_string_append_printf(text, "%s%" G_GUINT64_FORMAT " %s", text->len > 0 ? ", " : "",
                                   account->rejected[rule], rule_info(rule)->code);
    return g_string_free(text, FALSE);
}

static char *number(guint64 value)
{
    return decimal_vietnamese((gint64)value, 0);
}

/* " (2 được tính, 1 ngoài kỳ, 0 ngoài đơn vị báo cáo)"; "" for files that are not counted. */
static char *account_places(const struct account_told *account)
{
    if (!account->placed)
        return g_strdup("");
    g_autofree char *counted = number(account->counted);
    g_autofree char *period = number(account->outside_period);
    g_autofree char *unit = number(account->outside_unit);
    return g_strdup_printf(" (%s được tính, %s ngoài kỳ, %s ngoài đơn vị báo cáo)", counted, period,
                           unit);
}

/* "92 bản ghi", or of a wide table "23 dòng với 92 ô, mỗi ô là một bản ghi". */
static char *account_records(const struct account_told *account)
{
    g_autofree char *rows = number(account->rows);
    g_autofree char *records = number(account->records);
    if (account->rows == 0)
        return g_strdup_printf("%s bản ghi", records);
    return g_strdup_printf("%s dòng bảng ngang, mỗi ô một bản ghi: %s bản ghi", rows, records);
}

/* ", cộng 1.234": of a wide table what its cells add up to. */
static char *account_weight(const struct account_told *account)
{
    g_autofree char *weight = number(account->weight);
    return account->rows == 0 ? g_strdup("") : g_strdup_printf(", cộng lại là %s", weight);
}

char *account_words(const struct account_told *account)
{
    g_autofree char *lines = number(account->lines);
    g_autofree char *header = number(account->header);
    g_autofree char *blank = number(account->blank);
    g_autofree char *records = account_records(account);
    g_autofree char *used = number(account->used);
    g_autofree char *places = account_places(account);
    g_autofree char *weight = account_weight(account);
    g_autofree char *rejected = number(account->rejected);
    if (account->untold)
        return g_strdup_printf("số dòng không nêu trong bản công khai; %s bản ghi bị loại%s%s.",
                               rejected, *account->reasons != '\0' ? ": " : "", account->reasons);
    return g_strdup_printf("%s dòng trong tệp, gồm %s dòng tiêu đề, %s dòng trống và %s; "
                           "%s bản ghi dùng được%s%s, %s bản ghi bị loại%s%s%s%s.",
                           lines, header, blank, records, used, places, weight, rejected,
                           *account->reasons != '\0' ? ": " : "", account->reasons,
                           *account->reading != '\0' ? "; " : "", account->reading);
}
