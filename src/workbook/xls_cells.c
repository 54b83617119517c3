#include <string.h>

#include "workbook/xls_parts.h"

enum record_type {
    RECORD_FORMULA = 0x0006,
    RECORD_NUMBERS = 0x00BD,
    RECORD_RICH_TEXT = 0x00D6,
    RECORD_SHARED_TEXT = 0x00FD,
    RECORD_NUMBER = 0x0203,
    RECORD_TEXT = 0x0204,
    RECORD_TRUTH = 0x0205,
    RECORD_FORMULA_TEXT = 0x0207,
    RECORD_ROW = 0x0208,
    RECORD_SHORT_NUMBER = 0x027E,
};

static void begin_cell(struct workbook_rows *rows, guint row, guint column, guint style)
{
    const struct workbook_xls *xls = rows->xls;
    if (rows->cells->len > 0 &&
        g_array_index(rows->cells, struct workbook_cell, 0).place.row != row)
        workbook_parts_end_row(rows);
    rows->cell = (struct workbook_cell){.value = "", .place = {row, column}};
    rows->row.is_hidden = xls->hidden[row / 8] >> row % 8 & 1;
    if (style < rows->formats->len)
        rows->cell.format = g_array_index(rows->formats, struct workbook_format, style);
    if (column >= XLS_COLUMNS)
        workbook_parts_fault(rows, g_strdup_printf("> %d columns", XLS_COLUMNS));
}

static void end_cell(struct workbook_rows *rows, enum workbook_kind kind, const char *text)
{
    rows->cell.kind = kind;
    g_string_assign(rows->text, text);
    rows->cell.value = workbook_parts_text(rows);
    workbook_parts_add_cell(rows);
}

static void end_number(struct workbook_rows *rows, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    end_cell(rows, WORKBOOK_NUMBER, g_ascii_dtostr(text, sizeof text, value));
}

/* Numbers of 30 bits, or the upper half of a double; perhaps a hundred times what is meant. */
static double short_number(guint32 bits)
{
    enum { HUNDREDTHS = 1, WHOLE = 2 };
    guint64 wide = (guint64)(bits & ~3u) << 32;
    double value;
    memcpy(&value, &wide, sizeof value);
    if (bits & WHOLE)
        value = (double)((gint32)bits >> 2);
    return bits & HUNDREDTHS ? value / 100 : value;
}

static const char *error_of(guint code)
{
    static const struct {
        guint8 code;
        const char *said;
    } errors[] = {
        {0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"},
        {0x1D, "#NAME?"}, {0x24, "#NUM!"},   {0x2A, "#N/A"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(errors); i++)
        if (errors[i].code == code)
            return errors[i].said;
    return "#ERROR!";
}

static void end_truth(struct workbook_rows *rows, guint value, gboolean is_error)
{
    end_cell(rows, is_error ? WORKBOOK_ERROR : WORKBOOK_BOOLEAN,
             is_error ? error_of(value) : (value != 0 ? "1" : "0"));
}

/*
 * A formula's value: a number, or behind two bytes of ones what else it is. Programs that do not
 * calculate write 0 and ask for it to be calculated when the file is opened.
 */
static void take_formula(struct workbook_rows *rows)
{
    enum { TEXT = 0, TRUTH = 1, ERROR = 2, NO_TEXT = 3, ON_OPENING = 2 };
    struct xls_records *records = &rows->xls->records;
    double value = xls_records_double(records, 6);
    rows->cell.formula = "";
    if (xls_records_short(records, 12) != 0xFFFF) {
        if (value == 0 && xls_records_short(records, 14) & ON_OPENING)
            end_cell(rows, WORKBOOK_NO_VALUE, "");
        else
            end_number(rows, value);
        return;
    }
    guint what = xls_records_byte(records, 6);
    if (what == TEXT)
        rows->xls->waits = TRUE;
    else if (what == NO_TEXT)
        end_cell(rows, WORKBOOK_TEXT, "");
    else
        end_truth(rows, xls_records_byte(records, 8), what == ERROR);
}

static void take_shared_text(struct workbook_rows *rows, guint32 number)
{
    rows->cell.kind = WORKBOOK_TEXT;
    rows->cell.value = workbook_parts_shared(rows, number);
    workbook_parts_add_cell(rows);
}

static gboolean take_text(struct workbook_rows *rows, guint at)
{
    struct xls_records *records = &rows->xls->records;
    records->used = at;
    if (!xls_records_text(records, FALSE, rows->xls->fault))
        return FALSE;
    end_cell(rows, WORKBOOK_TEXT, records->text->str);
    return TRUE;
}

/* Several numbers beside one another. */
static void take_numbers(struct workbook_rows *rows)
{
    const struct xls_records *records = &rows->xls->records;
    guint row = xls_records_short(records, 0), column = xls_records_short(records, 2);
    for (guint at = 4; at + 8 <= records->size; at += 6, column++) {
        begin_cell(rows, row, column, xls_records_short(records, at));
        end_number(rows, short_number(xls_records_long(records, at + 2)));
    }
}

/* A row that is not shown has no height. */
static void take_row(struct workbook_xls *xls)
{
    enum { HIDDEN = 0x20 };
    guint row = xls_records_short(&xls->records, 0);
    if (xls_records_byte(&xls->records, 12) & HIDDEN)
        xls->hidden[row / 8] |= (guint8)(1 << row % 8);
}

static gboolean take_cell(struct workbook_rows *rows)
{
    const struct xls_records *records = &rows->xls->records;
    begin_cell(rows, xls_records_short(records, 0), xls_records_short(records, 2),
               xls_records_short(records, 4));
    switch ((enum record_type)records->type) {
    case RECORD_NUMBER:
        end_number(rows, xls_records_double(records, 6));
        return TRUE;
    case RECORD_SHORT_NUMBER:
        end_number(rows, short_number(xls_records_long(records, 6)));
        return TRUE;
    case RECORD_SHARED_TEXT:
        take_shared_text(rows, xls_records_long(records, 6));
        return TRUE;
    case RECORD_TRUTH:
        end_truth(rows, xls_records_byte(records, 6), xls_records_byte(records, 7) != 0);
        return TRUE;
    case RECORD_FORMULA:
        take_formula(rows);
        return TRUE;
    default:
        return take_text(rows, 6);
    }
}

gboolean xls_cells_take(struct workbook_rows *rows)
{
    struct workbook_xls *xls = rows->xls;
    guint16 type = xls->records.type;
    if (type == XLS_BEGIN)
        xls->depth++;
    if (type == XLS_END)
        xls->depth--;
    if (xls->depth != 1)
        return TRUE;
    if (type == RECORD_ROW) {
        take_row(xls);
    } else if (type == RECORD_NUMBERS) {
        take_numbers(rows);
    } else if (type == RECORD_FORMULA_TEXT && xls->waits) {
        xls->waits = FALSE;
        return take_text(rows, 0);
    } else if (type == RECORD_NUMBER || type == RECORD_SHORT_NUMBER || type == RECORD_TRUTH ||
               type == RECORD_SHARED_TEXT || type == RECORD_TEXT || type == RECORD_RICH_TEXT ||
               type == RECORD_FORMULA) {
        return take_cell(rows);
    }
    return TRUE;
}
