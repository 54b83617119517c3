#include "read/folder.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "data/place.h"

/* A list of names ends behind so many bytes, with its full count. */
#define NAMES_BYTES 300

gboolean folder_name_ends(const char *name, const char *ending)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    g_autofree char *packed = g_strconcat(ending, ".gz", NULL);
    return g_str_has_suffix(lower, ending) || g_str_has_suffix(lower, packed);
}

static gboolean ends_with_any(const char *name, const char *const *endings)
{
    for (; *endings != NULL; endings++)
        if (folder_name_ends(name, *endings))
            return TRUE;
    return FALSE;
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "ky-luat-2024" and "ky-luat-2024.xlsx" stand beside "ky-luat-2024.manifest.json". */
static gboolean is_our_own(const char *path, const char *name, const char *ending)
{
    g_autofree char *stem = g_strndup(name, strlen(name) - strlen(ending));
    g_autofree char *manifest = g_strdup_printf("%s/%s.manifest.json", path, stem);
    return g_file_test(manifest, G_FILE_TEST_EXISTS);
}

static gboolean is_data(const char *name)
{
    static const char *const endings[] = {".csv", ".tsv", ".txt", ".tongket", NULL};
    return ends_with_any(name, endings) || place_names_book(name);
}

static gboolean is_workbook(const char *name)
{
    static const char *const endings[] = {".xlsb", ".xltx", ".fods", ".et", ".numbers", NULL};
    return ends_with_any(name, endings);
}

/* A folder with such files in it; pictures and texts of reports are nobody's data. */
static gboolean is_folder_of_data(const char *path)
{
    g_autoptr(GDir) listing = g_dir_open(path, 0, NULL);
    const char *name;
    gboolean found = FALSE;
    while (listing != NULL && !found && (name = g_dir_read_name(listing)) != NULL)
        found = *name != '.' && (is_data(name) || is_workbook(name));
    return found;
}

static void take_name(const char *path, const char *name, struct folder *folder)
{
    if (*name == '.' || g_str_has_prefix(name, "~$"))
        return;
    g_autofree char *file = g_build_filename(path, name, NULL);
    if (place_names_book(name) && is_our_own(path, name, strrchr(name, '.')))
        return;
    if (is_data(name))
        g_ptr_array_add(folder->data, g_strdup(name));
    else if (is_workbook(name) && !is_our_own(path, name, strrchr(name, '.')))
        g_ptr_array_add(folder->workbooks, g_strdup(name));
    else if (is_folder_of_data(file) && !is_our_own(path, name, ""))
        g_ptr_array_add(folder->folders, g_strdup(name));
}

/* Text that was saved from a workbook, or a newer workbook, under the same name beside it:
 * "ky_luat.csv" or "ky_luat.xlsx" of "ky_luat.xls". */
static gboolean has_newer_beside(const GPtrArray *names, const char *book)
{
    gsize length = (gsize)(strrchr(book, '.') - book) + 1;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        gboolean is_beside = strncmp(name, book, length) == 0;
        if (place_names_book(name))
            is_beside = is_beside && strchr(name + length, '.') == NULL &&
                        place_kind_of_book(name) < place_kind_of_book(book);
        if (is_beside)
            return TRUE;
    }
    return FALSE;
}

/* Both would be counted: the newer is read, and the other is told. */
static void set_books_aside(struct folder *folder)
{
    for (guint i = folder->data->len; i > 0; i--) {
        const char *name = g_ptr_array_index(folder->data, i - 1);
        if (!place_names_book(name) || !has_newer_beside(folder->data, name))
            continue;
        g_ptr_array_add(folder->workbooks, g_strdup(name));
        g_ptr_array_remove_index(folder->data, i - 1);
    }
}

gboolean folder_open(const char *path, struct folder *folder, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GDir) listing = g_dir_open(path, 0, &reason);
    const char *name;
    if (listing == NULL)
        return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_CANNOT_OPEN, path, reason->message,
                           NULL);
    folder->data = g_ptr_array_new_with_free_func(g_free);
    folder->workbooks = g_ptr_array_new_with_free_func(g_free);
    folder->folders = g_ptr_array_new_with_free_func(g_free);
    while ((name = g_dir_read_name(listing)) != NULL)
        take_name(path, name, folder);
    set_books_aside(folder);
    g_ptr_array_sort(folder->data, compare_names);
    g_ptr_array_sort(folder->workbooks, compare_names);
    g_ptr_array_sort(folder->folders, compare_names);
    return TRUE;
}

void folder_clear(struct folder *folder)
{
    g_clear_pointer(&folder->data, g_ptr_array_unref);
    g_clear_pointer(&folder->workbooks, g_ptr_array_unref);
    g_clear_pointer(&folder->folders, g_ptr_array_unref);
}

char *folder_names(const GPtrArray *names)
{
    GString *list = g_string_new(NULL);
    guint i = 0;
    for (; i < names->len && list->len < NAMES_BYTES; i++) {
        g_autofree char *shown = text_printable(g_ptr_array_index(names, i), NAMES_BYTES);
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", shown);
    }
    if (i < names->len)
        g_string_append_printf(list, ", … (%u)", names->len);
    return g_string_free(list, FALSE);
}
