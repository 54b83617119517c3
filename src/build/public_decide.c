/*
 * What a public set hides.
 *
 * A witness is a table of whole numbers that agrees with all that is shown: the facts of the files,
 * but for one or a few that are otherwise. Counts from 1 to 4 are hidden from the start. For each
 * of them the cheapest facts are looked for that would make it one more, and one less (or two),
 * and what they would change of the figures shown is hidden with it: then they are witnesses. What
 * is hidden later leaves them so. All figures are whole numbers, and ties go to what comes first.
 */
#include "build/public_parts.h"

/* The most changes tried for one value of one count. */
#define TRIES 20000

/* How many values a hidden count has at least. */
#define VALUES 3

/* And for all values of all counts of a book, when they are found less easily than usual. */
#define TRIES_OF_BOOK 2000000
#define LEAST_TRIES 300

/* What no table tells is no hidden count, but for bases and years that shares are taken of. */
static gboolean is_target(const struct set_count *count)
{
    return count->tells && count->value > 0 && count->value < PUBLIC_LEAST && !count->estimate;
}

static guint32 offset_bit(gint32 delta)
{
    return ABS(delta) < WITNESS_ZERO ? 1u << (WITNESS_ZERO + delta) : 0;
}

static guint values_of(const struct set_count *count)
{
    return (guint)__builtin_popcount(count->seen);
}

/* What a move changes is hidden; every count that it changes has one value more. */
static void make_witness(struct move_judge *judge, const struct set_move *move)
{
    struct public_set *set = judge->set;
    move_judge_cost(judge, move, MOVE_IMPOSSIBLE);
    for (guint i = 0; i < judge->blocking->len; i++)
        set_count_at(set, g_array_index(judge->blocking, guint, i))->hidden = TRUE;
    for (guint i = 0; i < judge->figures->len; i++)
        set_figure_at(set, g_array_index(judge->figures, guint, i))->hidden = TRUE;
    for (guint i = 0; i < judge->touched->len; i++) {
        guint number = g_array_index(judge->touched, guint, i);
        set_count_at(set, number)->seen |= offset_bit(set_move_delta(move, number));
    }
}

/* Within the tries that are left to the book. */
static gboolean run_search(struct move_search *search)
{
    struct public_set *set = search->judge->set;
    struct set_book *book = set_book_at(set, set_count_at(set, search->count)->book);
    guint tries = search->tries = MIN(TRIES, MAX(book->tries, LEAST_TRIES));
    gboolean found = move_search_run(search);
    book->tries -= MIN(book->tries, tries - search->tries);
    return found;
}

/*
 * The cheapest move that makes the count one more (by 1) or one less (by -1), or where a witness
 * has that already, two. FALSE: there is none.
 */
static gboolean find_move(struct move_judge *judge, guint count, gint32 by,
                          struct move_search *found)
{
    guint32 seen = set_count_at(judge->set, count)->seen;
    struct move_search first = {.judge = judge, .count = count, .by = by};
    if (seen & offset_bit(2 * by) || !run_search(&first))
        return FALSE;
    *found = first;
    if (!(seen & offset_bit(by)))
        return TRUE;
    struct move_search second = {.judge = judge, .count = count, .by = by, .base = &first.best};
    if (!run_search(&second))
        return FALSE;
    *found = second;
    found->base = NULL;
    return TRUE;
}

/* Gives a count as many values as it needs. FALSE: there are no such moves. */
static gboolean protect(struct move_judge *judge, guint count)
{
    while (values_of(set_count_at(judge->set, count)) < VALUES) {
        struct move_search less, more;
        gboolean can_less = find_move(judge, count, -1, &less);
        gboolean can_more = find_move(judge, count, 1, &more);
        if (!can_less && !can_more)
            return FALSE;
        gboolean takes_less = can_less && (!can_more || less.cost <= more.cost);
        make_witness(judge, takes_less ? &less.best : &more.best);
    }
    return TRUE;
}

/* The least share of the positive counts that a whole book shows: one in so many. */
#define LEAST_SHOWN 10

/* What a round found out about a book. */
struct verdict {
    gboolean failed; /* a count has too few values */
    guint positive, shown;
};

/* Counts are protected book by book, in the order in which they stand; where one cannot be, the
 * book will tell less, so that its others need not be looked at. */
static void protect_all(struct public_set *set, struct verdict *verdicts)
{
    struct move_judge *judge = move_judge_new(set);
    for (guint i = 0; i < set->counts->len; i++) {
        const struct set_count *count = set_count_at(set, i);
        struct verdict *verdict = &verdicts[count->book];
        if (!verdict->failed && is_target(count) && !protect(judge, i))
            verdict->failed = TRUE;
    }
    move_judge_free(judge);
    for (guint i = 0; i < set->counts->len; i++) {
        const struct set_count *count = set_count_at(set, i);
        struct verdict *verdict = &verdicts[count->book];
        if (!count->shown || count->value <= 0)
            continue;
        verdict->positive++;
        verdict->shown += !count->hidden;
    }
}

static gboolean leaves_the_same(const struct set_book *book, enum book_step step)
{
    for (guint t = 0; t < book->template->tables_count; t++)
        if (public_rest(book->template, step, t) != public_rest(book->template, book->step, t))
            return FALSE;
    return TRUE;
}

/* A book of which little could be shown, or not safely, shows less. FALSE: none has a step left. */
static gboolean take_steps(struct public_set *set, const struct verdict *verdicts)
{
    gboolean taken = FALSE;
    for (guint i = 0; i < set->books->len; i++) {
        struct set_book *book = set_book_at(set, i);
        const struct verdict *verdict = &verdicts[i];
        gboolean little =
            book->step < STEP_GRAND_TOTAL && LEAST_SHOWN * verdict->shown < verdict->positive;
        if (!verdict->failed && !little)
            continue;
        enum book_step step = book->step;
        while (step < (verdict->failed ? STEP_NOTHING : STEP_GRAND_TOTAL) &&
               leaves_the_same(book, step))
            step++;
        taken |= step != book->step;
        book->step = step;
    }
    return taken;
}

/* One round: TRUE if some book took a step; *failed: some count has too few values all the same. */
static gboolean decide_once(struct public_set *set, gboolean *failed)
{
    g_autofree struct verdict *verdicts = g_new0(struct verdict, MAX(set->books->len, 1));
    public_set_begin(set);
    for (guint i = 0; i < set->books->len; i++)
        set_book_at(set, i)->tries = TRIES_OF_BOOK;
    for (guint i = 0; i < set->pools->len; i++)
        set_pool_fill(set, i);
    protect_all(set, verdicts);
    *failed = FALSE;
    for (guint i = 0; i < set->books->len; i++)
        *failed |= verdicts[i].failed;
    return take_steps(set, verdicts);
}

/* TRUE if anything was kept. */
static gboolean keep_nothing(struct public_set *set)
{
    gboolean any = FALSE;
    for (guint i = 0; i < set->figures->len; i++) {
        struct set_figure *figure = set_figure_at(set, i);
        any |= figure->kept;
        figure->kept = FALSE;
    }
    for (guint i = 0; i < set->counts->len; i++)
        set_count_at(set, i)->kept = FALSE;
    for (guint i = 0; i < set->books->len && any; i++)
        set_book_at(set, i)->step = STEP_WHOLE;
    return any;
}

gboolean public_set_decide(struct public_set *set)
{
    gboolean failed, kept = TRUE;
    do {
        while (decide_once(set, &failed))
            continue;
        kept = kept && !failed;
    } while (failed && keep_nothing(set));
    public_set_note_hidden(set);
    return kept;
}
