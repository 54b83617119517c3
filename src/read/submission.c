#include "read/submission.h"

#include <string.h>

/* Further numbers of a name are not looked at. */
#define MAX_NUMBERS 16

struct numbers {
    guint64 number[MAX_NUMBERS];
    guint count;
};

/* A day written as 31-08-2024 orders by its year first. */
static void turn_day(guint64 *number)
{
    if (number[0] < 1 || number[0] > 31 || number[1] < 1 || number[1] > 12 || number[2] < 1900 ||
        number[2] > 2199)
        return;
    guint64 day = number[0];
    number[0] = number[2];
    number[2] = day;
}

static struct numbers numbers_of(const char *name)
{
    struct numbers numbers = {{0}, 0};
    const char *slash = strrchr(name, '/');
    for (const char *at = slash != NULL ? slash + 1 : name;
         *at != '\0' && numbers.count < MAX_NUMBERS;) {
        if (!g_ascii_isdigit(*at)) {
            at++;
            continue;
        }
        char *end;
        numbers.number[numbers.count++] = g_ascii_strtoull(at, &end, 10);
        at = end;
    }
    for (guint i = 0; i + 3 <= numbers.count; i++)
        turn_day(&numbers.number[i]);
    return numbers;
}

int submission_compare(const char *a, const char *b)
{
    struct numbers x = numbers_of(a), y = numbers_of(b);
    for (guint i = 0; i < MIN(x.count, y.count); i++)
        if (x.number[i] != y.number[i])
            return x.number[i] < y.number[i] ? -1 : 1;
    return (x.count > y.count) - (x.count < y.count);
}

static int compare_inputs(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct inputs *inputs = data;
    guint x = *(const guint *)a, y = *(const guint *)b;
    int order = submission_compare(inputs->item[x].name, inputs->item[y].name);
    return order != 0 ? order : (x > y) - (x < y);
}

guint *submissions_rank(const struct inputs *inputs)
{
    guint *ranks = g_new(guint, MAX(inputs->count, 1));
    g_autofree guint *order = g_new(guint, MAX(inputs->count, 1));
    for (guint i = 0; i < inputs->count; i++)
        order[i] = i;
    g_qsort_with_data(order, (gint)inputs->count, sizeof *order, compare_inputs, (gpointer)inputs);
    for (guint i = 0; i < inputs->count; i++)
        ranks[order[i]] = i;
    return ranks;
}
