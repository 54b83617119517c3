/*
 * charts_cap - which units a chart of a cap draws, and what it says of the others.
 */
#include <string.h>

#include "base/decimal.h"
#include "build/charts.h"

/* Names in a note; the table has them all. */
#define MOST_NAMED 10

static gint64 cap_count(const struct book_table *table, guint row, guint column)
{
    return book_cell(table, row, column)->numerator;
}

/* The farthest over the limit first. */
static gint by_excess(gconstpointer first, gconstpointer second, gpointer drawn)
{
    guint one = *(const guint *)first, two = *(const guint *)second;
    gint64 a = cap_count(drawn, one, CAP_SHOWS_OVER), b = cap_count(drawn, two, CAP_SHOWS_OVER);
    return a != b ? (a > b ? -1 : 1) : one < two ? -1 : 1;
}

/* What becomes of the rows of a cap. */
struct cap_rows {
    guint over, touching, within;
    GString *missing; /* names */
    guint missing_count;
};

static void sort_cap_row(const struct book_table *table, guint row, gint64 percent, GArray *kept,
                         struct cap_rows *rows)
{
    enum cell_state state = book_cell(table, row, CAP_SHOWS_OVER)->state;
    if (state != CELL_OK && state != CELL_MISSING)
        return; /* a limit that is not for it */
    if (state == CELL_MISSING) {
        if (rows->missing_count++ < MOST_NAMED)
            g_string_append_printf(rows->missing, "%s%s", rows->missing_count > 1 ? "; " : "",
                                   book_row(table, row)->label);
        return;
    }
    gboolean over = cap_count(table, row, CAP_SHOWS_OVER) > 0;
    gboolean above = cap_count(table, row, CAP_SHOWS_AWARDED) * 100 >
                     cap_count(table, row, CAP_SHOWS_BASE) * percent;
    *(over ? &rows->over : above ? &rows->touching : &rows->within) += 1;
    if (over || above)
        g_array_append_val(kept, row);
}

/* What the picture leaves out. */
static void add_left_out(const struct cap_rows *rows, const char *percent, GString *note)
{
    if (rows->within > 0)
        g_string_append_printf(note, " Không vẽ %u đơn vị không quá %s%%.", rows->within, percent);
    if (rows->missing_count == 0)
        return;
    g_string_append_printf(note, " Chưa có số liệu: %s", rows->missing->str);
    if (rows->missing_count > MOST_NAMED)
        g_string_append_printf(note, "; và %u đơn vị nữa", rows->missing_count - MOST_NAMED);
    g_string_append_c(note, '.');
}

/* Why no row is drawn. New string. */
static char *why_none(const struct cap_rows *rows, const char *percent)
{
    g_autofree char *missing =
        rows->missing_count > 0
            ? g_strdup_printf("; chưa có số liệu: %u đơn vị", rows->missing_count)
            : g_strdup("");
    if (rows->touching > 0)
        return g_strdup_printf("không đơn vị nào vượt giới hạn; trên %s%% nhưng trong giới hạn: %u "
                               "đơn vị%s",
                               percent, rows->touching, missing);
    if (rows->within > 0)
        return g_strdup_printf("không đơn vị nào quá %s%%%s", percent, missing);
    return g_strdup(rows->missing_count > 0 ? "chưa nhận được số liệu"
                                            : "không áp dụng trong kỳ này");
}

/* What the marks mean, and who is not drawn. New string. */
static char *cap_note(const struct cap_rows *rows, const struct cap_rule *rule)
{
    GString *note = g_string_new(NULL);
    g_string_append_printf(note,
                           "Đường đứt nét: giới hạn của từng đơn vị (%s%%, %s). Chấm đặc: vượt "
                           "giới hạn (%u đơn vị).",
                           rule->percent,
                           strcmp(rule->rounding, "floor") == 0 ? "bỏ phần lẻ" : "làm tròn",
                           rows->over);
    if (rows->touching > 0)
        g_string_append_printf(note, " Chấm rỗng: trên %s%% nhưng trong giới hạn (%u đơn vị).",
                               rule->percent, rows->touching);
    add_left_out(rows, rule->percent, note);
    return g_string_free(note, FALSE);
}

void charts_pick_over_cap(const struct cap_rule *rule, const struct book_table *table,
                          struct book_chart *picked)
{
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GString) missing = g_string_new(NULL);
    struct cap_rows rows = {.missing = missing};
    gint64 percent = 0;
    if (rule != NULL && decimal_parse_whole(rule->percent, -1, &percent))
        for (guint i = 0; i < picked->rows->len; i++)
            sort_cap_row(table, g_array_index(picked->rows, guint, i), percent, kept, &rows);
    if (rows.over == 0)
        g_array_set_size(kept, 0);
    g_array_sort_with_data(kept, by_excess, (gpointer)table);
    g_array_unref(picked->rows);
    picked->rows = kept;
    picked->has_threshold = rows.over > 0; /* an excess of 0 */
    picked->by_row = TRUE;
    picked->note = rule == NULL ? g_strdup("quy định của kỳ này không cho kết luận")
                   : rows.over == 0 ? why_none(&rows, rule->percent)
                                    : cap_note(&rows, rule);
}
