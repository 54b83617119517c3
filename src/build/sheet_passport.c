#include "build/sheet.h"

#include <string.h>

/* One line of the passport, before sorting by day. */
struct passport_stage {
    date day;
    const char *what;
    gint32 unit; /* the version of the day */
    char *weight;
};

struct passport {
    const struct report *report;
    const struct unit_tree *tree;
    const struct crosswalk *crosswalk;
    GArray *stages;   /* struct passport_stage */
    GHashTable *seen; /* codes followed: a circle of changes ends */
};

static void add_stage(struct passport *passport, date day, const char *what, gint32 unit)
{
    struct passport_stage stage = {.day = day, .what = what, .unit = unit};
    g_array_append_val(passport->stages, stage);
}

/* Nobody knows the day: none is given, or the first one that spreadsheets know. */
static gboolean is_since_ever(date day)
{
    return day == DATE_NONE || day == date_from_civil(1900, 1, 1);
}

/* What is new with a version of the unit; `before` is the one that ended on its eve, or none. */
static const char *what_begins(const struct passport *passport, gint32 before, gint32 version)
{
    const struct unit_tree *tree = passport->tree;
    if (before == UNIT_NONE)
        return is_since_ever(unit_at(tree, version)->from) ? "Có từ trước, không rõ ngày"
                                                           : "Có từ ngày";
    gboolean renamed = strcmp(unit_at(tree, before)->name, unit_at(tree, version)->name) != 0;
    gboolean moved = strcmp(unit_parent_code(tree, before), unit_parent_code(tree, version)) != 0;
    if (renamed && moved)
        return "Đổi tên, chuyển cấp trên";
    return renamed ? "Đổi tên" : moved ? "Chuyển cấp trên" : "Thay đổi khác";
}

static const struct level_rule *level_on(const struct passport *passport, gint32 unit, date day)
{
    const struct unit *about = unit_at(passport->tree, unit);
    return dictionary_level(passport->report->dictionary, level_code(about->level), about->kind,
                            day);
}

/* The days up to the report's last on which a version stays as it is and is called otherwise. */
static void add_level_changes(struct passport *passport, gint32 version)
{
    const struct unit *now = unit_at(passport->tree, version);
    g_autoptr(GArray) days = dictionary_level_days(passport->report->dictionary);
    for (guint i = 0; i < days->len; i++) {
        date day = g_array_index(days, date, i);
        if (day > now->from && (now->to == DATE_NONE || day <= now->to) &&
            day <= passport->report->period.last &&
            level_on(passport, version, day - 1) != level_on(passport, version, day))
            add_stage(passport, day, "Đổi cấp", version);
    }
}

/* The lives of a code: its versions, and the days without it. */
static void add_versions(struct passport *passport, gint32 unit)
{
    const struct unit_tree *tree = passport->tree;
    gint32 version = unit_version(tree, unit, DATE_NONE + 1), before = UNIT_NONE;
    for (;;) {
        const struct unit *now = unit_at(tree, version);
        date next = unit_next_version(tree, version);
        add_stage(passport, now->from, what_begins(passport, before, version), version);
        add_level_changes(passport, version);
        gboolean goes_on = now->to == DATE_NONE || now->to + 1 == next;
        if (!goes_on)
            add_stage(passport, now->to, "Đến hết ngày", version);
        if (next == DATE_NONE)
            return;
        before = goes_on ? version : UNIT_NONE;
        version = unit_version(tree, unit, next);
    }
}

static void add_event(struct passport *passport, const struct crosswalk_event *event,
                      gboolean coming)
{
    gboolean whole = event->weight.part == event->weight.whole;
    const char *what = coming ? (whole ? "Nhận toàn bộ" : "Nhận một phần")
                              : (whole ? "Nhập vào, chuyển thành" : "Chia một phần sang");
    gint32 other = unit_tree_find(passport->tree, coming ? event->old_code : event->new_code, -1);
    add_stage(passport, event->day, what,
              unit_version(passport->tree, other, coming ? event->day - 1 : event->day));
    if (!whole)
        g_array_index(passport->stages, struct passport_stage, passport->stages->len - 1).weight =
            g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, event->weight.part,
                            event->weight.whole);
}

/*
 * What came out of a code from a day on, or (back) what went into it up to that day, through all
 * changes.
 */
static void follow(struct passport *passport, const char *code, date day, gboolean back)
{
    if (!g_hash_table_add(passport->seen, (gpointer)code))
        return;
    for (guint i = 0; i < crosswalk_count(passport->crosswalk); i++) {
        const struct crosswalk_event *event = crosswalk_at(passport->crosswalk, i);
        if (strcmp(back ? event->new_code : event->old_code, code) != 0 ||
            strcmp(event->old_code, event->new_code) == 0 ||
            (back ? event->day > day : event->day < day))
            continue;
        add_event(passport, event, back);
        follow(passport, back ? event->old_code : event->new_code, event->day, back);
    }
}

/* Whether an event carries away a unit below one that ended, together with that one or later. */
static gboolean is_of_part(const struct passport *passport, const struct crosswalk_event *event,
                           gint32 ended)
{
    gint32 old = unit_tree_find(passport->tree, event->old_code, -1);
    old = unit_version(passport->tree, old, event->day - 1);
    return event->day >= unit_at(passport->tree, ended)->to &&
           unit_is_within(passport->tree, old, ended);
}

/*
 * A unit that ended without a change of its own, as districts did, went on in the successors of the
 * units below it: those of the uppermost level that has any.
 */
static void add_heirs(struct passport *passport, gint32 unit)
{
    const struct unit_tree *tree = passport->tree;
    gint32 ended = unit_version(tree, unit, G_MAXINT32);
    g_autoptr(GPtrArray) own =
        crosswalk_successors(passport->crosswalk, unit_at(tree, unit)->code, G_MAXINT32);
    if (unit_at(tree, ended)->to == DATE_NONE || own != NULL)
        return;
    enum level uppermost = LEVELS;
    g_autoptr(GPtrArray) events = g_ptr_array_new();
    for (guint i = 0; i < crosswalk_count(passport->crosswalk); i++) {
        const struct crosswalk_event *event = crosswalk_at(passport->crosswalk, i);
        if (!is_of_part(passport, event, ended))
            continue;
        g_ptr_array_add(events, (gpointer)event);
        uppermost = MIN(uppermost, unit_at(tree, unit_tree_find(tree, event->old_code, -1))->level);
    }
    for (guint i = 0; i < events->len; i++) {
        const struct crosswalk_event *event = g_ptr_array_index(events, i);
        gint32 old = unit_tree_find(tree, event->old_code, -1);
        gint32 heir = unit_version(tree, unit_tree_find(tree, event->new_code, -1), event->day);
        if (unit_at(tree, old)->level == uppermost &&
            g_hash_table_add(passport->seen, (gpointer)event->new_code))
            add_stage(passport, event->day, "Đơn vị bên dưới chuyển sang", heir);
    }
}

static gint compare_stages(gconstpointer a, gconstpointer b, gpointer tree)
{
    const struct passport_stage *first = a, *second = b;
    if (first->day != second->day)
        return first->day < second->day ? -1 : 1;
    int order = strcmp(first->what, second->what);
    return order != 0 ? order
                      : strcmp(unit_at(tree, first->unit)->code, unit_at(tree, second->unit)->code);
}

/* "34 – Đảng bộ tỉnh Thái Bình", as it was called on the day. New string. */
static char *parent_of(const struct passport *passport, const struct passport_stage *stage)
{
    gint32 parent = unit_at(passport->tree, stage->unit)->parent;
    if (parent == UNIT_NONE)
        return g_strdup("");
    if (stage->day != DATE_NONE)
        parent = unit_version(passport->tree, parent, stage->day);
    const struct unit *above = unit_at(passport->tree, parent);
    return g_strdup_printf("%s – %s", above->code, above->name);
}

/* What the unit's level was called on the day, or on its last one before. */
static const char *level_of(const struct passport *passport, const struct passport_stage *stage)
{
    const struct unit *unit = unit_at(passport->tree, stage->unit);
    date day = unit->to != DATE_NONE ? MIN(stage->day, unit->to) : stage->day;
    const struct level_rule *rule = level_on(passport, stage->unit, day);
    return rule != NULL ? rule->label : level_label(unit->level);
}

static void print(const struct passport *passport, struct book_sheet *sheet)
{
    static const struct book_heading headings[] = {
        {"Ngày", BOOK_FIELD_TEXT},
        {"Sự kiện", BOOK_FIELD_TEXT},
        {"Mã", BOOK_FIELD_TEXT},
        {"Tên", BOOK_FIELD_TEXT},
        {"Cấp", BOOK_FIELD_TEXT},
        {"Tỷ trọng", BOOK_FIELD_TEXT},
        {"Đơn vị cấp trên", BOOK_FIELD_TEXT},
    };
    struct book_list *list = book_sheet_add_list(sheet, "ly-lich");
    book_list_add_columns(list, headings, G_N_ELEMENTS(headings));
    for (guint i = 0; i < passport->stages->len; i++) {
        const struct passport_stage *stage =
            &g_array_index(passport->stages, struct passport_stage, i);
        const struct unit *unit = unit_at(passport->tree, stage->unit);
        char **line = g_new0(char *, G_N_ELEMENTS(headings) + 1);
        line[0] = is_since_ever(stage->day) ? g_strdup("") : date_vietnamese(stage->day);
        line[1] = g_strdup(stage->what);
        line[2] = g_strdup(unit->code);
        line[3] = g_strdup(unit->name);
        line[4] = g_strdup(level_of(passport, stage));
        line[5] = g_strdup(stage->weight != NULL ? stage->weight : "");
        line[6] = parent_of(passport, stage);
        g_ptr_array_add(list->lines, line);
    }
}

static void clear_stage(gpointer stage)
{
    g_free(((struct passport_stage *)stage)->weight);
}

void sheet_add_passport(const struct report *report, gint32 unit, struct book *book)
{
    const struct unit_tree *tree = report->scopes->tree;
    const struct unit *named = unit_at(tree, unit);
    g_autoptr(GArray) stages = g_array_new(FALSE, FALSE, sizeof(struct passport_stage));
    g_autoptr(GHashTable) before = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) after = g_hash_table_new(g_str_hash, g_str_equal);
    g_array_set_clear_func(stages, clear_stage);
    struct passport passport = {report, tree, report->crosswalk, stages, before};
    add_versions(&passport, unit);
    follow(&passport, named->code, G_MAXINT32, TRUE);
    passport.seen = after;
    follow(&passport, named->code, DATE_NONE, FALSE);
    add_heirs(&passport, unit);
    g_array_sort_with_data(stages, compare_stages, (gpointer)tree);

    g_autofree char *title = g_strdup_printf("Lý lịch đơn vị: %s (%s)", named->name, named->code);
    print(&passport, book_add_sheet(book, "Lý lịch đơn vị", title));
}
