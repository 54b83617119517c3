#include "deliver/journal_text.h"

#include <string.h>

#include "base/digest.h"

#define FIRST_LINE "tongket-journal 1"
#define DIGEST_LENGTH 64

static void clear_entry(gpointer data)
{
    struct journal_entry *entry = data;
    g_free(entry->name);
    g_free(entry->digest);
}

struct journal *journal_text_new(const char *folder, const char *stem)
{
    struct journal *journal = g_new0(struct journal, 1);
    journal->folder = g_strdup(folder);
    journal->stem = g_strdup(stem);
    journal->entries = g_array_new(FALSE, TRUE, sizeof(struct journal_entry));
    g_array_set_clear_func(journal->entries, clear_entry);
    return journal;
}

void journal_text_free(struct journal *journal)
{
    if (journal == NULL)
        return;
    g_free(journal->folder);
    g_free(journal->stem);
    g_free(journal->temp);
    g_array_unref(journal->entries);
    g_free(journal);
}

gboolean journal_text_is_plain(const char *name)
{
    for (const char *at = name; *at != '\0'; at++) {
        if (!g_ascii_isalnum(*at) && strchr("._+-", *at) == NULL)
            return FALSE;
    }
    return *name != '\0' && *name != '.';
}

gboolean journal_text_takes(const char *stem, const char *name)
{
    gsize length = strlen(stem);
    if (strncmp(name, stem, length) != 0)
        return FALSE;
    return name[length] == '/' ? journal_text_is_plain(name + length + 1)
                               : name[length] == '.' && journal_text_is_plain(name);
}

gboolean journal_text_is_temp(const char *stem, const char *name)
{
    g_autofree char *prefix = g_strdup_printf(".tongket.%s.", stem);
    gsize length = strlen(prefix);
    return g_str_has_prefix(name, prefix) && strlen(name) == length + 6 &&
           journal_text_is_plain(name + 1) && strchr(name + length, '.') == NULL;
}

char *journal_text_format(const struct journal *journal)
{
    GString *text = g_string_new(FIRST_LINE "\n");
    g_string_append_printf(text, "temp %s\n", journal->temp);
    g_string_append_printf(text, "folder %s\n", journal->makes_folder ? "new" : "old");
    for (guint i = 0; i < journal->entries->len; i++) {
        const struct journal_entry *entry =
            &g_array_index(journal->entries, struct journal_entry, i);
        g_string_append_printf(text, "%s %s %s %s\n", entry->remove ? "remove" : "put",
                               entry->digest, entry->had_old ? "old" : "none", entry->name);
    }
    g_autofree char *sum = digest_of(text->str, -1);
    g_string_append_printf(text, "end %s\n", sum);
    return g_string_free(text, FALSE);
}

/* Whether the last line is the sum of all above. */
static gboolean is_whole(const char *text)
{
    const char *end = strstr(text, "\nend ");
    if (end == NULL)
        return FALSE;
    end++;
    g_autofree char *sum = digest_of(text, end - text);
    g_autofree char *line = g_strdup_printf("end %s\n", sum);
    return strcmp(end, line) == 0;
}

static gboolean parse_entry(struct journal *journal, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    if (g_strv_length(words) != 4)
        return FALSE;
    gboolean remove = strcmp(words[0], "remove") == 0;
    gboolean had_old = strcmp(words[2], "old") == 0;
    if ((!remove && strcmp(words[0], "put") != 0) || strlen(words[1]) != DIGEST_LENGTH ||
        (!had_old && strcmp(words[2], "none") != 0) || !journal_text_takes(journal->stem, words[3]))
        return FALSE;
    struct journal_entry entry = {remove, had_old, g_strdup(words[3]), g_strdup(words[1])};
    g_array_append_val(journal->entries, entry);
    return TRUE;
}

gboolean journal_text_parse(struct journal *journal, const char *text)
{
    if (!is_whole(text))
        return FALSE;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint count = g_strv_length(lines); /* the last two are "end …" and "" */
    if (count < 5 || strcmp(lines[0], FIRST_LINE) != 0 || !g_str_has_prefix(lines[1], "temp ") ||
        !journal_text_is_temp(journal->stem, lines[1] + strlen("temp ")))
        return FALSE;
    journal->temp = g_strdup(lines[1] + strlen("temp "));
    journal->makes_folder = strcmp(lines[2], "folder new") == 0;
    for (guint i = 3; i + 2 < count; i++) {
        if (!parse_entry(journal, lines[i]))
            return FALSE;
    }
    return TRUE;
}
