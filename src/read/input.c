#include "read/input.h"

#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "base/request.h"
#include "base/text.h"
#include "data/place.h"
#include "read/bytes.h"
#include "read/csv.h"
#include "read/encoding_detect.h"
#include "read/first_bytes.h"
#include "read/folder.h"
#include "read/input_book.h"
#include "read/recognize.h"
#include "read/refusal.h"
#include "read/source.h"
#include "read/summary.h"
#include "read/table.h"
#include "read/wide_header.h"

/* So much of a file is looked at for its header. */
#define HEADER_BLOCK ((gsize)64 << 10)

void input_clear(gpointer data)
{
    struct input *input = data;
    g_free(input->file);
    g_free(input->path);
    g_free(input->name);
    g_free(input->column);
    g_strfreev(input->header);
    wide_free(input->wide);
    table_free(input->table);
    g_free(input->sha256);
    summary_source_unref(input->summary);
}

void input_remember(struct input *input, const struct stat *seen)
{
    input->size = seen->st_size;
    input->mtime_seconds = seen->st_mtim.tv_sec;
    input->mtime_nanoseconds = seen->st_mtim.tv_nsec;
    input->inode = seen->st_ino;
    input->device = seen->st_dev;
}

gboolean input_is_unchanged(const struct input *input, const struct stat *now)
{
    return input->size == now->st_size && input->mtime_seconds == now->st_mtim.tv_sec &&
           input->mtime_nanoseconds == now->st_mtim.tv_nsec && input->inode == now->st_ino &&
           input->device == now->st_dev;
}

gboolean input_digest(const struct input *input, char **digest, GError **error)
{
    struct stat now;
    if (input->sha256 != NULL) {
        *digest = g_strdup(input->sha256);
        return TRUE;
    }
    g_autoptr(bytes_t) bytes = bytes_open(input->file, error);
    if (bytes == NULL)
        return FALSE;
    bytes_take_digest(bytes);
    if (!bytes_digest(bytes, digest, error))
        return FALSE;
    if (bytes_stat(bytes, &now, error) && input_is_unchanged(input, &now))
        return TRUE;
    g_clear_pointer(digest, g_free);
    if (error == NULL || *error == NULL)
        error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_INPUT_CHANGED, input->path, NULL);
    return FALSE;
}

gboolean input_check_new(const struct gathering *gathering, const struct input *input,
                         GError **error)
{
    for (guint i = 0; i < gathering->items->len; i++) {
        const struct input *other = &g_array_index(gathering->items, struct input, i);
        if (other->inode == input->inode && other->device == input->device)
            return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_FILE_TWICE, input->path,
                               other->path, NULL);
    }
    return TRUE;
}

/* A file that is no text at all is refused. */
static gboolean look_at_start(struct bytes *bytes, struct refusal *refusal, GError **error)
{
    const char *format;
    if (!first_bytes_look(bytes, &format, error))
        return FALSE;
    *refusal = (struct refusal){.rule = format != NULL ? RULE_NOT_CSV : RULES};
    if (format != NULL)
        g_strlcpy(refusal->value, format, sizeof refusal->value);
    return TRUE;
}

/* Finds the encoding; a file that gives none away is refused. */
static gboolean detect(const struct gathering *gathering, const struct wanted *wanted,
                       struct input *input, struct refusal *refusal, GError **error)
{
    struct detected detected;
    g_autoptr(bytes_t) bytes = bytes_open(wanted->path, error);
    if (bytes == NULL || !look_at_start(bytes, refusal, error))
        return FALSE;
    if (refusal->rule != RULES)
        return TRUE;
    if (!encoding_detect(bytes, gathering->encoding, &detected, error))
        return FALSE;
    input->encoding = detected.encoding;
    input->words = detected.words;
    input->is_packed = bytes_are_packed(bytes);
    if (detected.encoding < ENCODINGS)
        return TRUE;
    refusal->rule = RULE_ENCODING_UNKNOWN;
    refusal->line = detected.line;
    g_snprintf(refusal->value, sizeof refusal->value, "%02X", detected.byte);
    g_snprintf(refusal->hint, sizeof refusal->hint, "%" G_GUINT64_FORMAT, detected.place);
    return TRUE;
}

/* Recognizes the dataset from the file's first block. */
static gboolean look_at_header(const struct gathering *gathering, const struct wanted *wanted,
                               struct input *input, struct recognized *recognized, GError **error)
{
    struct stat seen;
    struct block block = {0};
    g_autoptr(source_t) source = source_open(wanted->path, input->encoding, HEADER_BLOCK, error);
    if (source == NULL || !source_stat(source, &seen, error))
        return FALSE;
    input_remember(input, &seen);
    gboolean is_read =
        input_check_new(gathering, input, error) && source_next(source, &block, error);
    if (is_read)
        recognize(&block, gathering->dictionary, wanted->dataset, input, recognized);
    block_clear(&block);
    return is_read;
}

void input_tell_near(const struct gathering *gathering, const GArray *found, guint64 line)
{
    for (guint i = 0; i < found->len; i++) {
        const struct near_header *near = &g_array_index(found, struct near_header, i);
        findings_add(gathering->findings, &(struct finding){.rule = near->rule,
                                                            .file = gathering->items->len,
                                                            .line = line,
                                                            .field = near->field,
                                                            .value = near->header,
                                                            .hint = near->hint});
    }
}

gboolean input_tell_lacking(const struct gathering *gathering, const struct recognized *recognized)
{
    if (!gathering->tells_near || recognized->recognition != REFUSED || recognized->near->len == 0)
        return FALSE;
    input_tell_near(gathering, recognized->near, recognized->line);
    refusal_add(&recognized->refusal, gathering->items->len, gathering->findings);
    return TRUE;
}

static gboolean open_input(const struct gathering *gathering, const struct wanted *wanted,
                           struct input *input, struct recognized *recognized, GError **error)
{
    guint32 file = gathering->items->len;
    struct refusal refusal;
    if (!detect(gathering, wanted, input, &refusal, error))
        return FALSE;
    if (refusal.rule != RULES) {
        recognized->recognition = LEFT_OUT;
        return wanted->is_text || refusal_raise(&refusal, wanted->path, file, NULL, error);
    }
    if (!look_at_header(gathering, wanted, input, recognized, error))
        return FALSE;
    if (recognized->recognition == RECOGNIZED) {
        input_tell_near(gathering, recognized->near, recognized->line);
        return TRUE;
    }
    if (wanted->is_text && recognized->recognition == FOREIGN) {
        recognized->recognition = LEFT_OUT;
        return TRUE;
    }
    if (input_tell_lacking(gathering, recognized))
        return TRUE;
    if (recognized->recognition == REFUSED || !wanted->is_in_folder)
        return refusal_raise(&recognized->refusal, wanted->path, file, NULL, error);
    findings_add(gathering->findings, &(struct finding){.rule = RULE_NOT_RECOGNIZED, .file = file});
    return TRUE;
}

/* Under the name of a workbook, and one inside. */
static gboolean is_book(const struct wanted *wanted, gboolean *is_book, GError **error)
{
    struct refusal refusal = {.rule = RULES};
    *is_book = FALSE;
    if (!place_names_book(wanted->name))
        return TRUE;
    g_autoptr(bytes_t) bytes = bytes_open(wanted->path, error);
    if (bytes == NULL || !look_at_start(bytes, &refusal, error))
        return FALSE;
    *is_book = refusal.rule == RULE_NOT_CSV &&
               (strcmp(refusal.value, "xlsx") == 0 || strcmp(refusal.value, "xls") == 0);
    return TRUE;
}

static gboolean add_file(struct gathering *gathering, const struct wanted *wanted, GError **error)
{
    gboolean is_summary, is_workbook = FALSE;
    gboolean looked = summary_input_take(gathering, wanted, &is_summary, error);
    if (!looked || is_summary || !is_book(wanted, &is_workbook, error))
        return looked && is_summary;
    if (is_workbook)
        return input_book_add(gathering, wanted, error);
    if (wanted->is_in_folder && place_names_book(wanted->name)) {
        g_ptr_array_add(gathering->workbooks, g_strdup(wanted->name));
        return TRUE;
    }
    struct input input = {
        .file = g_strdup(wanted->path),
        .path = g_strdup(wanted->path),
        .name = text_printable(wanted->name, G_MAXUINT),
        .format = &csv_rows,
    };
    g_auto(recognized_t) recognized = recognized_new();
    gboolean is_open = open_input(gathering, wanted, &input, &recognized, error);
    if (!is_open || recognized.recognition == LEFT_OUT) {
        input_clear(&input);
        return is_open;
    }
    g_array_append_val(gathering->items, input);
    if (input.wide != NULL)
        wide_input_add_beside(gathering, &input, &recognized);
    return TRUE;
}

static void take_names(GPtrArray *from, guint first, GPtrArray *to)
{
    for (guint i = first; i < from->len; i++)
        g_ptr_array_add(to, g_strdup(g_ptr_array_index(from, i)));
}

/* Nothing to read: what else is there may be what was meant. Of `books` all from `first` on are in
 * this folder. */
static gboolean raise_empty(const struct folder *folder, GPtrArray *books, guint first,
                            const char *path, GError **error)
{
    g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func(g_free);
    take_names(books, first, others);
    take_names(folder->workbooks, 0, others);
    take_names(folder->folders, 0, others);
    if (others->len == 0)
        return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_FOLDER_EMPTY, path, NULL);
    g_autofree char *names = folder_names(others);
    return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_FOLDER_OTHERS, path, names, NULL);
}

static gboolean add_folder(struct gathering *gathering, const char *path, GError **error)
{
    g_auto(folder_t) folder = {0};
    guint before = gathering->items->len, books = gathering->workbooks->len;
    if (!folder_open(path, &folder, error))
        return FALSE;
    for (guint i = 0; i < folder.data->len; i++) {
        const char *name = g_ptr_array_index(folder.data, i);
        g_autofree char *file = g_build_filename(path, name, NULL);
        struct wanted wanted = {.path = file,
                                .name = name,
                                .is_in_folder = TRUE,
                                .is_text = folder_name_ends(name, ".txt")};
        if (!add_file(gathering, &wanted, error))
            return FALSE;
    }
    if (gathering->items->len == before)
        return raise_empty(&folder, gathering->workbooks, books, path, error);
    take_names(folder.workbooks, 0, gathering->workbooks);
    take_names(folder.folders, 0, gathering->folders);
    return TRUE;
}

static gboolean raise_unknown(const struct dictionary *dictionary, const char *argument,
                              const char *name, GError **error)
{
    g_autoptr(GString) known = g_string_new(NULL);
    for (guint i = 0; i < dictionary->datasets_count; i++)
        g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", dictionary->datasets[i].name);
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_UNKNOWN_DATASET,
                       request_is_database(argument + strlen(name) + 1) ? name : argument, name,
                       known->str, NULL);
}

/* A path may hold "=" itself: what is there under the whole name is meant. */
static gboolean add_argument(struct gathering *gathering, const char *argument, GError **error)
{
    struct wanted wanted = {.path = argument};
    const char *sign = strchr(argument, '=');
    if (request_is_database(argument))
        return table_add_all(gathering, &wanted, error);
    if (sign != NULL && !g_file_test(argument, G_FILE_TEST_EXISTS)) {
        g_autofree char *name = g_strndup(argument, (gsize)(sign - argument));
        wanted.dataset = dictionary_dataset(gathering->dictionary, name);
        if (wanted.dataset == NULL)
            return raise_unknown(gathering->dictionary, argument, name, error);
        wanted.path = sign + 1;
        if (request_is_database(wanted.path))
            return table_add_all(gathering, &wanted, error);
    } else if (g_file_test(argument, G_FILE_TEST_IS_DIR)) {
        return add_folder(gathering, argument, error);
    }
    g_autofree char *base = g_path_get_basename(wanted.path);
    wanted.name = base;
    return add_file(gathering, &wanted, error);
}

/* One finding on no file for all workbooks of all folders. */
static void tell_workbooks(const struct gathering *gathering)
{
    if (gathering->workbooks->len == 0)
        return;
    g_autofree char *names = folder_names(gathering->workbooks);
    findings_add(gathering->findings, &(struct finding){.rule = RULE_WORKBOOK_NOT_READ,
                                                        .file = gathering->items->len,
                                                        .hint = names});
}

gboolean inputs_open(const struct inputs_request *request, const struct dictionary *dictionary,
                     struct inputs **inputs, struct findings *findings, GError **error)
{
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(struct input));
    g_autoptr(GPtrArray) workbooks = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
    struct gathering gathering = {
        dictionary, findings, request->encoding, request->tells_near, items, workbooks, folders};
    g_array_set_clear_func(items, input_clear);
    for (guint i = 0; request->arguments[i] != NULL; i++) {
        if (!add_argument(&gathering, request->arguments[i], error))
            return FALSE;
    }
    g_array_set_clear_func(items, NULL); /* the inputs own them from here */
    tell_workbooks(&gathering);
    *inputs = g_new(struct inputs, 1);
    (*inputs)->folders = folders->len > 0 ? folder_names(folders) : NULL;
    (*inputs)->count = items->len;
    (*inputs)->item = (struct input *)(gpointer)g_array_free(g_steal_pointer(&items), FALSE);
    return TRUE;
}

void inputs_free(struct inputs *inputs)
{
    if (inputs == NULL)
        return;
    for (guint i = 0; i < inputs->count; i++)
        input_clear(&inputs->item[i]);
    g_free(inputs->item);
    g_free(inputs->folders);
    g_free(inputs);
}

struct source *input_source(const struct input *input, gsize block_size, GError **error)
{
    return input->format == &csv_rows
               ? source_open(input->file, input->encoding, block_size, error)
               : source_open_sheet(input->file, input->sheet, block_size, error);
}
