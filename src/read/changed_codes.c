#include "read/changed_codes.h"

#include <stdio.h>
#include <string.h>

/* The codes of one number. */
struct same_number {
    GString *codes; /* with ", " between */
    char *last;
    guint count;
};

struct changed_codes {
    const struct unit_tree *tree;
    GHashTable *by_number; /* normal form -> struct same_number; NULL until it is needed */
};

static void same_number_free(gpointer data)
{
    struct same_number *same = data;
    g_string_free(same->codes, TRUE);
    g_free(same->last);
    g_free(same);
}

struct changed_codes *changed_codes_new(const struct unit_tree *tree)
{
    struct changed_codes *codes = g_new0(struct changed_codes, 1);
    codes->tree = tree;
    return codes;
}

void changed_codes_free(struct changed_codes *codes)
{
    if (codes == NULL)
        return;
    g_clear_pointer(&codes->by_number, g_hash_table_unref);
    g_free(codes);
}

/* Without zeros that make no other number; NULL: the text is no decimal number. New string. */
static char *normal_form(const char *text)
{
    gsize whole = strspn(text, "0123456789");
    gsize decimals = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
    const char *end = text + whole + (decimals > 0 ? decimals + 1 : 0);
    if (whole == 0 || *end != '\0')
        return NULL;
    while (*text == '0' && g_ascii_isdigit(text[1]))
        text++;
    while (decimals > 0 && end[-1] == '0') {
        end--;
        decimals--;
    }
    end -= decimals == 0 && end[-1] == '.';
    return g_strndup(text, (gsize)(end - text));
}

/* "34341" of 34.341, whose points part thousands; NULL: they do not. New string. */
static char *without_thousands(const char *text)
{
    gsize first = strspn(text, "0123456789");
    GString *digits = g_string_new_len(text, (gssize)first);
    const char *at = text + first;
    for (; *at == '.' && strspn(at + 1, "0123456789") == 3; at += 4)
        g_string_append_len(digits, at + 1, 3);
    gboolean is_one = first >= 1 && first <= 3 && at > text + first && *at == '\0';
    g_autofree char *plain = g_string_free(digits, FALSE);
    return is_one ? normal_form(plain) : NULL;
}

static void append_code(GString *codes, const char *code)
{
    g_string_append_printf(codes, "%s%s", codes->len > 0 ? ", " : "", code);
}

/* Versions of a unit have one code, and stand behind one another or not. `number` is taken. */
static void add_code(GHashTable *by_number, const char *code, char *taken)
{
    g_autofree char *number = taken;
    if (number == NULL)
        return;
    struct same_number *same = g_hash_table_lookup(by_number, number);
    if (same == NULL) {
        same = g_new0(struct same_number, 1);
        same->codes = g_string_new(NULL);
        g_hash_table_insert(by_number, g_steal_pointer(&number), same);
    }
    if (g_strcmp0(same->last, code) == 0)
        return;
    append_code(same->codes, code);
    g_free(same->last);
    same->last = g_strdup(code);
    same->count++;
}

static void add_both(GHashTable *by_number, const char *code)
{
    add_code(by_number, code, normal_form(code));
    add_code(by_number, code, without_thousands(code));
}

static GHashTable *index_codes(const struct unit_tree *tree)
{
    GHashTable *by_number =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, same_number_free);
    for (guint i = 0; i < unit_tree_count(tree); i++) {
        const char *code = unit_at(tree, (gint32)i)->code;
        if (unit_tree_find(tree, code, -1) == (gint32)i)
            add_both(by_number, code);
    }
    return by_number;
}

const char *changed_codes_of_number(struct changed_codes *codes, const char *number, guint *count)
{
    g_autofree char *normal = normal_form(number);
    if (codes->by_number == NULL)
        codes->by_number = index_codes(codes->tree);
    const struct same_number *same =
        normal != NULL ? g_hash_table_lookup(codes->by_number, normal) : NULL;
    *count = same != NULL ? same->count : 0;
    return same != NULL ? same->codes->str : NULL;
}

/* Two numbers as a code may write them, each with so many digits at least. */
static void try_pair(const struct unit_tree *tree, GString *found, int digits[2], int pair[2])
{
    static const char marks[] = ".-/";
    for (const char *mark = marks; *mark != '\0'; mark++) {
        g_autofree char *code =
            g_strdup_printf("%0*d%c%0*d", digits[0], pair[0], *mark, digits[1], pair[1]);
        if (unit_tree_find(tree, code, -1) != UNIT_NONE && strstr(found->str, code) == NULL)
            append_code(found, code);
    }
}

/* Perhaps with a zero in front of what is below ten. */
static void try_pairs(const struct unit_tree *tree, GString *found, int first, int second)
{
    for (int i = 1; i <= 2; i++)
        for (int k = 1; k <= 2; k++)
            try_pair(tree, found, (int[]){i, k}, (int[]){first, second});
}

char *changed_codes_of_day(const struct changed_codes *codes, const char *day)
{
    int of_month, month, year;
    g_autoptr(GString) found = g_string_new(NULL);
    if (sscanf(day, "%2d/%2d/%4d", &of_month, &month, &year) != 3)
        return NULL;
    try_pairs(codes->tree, found, of_month, month);
    try_pairs(codes->tree, found, month, of_month);
    if (of_month == 1) { /* 10-2024, 10.24 */
        try_pairs(codes->tree, found, month, year);
        try_pairs(codes->tree, found, month, year % 100);
        try_pairs(codes->tree, found, year, month);
    }
    return found->len > 0 ? g_strdup(found->str) : NULL;
}
