#include <CUnit/CUnit.h>
#include <string.h>

#include "read/broken_text.h"

static void all_are(const char *const *texts, enum rule rule)
{
    for (; *texts != NULL; texts++) {
        enum rule found = broken_text_rule(*texts, strlen(*texts));
        if (found != rule)
            printf("%s: %d\n", *texts, (int)found);
        CU_ASSERT_EQUAL(found, rule);
    }
}

static void errors_of_spreadsheets_are_no_values(void)
{
    static const char *const texts[] = {
        "#N/A",    "#NAME?",  "#DIV/0!", "#REF!",    "#VALUE!", "#NUM!",        "#NULL!",   "#n/a",
        " #ref! ", "#SPILL!", "#CALC!",  "#WERT!",   "#NV",     "#NOM?",        "#¡VALOR!", "#ИМЯ?",
        "Err:502", "#####",   "##",      "=#REF!A1", "#N/D",    "Chi bộ #REF!", NULL,
    };
    all_are(texts, RULE_ERROR_VALUE);
}

static void words_of_programs_are_no_values(void)
{
    static const char *const texts[] = {
        "NULL", "null",      "NaN",      "nan",     "None",
        "N/A",  "n/a",       "<NA>",     "NA",      "NaT",
        "inf",  "-inf",      "Infinity", "\\N",     "(null)",
        "nil",  "undefined", "1.#IND",   "1.#QNAN", "[object Object]",
        "+inf", "-NaN",      "{null}",   "[NULL]",  "missing value",
        NULL,
    };
    all_are(texts, RULE_ERROR_VALUE);
}

static void broken_letters_are_told(void)
{
    static const char *const texts[] = {
        "Äáº£ng bá»™ xÃ£",  /* as Windows-1252 */
        "VÄƒn phÃ²ng",      /* signs that are letters themselves */
        "Ã„ÂáÂºÂ£ng",       /* twice */
        "Ä\xc2\x90áº£ng",   /* a control of Latin-1 */
        "ДђбєЈng bб»™",     /* as Windows-1251 */
        "─Éß║úng bß╗Ö",     /* as code page 850 */
        "ƒê·∫£ng b·ªô x√£", /* as Mac Roman */
        "xĂ£ hĂ³a",         /* as Windows-1258 */
        "§¶ng bé x·",       /* an old font */
        "T\xef\xbf\xbdy",   /* the sign of a lost letter */
        "Đ?ng b? xã",
        "??ng b? x?",
        "Đảng &amp; đoàn",
        "&#7843;ng",
        "Kh&#225c",
        "Kh&#xE1;c",
        "Kh&#Xe1c",
        "Kh&aacutec",
        "&ETH;ảng",
        "R&amp",
        "Chi b?",
        "Chi b? Xã An Ph?",
        "Đoàn Th? (t?nh)",
        "Đảng u?",
        "Đảng (?y)",
        "Chi\x01"
        "bộ",
        "Chi b\xc2\x9dộ",
        "Đảng bộ \xee\x80\x80",
        "Âº thứ",
        NULL,
    };
    all_are(texts, RULE_BROKEN_TEXT);
}

static void rare_words_and_signs_are_sound(void)
{
    static const char *const texts[] = {
        "",
        "Đảng bộ xã Ea H'leo",
        "Krông Păk, Đắk R'Lấp, Ê-đê, Cư M'gar",
        "Buôn Ya Wầm; Púng Luông; Háng Đồng",
        "Thị trấn Pơng Drang",
        "Nguyễn Thị “Xã” – Đảng ủy (XÃ) “XÃ” … «xã» 50 m² 30°C ½ 1º",
        "HỢP TÁC XÃ – “ĐOÀN KẾT”",
        "Có hay không?",
        "Đã nộp chưa? Rồi.",
        "A & B; R&D; B&B",
        "Khối A, B hay C?",
        "Mường Xá?",
        "Cư M'?",
        "Bao nhiêu? Ai?",
        "TCXD &c; P&L;",
        "Số 12/QĐ-UBKT",
        "Không xác định",
        "Nan, Nam, Nă, In, Ninh",
        "Café Müller, naïve, Škoda",
        "Thuế GTGT 10%",
        "Dân tộc H’Mông, Chơ-ro, Xơ-đăng",
        "Đường số 1# 2",
        "€ 100",
        "Line one\nLine two\tthree",
        "Thu\xcc\x89y lo\xcc\x9b\xcc\xa3i", /* composed letter by letter */
        "Хабаровск",
        "1.234",
        "#1",
        NULL,
    };
    all_are(texts, RULES);
}

static void a_key_is_looked_at_more_quickly_with_the_same_result(void)
{
    static const char *const texts[] = {"DV001",         "#N/A",      "NaN",  "12-Q?/UBKT",
                                        "12-QÄ\xc2\x90", "N123",      "null", "12-QĐ/UBKT",
                                        " NULL ",        "12-Q&ETH;", "R&D",  NULL};
    for (guint i = 0; texts[i] != NULL; i++)
        CU_ASSERT_EQUAL(broken_text_rule_of_key(texts[i], strlen(texts[i])),
                        broken_text_rule(texts[i], strlen(texts[i])));
}

static void an_entity_is_as_long_as_it_is_written(void)
{
    static const struct {
        const char *text;
        gsize length;
    } cases[] = {{"&#225;c", 6}, {"&#225c", 5}, {"&#xE1;c", 6}, {"&aacute;c", 8}, {"&aacutec", 7},
                 {"&nbsp; ", 6}, {"&nbsp", 5},  {"&nbspx", 0},  {"&#;", 0},       {"&x;", 0},
                 {"R&D", 0},     {"&B; C", 0},  {"&#x;", 0},    {"&&amp;", 0}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        CU_ASSERT_EQUAL(broken_text_entity(cases[i].text, strlen(cases[i].text)), cases[i].length);
}

static CU_TestInfo tests[] = {
    {"errors of spreadsheets are no values", errors_of_spreadsheets_are_no_values},
    {"words of programs are no values", words_of_programs_are_no_values},
    {"broken letters are told", broken_letters_are_told},
    {"rare words and signs are sound", rare_words_and_signs_are_sound},
    {"a key is looked at more quickly, with the same result",
     a_key_is_looked_at_more_quickly_with_the_same_result},
    {"an entity is as long as it is written", an_entity_is_as_long_as_it_is_written},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo broken_text_suite = {"broken_text", NULL, NULL, NULL, NULL, tests};
