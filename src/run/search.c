#include "run/search.h"

#include <string.h>

#define ENDING ".yaml"
#define DICTIONARY_FILE "tu-dien.yaml"

struct search *search_new(const char *environment, const char *program)
{
    struct search *search = g_new0(struct search, 1);
    g_autofree char *bin = g_path_get_dirname(program);
    g_autofree char *above = g_path_get_dirname(bin);
    g_autofree char *top = g_path_get_dirname(above);
    GPtrArray *folders = g_ptr_array_new();
    if (environment != NULL && *environment != '\0')
        g_ptr_array_add(folders, g_strdup(environment));
    g_ptr_array_add(folders, g_build_filename(above, "share", "tongket", "templates", NULL));
    g_ptr_array_add(folders, g_build_filename(top, "templates", NULL));
    g_ptr_array_add(folders, NULL);
    search->folders = (char **)g_ptr_array_free(folders, FALSE);
    return search;
}

void search_free(struct search *search)
{
    if (search == NULL)
        return;
    g_strfreev(search->folders);
    g_free(search);
}

char *search_file(const struct search *search, const char *file)
{
    for (char **folder = search->folders; *folder != NULL; folder++) {
        g_autofree char *path = g_build_filename(*folder, file, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&path);
    }
    return NULL;
}

char *search_template(const struct search *search, const char *name)
{
    if (g_file_test(name, G_FILE_TEST_IS_REGULAR))
        return g_strdup(name);
    if (strchr(name, '/') != NULL)
        return NULL;
    g_autofree char *file = g_strconcat(name, ENDING, NULL);
    return search_file(search, file);
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_folder(GPtrArray *names, GHashTable *seen, const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *file;
    while (dir != NULL && (file = g_dir_read_name(dir)) != NULL) {
        if (!g_str_has_suffix(file, ENDING) || strcmp(file, DICTIONARY_FILE) == 0)
            continue;
        g_autofree char *name = g_strndup(file, strlen(file) - strlen(ENDING));
        if (g_hash_table_contains(seen, name))
            continue;
        g_hash_table_add(seen, g_strdup(name));
        g_ptr_array_add(names, g_steal_pointer(&name));
    }
}

GPtrArray *search_templates(const struct search *search)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (char **folder = search->folders; *folder != NULL; folder++)
        add_folder(names, seen, *folder);
    g_ptr_array_sort(names, compare_names);
    return names;
}

char *search_stem(const char *path)
{
    g_autofree char *base = g_path_get_basename(path);
    if (g_str_has_suffix(base, ENDING))
        base[strlen(base) - strlen(ENDING)] = '\0';
    return g_steal_pointer(&base);
}
