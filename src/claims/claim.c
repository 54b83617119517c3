#include "claims/claim.h"

/* A test; FALSE: it has nothing to say. It sets verdict, reason and arguments. */
typedef gboolean (*claim_test)(const struct claim *claim, struct claim_outcome *outcome);

static const claim_test tests[] = {
    claim_part_in_whole,   /* a part is not more than its whole */
    claim_parts_sum,       /* parts add up to the whole */
    claim_some_parts,      /* parts of which it is not said that they are all */
    claim_swapped_sum,     /* a sum whose digits look swapped */
    claim_doubled_digit,   /* a part whose digit looks typed twice */
    claim_shares_sum,      /* shares of one set add up to 100 */
    claim_share_of_count,  /* a percentage fits its count and its base */
    claim_share_of_part,   /* a percentage of a part whose whole is not said */
    claim_swapped_digits,  /* a percentage whose digits look swapped */
    claim_other_base,      /* a number beside it that would make a percentage true */
    claim_hidden_base,     /* another base that would make a percentage true */
    claim_share_of_base,   /* a percentage can come from its base */
    claim_share_alone,     /* a percentage without a base */
    claim_count_alone,     /* a count that nothing stands beside */
    claim_stages,          /* stages that must not be compared */
    claim_direction_holds, /* a rise rises, a fall falls */
    claim_growth,          /* a change fits its two figures */
    claim_points,          /* per cent and percentage points are not the same */
    claim_pair_alone,      /* a change without its figures, or figures without a change */
    claim_cap,             /* the cap on members ranked excellent */
    claim_against_data,    /* what the data count */
};

char *claim_verdict_text(enum claim_verdict verdict, enum language language)
{
    static const enum message texts[] = {
        [CLAIM_POSSIBLE] = MESSAGE_VERDICT_UNPROVEN,
        [CLAIM_ADDS_UP] = MESSAGE_VERDICT_ADDS_UP,
        [CLAIM_TRUE] = MESSAGE_VERDICT_TRUE,
        [CLAIM_UNPROVEN] = MESSAGE_VERDICT_UNPROVEN,
        [CLAIM_DIFFERS] = MESSAGE_VERDICT_DIFFERS,
        [CLAIM_IMPOSSIBLE] = MESSAGE_VERDICT_IMPOSSIBLE,
    };
    return message_text(language, texts[verdict], NULL);
}

gboolean claim_outcome_set(struct claim_outcome *outcome, enum claim_verdict verdict,
                           enum message reason, ...)
{
    va_list list;
    outcome->verdict = verdict;
    outcome->reason = reason;
    va_start(list, reason);
    char *argument = va_arg(list, char *);
    for (guint i = 0; argument != NULL; argument = va_arg(list, char *)) {
        g_assert(i < CLAIM_ARGUMENTS);
        outcome->argument[i++] = argument;
    }
    va_end(list);
    return TRUE;
}

static void outcome_clear(gpointer data)
{
    struct claim_outcome *outcome = data;
    for (guint i = 0; i < CLAIM_ARGUMENTS; i++)
        g_free(outcome->argument[i]);
}

struct claim_result *claim_check(const struct claim *claim)
{
    struct claim_result *result = g_new0(struct claim_result, 1);
    result->outcomes = g_array_new(FALSE, FALSE, sizeof(struct claim_outcome));
    g_array_set_clear_func(result->outcomes, outcome_clear);
    result->verdict = CLAIM_POSSIBLE;
    for (guint i = 0; i < G_N_ELEMENTS(tests); i++) {
        struct claim_outcome outcome = {.noun = MESSAGE_COUNT};
        if (!tests[i](claim, &outcome))
            continue;
        g_array_append_val(result->outcomes, outcome);
        result->verdict = MAX(result->verdict, outcome.verdict);
    }
    if (result->verdict == CLAIM_POSSIBLE)
        result->verdict = CLAIM_UNPROVEN;
    return result;
}

void claim_result_free(struct claim_result *result)
{
    if (result == NULL)
        return;
    g_array_unref(result->outcomes);
    g_free(result);
}

static char *outcome_text(const struct claim_outcome *outcome, enum language language)
{
    const char *a[CLAIM_ARGUMENTS];
    for (guint i = 0; i < CLAIM_ARGUMENTS; i++)
        a[i] = outcome->argument[i] != NULL ? outcome->argument[i] : "";
    g_autofree char *noun = outcome->noun == MESSAGE_COUNT
                                ? g_strdup(a[CLAIM_ARGUMENTS - 1])
                                : message_text(language, outcome->noun, NULL);
    return message_text(language, outcome->reason, a[0], a[1], a[2], a[3], noun, NULL);
}

/* What is only possible is the reason of an unproven claim when nothing else is. */
static enum claim_verdict deciding(const struct claim_result *result)
{
    enum claim_verdict worst = CLAIM_POSSIBLE;
    for (guint i = 0; i < result->outcomes->len; i++)
        worst = MAX(worst, g_array_index(result->outcomes, struct claim_outcome, i).verdict);
    return worst;
}

char *claim_result_reason(const struct claim_result *result, enum language language)
{
    GString *reason = g_string_new(NULL);
    enum claim_verdict verdict = deciding(result);
    gboolean hindered = FALSE;
    for (guint i = 0; i < result->outcomes->len; i++)
        hindered = hindered || g_array_index(result->outcomes, struct claim_outcome, i).hinders;
    for (guint i = 0; i < result->outcomes->len; i++) {
        const struct claim_outcome *outcome =
            &g_array_index(result->outcomes, struct claim_outcome, i);
        /* Why the data decide nothing is told of what is not wrong; nothing more of a lone count.
         */
        gboolean told = outcome->hinders && verdict <= CLAIM_ADDS_UP;
        gboolean idle = hindered && outcome->reason == MESSAGE_CLAIM_COUNT_ALONE;
        if ((outcome->verdict != verdict && !told) || idle)
            continue;
        g_autofree char *text = outcome_text(outcome, language);
        g_string_append_printf(reason, "%s%s", reason->len > 0 ? "; " : "", text);
    }
    return g_string_free(reason, FALSE);
}
