#include "check/authority.h"

#include <string.h>

/* A power with its codes looked up in the dataset. */
struct authorities_power {
    struct fact_codes authority, forms, except_posts;
    char *texts[2]; /* what the codes of forms and posts are read from */
    gboolean unread;
};

/* The powers of a row stand together. */
struct authorities_row {
    const struct authority_law *law;
    date first_day, last_day;
    guint first, end;
};

struct authorities {
    int column[AUTHORITY_COLUMNS];
    struct fact_codes members;
    GArray *powers; /* struct authorities_power, row by row */
    GArray *rows;   /* struct authorities_row */
};

static void clear_power(gpointer data)
{
    struct authorities_power *power = data;
    for (guint i = 0; i < G_N_ELEMENTS(power->texts); i++)
        g_free(power->texts[i]);
}

/* As fact_codes() takes them. New string. */
static char *joined(const struct names *names)
{
    GString *text = g_string_new(NULL);
    for (unsigned i = 0; i < names->count; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", names->item[i]);
    return g_string_free(text, FALSE);
}

static void add_row(struct authorities *all, const struct dataset *dataset,
                    const struct authority_law *law)
{
    struct authorities_row row = {
        .law = law, .first = all->powers->len, .end = all->powers->len + law->powers_count};
    authority_law_days(law, &row.first_day, &row.last_day);
    g_array_append_val(all->rows, row);
    for (unsigned i = 0; i < law->powers_count; i++) {
        const struct authority_power *from = &law->powers[i];
        struct authorities_power power = {
            .texts = {joined(&from->forms), joined(&from->except_posts)},
            .unread = names_hold(&from->forms, "?")};
        power.authority =
            fact_codes(dataset, (guint)all->column[AUTHORITY_DECIDES], from->authority);
        power.forms = fact_codes(dataset, (guint)all->column[AUTHORITY_FORM], power.texts[0]);
        power.except_posts =
            fact_codes(dataset, (guint)all->column[AUTHORITY_POST], power.texts[1]);
        g_array_append_val(all->powers, power);
    }
}

struct authorities *authorities_new(const struct dataset *dataset,
                                    const struct dictionary *dictionary)
{
    static const char *const names[AUTHORITY_COLUMNS] = {"cap_thi_hanh", "hinh_thuc", "chuc_vu"};
    int subject = dataset_column(dataset, "doi_tuong");
    struct authorities all = {0};
    gboolean there = strcmp(dataset->name, "ky_luat") == 0 && subject >= 0;
    for (guint i = 0; i < AUTHORITY_COLUMNS; i++) {
        all.column[i] = dataset_column(dataset, names[i]);
        there = there && all.column[i] >= 0;
    }
    if (!there || dictionary->authorities_count == 0)
        return NULL;
    all.members = fact_codes(dataset, (guint)subject, "dang_vien");
    all.powers = g_array_new(FALSE, FALSE, sizeof(struct authorities_power));
    all.rows = g_array_new(FALSE, FALSE, sizeof(struct authorities_row));
    g_array_set_clear_func(all.powers, clear_power);
    for (unsigned i = 0; i < dictionary->authorities_count; i++)
        add_row(&all, dataset, &dictionary->authorities[i]);
    return g_memdup2(&all, sizeof all);
}

void authorities_free(struct authorities *authorities)
{
    if (authorities == NULL)
        return;
    g_array_unref(authorities->powers);
    g_array_unref(authorities->rows);
    g_free(authorities);
}

int authorities_column(const struct authorities *authorities, enum authority_column column)
{
    return authorities->column[column];
}

/*
 * Something is said of the authority, and none of it covers the decision. A form that nobody may
 * impose on a member is no question of authority.
 */
static gboolean is_outside(const struct authorities *all, const struct authorities_row *row,
                           const struct fact *fact)
{
    gboolean said = FALSE, is_form = FALSE;
    for (guint i = row->first; i < row->end; i++) {
        const struct authorities_power *power =
            &g_array_index(all->powers, struct authorities_power, i);
        if (!fact_has_code(fact, &power->authority))
            continue;
        if (power->unread ||
            (fact_has_code(fact, &power->forms) && !fact_has_code(fact, &power->except_posts)))
            return FALSE;
        said = TRUE;
    }
    for (guint i = row->first; said && i < row->end; i++)
        is_form |=
            fact_has_code(fact, &g_array_index(all->powers, struct authorities_power, i).forms);
    return said && is_form;
}

const struct authority_law *authorities_broken(const struct authorities *authorities,
                                               const struct fact *fact)
{
    if (fact->value[authorities->column[AUTHORITY_DECIDES]] == FACT_BLANK ||
        fact->first == DATE_NONE || !fact_has_code(fact, &authorities->members))
        return NULL;
    for (guint i = 0; i < authorities->rows->len; i++) {
        const struct authorities_row *row =
            &g_array_index(authorities->rows, struct authorities_row, i);
        if (fact->first >= row->first_day && fact->first <= row->last_day)
            return is_outside(authorities, row, fact) ? row->law : NULL;
    }
    return NULL;
}
