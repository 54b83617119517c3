#include "base/request.h"

#include <string.h>

#define FIELD(kind_, member, name_)                                                                \
    .name = (name_), .key = #member, .kind = REQUEST_##kind_,                                      \
    .offset = offsetof(struct request, member)
#define HELP(english, vietnamese) .help = {english, vietnamese}
#define IN(places) .in = (places)

enum {
    JOB = REQUEST_IN_JOB,
    REPORT = REQUEST_IN_REPORT,
    RUN = REQUEST_IN_RUN,
    INDEX = REQUEST_IN_INDEX,
    DELIVERY = REQUEST_IN_DELIVERY,
};

static const struct request_field fields[] = {
    {FIELD(FILE, template, "template"), IN(REPORT), .needed = TRUE},
    {FIELD(LIST, data, "data"), IN(JOB), .needed = TRUE},
    {FIELD(PATH, out, "out"), IN(JOB), .needed = TRUE},
    {FIELD(TEXT, period, "period"), .letter = 'p', .commands = "report", .argument = "P",
     HELP("2024, 2024H1, 2024Q3, 2024-08, a day, A..B, last-month, last-quarter, last-year",
          "2024, 2024H1, 2024Q3, 2024-08, một ngày, A..B, last-month, last-quarter, last-year"),
     IN(JOB | REPORT | RUN), .needed = TRUE},
    {FIELD(TEXT, unit, "unit"), .letter = 'u', .commands = "report", .argument = "UNIT",
     HELP("code of the unit reported, or its name if only one bears it (default: the root)",
          "mã đơn vị báo cáo, hoặc tên nếu không trùng (mặc định: gốc)"),
     IN(JOB | REPORT | RUN)},
    {FIELD(TEXT, each, "each"), .commands = "report", .argument = "LEVEL",
     HELP("a book for each unit of a level below: huyen, co_so, bo_phan, chi_bo, tinh",
          "mỗi đơn vị trực thuộc của một cấp một sổ: huyen, co_so, bo_phan, chi_bo, tinh"),
     IN(REPORT | INDEX)},
    {FIELD(TEXT, period, "period"), .letter = 'p', .commands = "summarize", .argument = "P",
     HELP("the days whose rows are told: 2024, 2024Q3, 2024-08, A..B, last-month, …",
          "thời gian của các dòng: 2024, 2024Q3, 2024-08, A..B, last-month, …"),
     .needed = TRUE},
    {FIELD(TEXT, unit, "unit"), .letter = 'u', .commands = "summarize", .argument = "UNIT",
     HELP("code or name of the unit told (default: the root)",
          "mã hoặc tên đơn vị được tổng hợp (mặc định: gốc)")},
    {FIELD(PATH, out, "out"), .letter = 'o', .commands = "summarize", .argument = "FILE",
     HELP("the summary, X.tongket", "tệp bản tổng hợp, X.tongket"), .needed = TRUE},
    {FIELD(FLAG, linked, "linked"), IN(INDEX)},
    {FIELD(PATH, out, "out"), .letter = 'o', .commands = "report", .argument = "DIR",
     HELP("folder for the files made (default: .)", "thư mục kết quả (mặc định: .)"),
     .standard = "."},
    {FIELD(LIST, formats, "formats"), .letter = 'f', .commands = "report", .argument = "LIST",
     HELP("of {names} (default: xlsx,png,csv)", "trong {names} (mặc định: xlsx,png,csv)"),
     IN(JOB | REPORT | DELIVERY), .may_lack = TRUE, .standard = "xlsx,png,csv",
     .names = REQUEST_FORMATS},
    {FIELD(TEXT, map, "map"), .commands = "report summarize", .argument = "DATE",
     HELP("day whose tree of units is used (default: last day of P)",
          "ngày lấy hệ thống tổ chức (mặc định: ngày cuối kỳ)"),
     IN(RUN)},
    {FIELD(CHOICE, audience, "audience"), IN(JOB | RUN), .choices = {"internal", "public"}},
    {FIELD(TEXT, as_of, "as-of"), .commands = "report", .argument = "DATE",
     HELP("day on which the figures stand, printed on the cover",
          "ngày chốt số liệu, in ở trang bìa"),
     IN(RUN), .may_be_null = TRUE, .revised = "Ngày chốt số liệu"},
    {FIELD(TEXT, map, "map"), .revised = "Ngày lấy hệ thống tổ chức"},
    {FIELD(CHOICE, status, "status"), .commands = "report", .argument = "draft|final",
     HELP("draft or final (default: draft)", "draft (dự thảo) hoặc final (chính thức)"),
     IN(JOB | RUN), .choices = {"draft", "final"}},
    {FIELD(FLAG, accept_errors, "accept-errors"), .commands = "report",
     HELP("make the final edition although the data have errors; the cover says how many",
          "vẫn lập bản chính thức khi dữ liệu còn lỗi; trang bìa ghi số lỗi"),
     IN(JOB)},
    {FIELD(CHOICE, audience, "audience"), .commands = "report", .argument = "internal|public",
     HELP("internal or public: public hides counts below 5 (default: internal)",
          "internal (nội bộ) hoặc public (công khai: giấu số dưới 5); mặc định: internal"),
     .choices = {"internal", "public"}},
    {FIELD(CHOICE, audience, "audience"), .commands = "summarize", .argument = "internal",
     HELP("a summary is internal; public is refused",
          "bản tổng hợp là tài liệu nội bộ; public bị từ chối"),
     .choices = {"internal", "public"}},
    {FIELD(FILE, office, "office"), .commands = "report", .argument = "FILE",
     HELP("YAML with issuing body, number, signer", "tệp YAML về cơ quan ban hành, người ký"),
     IN(JOB)},
    {FIELD(TEXT, period, "period"), .letter = 'p', .commands = "check", .argument = "P",
     HELP("also ask who reported for this period", "hỏi thêm đơn vị nào đã báo cáo trong kỳ này")},
    {FIELD(TEXT, as_of, "as-of"), .commands = "check summarize", .argument = "DATE",
     HELP("day up to which the data go: later rows are errors",
          "ngày tính số liệu: dòng sau ngày này là lỗi")},
    {FIELD(CHOICE, format, "format"), .letter = 'f', .commands = "check",
     .argument = "text|json|csv|xlsx",
     HELP("text, json, csv or xlsx (default: text)", "text, json, csv hoặc xlsx (mặc định: text)"),
     .choices = {"text", "json", "csv", "xlsx"}},
    {FIELD(PATH, out, "out"), .letter = 'o', .commands = "check", .argument = "DIR",
     HELP("folder for the workbooks (default: .)", "thư mục để sổ tính (mặc định: .)")},
    {FIELD(TEXT, each, "each"), .commands = "check", .argument = "LEVEL",
     HELP("one workbook a unit of this level, to send back (xlsx)",
          "mỗi đơn vị của cấp này một sổ tính để gửi lại (xlsx)")},
    {FIELD(CHOICE, format, "format"), .letter = 'f', .commands = "claims",
     .argument = "text|csv|xlsx",
     HELP("text, csv or xlsx (default: text)", "text, csv hoặc xlsx (mặc định: text)"),
     .choices = {"text", NULL, "csv", "xlsx"}},
    {FIELD(PATH, out, "out"), .letter = 'o', .commands = "claims", .argument = "DIR",
     HELP("folder for the workbook (default: .)", "thư mục để sổ tính (mặc định: .)")},
    {FIELD(FLAG, rows, "rows"), .letter = 'r', .commands = "why",
     HELP("tell what stands in the rows; persons are masked",
          "nêu cả nội dung các dòng; thông tin về người được che")},
    {FIELD(PATH, against, "against"), .commands = "why", .argument = "BOOK",
     HELP("split the change since another workbook",
          "tách phần tăng, giảm so với một sổ tính khác")},
    {FIELD(FLAG, dry_run, "dry-run"), .letter = 'n', .commands = "run",
     HELP("say what would be made, and end as the run would; write nothing",
          "in sẽ làm gì và kết thúc như khi chạy thật, không ghi gì")},
    {FIELD(FLAG, if_changed, "if-changed"), .commands = "run",
     HELP("do nothing when data, templates and program are those of the last time",
          "không làm gì khi số liệu, mẫu và chương trình vẫn như lần trước")},
    {FIELD(FLAG, accept, "accept"), .commands = "run",
     HELP("the totals that moved so far have been looked at",
          "đã xem và chấp nhận các tổng thay đổi lớn")},
    {FIELD(FLAG, strict, "strict"), .commands = "run",
     HELP("exit 1 when the data have errors", "thoát với mã 1 khi dữ liệu có lỗi"), IN(JOB)},
    {FIELD(TEXT, encoding, "encoding"), .commands = "report summarize check claims list",
     .argument = REQUEST_NAMES,
     HELP("{names}: what files that are not Unicode are written in",
          "{names}: bảng mã của tệp không phải Unicode"),
     IN(RUN), .may_be_null = TRUE, .names = REQUEST_ENCODINGS, .revised = "Bảng mã của tệp"},
    {FIELD(PATH, answers, "answers"), .commands = "check", .argument = "FOLDER",
     HELP("workbooks of check that units sent back: what was corrected, kept with a reason, not "
          "answered",
          "sổ kiểm tra các đơn vị gửi lại: điều gì đã sửa, giữ nguyên có lý do, chưa trả lời")},
    {FIELD(PATH, freeze, "freeze"), .commands = "check", .argument = "JOB.yaml",
     HELP("note in a job file how the data are read now; `run` then refuses others",
          "ghi vào tệp công việc cách đọc số liệu hiện nay; `run` sẽ từ chối nếu khác")},
    {FIELD(PATH, learn, "learn"), .commands = "check", .argument = "FILE",
     HELP(
         "write names that are nearly known as a --dictionary file, a line each to strike or keep; "
         "FILE must be new",
         "ghi các tên gần đúng thành tệp --dictionary, mỗi tên một dòng để giữ hoặc xóa; FILE phải "
         "là tệp mới")},
    {FIELD(CHOICE, resent, "resent"), .commands = "report summarize check",
     .argument = "latest|first|both",
     HELP(
         "of a decision sent again with another day or unit: latest, first or both (default: both)",
         "quyết định gửi lại với ngày hoặc đơn vị khác: latest (tính dòng sau), first (dòng đầu) "
         "hoặc both (cả hai; mặc định)"),
     IN(JOB | RUN), .may_be_null = TRUE, .may_lack = TRUE, .choices = {"both", "latest", "first"},
     .revised = "Quyết định gửi lại",
     .said = {"tính cả hai dòng", "tính dòng sau", "tính dòng đầu"}},
    {FIELD(FILE, template, "template"), IN(RUN), .needed = TRUE, .revised = "Mẫu báo cáo"},
    {FIELD(FLAG, sql, "sql"), .commands = "plan",
     HELP("print the SQL statements", "in các câu lệnh SQL")},
    {FIELD(FILE, dictionary, "dictionary"), .commands = "report summarize check claims list plan",
     .argument = "FILE",
     HELP("names of your own, laid over the dictionary", "tên gọi riêng, bổ sung vào từ điển"),
     IN(JOB | RUN), .revised = "Từ điển dữ liệu"},
    {FIELD(FILE, office, "office"), IN(RUN), .may_be_null = TRUE},
    {FIELD(FILE, exceptions, "exceptions"), .commands = "report run check", .argument = "FILE",
     HELP("findings that are let stand, with the reason of each; `check --answers` adds what units "
          "confirmed",
          "các phát hiện được chấp nhận, kèm lý do; `check --answers` ghi thêm điều các đơn vị xác "
          "nhận"),
     IN(JOB | RUN), .may_be_null = TRUE, .may_lack = TRUE},
    {FIELD(FLAG, passport, "passport"), .commands = "report",
     HELP("add a sheet with the life of the unit", "thêm trang lý lịch của đơn vị"), IN(RUN)},
    {FIELD(FLAG, values_only, "values-only"), .commands = "report",
     HELP("figures instead of formulas in the workbook", "sổ tính chỉ có số, không có công thức"),
     IN(RUN)},
    {FIELD(FLAG, no_earlier, "no-earlier"), .commands = "report",
     HELP("begin anew: do not compare with the issue delivered before",
          "lập lại từ đầu, không so với bản đã lập trước"),
     IN(JOB)},
    {FIELD(NUMBER, wait, "wait"), .commands = "report run", .argument = "N",
     HELP("seconds to wait for another run on the folder", "số giây chờ lần chạy khác")},
    {FIELD(FLAG, strict, "strict"), .commands = "report summarize",
     HELP("exit 1 when the data have errors", "thoát với mã 1 khi dữ liệu có lỗi")},
    {FIELD(FLAG, quiet, "quiet"), .letter = 'q', .commands = "report run check summarize",
     HELP("say nothing when all is well, only what was found when there is something",
          "không in gì khi mọi việc ổn, chỉ in phát hiện nếu có")},
    {FIELD(FLAG, verbose, "verbose"), .letter = 'v', .commands = "report summarize",
     HELP("say all that was found, not the first 20 of a rule, and how each file's rows were spent",
          "in mọi phát hiện, không chỉ 20 phát hiện đầu của mỗi quy tắc, và tình hình từng tệp")},
    {FIELD(FLAG, verbose, "verbose"), .letter = 'v', .commands = "run",
     HELP("say all that was found and how each file's rows were spent",
          "in mọi phát hiện và tình hình từng tệp")},
    {FIELD(FLAG, verbose, "verbose"), .letter = 'v', .commands = "why",
     HELP("name all rows, not the first 1,000", "nêu mọi dòng, không chỉ 1.000 dòng đầu")},
    {FIELD(FLAG, verbose, "verbose"), .letter = 'v', .commands = "verify",
     HELP("tell all cells that differ, not the first 20",
          "nêu mọi ô khác nhau, không chỉ 20 ô đầu")},
    {.name = NULL},
};

const struct request_field *request_fields(void)
{
    return fields;
}

gboolean request_is_database(const char *data)
{
    return g_str_has_prefix(data, "postgresql://") || g_str_has_prefix(data, "postgres://");
}

char *request_shown_data(const char *data)
{
    const char *sign = strchr(data, '=');
    if (request_is_database(data))
        return g_strdup(REQUEST_DATABASE);
    if (sign == NULL || !request_is_database(sign + 1))
        return g_strdup(data);
    g_autofree char *name = g_strndup(data, (gsize)(sign + 1 - data));
    return g_strconcat(name, REQUEST_DATABASE, NULL);
}

gboolean request_takes(const struct request_field *field, const char *command)
{
    g_auto(GStrv) commands = g_strsplit(field->commands != NULL ? field->commands : "", " ", -1);
    return g_strv_contains((const char *const *)commands, command);
}

void *request_value(const struct request *request, const struct request_field *field)
{
    return (char *)request + field->offset;
}

/* A field that is one text: the text itself, or the path of a file. */
static char **text_of(const struct request *request, const struct request_field *field)
{
    gboolean one = field->kind == REQUEST_TEXT || field->kind == REQUEST_PATH;
    if (field->kind == REQUEST_FILE)
        return &((struct request_file *)request_value(request, field))->path;
    return one ? request_value(request, field) : NULL;
}

static void set_list(struct names *names, char **items)
{
    g_strfreev(names->item);
    names->item = items;
    names->count = items != NULL ? g_strv_length(items) : 0;
}

static gboolean set_choice(guint *value, const struct request_field *field, const char *text)
{
    for (guint i = 0; i < REQUEST_MAX_CHOICES; i++)
        if (g_strcmp0(field->choices[i], text) == 0) {
            *value = i;
            return TRUE;
        }
    return FALSE;
}

gboolean request_set(struct request *request, const struct request_field *field, const char *text)
{
    char **one = text_of(request, field);
    if (field->kind == REQUEST_CHOICE)
        return set_choice(request_value(request, field), field, text);
    if (field->kind == REQUEST_LIST) {
        set_list(request_value(request, field), g_strsplit(text, ",", -1));
    } else {
        g_free(*one);
        *one = g_strdup(text);
    }
    return TRUE;
}

void request_set_formats(struct request *request, const char *text)
{
    set_list(&request->formats, g_strsplit(text, ",", -1));
}

char *request_text(const struct request *request, const struct request_field *field)
{
    char **one = text_of(request, field);
    void *value = request_value(request, field);
    if (one != NULL)
        return g_strdup(*one);
    if (field->kind == REQUEST_CHOICE)
        return g_strdup(field->choices[*(guint *)value]);
    const struct names *names = value;
    return field->kind == REQUEST_LIST && names->item != NULL ? g_strjoinv(",", names->item) : NULL;
}

/* Lists of job files do not end with NULL. */
static char **copy_items(const struct names *names)
{
    char **items = g_new0(char *, names->count + 1);
    for (unsigned i = 0; i < names->count; i++)
        items[i] = g_strdup(names->item[i]);
    return items;
}

static void take_file(struct request_file *to, const struct request_file *from)
{
    g_free(to->path);
    g_clear_pointer(&to->text, g_bytes_unref);
    to->path = g_strdup(from->path);
    to->text = from->text != NULL ? g_bytes_ref(from->text) : NULL;
}

static void take_field(struct request *to, const struct request *from,
                       const struct request_field *field)
{
    void *value = request_value(from, field);
    char **one = text_of(from, field);
    if (field->kind == REQUEST_LIST) {
        if (((struct names *)value)->count > 0)
            set_list(request_value(to, field), copy_items(value));
    } else if (one == NULL) {
        if (*(guint *)value != 0)
            *(guint *)request_value(to, field) = *(guint *)value;
    } else if (*one != NULL && field->kind == REQUEST_FILE) {
        take_file(request_value(to, field), value);
    } else if (*one != NULL) {
        request_set(to, field, *one);
    }
}

void request_take(struct request *to, const struct request *from, guint places)
{
    for (const struct request_field *field = fields; field->name != NULL; field++)
        if (places == 0 || (field->in & places) != 0)
            take_field(to, from, field);
    to->today = from->today;
    to->width = from->width;
    to->progress = from->progress;
}

void request_complete(struct request *request)
{
    for (const struct request_field *field = fields; field->name != NULL; field++) {
        g_autofree char *text = request_text(request, field);
        if (text == NULL && field->standard != NULL)
            request_set(request, field, field->standard);
    }
}

static gboolean same_field(const struct request *one, const struct request *other,
                           const struct request_field *field)
{
    if (field->kind == REQUEST_FLAG || field->kind == REQUEST_NUMBER)
        return *(int *)request_value(one, field) == *(int *)request_value(other, field);
    g_autofree char *first = request_text(one, field);
    g_autofree char *second = request_text(other, field);
    if (g_strcmp0(first, second) != 0 || field->kind != REQUEST_FILE)
        return g_strcmp0(first, second) == 0;
    GBytes *text = ((struct request_file *)request_value(one, field))->text;
    GBytes *now = ((struct request_file *)request_value(other, field))->text;
    return text == now || (text != NULL && now != NULL && g_bytes_equal(text, now));
}

gboolean request_same(const struct request *one, const struct request *other, guint places)
{
    for (const struct request_field *field = fields; field->name != NULL; field++)
        if ((field->in & places) != 0 && !same_field(one, other, field))
            return FALSE;
    return TRUE;
}

gboolean request_day(const char *option, const char *text, date *day, GError **error)
{
    return text == NULL || date_parse(text, -1, day) ||
           error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_DAY, option, text, NULL);
}

gboolean request_period(const struct request *request, struct period *period, GError **error)
{
    *period = (struct period)PERIOD_NONE;
    if (request->period != NULL && !period_parse(request->period, request->today, period))
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_PERIOD, request->period, NULL);
    return request_day("as-of", request->as_of, &period->as_of, error);
}

void request_set_period(struct request *request, const struct period *period)
{
    g_free(request->period);
    g_free(request->as_of);
    request->period = g_strdup(period->name);
    request->as_of = period->as_of != DATE_NONE ? date_iso(period->as_of) : NULL;
}

void request_clear(struct request *request)
{
    for (const struct request_field *field = fields; field->name != NULL; field++) {
        char **one = text_of(request, field);
        if (one != NULL)
            g_clear_pointer(one, g_free);
        if (field->kind == REQUEST_LIST)
            set_list(request_value(request, field), NULL);
        if (field->kind == REQUEST_FILE)
            g_clear_pointer(&((struct request_file *)request_value(request, field))->text,
                            g_bytes_unref);
    }
    g_clear_pointer(&request->file, g_free);
    g_clear_pointer(&request->cell, g_free);
}
