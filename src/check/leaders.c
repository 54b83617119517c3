#include "check/leaders.h"

#include <string.h>

/* The posts of those who lead a unit of a level, by a law. */
struct leaders_posts {
    const struct law *law;
    enum level level;
    char *posts; /* as fact_codes() takes them */
    struct fact_codes codes;
};

struct leaders {
    const struct dataset *dataset;
    const struct dictionary *dictionary;
    const struct unit_tree *tree;
    GArray *posts; /* struct leaders_posts, of each law */
};

static void clear_posts(gpointer posts)
{
    g_free(((struct leaders_posts *)posts)->posts);
}

/* Where no post can be told there are no leaders. */
static void add_posts(struct leaders *leaders, const struct law *law)
{
    int column = dataset_column(leaders->dataset, LEADERS_POST);
    for (unsigned i = 0; column >= 0 && i < law->leaders_count; i++) {
        struct leaders_posts posts = {.law = law};
        level_from_code(law->leaders[i].level, &posts.level); /* dictionary_load() has seen to it */
        g_autoptr(GString) all = g_string_new(NULL);
        for (unsigned k = 0; k < law->leaders[i].posts.count; k++)
            g_string_append_printf(all, "%s ", law->leaders[i].posts.item[k]);
        posts.posts = g_strdup(all->str);
        posts.codes = fact_codes(leaders->dataset, (guint)column, posts.posts);
        g_array_append_val(leaders->posts, posts);
    }
}

struct leaders *leaders_new(const struct dataset *dataset, const struct dictionary *dictionary,
                            const struct unit_tree *tree)
{
    struct leaders *leaders = g_new0(struct leaders, 1);
    *leaders = (struct leaders){dataset, dictionary, tree,
                                g_array_new(FALSE, FALSE, sizeof(struct leaders_posts))};
    g_array_set_clear_func(leaders->posts, clear_posts);
    for (unsigned i = 0; i < dictionary->laws_count; i++)
        if (strcmp(dictionary->laws[i].rule, LEADERS_LAW) == 0)
            add_posts(leaders, &dictionary->laws[i]);
    return leaders;
}

void leaders_free(struct leaders *leaders)
{
    g_array_unref(leaders->posts);
    g_free(leaders);
}

static gboolean leads(const struct leaders *leaders, const struct law *law, const struct unit *unit,
                      const struct fact *fact)
{
    for (guint i = 0; i < leaders->posts->len; i++) {
        const struct leaders_posts *posts = &g_array_index(leaders->posts, struct leaders_posts, i);
        if (posts->law == law &&
            (posts->level == unit->level || (posts->level == LEVEL_CHI_BO && unit->is_cell)) &&
            fact_has_code(fact, &posts->codes))
            return TRUE;
    }
    return FALSE;
}

gint32 leaders_led(const struct leaders *leaders, const struct fact *fact)
{
    date last_day = date_from_civil(date_month_number(fact->first) / 12, 12, 31);
    const struct law *law = dictionary_law(leaders->dictionary, LEADERS_LAW, last_day);
    gint32 unit = law != NULL ? fact->unit : UNIT_NONE;
    while (unit != UNIT_NONE && !leads(leaders, law, unit_at(leaders->tree, unit), fact)) {
        unit = unit_at(leaders->tree, unit)->parent;
        if (unit != UNIT_NONE)
            unit = unit_version(leaders->tree, unit, last_day);
    }
    return unit;
}
