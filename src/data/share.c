#include "data/share.h"

/* 64 bits do not hold a sum of members times 10^9. */
__extension__ typedef __int128 int128;

static struct map_share *share_at(const GArray *shares, guint number)
{
    return &g_array_index(shares, struct map_share, number);
}

gboolean shares_settle(GArray *shares, GCompareDataFunc order, gpointer data)
{
    gint64 sum = 0;
    guint kept = 0;
    g_array_sort_with_data(shares, order, data);
    for (guint i = 0; i < shares->len; i++) {
        struct map_share share = *share_at(shares, i);
        sum += share.weight;
        if (kept > 0 && share_at(shares, kept - 1)->unit == share.unit)
            share_at(shares, kept - 1)->weight += share.weight;
        else
            *share_at(shares, kept++) = share;
    }
    g_array_set_size(shares, kept);
    return sum == SHARES_WHOLE;
}

gboolean shares_are_equal(const GArray *a, const GArray *b)
{
    if (a->len != b->len)
        return FALSE;
    for (guint i = 0; i < a->len; i++)
        if (share_at(a, i)->unit != share_at(b, i)->unit ||
            share_at(a, i)->weight != share_at(b, i)->weight)
            return FALSE;
    return TRUE;
}

gint64 shares_cut(const GArray *shares, guint number, gint64 count)
{
    gint64 rest = count, left = SHARES_WHOLE;
    for (guint i = 0;; i++) {
        gint64 weight = share_at(shares, i)->weight;
        gint64 part = left > 0 ? (gint64)((2 * (int128)rest * weight + left) / (2 * left)) : 0;
        if (i == number)
            return part;
        rest -= part;
        left -= weight;
    }
}
