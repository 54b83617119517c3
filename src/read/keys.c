#include "read/keys.h"

#include <stdlib.h>
#include <string.h>

/* Below this many numbers sorting by insertion is quicker. */
#define FEW_NUMBERS 32

static void sort_few(guint64 *number, gsize count)
{
    for (gsize i = 1; i < count; i++) {
        guint64 moved = number[i];
        gsize k = i;
        for (; k > 0 && number[k - 1] > moved; k--)
            number[k] = number[k - 1];
        number[k] = moved;
    }
}

/* Radix sort in place, the byte at `shift` first: fingerprints are spread evenly. */
static void sort_numbers(guint64 *number, gsize count, guint shift)
{
    if (count <= FEW_NUMBERS) {
        sort_few(number, count);
        return;
    }
    gsize end[256] = {0}, next[256];
    for (gsize i = 0; i < count; i++)
        end[number[i] >> shift & 255]++;
    for (gsize i = 0, sum = 0; i < 256; i++) {
        next[i] = sum;
        sum += end[i];
        end[i] = sum;
    }
    for (gsize i = 0; i < 256; i++) {
        while (next[i] < end[i]) {
            guint64 moved = number[next[i]];
            gsize home = moved >> shift & 255;
            number[next[i]] = number[next[home]];
            number[next[home]++] = moved;
        }
    }
    for (gsize i = 0, start = 0; shift > 0 && i < 256; start = end[i++])
        sort_numbers(number + start, end[i] - start, shift - 8);
}

static gpointer sort_list(gpointer data)
{
    GArray *list = data;
    sort_numbers((guint64 *)(gpointer)list->data, list->len, 56);
    return NULL;
}

static void sort_lists(GArray *const *lists, guint count)
{
    g_autofree GThread **threads = g_new0(GThread *, count);
    for (guint i = 1; i < count; i++) {
        if (lists[i]->len > 0)
            threads[i] = g_thread_new("sort", sort_list, lists[i]);
    }
    if (count > 0)
        sort_list(lists[0]);
    for (guint i = 1; i < count; i++) {
        if (threads[i] != NULL)
            g_thread_join(threads[i]);
    }
}

/* The least number that is next in one of the lists; FALSE when all are through. */
static gboolean least_next(GArray *const *lists, const guint *next, guint count, guint64 *least)
{
    gboolean found = FALSE;
    for (guint i = 0; i < count; i++) {
        if (next[i] == lists[i]->len)
            continue;
        guint64 number = g_array_index(lists[i], guint64, next[i]);
        if (!found || number < *least)
            *least = number;
        found = TRUE;
    }
    return found;
}

GArray *keys_repeated(GArray *const *lists, guint count)
{
    GArray *repeated = g_array_new(FALSE, FALSE, sizeof(guint64));
    g_autofree guint *next = g_new0(guint, count);
    guint64 least;
    sort_lists(lists, count);
    while (least_next(lists, next, count, &least)) {
        guint times = 0;
        for (guint i = 0; i < count; i++) {
            while (next[i] < lists[i]->len && g_array_index(lists[i], guint64, next[i]) == least) {
                next[i]++;
                times++;
            }
        }
        if (times > 1)
            g_array_append_val(repeated, least);
    }
    return repeated;
}

static int compare_numbers(gconstpointer a, gconstpointer b)
{
    guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
    return (x > y) - (x < y);
}

gboolean keys_hold(const GArray *repeated, guint64 fingerprint)
{
    return repeated->len > 0 && bsearch(&fingerprint, repeated->data, repeated->len,
                                        sizeof fingerprint, compare_numbers) != NULL;
}

static void suspect_clear(gpointer data)
{
    struct suspect *suspect = data;
    g_free(suspect->thing);
    g_free(suspect->key);
    g_free(suspect->row);
}

GArray *keys_suspects_new(void)
{
    GArray *suspects = g_array_new(FALSE, FALSE, sizeof(struct suspect));
    g_array_set_clear_func(suspects, suspect_clear);
    return suspects;
}

static int compare_places(guint32 file_a, guint64 line_a, guint32 file_b, guint64 line_b)
{
    if (file_a != file_b)
        return file_a < file_b ? -1 : 1;
    return (line_a > line_b) - (line_a < line_b);
}

/* Which of two rows came first. */
static int compare_ages(const struct suspect *x, const struct suspect *y)
{
    if (x->day != y->day)
        return x->day == DATE_NONE || (y->day != DATE_NONE && x->day < y->day) ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return compare_places(x->file, x->line, y->file, y->line);
}

static int compare_suspects(gconstpointer a, gconstpointer b)
{
    const struct suspect *x = a, *y = b;
    int things = strcmp(x->thing, y->thing);
    int keys = things != 0 ? things : strcmp(x->key, y->key);
    return keys != 0 ? keys : compare_ages(x, y);
}

static int compare_by_age(gconstpointer a, gconstpointer b)
{
    return compare_ages(*(const struct suspect *const *)a, *(const struct suspect *const *)b);
}

static int compare_losers(gconstpointer a, gconstpointer b)
{
    const struct loser *x = a, *y = b;
    return compare_places(x->file, x->line, y->file, y->line);
}

static void lose(GArray *losers, const struct suspect *suspect, enum rule rule,
                 const struct suspect *other)
{
    struct loser loser = {suspect->file, suspect->unit, suspect->line, rule,
                          other->file,   other->line,   FALSE};
    g_array_append_val(losers, loser);
}

/* The first of the group that says something else, or NULL. */
static const struct suspect *find_other(const struct suspect *group, guint count, const char *row)
{
    for (guint i = 0; i < count; i++) {
        if (strcmp(group[i].row, row) != 0)
            return &group[i];
    }
    return NULL;
}

/* Rows of one key, the latest last; the one that counts is added to `left`, if any does. */
static void decide_key(const struct suspect *group, guint count, enum contradiction contradiction,
                       GArray *losers, GPtrArray *left)
{
    const struct suspect *first = &group[0], *last = &group[count - 1];
    const struct suspect *other = find_other(group, count, first->row);
    for (guint i = 0; i < count; i++) {
        const struct suspect *suspect = &group[i];
        gboolean is_same;
        if (other == NULL) {
            if (suspect != first)
                lose(losers, suspect, RULE_DUPLICATE, first);
        } else if (contradiction == CONTRADICTION_REJECT) {
            is_same = strcmp(suspect->row, first->row) == 0;
            lose(losers, suspect, RULE_CONTRADICTION, is_same ? other : first);
        } else if (suspect != last) {
            is_same = strcmp(suspect->row, last->row) == 0;
            lose(losers, suspect, is_same ? RULE_DUPLICATE : RULE_SUPERSEDED, last);
        }
    }
    if (other == NULL || contradiction == CONTRADICTION_LAST)
        g_ptr_array_add(left, (gpointer)(other == NULL ? first : last));
}

/* Rows of several keys about one thing. */
static void decide_thing(GPtrArray *left, enum resent resent, GArray *losers, GArray *doubtful)
{
    if (left->len < 2)
        return;
    g_ptr_array_sort(left, compare_by_age);
    const struct suspect *first = g_ptr_array_index(left, 0);
    const struct suspect *last = g_ptr_array_index(left, left->len - 1);
    const struct suspect *counted = resent == RESENT_LATEST ? last : first;
    for (guint i = 0; i < left->len; i++) {
        const struct suspect *suspect = g_ptr_array_index(left, i);
        if (resent == RESENT_BOTH) {
            lose(doubtful, suspect, RULE_SENT_AGAIN, suspect == first ? last : first);
            g_array_index(doubtful, struct loser, doubtful->len - 1).is_later = i > 0;
        } else if (suspect != counted) {
            lose(losers, suspect, RULE_SENT_AGAIN_OUT, counted);
        }
    }
}

GArray *keys_decide(GArray *suspects, struct keys_choice choice, GArray *doubtful)
{
    GArray *losers = g_array_new(FALSE, FALSE, sizeof(struct loser));
    g_autoptr(GPtrArray) left = g_ptr_array_new();
    g_array_sort(suspects, compare_suspects);
    const struct suspect *all = (const struct suspect *)(gconstpointer)suspects->data;
    for (guint i = 0; i < suspects->len;) {
        guint end = i + 1;
        while (end < suspects->len && strcmp(all[end].key, all[i].key) == 0)
            end++;
        decide_key(&all[i], end - i, choice.contradiction, losers, left);
        if (end == suspects->len || strcmp(all[end].thing, all[i].thing) != 0) {
            decide_thing(left, choice.resent, losers, doubtful);
            g_ptr_array_set_size(left, 0);
        }
        i = end;
    }
    g_array_sort(losers, compare_losers);
    return losers;
}

const struct loser *keys_loser(const GArray *losers, guint32 file, guint64 line)
{
    struct loser wanted = {.file = file, .line = line};
    if (losers->len == 0)
        return NULL;
    return bsearch(&wanted, losers->data, losers->len, sizeof wanted, compare_losers);
}
