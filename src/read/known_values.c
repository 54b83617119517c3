#include "read/known_values.h"

#include <string.h>

#include "base/text.h"
#include "data/person.h"

/* A text with more parts is prose. */
#define MOST_PARTS 24

/* Shorter names are too near to one another to tell a slip. */
#define SHORTEST_SLIP 5

/* A list of values in a message ends behind so many bytes, with its full count. */
#define LIST_BYTES 300

static void add(struct known_values *known, const char *name, guint number)
{
    if (name == NULL)
        return;
    char *key = text_key(name, -1);
    g_ptr_array_add(known->names, (char *)name);
    g_array_append_val(known->numbers, number);
    g_ptr_array_add(known->keys, key);
    g_hash_table_insert(known->number_by_key, g_strdup(key), GUINT_TO_POINTER(number + 1));
}

void known_values_init(struct known_values *known, const struct column *column)
{
    known->column = column;
    known->number_by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    known->names = g_ptr_array_new();
    known->numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    known->keys = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < column->values_count; i++)
        add(known, column->values[i].label, i);
    for (guint i = 0; i < column->values_count; i++) {
        const struct names *aliases = &column->values[i].aliases;
        for (guint k = 0; k < aliases->count; k++)
            add(known, aliases->item[k], i);
        add(known, column->values[i].code, i);
    }
    g_ptr_array_add(known->names, NULL);
}

void known_values_clear(struct known_values *known)
{
    g_clear_pointer(&known->number_by_key, g_hash_table_unref);
    g_clear_pointer(&known->names, g_ptr_array_unref);
    g_clear_pointer(&known->numbers, g_array_unref);
    g_clear_pointer(&known->keys, g_ptr_array_unref);
}

int known_values_find(const struct known_values *known, const char *text)
{
    g_autofree char *key = text_key(text, -1);
    return GPOINTER_TO_INT(g_hash_table_lookup(known->number_by_key, key)) - 1;
}

static const char *label_of(const struct column *column, guint number)
{
    const struct dictionary_value *value = &column->values[number];
    return value->label != NULL ? value->label : value->code;
}

/* "– (Có; Không)": nothing is near, these would do. */
static char *list_all(const struct known_values *known)
{
    const struct column *column = known->column;
    g_autoptr(GString) labels = g_string_new(NULL);
    guint i = 0;
    for (; i < column->values_count && labels->len < LIST_BYTES; i++)
        g_string_append_printf(labels, "%s%s", i > 0 ? "; " : "", label_of(column, i));
    if (i < column->values_count)
        g_string_append_printf(labels, "; … (%u)", column->values_count);
    return g_strdup_printf("– (%s)", labels->str);
}

/* The name at that place, and the line that makes the text an alias of its value. */
static char *line_for(const struct known_values *known, guint place, const char *text)
{
    const char *name = g_ptr_array_index(known->names, place);
    guint number = g_array_index(known->numbers, guint, place);
    if (known->column->person || person_is_meant(text))
        return g_strdup(name);
    g_auto(GStrv) pieces = g_strsplit(text, "'", -1);
    g_autofree char *quoted = g_strjoinv("''", pieces);
    return g_strdup_printf("%s (%s: {code: %s, aliases: ['%s']})", name, known->column->name,
                           known->column->values[number].code, quoted);
}

char *known_values_hint(const struct known_values *known, const char *text)
{
    const char *near = text_suggest(text, (const char *const *)known->names->pdata);
    guint place = 0;
    if (near == NULL)
        return list_all(known);
    while (g_ptr_array_index(known->names, place) != near)
        place++;
    return line_for(known, place, text);
}

/* Adds up the letters that part two words; FALSE: they are words of their own. */
static gboolean is_word_slip(const char *a, const char *b, guint *letters, guint *words)
{
    if (strcmp(a, b) == 0)
        return TRUE;
    if (strpbrk(a, "0123456789") != NULL || strpbrk(b, "0123456789") != NULL)
        return FALSE;
    guint between = text_distance(a, b);
    *letters += between;
    *words += 1;
    return between == 1 && MIN(strlen(a), strlen(b)) > 1;
}

static gboolean is_slip(const char *name, const char *key)
{
    if (strlen(name) < SHORTEST_SLIP || strlen(key) < SHORTEST_SLIP)
        return FALSE;
    g_auto(GStrv) one = g_strsplit(name, "_", -1);
    g_auto(GStrv) other = g_strsplit(key, "_", -1);
    guint count = g_strv_length(one), letters = 0, words = 0;
    if (count != g_strv_length(other)) {
        g_autofree char *joined = g_strjoinv("", one);
        g_autofree char *joined_other = g_strjoinv("", other);
        return strcmp(joined, joined_other) == 0;
    }
    for (guint i = 0; i < count; i++)
        if (!is_word_slip(one[i], other[i], &letters, &words))
            return FALSE;
    /* One wrong letter in a short word makes another word: "Từ chức", "Tự chủ". */
    return words <= 2 && letters * SHORTEST_SLIP <= strlen(key);
}

char *known_values_slip(const struct known_values *known, const char *text)
{
    g_autofree char *key = text_key(text, -1);
    for (guint i = 0; i < known->keys->len; i++) {
        const char *name = g_ptr_array_index(known->keys, i);
        if (is_slip(name, key))
            return line_for(known, i, text);
    }
    return NULL;
}

gboolean known_values_fit_hole(const struct known_values *known, const char *text)
{
    static const char letters[] = "aeiouyd";
    const char *hole = strchr(text, '?');
    if (hole == NULL || strchr(hole + 1, '?') != NULL)
        return FALSE;
    g_autofree char *filled = g_strdup(text);
    for (const char *letter = letters; *letter != '\0'; letter++) {
        filled[hole - text] = *letter;
        if (known_values_find(known, filled) >= 0)
            return TRUE;
    }
    return FALSE;
}

/* The separator at this place, or 0. */
static gsize separator_at(const char *at)
{
    if (strchr(",/|+&\n\r", *at) != NULL)
        return *at != '\0';
    return g_str_has_prefix(at, " và ") ? strlen(" và ") : 0;
}

/* The parts between separators, as they stand in the text. */
struct parts {
    const char *start[MOST_PARTS], *end[MOST_PARTS];
    guint count; /* 0: there are none, or too many */
};

static void find_parts(const char *text, struct parts *parts)
{
    parts->count = 0;
    parts->start[0] = text;
    for (const char *at = text;; at++) {
        gsize size = *at != '\0' ? separator_at(at) : 0;
        if (*at != '\0' && size == 0)
            continue;
        parts->end[parts->count++] = at;
        if (*at == '\0')
            break;
        if (parts->count == MOST_PARTS) {
            parts->count = 0;
            return;
        }
        at += size - 1;
        parts->start[parts->count] = at + 1;
    }
    if (parts->count == 1)
        parts->count = 0;
}

/* The value that the parts from one to another make, with what stands between them, or -1. */
static int find_run(const struct known_values *known, const struct parts *parts, guint from,
                    guint to)
{
    g_autofree char *text =
        g_strndup(parts->start[from], (gsize)(parts->end[to] - parts->start[from]));
    return known_values_find(known, text);
}

static gboolean is_blank(const struct parts *parts, guint part)
{
    const char *start = parts->start[part];
    return strspn(start, " ") >= (gsize)(parts->end[part] - start);
}

/* Cuts the parts from here on into known values, the longest first; their number or 0. */
static guint cut(const struct known_values *known, const struct parts *parts, guint from,
                 gint32 *numbers, guint room)
{
    if (is_blank(parts, from))
        return from + 1 < parts->count ? cut(known, parts, from + 1, numbers, room) : 0;
    for (guint to = parts->count; room > 0 && to-- > from;) {
        int number = find_run(known, parts, from, to);
        if (number < 0)
            continue;
        numbers[0] = number;
        guint next = to + 1;
        while (next < parts->count && is_blank(parts, next))
            next++;
        guint more = next < parts->count ? cut(known, parts, next, numbers + 1, room - 1) : 0;
        if (more > 0 || next == parts->count)
            return more + 1;
    }
    return 0;
}

guint known_values_split(const struct known_values *known, const char *text,
                         gint32 numbers[FACT_MAX_MENTIONS])
{
    struct parts parts;
    find_parts(text, &parts);
    return parts.count > 0 ? cut(known, &parts, 0, numbers, FACT_MAX_MENTIONS) : 0;
}

char *known_values_within(const struct known_values *known, const char *text)
{
    struct parts parts;
    g_autoptr(GString) found = g_string_new(NULL);
    find_parts(text, &parts);
    for (guint from = 0; from < parts.count; from++) {
        for (guint to = parts.count; to-- > from;) {
            int number = is_blank(&parts, from) ? -1 : find_run(known, &parts, from, to);
            if (number < 0)
                continue;
            g_string_append_printf(found, "%s%s", found->len > 0 ? "; " : "",
                                   label_of(known->column, (guint)number));
            from = to;
            break;
        }
    }
    return found->len > 0 ? g_string_free(g_steal_pointer(&found), FALSE) : NULL;
}
