#include "claims/claim_words.h"

#include <string.h>

#include "claims/claim_figure.h"

#define NOUN(class, text)                                                                          \
    {                                                                                              \
        PHRASE_NOUN, text, NOUN_##class, FALSE                                                     \
    }
#define GENERIC(class, text)                                                                       \
    {                                                                                              \
        PHRASE_NOUN, text, NOUN_##class, TRUE                                                      \
    }
#define WORD(phrase, text)                                                                         \
    {                                                                                              \
        PHRASE_##phrase, text, 0, FALSE                                                            \
    }
#define BOUND(bound, text)                                                                         \
    {                                                                                              \
        PHRASE_BOUND, text, CLAIM_##bound, FALSE                                                   \
    }

static const struct claim_word words[] = {
    NOUN(PERSON, "đảng viên"),
    NOUN(PERSON, "quần chúng"),
    NOUN(PERSON, "đoàn viên"),
    NOUN(PERSON, "hội viên"),
    NOUN(PERSON, "cán bộ"),
    NOUN(PERSON, "công chức"),
    NOUN(PERSON, "viên chức"),
    NOUN(PERSON, "bí thư"),
    NOUN(PERSON, "phó bí thư"),
    NOUN(PERSON, "cấp ủy viên"),
    NOUN(PERSON, "cấp uỷ viên"),
    NOUN(PERSON, "đại biểu"),
    NOUN(PERSON, "học viên"),
    NOUN(PERSON, "cá nhân"),
    GENERIC(PERSON, "đồng chí"),
    GENERIC(PERSON, "người"),
    NOUN(BODY, "chi bộ"),
    NOUN(BODY, "đảng bộ"),
    NOUN(BODY, "đảng ủy"),
    NOUN(BODY, "đảng uỷ"),
    NOUN(BODY, "cấp ủy"),
    NOUN(BODY, "cấp uỷ"),
    NOUN(BODY, "tccsđ"),
    GENERIC(BODY, "tổ chức cơ sở đảng"),
    GENERIC(BODY, "tổ chức đảng"),
    GENERIC(BODY, "tổ chức"),
    GENERIC(BODY, "tập thể"),
    NOUN(PLACE, "xã"),
    NOUN(PLACE, "phường"),
    NOUN(PLACE, "thị trấn"),
    NOUN(PLACE, "huyện"),
    NOUN(PLACE, "thành phố"),
    NOUN(PLACE, "thôn"),
    NOUN(PLACE, "tổ dân phố"),
    GENERIC(PLACE, "đơn vị"),
    GENERIC(PLACE, "địa phương"),
    NOUN(OTHER, "cơ quan"),
    NOUN(OTHER, "doanh nghiệp"),
    NOUN(OTHER, "trường"),
    NOUN(OTHER, "cuộc"),
    NOUN(OTHER, "lượt"),
    NOUN(OTHER, "vụ"),
    NOUN(OTHER, "trường hợp"),
    NOUN(OTHER, "hồ sơ"),
    NOUN(OTHER, "lớp"),
    NOUN(OTHER, "hội nghị"),
    NOUN(OTHER, "đoàn"),
    NOUN(OTHER, "mô hình"),
    NOUN(OTHER, "hộ"),
    NOUN(OTHER, "phiếu"),
    NOUN(OTHER, "ý kiến"),
    NOUN(OTHER, "văn bản"),
    NOUN(OTHER, "quyết định"),
    NOUN(OTHER, "nghị quyết"),
    WORD(TIME, "năm"),
    WORD(TIME, "tháng"),
    WORD(TIME, "ngày"),
    WORD(TIME, "tuần"),
    WORD(TIME, "quý"),
    WORD(TIME, "giờ"),
    WORD(TIME, "phút"),
    WORD(TIME, "tuổi"),
    WORD(TIME, "lần"),
    WORD(TIME, "kỳ"),
    WORD(TIME, "nhiệm kỳ"),
    WORD(MEASURE, "nghìn"),
    WORD(MEASURE, "ngàn"),
    WORD(MEASURE, "vạn"),
    WORD(MEASURE, "triệu"),
    WORD(MEASURE, "tỷ"),
    WORD(MEASURE, "tỉ"),
    WORD(MEASURE, "đồng"),
    WORD(MEASURE, "điểm"),
    WORD(MEASURE, "ha"),
    WORD(MEASURE, "km"),
    WORD(MEASURE, "m"),
    WORD(MEASURE, "m2"),
    WORD(MEASURE, "kg"),
    WORD(MEASURE, "tấn"),
    WORD(MEASURE, "trang"),
    WORD(ORDINAL, "số"),
    WORD(ORDINAL, "thứ"),
    WORD(ORDINAL, "khóa"),
    WORD(ORDINAL, "khoá"),
    WORD(ORDINAL, "điều"),
    WORD(ORDINAL, "khoản"),
    WORD(ORDINAL, "mục"),
    WORD(ORDINAL, "chương"),
    WORD(ORDINAL, "đợt"),
    WORD(ORDINAL, "quý"),
    WORD(ORDINAL, "ngày"),
    WORD(ORDINAL, "tháng"),
    WORD(ORDINAL, "năm"),
    WORD(ORDINAL, "lục"),
    WORD(ORDINAL, "biểu"),
    WORD(ORDINAL, "mẫu"),
    WORD(ORDINAL, "bảng"),
    WORD(ORDINAL, "trang"),
    WORD(ORDINAL, "định"),
    WORD(ORDINAL, "quyết"),
    WORD(ORDINAL, "dẫn"),
    WORD(ORDINAL, "thị"),
    WORD(ORDINAL, "luận"),
    WORD(ORDINAL, "luật"),
    WORD(ORDINAL, "lộ"),
    WORD(ORDINAL, "thôn"),
    WORD(ORDINAL, "xóm"),
    WORD(ORDINAL, "tổ"),
    WORD(ORDINAL, "khu"),
    WORD(ORDINAL, "phố"),
    WORD(ORDINAL, "phường"),
    WORD(ORDINAL, "bộ"), /* "Chi bộ 5" */
    WORD(ORDINAL, "thoại"),
    WORD(ORDINAL, "đt"),
    WORD(ORDINAL, "lúc"),
    WORD(OF_WHICH, "trong đó"),
    WORD(ALL, "gồm"),
    WORD(ALL, "bao gồm"),
    WORD(ALL, "chia ra"),
    WORD(SET, "cơ cấu"),
    WORD(SET, "lần lượt"),
    WORD(SET, "bốn mức"),
    WORD(SET, "các mức"),
    WORD(GOES_ON, "xếp loại"),
    WORD(GOES_ON, "giám sát"),
    WORD(GOES_ON, "lối sống"),
    WORD(GOES_ON, "tài nguyên"),
    WORD(GOES_ON, "khoáng sản"),
    WORD(GOES_ON, "ngân hàng"),
    WORD(GOES_ON, "đầu tư"),
    WORD(GOES_ON, "xây dựng cơ bản"),
    WORD(GOES_ON, "kế hoạch hóa gia đình"),
    WORD(GOES_ON, "buông lỏng lãnh đạo"),
    WORD(GOES_ON, "huyện"),
    WORD(GOES_ON, "thành phố"),
    WORD(GOES_ON, "tỉnh"),
    WORD(LINK, "chiếm"),
    WORD(LINK, "đạt"),
    WORD(LINK, "bằng"),
    WORD(LINK, "tỷ lệ"),
    WORD(LINK, "tỉ lệ"),
    WORD(LINK, "tương đương"),
    WORD(LINK, "tương ứng"),
    WORD(LINK, "tức"),
    WORD(LINK, "tức là"),
    WORD(LINK, "là"),
    WORD(INDEX, "so với"),
    WORD(INDEX, "kế hoạch"),
    WORD(INDEX, "chỉ tiêu"),
    WORD(INDEX, "mục tiêu"),
    WORD(INDEX, "nghị quyết"),
    WORD(INDEX, "cùng kỳ"),
    WORD(BASE, "trên tổng số"),
    WORD(BASE, "trong tổng số"),
    WORD(BASE, "của tổng số"),
    WORD(BASE, "tổng số"),
    WORD(BASE, "trên số"),
    WORD(BASE, "trong số"),
    WORD(BASE, "trên"),
    {PHRASE_BASE_NAME, "được xếp loại", 0, FALSE},
    {PHRASE_BASE_NAME, "đã xếp loại", 0, FALSE},
    {PHRASE_BASE_NAME, "được đánh giá", 0, FALSE},
    {PHRASE_BASE_NAME, "có mặt", 1, FALSE},
    {PHRASE_BASE_NAME, "danh sách", 2, FALSE},
    {PHRASE_BASE_NAME, "tổng số", 2, FALSE},
    {PHRASE_BASE_NAME, "chỉ tiêu", 3, FALSE},
    {PHRASE_BASE_NAME, "kế hoạch", 3, FALSE},
    {PHRASE_BASE_NAME, "mục tiêu", 3, FALSE},
    {PHRASE_TARGET, "kế hoạch", 0, FALSE},
    {PHRASE_TARGET, "chỉ tiêu", 0, FALSE},
    {PHRASE_TARGET, "mục tiêu", 0, FALSE},
    WORD(RISE, "tăng"),
    WORD(FALL, "giảm"),
    WORD(TO, "lên"),
    WORD(TO, "đến"),
    WORD(TO, "tới"),
    WORD(TO, "xuống"),
    WORD(TO, "còn"),
    WORD(TO, "thành"),
    WORD(SINCE, "so với"),
    {PHRASE_STAGE, "đăng ký", 0, FALSE},
    {PHRASE_STAGE, "đăng kí", 0, FALSE},
    {PHRASE_STAGE, "công nhận", 1, FALSE},
    BOUND(ABOVE, "trên"),
    BOUND(ABOVE, "hơn"),
    BOUND(AT_LEAST, "ít nhất"),
    BOUND(AT_LEAST, "tối thiểu"),
    BOUND(AT_LEAST, "không dưới"),
    BOUND(BELOW, "dưới"),
    BOUND(AT_MOST, "không quá"),
    BOUND(AT_MOST, "tối đa"),
    BOUND(AT_MOST, "nhiều nhất"),
    BOUND(NEARLY, "gần"),
    BOUND(ABOUT, "khoảng"),
    BOUND(ABOUT, "xấp xỉ"),
    WORD(FILLER, "mức"),
    WORD(FILLER, "số"),
    WORD(FILLER, "thêm"),
    WORD(FILLER, "được"),
    WORD(FILLER, "là"),
    WORD(FILLER, "có"),
    WORD(FILLER, "tỷ lệ"),
    WORD(FILLER, "tỉ lệ"),
};

/* Whether the text goes on with more letters, so that the phrase is but the beginning of a word. */
static gboolean ends_word(const char *text)
{
    return *text == '\0' || !g_unichar_isalnum(g_utf8_get_char(text));
}

const struct claim_word *claim_words_at(enum claim_phrase phrase, const char *text)
{
    const struct claim_word *found = NULL;
    gsize longest = 0;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        gsize length = strlen(words[i].text);
        if (words[i].phrase != phrase || length <= longest ||
            !g_str_has_prefix(text, words[i].text) || !ends_word(text + length))
            continue;
        found = &words[i];
        longest = length;
    }
    return found;
}

gboolean claim_words_same(const struct claim_word *a, const struct claim_word *b)
{
    if (a == NULL || b == NULL || a == b)
        return TRUE;
    return a->value == b->value && (a->generic || b->generic);
}
