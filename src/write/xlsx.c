#include "write/xlsx.h"

#include <glib/gstdio.h>

#include "base/date.h"
#include "write/writer.h"
#include "write/xlsx_cover.h"
#include "write/xlsx_output.h"
#include "write/xlsx_sheet.h"
#include "write/xlsx_text.h"

/* Properties hold strings of up to 255 characters. */
#define PROPERTY_LIMIT 255

#define DAY_SECONDS 86400
/* The time of the entries in the zip: what a book without a date gets instead of the clock. */
#define EPOCH "1980-01-01"

static time_t creation_time(const struct book *book)
{
    date day = DATE_NONE;
    if (book->created == NULL || !date_parse(book->created, -1, &day))
        date_parse(EPOCH, -1, &day);
    return (time_t)day * DAY_SECONDS;
}

static void set_properties(struct xlsx_output *output, const struct book *book)
{
    if (output->failure != NULL)
        return;
    const struct book_office *office = &book->office;
    g_autofree char *title = xlsx_text_line(book->title != NULL ? book->title : "", PROPERTY_LIMIT);
    g_autofree char *subject =
        xlsx_text_line(book->subject != NULL ? book->subject : "", PROPERTY_LIMIT);
    g_autofree char *author =
        xlsx_text_line(office->issuer != NULL ? office->issuer : "", PROPERTY_LIMIT);
    lxw_doc_properties properties = {
        .title = title, .subject = subject, .author = author, .created = creation_time(book)};
    struct workbook_place top = {0, 0};
    xlsx_output_check(output, workbook_set_properties(output->workbook, &properties), top);
    if (book->identity != NULL)
        xlsx_output_check(output,
                          workbook_set_custom_property_string(
                              output->workbook, BOOK_IDENTITY_PROPERTY, book->identity),
                          top);
}

gboolean write_xlsx(const struct write_job *job, const char *ending, GError **error)
{
    g_autofree char *name = g_strconcat(job->book->stem, ending, NULL);
    g_autofree char *path = g_build_filename(job->folder, name, NULL);
    struct xlsx_output *output = xlsx_output_new(job, path, error);
    if (output == NULL)
        return FALSE;

    set_properties(output, job->book);
    xlsx_cover_write(output);
    for (guint i = 0; i < job->book->sheets->len && output->failure == NULL; i++)
        xlsx_sheet_write(output, i);
    if (!xlsx_output_close(output, error)) {
        g_unlink(path);
        return FALSE;
    }
    g_ptr_array_add(job->files, g_steal_pointer(&name));
    return TRUE;
}

const char *xlsx_version(void)
{
    return lxw_version();
}
