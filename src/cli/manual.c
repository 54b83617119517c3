#include "cli/manual.h"

#include "cli/option.h"
#include "cli/terminal.h"
#include "deliver/version.h"

/* A word and what it means, as a tagged paragraph shows them. */
struct paragraph {
    const char *name;
    const char *meaning;
};

static const struct paragraph exits[] = {
    {"0", "Done."},
    {"1", "Done, and the data have errors (with --strict), or a printed figure is wrong."},
    {"2", "Wrong usage, or an unknown unit."},
    {"3", "A file is refused: it cannot be read without guessing."},
    {"4", "A template or the dictionary is wrong, or a law of the report is broken."},
    {"5", "A file cannot be written."},
    {"6", "Another run is writing into the folder."},
    {"7", "A fault of the program."},
};

static const struct paragraph surroundings_read[] = {
    {"LC_ALL, LC_MESSAGES, LANG",
     "The first that is set decides the language of messages: Vietnamese if it begins with vi, "
     "else English. What is written is always Vietnamese."},
    {"TONGKET_TEMPLATES", "A folder searched first for templates and the dictionary."},
    {"TONGKET_TODAY", "A day such as 2024-09-01 that stands for today, to rehearse a job."},
    {"NO_COLOR", "If set, messages have no colors."},
};

static const struct paragraph files[] = {
    {"PREFIX/share/tongket/templates/*.yaml", "The shipped templates."},
    {"PREFIX/share/tongket/templates/tu-dien.yaml",
     "The dictionary: what exports hold, and what their columns and values are called."},
    {"/etc/tongket/hang-thang.yaml", "A job to adapt: the summary of each month."},
    {"PREFIX/share/doc/tongket/examples", "A line for cron, a systemd service with its timer."},
    {"STEM.manifest.json", "Beside each report: its inputs, options and outputs with digests."},
};

/* What a --dictionary file says. */
static const struct paragraph overlay[] = {
    {"datasets: [{name: ky_luat, columns: [{name: hinh_thuc, aliases: [Hình thức KL]}]}]",
     "Another header of a column that the dictionary has. A column of units also takes unit_names "
     "and superiors, one of counts format (vi or en) and at_most."},
    {"values: [{code: khien_trach, aliases: [Phê bình]}]", "In a column: another name of a value."},
    {"values: [{code: kha, label: Khá, after: tot}]",
     "In a column: a new value. In an order it stands behind the one it names, or outside: yes. In "
     "an open list the code is the folded label. Shipped reports show it as a column of its own "
     "and "
     "in their sums; what names its values, as the base of rankings does, counts it only in a "
     "template of your own."},
    {"columns: [{name: so_tien, label: Số tiền, type: count, optional: yes}]",
     "In a dataset: a new column, with all that the dictionary says of one. Files may lack it only "
     "if it is optional."},
    {"wide: [{values: xep_loai, count: so_luong, totals: [Quân số]}]",
     "In a dataset: tables with a column a value of one column, the numbers being of another. "
     "totals are further "
     "headings of its sums, not_under groups whose columns are something else."},
    {"datasets: [{name: kinh_phi, label: …, kind: events, columns: […]}]",
     "A new dataset. A file that has a dataset of kind: tree is a whole dictionary, in place of "
     "the shipped one."},
    {"caps, laws, tham_quyen_ky_luat",
     "What the office has decided on dated rules; see the comments of the dictionary."},
};

/* What an --exceptions file says of a finding that is let stand. */
static const struct paragraph exceptions[] = {
    {"exceptions: [{dataset: …, rule: …, text: …, reason: …}]",
     "The dataset and rule of the finding, its words as in kiem-tra.csv, and why it may stay. All "
     "four are needed. What is missing is never accepted."},
    {"column, unit", "Where the finding has them: the column of its cell, the unit of its row."},
    {"times", "How many such findings are accepted (1); of more none is."},
    {"office, day", "Who says so, and when: dd/mm/yyyy."},
};

static const struct paragraph examples[] = {
    {"tongket report ky-luat du-lieu --period 2024", "All reports on discipline of a year."},
    {"tongket report xep-loai-nam du-lieu --period 2024 --unit 34.341 --out bao-cao",
     "The ranking of one district, into the folder bao-cao."},
    {"tongket report tong-hop-thang du-lieu --period last-month -q",
     "The last closed month; no word when all is well, as cron wants it."},
    {"tongket claims bai-viet.txt du-lieu", "The figures printed in an article, against the data."},
};

void manual_append(GString *page, const char *text)
{
    if (*text == '.' || *text == '\'')
        g_string_append(page, "\\&");
    for (; *text != '\0'; text++) {
        if (*text == '\\')
            g_string_append(page, "\\e");
        else if (*text == '-')
            g_string_append(page, "\\-");
        else
            g_string_append_c(page, *text);
    }
}

static void append_line(GString *page, const char *text)
{
    manual_append(page, text);
    g_string_append_c(page, '\n');
}

/* A summary begins small and has no full stop; the page has sentences. */
static void append_sentence(GString *page, const char *text)
{
    g_autofree char *sentence = g_strdup_printf("%c%s.", g_ascii_toupper(*text), text + 1);
    append_line(page, sentence);
}

static void append_bold(GString *page, const char *text)
{
    g_string_append(page, "\\fB");
    manual_append(page, text);
    g_string_append(page, "\\fR");
}

static void append_option(GString *page, const struct request_field *option)
{
    const char letter[] = {'-', option->letter, '\0'};
    g_autofree char *name = g_strconcat("--", option->name, NULL);
    g_autofree char *argument = option_argument(option);
    g_autofree char *help = option_help(option, LANGUAGE_ENGLISH);
    g_string_append(page, ".TP\n");
    if (option->letter != 0) {
        append_bold(page, letter);
        g_string_append(page, ", ");
    }
    append_bold(page, name);
    if (argument != NULL) {
        g_string_append(page, "=\\fI");
        manual_append(page, argument);
        g_string_append(page, "\\fR");
    }
    g_string_append_c(page, '\n');
    append_line(page, help);
}

static void append_usage(GString *page, const struct command *command)
{
    g_autofree char *name = g_strconcat("tongket ", command->name, NULL);
    append_bold(page, name);
    g_string_append_c(page, ' ');
    append_line(page, command->arguments);
}

static void append_commands(GString *page)
{
    g_string_append(page, ".SH SYNOPSIS\n.nf\n");
    for (const struct command *command = commands(); command->name != NULL; command++)
        append_usage(page, command);
    g_string_append(page, ".fi\n.SH DESCRIPTION\n");
    append_line(page, "tongket makes the reports of a Party organization department from the CSV "
                      "files and workbooks that it keeps: Excel workbooks ready to print, charts, "
                      "and the same figures as plain tables.");
    append_line(page,
                "Every figure is counted from the rows. A wrong value is told with file, line, "
                "field and what to do; nothing is guessed. A run that fails leaves the old "
                "report as it was.");
    g_string_append(page, ".PP\nDATA is any number of folders (their *.csv, *.xlsx, *.ods and "
                          "*.xls) and files; "
                          "NAME=FILE says which dataset a file holds. postgresql://… is a "
                          "database whose tables bear the names of datasets; its connection "
                          "string is shown nowhere.\n"
                          "Paths of the files made go to standard output, all else to standard "
                          "error.\n.SH COMMANDS\n");
    for (const struct command *command = commands(); command->name != NULL; command++) {
        g_string_append(page, ".SS ");
        append_usage(page, command);
        append_sentence(page, command->summary[LANGUAGE_ENGLISH]);
        for (const struct request_field *row = NULL; (row = option_next(command, row)) != NULL;)
            append_option(page, row);
    }
    g_string_append(page, ".PP\nEach command knows \\fB\\-h\\fR, \\fB\\-\\-help\\fR.\n");
}

static void append_paragraphs(GString *page, const char *heading, const struct paragraph *list,
                              guint count)
{
    g_string_append_printf(page, ".SH %s\n", heading);
    for (guint i = 0; i < count; i++) {
        g_string_append(page, ".TP\n");
        append_bold(page, list[i].name);
        g_string_append_c(page, '\n');
        append_line(page, list[i].meaning);
    }
}

GString *manual_page(void)
{
    GString *page = g_string_new(".TH TONGKET 1 \"\" \"tongket " TONGKET_VERSION
                                 "\" \"User Commands\"\n.nh\n.ad l\n.SH NAME\ntongket \\- reports "
                                 "and charts from CSV exports\n");
    append_commands(page);
    append_paragraphs(page, "EXIT STATUS", exits, G_N_ELEMENTS(exits));
    g_string_append(page, ".PP\nOn 2 to 7 nothing was written.\n");
    append_paragraphs(page, "ENVIRONMENT", surroundings_read, G_N_ELEMENTS(surroundings_read));
    append_paragraphs(page, "FILES", files, G_N_ELEMENTS(files));
    append_paragraphs(page, "DICTIONARY OF YOUR OWN", overlay, G_N_ELEMENTS(overlay));
    g_string_append(page, ".PP\ntongket check DATA \\-\\-learn FILE writes such a file: a line "
                          "for each name that is nearly known, to strike or keep.\n");
    append_paragraphs(page, "EXCEPTIONS", exceptions, G_N_ELEMENTS(exceptions));
    g_string_append(page, ".PP\nAn exception quiets a finding and changes no figure: a row that is "
                          "rejected stays rejected. tongket check DATA \\-\\-answers FOLDER "
                          "\\-\\-exceptions FILE adds what units confirmed.\n");
    append_paragraphs(page, "EXAMPLES", examples, G_N_ELEMENTS(examples));
    return page;
}

int command_manual(const struct surroundings *surroundings, struct request *request)
{
    (void)request;
    g_autoptr(GError) error = NULL;
    GString *page = manual_page();
    terminal_print(page->str, &error);
    g_string_free(page, TRUE);
    return error != NULL ? terminal_error(surroundings, error) : 0;
}
