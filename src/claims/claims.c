#include "claims/claims.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "claims/claim_prose.h"
#include "claims/claims_bind.h"
#include "claims/claims_question.h"
#include "claims/claims_table.h"

/* The cap that a text's "xuất sắc" is held to; the one in force last. */
#define CAP_NAME "tran_20"

/* A book of a thousand pages has less. */
#define TEXT_BYTES ((gsize)4 << 20)

static void clear_line(gpointer data)
{
    struct claims_line *line = data;
    g_free(line->place);
    g_free(line->subject);
    g_free(line->printed);
    claim_result_free(line->result);
}

void claims_outcome_clear(struct claims_outcome *outcome)
{
    g_clear_pointer(&outcome->lines, g_array_unref);
    g_clear_pointer(&outcome->entries, g_ptr_array_unref);
    g_clear_pointer(&outcome->known, g_ptr_array_unref);
    g_clear_pointer(&outcome->questions, g_ptr_array_unref);
    inputs_free(outcome->inputs);
    findings_free(outcome->findings);
    workspace_free(outcome->workspace);
    dictionary_free(outcome->dictionary);
    g_clear_pointer(&outcome->dictionary_text, g_bytes_unref);
}

static const struct dataset *claims_dataset(const struct claims_outcome *outcome)
{
    return dictionary_dataset_of_kind(outcome->dictionary, DATASET_CLAIMS);
}

static char *base_name(const char *file)
{
    return g_path_get_basename(file);
}

/* The file must be one of claims: a folder, or another export, is a mistake. */
static gboolean read_table(struct claims_outcome *outcome, const char *file, enum encoding encoding,
                           GError **error)
{
    const char *const arguments[] = {file, NULL};
    struct inputs_request request = {.arguments = arguments, .encoding = encoding};
    const struct dataset *dataset = claims_dataset(outcome);
    if (!inputs_open(&request, outcome->dictionary, &outcome->inputs, outcome->findings, error))
        return FALSE;
    for (guint i = 0; i < outcome->inputs->count; i++)
        if (dataset == NULL || outcome->inputs->item[i].dataset != dataset)
            return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_NOT_CLAIMS, file, NULL);
    g_autofree struct account *accounts = g_new0(struct account, MAX(outcome->inputs->count, 1));
    return claims_table_read(outcome->inputs, dataset, accounts, outcome->findings,
                             &outcome->entries, error);
}

static void add_entries(struct claims_outcome *outcome)
{
    for (guint i = 0; i < outcome->entries->len; i++) {
        const struct claims_entry *entry = g_ptr_array_index(outcome->entries, i);
        g_autofree char *name = base_name(outcome->inputs->item[entry->file].name);
        struct claims_line line = {
            .place = g_strdup_printf("%s:%" G_GUINT64_FORMAT, name, entry->line),
            .subject = g_strdup(entry->subject),
            .printed = g_strdup(entry->printed),
            .claim = entry->claim,
            .question = entry->question,
            .skipped = MESSAGE_COUNT,
        };
        g_array_append_val(outcome->lines, line);
    }
}

/* Puts a text of an encoding before Unicode into UTF-8. */
static gboolean decode(enum encoding encoding, char **bytes, gsize *size)
{
    if (!encoding_is_legacy(encoding))
        return FALSE;
    gsize used;
    GString *text = g_string_new(NULL);
    g_autoptr(decoder_t) decoder = decoder_new(encoding);
    gboolean done = decoder_append(decoder, *bytes, *size, text, &used);
    g_free(*bytes);
    *size = text->len;
    *bytes = g_string_free(text, FALSE);
    return done;
}

/* UTF-8 in normal form C, without a byte order mark. New string or NULL. */
static char *read_text(const char *file, enum encoding encoding, GError **error)
{
    gsize size = 0;
    g_autofree char *bytes = file_read(file, TEXT_BYTES, &size, TONGKET_ERROR_INPUT, error);
    if (bytes == NULL)
        return NULL;
    if (!g_utf8_validate(bytes, (gssize)size, NULL) && !decode(encoding, &bytes, &size)) {
        error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_TEXT_NOT_UTF8, file, NULL);
        return NULL;
    }
    const char *start = g_str_has_prefix(bytes, "\xef\xbb\xbf") ? bytes + 3 : bytes;
    return text_nfc(start, -1);
}

/* The one row among the DATA that prints the same figures; NULL: none, or several. */
static const struct claims_entry *entry_like(const GPtrArray *known, const struct claim *claim)
{
    const struct claims_entry *found = NULL;
    for (guint i = 0; known != NULL && i < known->len; i++) {
        const struct claims_entry *entry = g_ptr_array_index(known, i);
        if (!claims_table_same(&entry->claim, claim))
            continue;
        if (found != NULL)
            return NULL;
        found = entry;
    }
    return found;
}

static char *text_place(const char *name, guint line, guint column)
{
    return g_strdup_printf("%s:%u:%u", name, line, column);
}

/* Whether what a sentence says, as far as it is known, is what a row of so_lieu_cong_bo means. */
static gboolean is_compatible(const struct claims_question *said, const struct claims_question *row)
{
    /* What earlier sentences spoke of is no more than likely. */
    if (said->data.carried)
        return strcmp(said->source, row->source) == 0;
    return (*said->unit == '\0' || strcmp(said->unit, row->unit) == 0) &&
           (*said->from == '\0' || strcmp(said->from, row->from) == 0) &&
           (*said->to == '\0' || *row->to == '\0' || strcmp(said->to, row->to) == 0) &&
           (*said->source == '\0' || strcmp(said->source, row->source) == 0);
}

/* The rule of the time that a claim is known to be about, else the newest; NULL: not read. */
static const struct cap_rule *cap_then(const struct dictionary *dictionary,
                                       const struct claims_question *question)
{
    gboolean known = question != NULL && question->period.last > 0;
    const struct cap_rule *rule = dictionary_cap(
        dictionary, CAP_NAME, known ? question->period.last : date_from_civil(9999, 1, 1));
    return rule != NULL && cap_rule_is_read(rule) ? rule : NULL;
}

static void add_found(struct claims_outcome *outcome, const char *name,
                      const struct claim_found *found, const struct claims_bound *bound)
{
    const struct claims_entry *entry = entry_like(outcome->known, &found->claim);
    gboolean open = bound != NULL && (bound->main->data.about != NULL || bound->main->data.carried);
    if (entry != NULL && bound != NULL && (!open || !is_compatible(bound->main, entry->question)))
        entry = NULL;
    struct claims_line line = {
        .place = text_place(name, found->line, found->column),
        .subject = g_strdup(found->around),
        .printed = g_strdup(found->printed),
        .claim = found->claim,
        .question = entry != NULL   ? entry->question
                    : bound != NULL ? bound->main
                                    : NULL,
        .skipped = MESSAGE_COUNT,
    };
    if (bound != NULL && entry == NULL)
        line.bound = *bound;
    if (found->capped)
        line.claim.cap = cap_then(outcome->dictionary, line.question);
    g_array_append_val(outcome->lines, line);
}

static void add_skipped(struct claims_outcome *outcome, const char *name,
                        const struct claim_skipped *skipped)
{
    struct claims_line line = {
        .place = text_place(name, skipped->line, skipped->column),
        .subject = g_strdup(skipped->around),
        .printed = g_strdup(""),
        .skipped = skipped->why,
    };
    g_array_append_val(outcome->lines, line);
}

static gboolean read_prose(struct claims_outcome *outcome, const char *file, enum encoding encoding,
                           GError **error)
{
    g_autofree char *text = read_text(file, encoding, error);
    if (text == NULL)
        return FALSE;
    g_autofree char *name = base_name(file);
    g_autoptr(claim_prose_t) prose = claim_prose_read(text);
    g_autoptr(GArray) bound = NULL;
    if (outcome->workspace != NULL)
        bound = claims_bind(prose, outcome->workspace, outcome->questions);
    for (guint i = 0; i < prose->found->len; i++)
        add_found(outcome, name, &g_array_index(prose->found, struct claim_found, i),
                  bound != NULL ? &g_array_index(bound, struct claims_bound, i) : NULL);
    for (guint i = 0; i < prose->skipped->len; i++)
        add_skipped(outcome, name, &g_array_index(prose->skipped, struct claim_skipped, i));
    return TRUE;
}

static gboolean open_data(struct claims_outcome *outcome, const struct request *request,
                          const struct search *search, GError **error)
{
    if (request->data.count == 0)
        return TRUE;
    struct workspace **workspace = &outcome->workspace;
    if (!workspace_begin(search, request, workspace, error) || !workspace_load(*workspace, error))
        return FALSE;
    const struct dataset *dataset =
        dictionary_dataset_of_kind((*workspace)->dictionary, DATASET_CLAIMS);
    return dataset == NULL || !workspace_has(*workspace, dataset) ||
           claims_table_read((*workspace)->inputs, dataset, (*workspace)->accounts,
                             (*workspace)->findings, &outcome->known, error);
}

static gboolean ask_data(struct claims_outcome *outcome, GError **error)
{
    g_autoptr(GPtrArray) questions = g_ptr_array_new();
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    if (outcome->workspace == NULL)
        return TRUE;
    for (guint i = 0; i < outcome->lines->len; i++) {
        struct claims_line *line = &g_array_index(outcome->lines, struct claims_line, i);
        if (line->question != NULL && g_hash_table_add(seen, (void *)line->question))
            g_ptr_array_add(questions, (void *)line->question);
    }
    for (guint i = 0; i < outcome->questions->len; i++)
        if (!g_ptr_array_find(questions, g_ptr_array_index(outcome->questions, i), NULL))
            g_ptr_array_add(questions, g_ptr_array_index(outcome->questions, i));
    return claims_count(outcome->workspace, questions, error);
}

static void judge(struct claims_outcome *outcome)
{
    for (guint i = 0; i < outcome->lines->len; i++) {
        struct claims_line *line = &g_array_index(outcome->lines, struct claims_line, i);
        if (line->skipped != MESSAGE_COUNT)
            continue;
        /* Without data only a figure that cannot be read is told. */
        const struct claims_question *question = line->question;
        if (question != NULL && (outcome->workspace != NULL || question->data.about != NULL))
            line->claim.data = &question->data;
        if (line->bound.before != NULL)
            line->claim.before_data = &line->bound.before->data;
        for (guint part = 0; part < line->claim.parts_count; part++)
            if (line->bound.parts[part] != NULL)
                line->claim.part_data[part] = &line->bound.parts[part]->data;
        line->result = claim_check(&line->claim);
    }
}

static void free_question(gpointer question)
{
    claims_question_free(question);
}

gboolean claims_run(const struct request *request, const struct search *search,
                    struct claims_outcome *outcome, GError **error)
{
    gboolean table = g_str_has_suffix(request->file, ".csv") || strchr(request->file, '=') != NULL;
    enum encoding encoding;
    outcome->findings = findings_new();
    outcome->questions = g_ptr_array_new_with_free_func(free_question);
    outcome->lines = g_array_new(FALSE, FALSE, sizeof(struct claims_line));
    g_array_set_clear_func(outcome->lines, clear_line);
    if (!workspace_encoding(request->encoding, &encoding, error) ||
        !workspace_dictionary(search, &request->dictionary, &outcome->dictionary,
                              &outcome->dictionary_text, error) ||
        !open_data(outcome, request, search, error))
        return FALSE;
    if (table ? !read_table(outcome, request->file, encoding, error)
              : !read_prose(outcome, request->file, encoding, error))
        return FALSE;
    if (table)
        add_entries(outcome);
    if (!ask_data(outcome, error))
        return FALSE;
    judge(outcome);
    return TRUE;
}

guint claims_count_verdict(const struct claims_outcome *outcome, enum claim_verdict verdict)
{
    guint count = 0;
    for (guint i = 0; i < outcome->lines->len; i++) {
        const struct claims_line *line = &g_array_index(outcome->lines, struct claims_line, i);
        count += line->result != NULL && line->result->verdict == verdict;
    }
    return count;
}

guint claims_count_skipped(const struct claims_outcome *outcome)
{
    guint count = 0;
    for (guint i = 0; i < outcome->lines->len; i++)
        count += g_array_index(outcome->lines, struct claims_line, i).result == NULL;
    return count;
}
