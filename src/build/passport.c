#include "build/passport.h"

#include <string.h>

/* One line of the passport, before sorting by day. */
struct stage {
    date day;
    const char *what;
    const char *code;
    const char *name;
    char *weight;
    const char *parent;
};

struct passport {
    const struct unit_tree *tree;
    const struct crosswalk *crosswalk;
    GArray *stages;   /* struct stage */
    GHashTable *seen; /* codes followed: a circle of changes ends */
};

static const char *name_of(const struct passport *passport, const char *code, const char *otherwise)
{
    gint32 unit = unit_tree_find(passport->tree, code, -1);
    if (unit == UNIT_NONE)
        return *otherwise != '\0' ? otherwise : code;
    return unit_at(passport->tree, unit)->name;
}

static const char *parent_name(const struct passport *passport, const char *code)
{
    gint32 unit = unit_tree_find(passport->tree, code, -1);
    gint32 parent = unit == UNIT_NONE ? UNIT_NONE : unit_at(passport->tree, unit)->parent;
    return parent == UNIT_NONE ? "" : unit_at(passport->tree, parent)->name;
}

static void add_stage(struct passport *passport, date day, const char *what, const char *code,
                      const char *name)
{
    struct stage stage = {
        .day = day,
        .what = what,
        .code = code,
        .name = name_of(passport, code, name),
        .parent = parent_name(passport, code),
    };
    g_array_append_val(passport->stages, stage);
}

static void add_event(struct passport *passport, const struct crosswalk_event *event,
                      gboolean coming)
{
    gboolean whole = event->weight.part == event->weight.whole;
    const char *what = coming ? (whole ? "Nhận toàn bộ" : "Nhận một phần")
                              : (whole ? "Nhập vào, chuyển thành" : "Chia một phần sang");
    add_stage(passport, event->day, what, coming ? event->old_code : event->new_code,
              coming ? "" : event->new_name);
    if (!whole)
        g_array_index(passport->stages, struct stage, passport->stages->len - 1).weight =
            g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, event->weight.part,
                            event->weight.whole);
}

/* What went into a code, or what came out of it, through all changes. */
static void follow(struct passport *passport, const char *code, gboolean back)
{
    if (!g_hash_table_add(passport->seen, (gpointer)code))
        return;
    for (guint i = 0; i < crosswalk_count(passport->crosswalk); i++) {
        const struct crosswalk_event *event = crosswalk_at(passport->crosswalk, i);
        if (strcmp(back ? event->new_code : event->old_code, code) != 0 ||
            strcmp(event->old_code, event->new_code) == 0)
            continue;
        add_event(passport, event, back);
        follow(passport, back ? event->old_code : event->new_code, back);
    }
}

static gint compare_stages(gconstpointer a, gconstpointer b)
{
    const struct stage *first = a, *second = b;
    if (first->day != second->day)
        return first->day < second->day ? -1 : 1;
    int order = strcmp(first->what, second->what);
    return order != 0 ? order : strcmp(first->code, second->code);
}

static void print(const struct passport *passport, struct book_sheet *sheet)
{
    static const char *const headings[] = {"Ngày", "Sự kiện",  "Mã",
                                           "Tên",  "Tỷ trọng", "Đơn vị cấp trên"};
    struct book_list *list = book_sheet_add_list(sheet, "ly-lich");
    for (guint i = 0; i < G_N_ELEMENTS(headings); i++) {
        gboolean numeric = FALSE;
        g_ptr_array_add(list->headings, g_strdup(headings[i]));
        g_array_append_val(list->numeric, numeric);
    }
    for (guint i = 0; i < passport->stages->len; i++) {
        const struct stage *stage = &g_array_index(passport->stages, struct stage, i);
        char **line = g_new0(char *, G_N_ELEMENTS(headings) + 1);
        line[0] = stage->day == DATE_NONE ? g_strdup("") : date_vietnamese(stage->day);
        line[1] = g_strdup(stage->what);
        line[2] = g_strdup(stage->code);
        line[3] = g_strdup(stage->name);
        line[4] = g_strdup(stage->weight != NULL ? stage->weight : "");
        line[5] = g_strdup(stage->parent);
        g_ptr_array_add(list->lines, line);
    }
}

static void clear_stage(gpointer stage)
{
    g_free(((struct stage *)stage)->weight);
}

void passport_add(const struct unit_tree *tree, const struct crosswalk *crosswalk, gint32 unit,
                  struct book *book)
{
    const struct unit *named = unit_at(tree, unit);
    g_autoptr(GArray) stages = g_array_new(FALSE, FALSE, sizeof(struct stage));
    g_autoptr(GHashTable) before = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) after = g_hash_table_new(g_str_hash, g_str_equal);
    g_array_set_clear_func(stages, clear_stage);
    struct passport passport = {tree, crosswalk, stages, before};
    add_stage(&passport, named->from, "Có từ ngày", named->code, named->name);
    follow(&passport, named->code, TRUE);
    passport.seen = after;
    follow(&passport, named->code, FALSE);
    if (named->to != DATE_NONE)
        add_stage(&passport, named->to, "Đến hết ngày", named->code, named->name);
    g_array_sort(stages, compare_stages);

    g_autofree char *title = g_strdup_printf("Lý lịch đơn vị: %s", named->name);
    print(&passport, book_add_sheet(book, "Lý lịch đơn vị", title));
}
