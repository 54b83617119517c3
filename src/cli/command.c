#include "cli/command.h"

#include <stddef.h>
#include <string.h>

#define LEADS(member) offsetof(struct request, member)
#define ANY G_MAXUINT

static const struct command table[] = {
    {"report",
     "TEMPLATE DATA... --period P",
     {"make a report: workbook, charts, tables", "lập báo cáo: sổ tính, biểu đồ, bảng"},
     2,
     ANY,
     1,
     {LEADS(template.path)},
     command_report},
    {"run",
     "JOB.yaml",
     {"make the reports of a job file, unwatched", "lập các báo cáo theo tệp công việc, tự động"},
     1,
     1,
     1,
     {LEADS(file)},
     command_run},
    {"summarize",
     "TEMPLATE... DATA... --period P -o X.tongket",
     {"sum up a unit's rows in a file that reports of those above take as DATA",
      "lập bản tổng hợp của đơn vị để cấp trên dùng làm dữ liệu"},
     2,
     ANY,
     1,
     {LEADS(template.path)},
     command_summarize},
    {"check",
     "DATA...",
     {"look for what is wrong with the data", "kiểm tra dữ liệu"},
     1,
     ANY,
     0,
     {0},
     command_check},
    {"claims",
     "FILE [DATA...]",
     {"check printed figures, in a table or a Vietnamese text",
      "kiểm tra số liệu đã công bố, trong bảng hoặc trong bài viết"},
     1,
     ANY,
     1,
     {LEADS(file)},
     command_claims},
    {"why",
     "BOOK.xlsx SHEET!CELL [DATA...]",
     {"say what a figure of a workbook is made of", "cho biết một số trong sổ tính từ đâu mà có"},
     2,
     ANY,
     2,
     {LEADS(file), LEADS(cell)},
     command_why},
    {"verify",
     "BOOK.xlsx [DATA...]",
     {"say whether a workbook is what its data make", "cho biết sổ tính có đúng với dữ liệu không"},
     1,
     ANY,
     1,
     {LEADS(file)},
     command_verify},
    {"plan",
     "TEMPLATE",
     {"say what a template asks of a database", "cho biết một mẫu báo cáo hỏi gì ở cơ sở dữ liệu"},
     1,
     1,
     1,
     {LEADS(template.path)},
     command_plan},
    {"list",
     "templates|datasets|rules|measures|charts|units [DATA...]",
     {"list what the program knows, or the units of data",
      "liệt kê những gì chương trình biết, hoặc các đơn vị trong dữ liệu"},
     1,
     ANY,
     1,
     {LEADS(file)},
     command_list},
    {.name = NULL},
};

/* For `make install`; no help tells of them. */
static const struct command hidden[] = {
    {"manual", "", {"print the manual page", "in trang hướng dẫn"}, 0, ANY, 0, {0}, command_manual},
    {"completion",
     "bash",
     {"print what the TAB key offers", "in phần gợi ý của phím TAB"},
     1,
     1,
     1,
     {LEADS(file)},
     command_completion},
    {.name = NULL},
};

const struct command *commands(void)
{
    return table;
}

static const struct command *find(const struct command *rows, const char *name)
{
    for (const struct command *command = rows; command->name != NULL; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

const struct command *command_find(const char *name)
{
    const struct command *command = find(table, name);
    return command != NULL ? command : find(hidden, name);
}
