#include "read/pass.h"

/* Who takes the records, and one record's texts by column. */
struct text_reading {
    const struct read_job *job;
    text_record_taker take;
    void *data;
    char **text;
    guint *field;
};

static void clear_texts(struct text_reading *reading)
{
    for (guint i = 0; i < reading->job->dataset->columns_count; i++)
        g_clear_pointer(&reading->text[i], g_free);
}

static void fill_texts(struct text_reading *reading, const struct input *input,
                       const struct csv_record *record)
{
    for (guint i = 0; i < reading->job->dataset->columns_count; i++) {
        gint place = input->column[i];
        reading->field[i] = (guint)(place + 1);
        if (place >= 0)
            reading->text[i] =
                cell_clean(csv_text(record, (guint)place), record->field[place].length);
    }
}

static void take_texts(void *data, const struct csv_record *record)
{
    struct lane *lane = data;
    struct text_reading *reading = lane->state;
    enum rule rule;
    lane->records++;
    if (!record_check(lane->coder, record, lane->findings, &rule)) {
        lane->rejected[rule]++;
        return;
    }
    fill_texts(reading, &reading->job->inputs->item[lane->file], record_whole(lane->coder, record));
    struct text_record texts = {
        .text = (const char *const *)reading->text,
        .value = record_values(lane->coder),
        .field = reading->field,
        .file = lane->file,
        .line = record->line,
    };
    if (reading->take(reading->data, &texts, lane->findings)) {
        lane->used++;
    } else {
        g_assert(findings_count(lane->findings) > 0);
        lane->rejected[findings_at(lane->findings, findings_count(lane->findings) - 1)->rule]++;
    }
    clear_texts(reading);
}

gboolean reader_read_texts(const struct read_job *job, text_record_taker take, void *data,
                           struct account *accounts, struct findings *findings, GError **error)
{
    guint columns = job->dataset->columns_count;
    g_autofree char **text = g_new0(char *, columns);
    g_autofree guint *field = g_new0(guint, columns);
    struct text_reading reading = {job, take, data, text, field};
    g_autoptr(pass_t) pass = pass_new(job, take_texts, NULL, 1);
    pass->lanes[0].state = &reading;
    if (!pass_run(pass, accounts, findings, error))
        return FALSE;
    pass_move_findings(pass, findings);
    return TRUE;
}
