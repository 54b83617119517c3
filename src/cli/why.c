#include "answer/why.h"

#include <stddef.h>

#include "answer/why_text.h"
#include "cli/option.h"
#include "cli/terminal.h"

/* Rows of a count that are named without -v. */
#define ROWS_TOLD 1000

struct values {
    gboolean rows, verbose;
    char *against;
};

#define AT(member) offsetof(struct values, member)

const struct option why_options_table[] = {
    {"rows",
     'r',
     G_OPTION_ARG_NONE,
     AT(rows),
     {"tell what stands in the rows; persons are masked",
      "nêu cả nội dung các dòng; thông tin về người được che"},
     NULL},
    {"against",
     0,
     G_OPTION_ARG_FILENAME,
     AT(against),
     {"split the change since another workbook", "tách phần tăng, giảm so với một sổ tính khác"},
     "BOOK"},
    {"verbose",
     'v',
     G_OPTION_ARG_NONE,
     AT(verbose),
     {"name all rows, not the first 1,000", "nêu mọi dòng, không chỉ 1.000 dòng đầu"},
     NULL},
    {NULL, 0, 0, 0, {NULL, NULL}, NULL},
};

static int run(const struct surroundings *surroundings, const void *data, char **rest)
{
    const struct values *values = data;
    g_auto(why_outcome_t) outcome = {0};
    g_autoptr(GError) error = NULL;
    if (g_strv_length(rest) < 2) {
        error_raise(&error, TONGKET_ERROR_USAGE, MESSAGE_ARGUMENTS_NEEDED, "why", NULL);
        return terminal_error(surroundings, error);
    }
    struct why_options options = {rest[0], rest[1], (const char *const *)rest + 2, values->against,
                                  values->rows};
    if (!why_run(&options, surroundings->search, &outcome, &error))
        return terminal_error(surroundings, error);
    g_autoptr(GString) text =
        why_text(&outcome, values->verbose ? G_MAXUINT : ROWS_TOLD, surroundings->language);
    return terminal_print(text->str, &error) ? 0 : terminal_error(surroundings, error);
}

int command_why(const struct surroundings *surroundings, char **argv)
{
    struct values values = {0};
    return options_run(surroundings, argv, &values, run);
}
