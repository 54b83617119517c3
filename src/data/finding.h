/*
 * finding - something wrong with the data, with its place.
 *
 * Printed as FILE:LINE:FIELD: error|warning: RULE: TEXT — ADVICE (of a sheet FILE!SHEET!D14, see
 * place.h). LINE is the physical
 * line where the record starts (0: the whole file), FIELD counts from 1 (0: the whole
 * row). Values that name a person are masked before they get here.
 * Rules are rows of data/rules.def: code, severity, texts and advice in both languages.
 *
 * A list may hold a million findings: texts are kept once, cut to so many characters and with
 * anything that is not printable made "?", so that a finding is always one line.
 */
#ifndef DATA_FINDING_H
#define DATA_FINDING_H

#include <glib.h>

#include "base/error.h"

enum rule {
#define RULE(id, code, severity, english, vietnamese, advice_english, advice_vietnamese) RULE_##id,
#include "data/rules.def"
#undef RULE
    RULES
};

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

/*
 * The characters of a cell's value and of a hint that are kept; more of it becomes "…". A hint, and
 * the value of a finding on no cell, may be a line to be pasted or a list, which whoever makes it
 * cuts with its full count.
 */
#define FINDING_TEXT_MAX 120
#define FINDING_HINT_MAX 800

struct rule_info {
    const char *code;
    enum severity severity;
    const char *text[2]; /* by enum language; {0} the value, {1} a hint */
    const char *advice[2];
};

const struct rule_info *rule_info(enum rule rule);

struct finding {
    enum rule rule;
    guint32 file; /* index in the list of inputs */
    guint32 field;
    guint32 unit; /* whose row it is: index of the unit, from 1; 0: not known */
    guint64 line;
    char *value; /* {0}, may be NULL */
    char *hint;  /* {1}, may be NULL */
    char *key;   /* of a row of a table, which has no line of its own; else NULL */
    /* Why it may stay, and who says so: an exception holds for it. NULL: it is open. */
    char *accepted;
};

struct findings; /* a growing list that owns its texts */

struct findings *findings_new(void);
void findings_free(struct findings *findings);
typedef struct findings findings_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(findings_t, findings_free)

/* Copies value and hint (a text of "" stays ""). */
void findings_add(struct findings *findings, const struct finding *finding);
/*
 * Takes the findings from index `first` on away. `to` (array of struct finding; NULL: they are
 * dropped) gets them; their texts go on belonging to the list.
 */
void findings_cut(struct findings *findings, guint first, GArray *to);
/* Of findings from index `first` on that say the same of the same place all but one are dropped. */
void findings_drop_repeated(struct findings *findings, guint first);
/* The findings from index `first` on are on a row of that unit. */
void findings_set_unit(struct findings *findings, guint first, gint32 unit);
/*
 * Moves all of `from` (emptied) to the end of `to`, every line raised by `line_offset`: a finding
 * on a whole file does not belong into the list of a block.
 */
void findings_merge(struct findings *to, struct findings *from, guint64 line_offset);
/*
 * By file, line, field, rule: the same order however the rows were read. Equal ones keep the
 * order in which they were added.
 */
void findings_sort(struct findings *findings);
guint findings_count(const struct findings *findings);
/* The open ones, and those that are accepted. */
guint findings_count_severity(const struct findings *findings, enum severity severity);
guint findings_count_accepted(const struct findings *findings, enum severity severity);
guint findings_count_open(const struct findings *findings);
/* Marks a finding as accepted; the words are copied. */
void findings_accept(struct findings *findings, guint index, const char *words);
/* Valid until the list is changed. */
const struct finding *findings_at(const struct findings *findings, guint index);

/* The row is told by its key, of which persons are masked. */
void findings_set_key(struct findings *findings, guint index, const char *key);
/* Its row as readers find it: the key, or else the line. New string. */
char *finding_row(const struct finding *finding);

/* TEXT ("unknown unit 34.999") and ADVICE, filled in, without the place. New strings. */
char *finding_text(const struct finding *finding, enum language language);
char *finding_advice(const struct finding *finding, enum language language);
/*
 * The whole line as printed, without a line feed; `file_name` as the reader of the message knows
 * it. "error" and "warning" are the same in both languages: editors look for them. New string.
 */
char *finding_line(const struct finding *finding, const char *file_name, enum language language);

#endif
