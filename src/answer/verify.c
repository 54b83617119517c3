#include "answer/verify.h"

#include <string.h>

#include "answer/verify_compare.h"
#include "base/decimal.h"
#include "base/digest.h"
#include "base/file.h"
#include "deliver/delivery.h"
#include "deliver/version.h"
#include "spec/yaml.h"

static void clear_cell(gpointer data)
{
    struct verify_cell *cell = data;
    g_free(cell->place);
    g_free(cell->expected);
    g_free(cell->found);
}

static void clear_note(gpointer data)
{
    struct verify_note *note = data;
    g_free(note->first);
    g_free(note->second);
}

/* The digest that the manifest has of its workbook, or NULL. */
static const char *delivered_digest(const struct manifest_record *record)
{
    for (guint i = 0; i < record->files->len; i++) {
        const struct manifest_file *file = &g_array_index(record->files, struct manifest_file, i);
        if (g_str_has_suffix(file->name, ".xlsx"))
            return file->sha256;
    }
    return NULL;
}

/* The recomputed book as a file in a folder, where it is all there is. New path. */
static char *write_again(const struct recompute *recompute, const char *folder, GError **error)
{
    g_auto(request_t) request = {0};
    request_take(&request, &recompute->request, 0);
    request_set_formats(&request, "xlsx");
    struct delivery delivery = {
        .book = recompute->book, .request = &request, .font_folder = DELIVERY_FONTS};
    g_autoptr(GPtrArray) files = delivery_write(&delivery, folder, error);
    return files != NULL ? g_build_filename(folder, g_ptr_array_index(files, 0), NULL) : NULL;
}

/* Texts as they are shipped now: the report is not made by them. */
static void compare_texts(struct verify_outcome *outcome, const struct search *search)
{
    const struct manifest_record *record = outcome->recompute.record;
    const struct request_file *names = &record->request.dictionary;
    const struct request_file *layout = &record->request.template;
    g_autofree char *template = search_template(search, layout->path);
    g_autofree char *dictionary = search_file(search, names->path);
    g_autoptr(GBytes) shipped = template != NULL ? yaml_read(template, NULL) : NULL;
    if (shipped != NULL && !g_bytes_equal(shipped, layout->text))
        g_ptr_array_add(outcome->specs, g_strdup(layout->path));
    g_autofree char *digest = NULL;
    guint64 size;
    if (dictionary != NULL && record->dictionary_shipped != NULL &&
        file_digest(dictionary, &digest, &size, NULL) &&
        strcmp(digest, record->dictionary_shipped) != 0)
        g_ptr_array_add(outcome->specs, g_strdup(names->path));
}

static enum verify_verdict judge(const struct verify_outcome *outcome)
{
    if (outcome->recompute.changes->len > 0)
        return VERIFY_INPUTS_CHANGED;
    if (outcome->cells->len == 0 && outcome->follow == 0 && outcome->notes->len == outcome->asides)
        return VERIFY_SAME_FIGURES;
    return outcome->untouched ? VERIFY_DIFFERS : VERIFY_EDITED;
}

/* A workbook that is not ours byte for byte against the one made again. */
static gboolean compare_workbooks(struct verify_outcome *outcome, const char *again, GError **error)
{
    g_autoptr(workbook_t) made = NULL;
    if (!workbook_read(again, &made, error))
        return FALSE;
    outcome->matches = table_match_all(outcome->recompute.workbook, outcome->recompute.record);
    if (!outcome->untouched)
        verify_compare_shape(outcome, made);
    verify_compare_figures(outcome);
    if (outcome->recompute.request.each != NULL || /* an index has nothing else */
        (!outcome->untouched && outcome->recompute.changes->len == 0 && outcome->cells->len == 0))
        verify_compare_all(outcome, made);
    outcome->verdict = judge(outcome);
    return TRUE;
}

static void outcome_begin(struct verify_outcome *outcome)
{
    outcome->cells = g_array_new(FALSE, FALSE, sizeof(struct verify_cell));
    outcome->notes = g_array_new(FALSE, FALSE, sizeof(struct verify_note));
    outcome->specs = g_ptr_array_new_with_free_func(g_free);
    g_array_set_clear_func(outcome->cells, clear_cell);
    g_array_set_clear_func(outcome->notes, clear_note);
}

/* The workbook against the one made again, byte for byte and else by what it says. */
static gboolean compare_files(struct verify_outcome *outcome, const char *path, const char *again,
                              GError **error)
{
    g_autofree char *digest = NULL, *own = NULL;
    guint64 size;
    if (!file_digest(path, &digest, &size, error) || !file_digest(again, &own, &size, error))
        return FALSE;
    outcome->untouched = g_strcmp0(digest, delivered_digest(outcome->recompute.record)) == 0;
    outcome->verdict = VERIFY_IDENTICAL;
    return (strcmp(digest, own) == 0 && outcome->recompute.changes->len == 0) ||
           compare_workbooks(outcome, again, error);
}

gboolean verify_run(const struct request *request, const struct search *search,
                    struct verify_outcome *outcome, GError **error)
{
    outcome_begin(outcome);
    if (!recompute_run(&outcome->recompute, request->file, &request->data, search, error))
        return FALSE;
    compare_texts(outcome, search);
    verify_compare_file(outcome, request->file);
    g_autofree char *prefix = g_build_filename(g_get_tmp_dir(), "tongket-", NULL);
    g_autofree char *folder = file_temp_folder(prefix, error);
    g_autofree char *again =
        folder != NULL ? write_again(&outcome->recompute, folder, error) : NULL;
    gboolean done = again != NULL && compare_files(outcome, request->file, again, error);
    if (folder != NULL)
        file_remove_tree(folder, NULL);
    return done;
}

void verify_outcome_clear(struct verify_outcome *outcome)
{
    g_clear_pointer(&outcome->cells, g_array_unref);
    g_clear_pointer(&outcome->notes, g_array_unref);
    g_clear_pointer(&outcome->matches, g_ptr_array_unref);
    recompute_clear(&outcome->recompute);
    g_clear_pointer(&outcome->specs, g_ptr_array_unref);
}

static void append(GString *text, enum language language, enum message message, const char *first,
                   const char *second)
{
    g_autofree char *line = message_text(language, message, first, second, NULL);
    g_string_append_printf(text, "%s\n", line);
}

/* An edit leads from our figure to the workbook's; other data from the workbook's to what is now.
 */
static void append_cells(GString *text, const struct verify_outcome *outcome, guint limit,
                         enum language language)
{
    gboolean edited = outcome->verdict == VERIFY_EDITED;
    for (guint i = 0; i < MIN(outcome->cells->len, limit); i++) {
        const struct verify_cell *cell = &g_array_index(outcome->cells, struct verify_cell, i);
        const char *from = edited ? cell->expected : cell->found;
        const char *to = edited ? cell->found : cell->expected;
        g_string_append_printf(text, "  %s!%s: %s → %s\n", cell->sheet, cell->place,
                               *from != '\0' ? from : "∅", *to != '\0' ? to : "∅");
    }
    if (outcome->cells->len > limit) {
        g_autofree char *more = decimal_plain(outcome->cells->len - limit, 0);
        append(text, language, MESSAGE_MORE_CELLS, more, NULL);
    }
    if (outcome->follow > 0) {
        g_autofree char *follow = decimal_plain(outcome->follow, 0);
        append(text, language, MESSAGE_CELLS_FOLLOW, follow, NULL);
    }
}

static const enum message verdicts[] = {
    [VERIFY_IDENTICAL] = MESSAGE_VERIFY_IDENTICAL,
    [VERIFY_SAME_FIGURES] = MESSAGE_VERIFY_SAME_FIGURES,
    [VERIFY_INPUTS_CHANGED] = MESSAGE_VERIFY_INPUTS_CHANGED,
    [VERIFY_EDITED] = MESSAGE_VERIFY_EDITED,
    [VERIFY_DIFFERS] = MESSAGE_VERIFY_DIFFERS,
};

GString *verify_text(const struct verify_outcome *outcome, const char *path, guint limit,
                     enum language language)
{
    static const enum message changes[] = {
        [RECOMPUTE_CHANGED] = MESSAGE_INPUT_IS_CHANGED,
        [RECOMPUTE_GONE] = MESSAGE_INPUT_IS_GONE,
        [RECOMPUTE_NEW] = MESSAGE_INPUT_IS_NEW,
    };
    const struct recompute *recompute = &outcome->recompute;
    GString *text = g_string_new(NULL);
    append(text, language, verdicts[outcome->verdict], path, recompute->record->program_version);
    for (guint i = 0; i < recompute->changes->len; i++) {
        const struct recompute_input *input =
            &g_array_index(recompute->changes, struct recompute_input, i);
        append(text, language, changes[input->change], input->name, NULL);
    }
    for (guint i = 0; i < outcome->notes->len; i++) {
        const struct verify_note *note = &g_array_index(outcome->notes, struct verify_note, i);
        append(text, language, note->message, note->first, note->second);
    }
    append_cells(text, outcome, limit, language);
    if (outcome->verdict == VERIFY_INPUTS_CHANGED && !outcome->untouched)
        append(text, language, MESSAGE_SAVED_SINCE, NULL, NULL);
    for (guint i = 0; i < outcome->specs->len; i++)
        append(text, language, MESSAGE_SPEC_CHANGED, g_ptr_array_index(outcome->specs, i), NULL);
    if (strcmp(recompute->record->program_version, TONGKET_VERSION) != 0)
        append(text, language, MESSAGE_OTHER_VERSION, recompute->record->program_version,
               TONGKET_VERSION);
    if (!recompute->has_identity)
        append(text, language, MESSAGE_IDENTITY_LOST, recompute->manifest_path, NULL);
    return text;
}
