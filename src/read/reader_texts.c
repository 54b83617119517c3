/* Records of a dataset as texts. */
#include "read/cell_text.h"
#include "read/pass.h"
#include "read/reader.h"
#include "read/table.h"

/* Who takes the records, and one record's texts by column. */
struct text_reading {
    const struct read_job *job;
    text_record_taker take;
    void *data;
    const char **text;
    GPtrArray *cleaned; /* char *: the texts that are not the file's own */
    guint *field;
};

/* Most texts are clean: they are looked at where they stand. */
static const char *text_of(struct text_reading *reading, const struct row *record, guint field)
{
    const char *text = row_text(record, field);
    if (record->field[field].length == 0 || cell_is_clean(text, record->field[field].length))
        return text;
    g_ptr_array_add(reading->cleaned, cell_clean(text, record->field[field].length));
    return g_ptr_array_index(reading->cleaned, reading->cleaned->len - 1);
}

static void fill_texts(struct text_reading *reading, const struct input *input,
                       const struct row *record)
{
    for (guint i = 0; i < reading->job->dataset->columns_count; i++) {
        gint place = input->column[i];
        reading->field[i] = (guint)(place + 1);
        reading->text[i] = place >= 0 ? text_of(reading, record, (guint)place) : NULL;
    }
}

static void take_texts(void *data, const struct row *record)
{
    struct lane *lane = data;
    struct text_reading *reading = lane->state;
    enum rule rule;
    lane->part->records++;
    if (!record_check(lane->coder, record, lane->findings, &rule)) {
        lane->part->rejected[rule]++;
        return;
    }
    fill_texts(reading, &reading->job->inputs->item[lane->file], record_whole(lane->coder, record));
    struct text_record texts = {
        .text = reading->text,
        .value = record_values(lane->coder),
        .field = reading->field,
        .file = lane->file,
        .line = record->line,
        .cell = record->cell,
    };
    if (reading->take(reading->data, &texts, lane->findings)) {
        lane->part->used++;
    } else {
        g_assert(findings_count(lane->findings) > 0);
        lane->part
            ->rejected[findings_at(lane->findings, findings_count(lane->findings) - 1)->rule]++;
    }
    g_ptr_array_set_size(reading->cleaned, 0);
}

gboolean reader_read_texts(const struct read_job *job, text_record_taker take, void *data,
                           struct account *accounts, struct findings *findings, GError **error)
{
    guint columns = job->dataset->columns_count;
    g_autofree const char **text = g_new0(const char *, columns);
    g_autoptr(GPtrArray) cleaned = g_ptr_array_new_with_free_func(g_free);
    g_autofree guint *field = g_new0(guint, columns);
    struct text_reading reading = {job, take, data, text, cleaned, field};
    if (!tables_fill(job, error))
        return FALSE;
    g_autoptr(pass_t) pass = pass_new(job, take_texts, NULL, 1);
    pass->lanes[0].state = &reading;
    if (!pass_run(pass, accounts, findings, error))
        return FALSE;
    pass_move_findings(pass, findings);
    tables_settle(job);
    return TRUE;
}
