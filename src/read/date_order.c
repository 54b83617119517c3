#include "read/date_order.h"

#include <string.h>

#include "read/parse.h"

/* So many rows are no slip, and one of so many that tell is none either. */
#define FEW_ROWS 3
#define ONE_IN 10

void date_order_note(struct date_order *order, const char *text, guint64 line, gboolean of_month)
{
    if (!parse_is_month_first(text, strlen(text), of_month))
        return;
    order->month_first++;
    order->months |= 1u << (guint)g_ascii_strtoull(text, NULL, 10);
    if (order->line != 0 && order->line <= line)
        return;
    order->line = line;
    g_strlcpy(order->text, text, sizeof order->text);
}

gboolean date_order_is_day_first(const char *text, gsize length)
{
    return length > 4 && g_ascii_isdigit(text[0]) && g_ascii_isdigit(text[1]) &&
           strchr("/-.", text[2]) != NULL && 10 * (text[0] - '0') + (text[1] - '0') > 12;
}

void date_order_merge(struct date_order *to, const struct date_order *from)
{
    to->day_first += from->day_first;
    to->month_first += from->month_first;
    to->months |= from->months;
    if (from->line == 0 || (to->line != 0 && to->line <= from->line))
        return;
    to->line = from->line;
    memcpy(to->text, from->text, sizeof to->text);
}

gboolean date_order_is_month_first(const struct date_order *order, gboolean of_month)
{
    if (of_month)
        return (order->months & (order->months - 1)) != 0;
    if (order->day_first == 0)
        return order->month_first > 0;
    return order->month_first >= FEW_ROWS && order->month_first * ONE_IN >= order->day_first;
}
