#include "write/xlsx_layout.h"

#include "write/xlsx_header.h"
#include "write/xlsx_text.h"

static gboolean has_text(const char *text)
{
    return text != NULL && *text != '\0';
}

/* Rows that a text takes: a long one takes several. */
static guint piece_count(const char *text)
{
    g_autoptr(GPtrArray) pieces = xlsx_text_pieces(text);
    return pieces->len;
}

char *xlsx_layout_note(guint index, const char *text)
{
    return g_strdup_printf("%u. %s", index + 1, text);
}

static guint paragraph_rows(const GPtrArray *paragraphs)
{
    guint count = 0;
    for (guint i = 0; i < paragraphs->len; i++)
        count += piece_count(g_ptr_array_index(paragraphs, i));
    return count;
}

static guint note_rows(const GPtrArray *notes)
{
    guint count = 0;
    for (guint i = 0; i < notes->len; i++) {
        g_autofree char *note = xlsx_layout_note(i, g_ptr_array_index(notes, i));
        count += piece_count(note);
    }
    return count;
}

static void lay_table(const struct book_table *table, struct xlsx_layout *layout, guint row)
{
    layout->code_column = table->show_codes ? 1 : G_MAXUINT;
    layout->label_column = table->show_codes ? 2 : 1;
    layout->figure_column = layout->label_column + 1;
    layout->width = layout->figure_column + table->columns->len;
    layout->header_row = row;
    layout->header_levels = xlsx_header_levels(table);
    layout->index_row = row + layout->header_levels;
    layout->body_row = layout->index_row + 1;
    layout->body_rows = table->rows->len;
}

static void lay_list(const struct book_list *list, struct xlsx_layout *layout, guint row)
{
    layout->width = MAX(list->headings->len, 1);
    layout->header_row = row;
    layout->header_levels = 1;
    layout->body_row = row + 1;
    layout->body_rows = MAX(list->lines->len, 1);
}

void xlsx_layout_sheet(const struct book *book, const struct book_sheet *sheet,
                       struct xlsx_layout *layout)
{
    guint row = 1;
    *layout = (struct xlsx_layout){.width = 1,
                                   .subject_row = G_MAXUINT,
                                   .unit_row = G_MAXUINT,
                                   .header_row = G_MAXUINT,
                                   .index_row = G_MAXUINT,
                                   .body_row = G_MAXUINT,
                                   .note_row = G_MAXUINT,
                                   .code_column = G_MAXUINT};
    if (has_text(book->subject))
        layout->subject_row = row++;
    layout->paragraph_row = row;
    row += paragraph_rows(sheet->paragraphs);
    if (has_text(sheet->unit_note) || has_text(sheet->map_note))
        layout->unit_row = row;
    row++; /* the unit note, or air */

    if (sheet->table != NULL)
        lay_table(sheet->table, layout, row);
    else if (sheet->list != NULL)
        lay_list(sheet->list, layout, row);
    if (layout->header_row != G_MAXUINT)
        row = layout->body_row + layout->body_rows;

    guint notes = note_rows(sheet->notes);
    if (notes > 0) {
        layout->note_row = row + 1;
        row = layout->note_row + 1 + notes;
    }
    layout->end_row = row;
}

struct workbook_place xlsx_layout_cell(const struct xlsx_layout *layout, guint row, guint column)
{
    return (struct workbook_place){layout->body_row + row, layout->figure_column + column};
}

struct xlsx_block xlsx_layout_block(const struct xlsx_layout *layout)
{
    return (struct xlsx_block){layout->header_row, 0, layout->body_row + layout->body_rows - 1,
                               layout->width - 1};
}
