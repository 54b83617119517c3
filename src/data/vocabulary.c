#include "data/vocabulary.h"

#include <string.h>

#include "base/text.h"

/* A value that only the data know. */
struct word {
    char *code;
    char *label;
    gboolean hidden;
};

/* The values of one column. The tables are NULL until a label is looked up; they hold number + 1.
 */
struct words {
    const struct column *column;
    GHashTable *by_label; /* labels as met: all but the first look-up of a label ends here */
    GHashTable *by_key;   /* keys of the dictionary's codes, labels and aliases */
    GHashTable *by_code;  /* codes of the words added */
    GArray *added;        /* struct word; its keys in by_code are the words' own */
};

struct vocabulary {
    struct words *words; /* by column */
    guint count;
    guint owners;
};

static void word_clear(gpointer data)
{
    struct word *word = data;
    g_free(word->code);
    g_free(word->label);
}

struct vocabulary *vocabulary_new(const struct dataset *dataset)
{
    struct vocabulary *vocabulary = g_new(struct vocabulary, 1);
    vocabulary->count = dataset->columns_count;
    vocabulary->owners = 1;
    vocabulary->words = g_new0(struct words, dataset->columns_count);
    for (guint i = 0; i < dataset->columns_count; i++)
        vocabulary->words[i].column = &dataset->columns[i];
    return vocabulary;
}

struct vocabulary *vocabulary_ref(const struct vocabulary *vocabulary)
{
    struct vocabulary *owned = (struct vocabulary *)vocabulary;
    owned->owners++;
    return owned;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
    if (vocabulary == NULL || --vocabulary->owners > 0)
        return;
    for (guint i = 0; i < vocabulary->count; i++) {
        struct words *words = &vocabulary->words[i];
        g_clear_pointer(&words->by_label, g_hash_table_unref);
        g_clear_pointer(&words->by_key, g_hash_table_unref);
        g_clear_pointer(&words->by_code, g_hash_table_unref);
        g_clear_pointer(&words->added, g_array_unref);
    }
    g_free(vocabulary->words);
    g_free(vocabulary);
}

static void add_key(struct words *words, const char *name, guint number)
{
    if (name != NULL)
        g_hash_table_insert(words->by_key, text_key(name, -1), GUINT_TO_POINTER(number + 1));
}

static void words_open(struct words *words)
{
    words->by_label = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    words->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    words->by_code = g_hash_table_new(g_str_hash, g_str_equal);
    words->added = g_array_new(FALSE, FALSE, sizeof(struct word));
    g_array_set_clear_func(words->added, word_clear);
    for (guint i = 0; i < words->column->values_count; i++) {
        const struct dictionary_value *value = &words->column->values[i];
        add_key(words, value->code, i);
        add_key(words, value->label, i);
        for (guint k = 0; k < value->aliases.count; k++)
            add_key(words, value->aliases.item[k], i);
    }
}

static guint lookup(GHashTable *table, const char *key)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(table, key));
}

static char *code_of(const char *label)
{
    g_autofree char *code = text_code(label, -1);
    return g_strdup(*code != '\0' ? code : "_");
}

/* Another spelling of a word that has a number already. */
static void take_smaller_label(struct words *words, guint number_plus_one, const char *label)
{
    guint index = number_plus_one - 1 - words->column->values_count;
    struct word *word = &g_array_index(words->added, struct word, index);
    if (strcmp(label, word->label) >= 0)
        return;
    g_free(word->label);
    word->label = g_strdup(label);
}

/* Number + 1 of a label met for the first time. */
static guint number_label(struct words *words, const char *label)
{
    g_autofree char *key = text_key(label, -1);
    guint number_plus_one = lookup(words->by_key, key);
    if (number_plus_one != 0)
        return number_plus_one;

    g_autofree char *code = code_of(label);
    number_plus_one = lookup(words->by_code, code);
    if (number_plus_one != 0) {
        take_smaller_label(words, number_plus_one, label);
        return number_plus_one;
    }
    struct word word = {g_steal_pointer(&code), g_strdup(label), FALSE};
    g_array_append_val(words->added, word);
    number_plus_one = words->column->values_count + words->added->len;
    g_hash_table_insert(words->by_code, word.code, GUINT_TO_POINTER(number_plus_one));
    return number_plus_one;
}

gint32 vocabulary_number(struct vocabulary *vocabulary, guint column, const char *label)
{
    g_assert(column < vocabulary->count);
    struct words *words = &vocabulary->words[column];
    if (words->by_label == NULL)
        words_open(words);
    guint number_plus_one = lookup(words->by_label, label);
    if (number_plus_one == 0) {
        number_plus_one = number_label(words, label);
        g_hash_table_insert(words->by_label, g_strdup(label), GUINT_TO_POINTER(number_plus_one));
    }
    return (gint32)number_plus_one - 1;
}

guint vocabulary_count(const struct vocabulary *vocabulary, guint column)
{
    g_assert(column < vocabulary->count);
    const struct words *words = &vocabulary->words[column];
    return words->column->values_count + (words->added != NULL ? words->added->len : 0);
}

/* The value of that number: the dictionary's or one that was added. */
static struct word word_at(const struct vocabulary *vocabulary, guint column, gint32 number)
{
    g_assert(number >= 0 && (guint)number < vocabulary_count(vocabulary, column));
    const struct words *words = &vocabulary->words[column];
    guint known = words->column->values_count;
    if ((guint)number >= known)
        return g_array_index(words->added, struct word, (guint)number - known);
    const struct dictionary_value *value = &words->column->values[number];
    return (struct word){value->code, value->label != NULL ? value->label : value->code, FALSE};
}

void vocabulary_hide(struct vocabulary *vocabulary, guint column, gint32 number)
{
    struct words *words = &vocabulary->words[column];
    guint known = words->column->values_count;
    if ((guint)number >= known)
        g_array_index(words->added, struct word, (guint)number - known).hidden = TRUE;
}

const char *vocabulary_shown_code(const struct vocabulary *vocabulary, guint column, gint32 number)
{
    struct word word = word_at(vocabulary, column, number);
    return word.hidden ? VOCABULARY_HIDDEN_CODE : word.code;
}

const char *vocabulary_shown_label(const struct vocabulary *vocabulary, guint column, gint32 number)
{
    struct word word = word_at(vocabulary, column, number);
    return word.hidden ? VOCABULARY_HIDDEN : word.label;
}

const char *vocabulary_code(const struct vocabulary *vocabulary, guint column, gint32 number)
{
    return word_at(vocabulary, column, number).code;
}

const char *vocabulary_label(const struct vocabulary *vocabulary, guint column, gint32 number)
{
    return word_at(vocabulary, column, number).label;
}
