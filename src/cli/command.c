#include "cli/command.h"

#include <string.h>

static const struct command table[] = {
    {"report",
     "TEMPLATE DATA... --period P",
     {"make a report: workbook, charts, tables", "lập báo cáo: sổ tính, biểu đồ, bảng"},
     report_options_table,
     command_report},
    {"claims",
     "FILE [DATA...]",
     {"check printed figures, in a table or a Vietnamese text",
      "kiểm tra số liệu đã công bố, trong bảng hoặc trong bài viết"},
     claims_options_table,
     command_claims},
    {"list",
     "templates|datasets|rules|measures|charts",
     {"list what the program knows", "liệt kê những gì chương trình biết"},
     list_options_table,
     command_list},
    {NULL, NULL, {NULL, NULL}, NULL, NULL},
};

const struct command *commands(void)
{
    return table;
}

const struct command *command_find(const char *name)
{
    for (const struct command *command = table; command->name != NULL; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}
