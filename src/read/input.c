#include "read/input.h"

#include <string.h>

#include "base/error.h"
#include "read/recognize.h"
#include "read/refusal.h"
#include "read/source.h"

/* So much of a file is looked at for its header. */
#define HEADER_BLOCK ((gsize)64 << 10)

/* The inputs while they are collected. */
struct gathering {
    const struct dictionary *dictionary;
    struct findings *findings;
    GArray *items; /* struct input */
};

/* One file that is asked for. */
struct wanted {
    const char *path;
    const char *name;
    const struct dataset *dataset; /* that the user named, or NULL */
    gboolean is_in_folder;
};

static void input_clear(gpointer data)
{
    struct input *input = data;
    g_free(input->path);
    g_free(input->name);
    g_free(input->column);
}

static void remember(struct input *input, const struct stat *seen)
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

static gboolean check_new(const struct gathering *gathering, const struct input *input,
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

static gboolean open_input(const struct gathering *gathering, const struct wanted *wanted,
                           struct input *input, GError **error)
{
    struct stat seen;
    struct block block = {0};
    guint32 file = gathering->items->len;
    g_autoptr(source_t) source = source_open(wanted->path, HEADER_BLOCK, error);
    if (source == NULL || !source_stat(source, &seen, error))
        return FALSE;
    remember(input, &seen);
    if (!check_new(gathering, input, error) || !source_next(source, &block, error)) {
        block_clear(&block);
        return FALSE;
    }
    struct refusal refusal;
    enum recognition recognition =
        recognize(&block, gathering->dictionary, wanted->dataset, input, &refusal);
    block_clear(&block);
    if (recognition == RECOGNIZED)
        return TRUE;
    if (recognition == REFUSED || !wanted->is_in_folder)
        return refusal_raise(&refusal, wanted->path, file, NULL, error);
    findings_add(gathering->findings, &(struct finding){.rule = RULE_NOT_RECOGNIZED, .file = file});
    return TRUE;
}

static gboolean add_file(struct gathering *gathering, const struct wanted *wanted, GError **error)
{
    struct input input = {
        .path = g_strdup(wanted->path),
        .name = g_filename_display_name(wanted->name),
    };
    if (!open_input(gathering, wanted, &input, error)) {
        input_clear(&input);
        return FALSE;
    }
    g_array_append_val(gathering->items, input);
    return TRUE;
}

static gboolean is_csv_name(const char *name)
{
    gsize length = strlen(name);
    return *name != '.' && length > 4 && g_ascii_strcasecmp(name + length - 4, ".csv") == 0;
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of a folder's CSV files, sorted by byte; NULL on error. */
static GPtrArray *list_folder(const char *path, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GDir) folder = g_dir_open(path, 0, &reason);
    if (folder == NULL) {
        error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_CANNOT_OPEN, path, reason->message, NULL);
        return NULL;
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while ((name = g_dir_read_name(folder)) != NULL) {
        if (is_csv_name(name))
            g_ptr_array_add(names, g_strdup(name));
    }
    if (names->len == 0) {
        error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_FOLDER_EMPTY, path, NULL);
        return NULL;
    }
    g_ptr_array_sort(names, compare_names);
    return g_steal_pointer(&names);
}

static gboolean add_folder(struct gathering *gathering, const char *path, GError **error)
{
    g_autoptr(GPtrArray) names = list_folder(path, error);
    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *file = g_build_filename(path, name, NULL);
        struct wanted wanted = {.path = file, .name = name, .is_in_folder = TRUE};
        if (!add_file(gathering, &wanted, error))
            return FALSE;
    }
    return names != NULL;
}

static gboolean raise_unknown(const struct dictionary *dictionary, const char *argument,
                              const char *name, GError **error)
{
    g_autoptr(GString) known = g_string_new(NULL);
    for (guint i = 0; i < dictionary->datasets_count; i++)
        g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", dictionary->datasets[i].name);
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_UNKNOWN_DATASET, argument, name,
                       known->str, NULL);
}

/* A path may hold "=" itself: what is there under the whole name is meant. */
static gboolean add_argument(struct gathering *gathering, const char *argument, GError **error)
{
    struct wanted wanted = {.path = argument};
    const char *sign = strchr(argument, '=');
    if (sign != NULL && !g_file_test(argument, G_FILE_TEST_EXISTS)) {
        g_autofree char *name = g_strndup(argument, (gsize)(sign - argument));
        wanted.dataset = dictionary_dataset(gathering->dictionary, name);
        if (wanted.dataset == NULL)
            return raise_unknown(gathering->dictionary, argument, name, error);
        wanted.path = sign + 1;
    } else if (g_file_test(argument, G_FILE_TEST_IS_DIR)) {
        return add_folder(gathering, argument, error);
    }
    g_autofree char *base = g_path_get_basename(wanted.path);
    wanted.name = base;
    return add_file(gathering, &wanted, error);
}

gboolean inputs_open(const char *const *arguments, const struct dictionary *dictionary,
                     struct inputs **inputs, struct findings *findings, GError **error)
{
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(struct input));
    struct gathering gathering = {dictionary, findings, items};
    g_array_set_clear_func(items, input_clear);
    for (guint i = 0; arguments[i] != NULL; i++) {
        if (!add_argument(&gathering, arguments[i], error))
            return FALSE;
    }
    g_array_set_clear_func(items, NULL); /* the inputs own them from here */
    *inputs = g_new(struct inputs, 1);
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
    g_free(inputs);
}
