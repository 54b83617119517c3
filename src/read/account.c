#include "read/account.h"

char *account_reasons(const struct account *account)
{
    GString *text = g_string_new(NULL);
    for (guint rule = 0; rule < RULES; rule++)
        if (account->rejected[rule] > 0)
            g_string_append_printf(text, "%s%" G_GUINT64_FORMAT " %s", text->len > 0 ? ", " : "",
                                   account->rejected[rule], rule_info(rule)->code);
    return g_string_free(text, FALSE);
}
