/*
 * search - where templates and the dictionary are found.
 *
 * As given; in $TONGKET_TEMPLATES; in share/tongket/templates of the prefix the program is
 * installed under; beside the program in the source tree.
 */
#ifndef RUN_SEARCH_H
#define RUN_SEARCH_H

#include <glib.h>

struct search {
    char **folders; /* NULL-terminated */
};

/* `environment` is the value of TONGKET_TEMPLATES or NULL; `program` the running file. */
struct search *search_new(const char *environment, const char *program);
void search_free(struct search *search);
typedef struct search search_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(search_t, search_free)

/* Path of a template by path or shipped name; of a file of that name in the folders. New string or
 * NULL. */
char *search_template(const struct search *search, const char *name);
char *search_file(const struct search *search, const char *file);

/* Names of all templates in the folders, sorted (char *, owned by the array). */
GPtrArray *search_templates(const struct search *search);

/* The template's name as it stands in file names: the file name without .yaml. New string. */
char *search_stem(const char *path);

#endif
