#include "read/syllable.h"

#include <stdlib.h>
#include <string.h>

/* A table repeats few words: more of one are no more evidence. */
#define MOST_TIMES 4

#define LONGEST 32 /* bytes of a syllable without its tone, and more */

/* What may follow the first consonants, tone aside; sorted by byte. */
static const char *const rhymes[] = {
    "a",    "ac",   "ach", "ai",   "am",   "an",  "ang",  "anh",  "ao",   "ap",   "at",   "au",
    "ay",   "e",    "ec",  "em",   "en",   "eng", "eo",   "ep",   "et",   "i",    "ia",   "ich",
    "im",   "in",   "inh", "ip",   "it",   "iu",  "iêc",  "iêm",  "iên",  "iêng", "iêp",  "iêt",
    "iêu",  "o",    "oa",  "oac",  "oach", "oai", "oam",  "oan",  "oang", "oanh", "oao",  "oap",
    "oat",  "oay",  "oc",  "oe",   "oen",  "oeo", "oet",  "oi",   "om",   "on",   "ong",  "ooc",
    "oong", "op",   "ot",  "oăc",  "oăm",  "oăn", "oăng", "oăt",  "u",    "ua",   "uc",   "ui",
    "um",   "un",   "ung", "up",   "ut",   "uy",  "uya",  "uych", "uynh", "uyt",  "uyu",  "uyên",
    "uyêt", "uâc",  "uân", "uâng", "uât",  "uây", "uê",   "uêch", "uênh", "uôc",  "uôi",  "uôm",
    "uôn",  "uông", "uôt", "uơ",   "y",    "ych", "ynh",  "yt",   "yêm",  "yên",  "yêng", "yêt",
    "yêu",  "âc",   "âm",  "ân",   "âng",  "âp",  "ât",   "âu",   "ây",   "ê",    "êc",   "êch",
    "êm",   "ên",   "êng", "ênh",  "êp",   "êt",  "êu",   "ô",    "ôc",   "ôi",   "ôm",   "ôn",
    "ông",  "ôp",   "ôt",  "ăc",   "ăm",   "ăn",  "ăng",  "ăp",   "ăt",   "ơ",    "ơi",   "ơm",
    "ơn",   "ơp",   "ơt",  "ư",    "ưa",   "ưc",  "ưi",   "ưm",   "ưn",   "ưng",  "ưt",   "ưu",
    "ươc",  "ươi",  "ươm", "ươn",  "ương", "ươp", "ươt",  "ươu",
};

/* Frequent words of the papers of Party organizations; sorted by byte. */
static const char *const common[] = {
    "bình",   "bí",     "bộ",    "chuyên", "chính", "chưa",  "chất",   "chủ",   "chức",  "chứng",
    "cách",   "cán",    "cáo",   "có",     "công",  "cơ",    "cảnh",   "cấp",   "cộng",  "dân",
    "dưới",   "dấu",    "dục",   "dự",     "giá",   "giám",  "giáo",   "giải",  "giới",  "hiệu",
    "hoàn",   "hoạch",  "huyện", "hình",   "học",   "họp",   "hội",    "khiển", "khác",  "không",
    "khối",   "kiểm",   "ký",    "kế",     "kết",   "kỷ",    "loại",   "luận",  "luật",  "lý",
    "lượng",  "lối",    "lực",   "miễn",   "mã",    "môn",   "nguyễn", "ngày",  "người", "nhiệm",
    "nhóm",   "nhũng",  "nhận",  "nông",   "năm",   "nơi",   "nội",    "nữ",    "phòng", "phó",
    "phương", "phường", "phạm",  "phẩm",   "phố",   "quyết", "sát",    "sĩ",    "sơ",    "sản",
    "sắc",    "số",     "sống",  "sổ",     "sở",    "thiếu", "thành",  "thái",  "tháng", "thôn",
    "thư",    "thường", "thạc",  "thị",    "thức",  "tiến",  "trách",  "trên",  "trình", "trường",
    "trưởng", "trấn",   "trần",  "trị",    "trừ",   "trực",  "tài",    "tán",   "tên",   "tượng",
    "tế",     "tỉnh",   "tịch",  "tốt",    "tổ",    "tổng",  "từ",     "tử",    "viên",  "việc",
    "vào",    "văn",    "vị",    "vụ",     "xuất",  "xã",    "xếp",    "đai",   "đi",    "điện",
    "đoàn",   "đoạn",   "đánh",  "đình",   "đăng",  "đơn",   "đại",    "đạo",   "đảng",  "đất",
    "đến",    "địa",    "định",  "đối",    "độ",    "đức",   "ủy",
};

static const char *const onsets[] = {
    "",   "b",   "c",  "ch", "d",  "đ", "g",  "gh", "gi", "h", "k",  "kh", "l", "m", "n",
    "ng", "ngh", "nh", "p",  "ph", "q", "qu", "r",  "s",  "t", "th", "tr", "v", "x",
};

static gboolean is_tone(gunichar mark)
{
    return mark == 0x0300 || mark == 0x0301 || mark == 0x0303 || mark == 0x0309 || mark == 0x0323;
}

/* A word without its tone, in lower case and normal form C. */
struct bare {
    gunichar letter[LONGEST];
    guint count;
    guint tones;
    gunichar tone;
};

static void take_piece(struct bare *bare, gunichar piece)
{
    gunichar whole;
    if (is_tone(piece)) {
        bare->tones++;
        bare->tone = piece;
    } else if (bare->count > 0 && g_unichar_ismark(piece) &&
               g_unichar_compose(bare->letter[bare->count - 1], piece, &whole)) {
        bare->letter[bare->count - 1] = whole;
    } else if (bare->count < LONGEST) {
        bare->letter[bare->count++] = piece;
    }
}

static void strip(const char *word, gsize length, struct bare *bare)
{
    *bare = (struct bare){0};
    for (const char *p = word; p < word + length; p = g_utf8_next_char(p)) {
        gunichar pieces[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
        gsize count = g_unichar_fully_decompose(g_unichar_tolower(g_utf8_get_char(p)), FALSE,
                                                pieces, G_N_ELEMENTS(pieces));
        for (gsize i = 0; i < count; i++)
            take_piece(bare, pieces[i]);
    }
}

static int compare(const void *key, const void *entry)
{
    return strcmp(key, *(const char *const *)entry);
}

static gboolean is_rhyme(const char *text)
{
    return bsearch(text, rhymes, G_N_ELEMENTS(rhymes), sizeof *rhymes, compare) != NULL;
}

/* Syllables that are stopped by c, ch, p, t have the tones sắc and nặng only. */
static gboolean fits_tone(const char *bare, gunichar tone)
{
    gsize length = strlen(bare);
    gboolean is_stopped = strchr("cpt", bare[length - 1]) != NULL ||
                          (length > 1 && strcmp(bare + length - 2, "ch") == 0);
    return !is_stopped || tone == 0x0301 || tone == 0x0323;
}

/* ĐV, QĐ, HĐND: capitals without a vowel, đ among them. */
static gboolean is_abbreviation(const char *word, gsize length)
{
    gboolean has_stroke = FALSE;
    for (const char *p = word; p < word + length; p = g_utf8_next_char(p)) {
        gunichar letter = g_utf8_get_char(p);
        has_stroke = has_stroke || letter == 0x0110;
        if (letter != 0x0110 && (letter >= 0x80 || !g_ascii_isupper((char)letter)))
            return FALSE;
    }
    return has_stroke;
}

gboolean syllable_is_vietnamese(const char *word, gsize length)
{
    struct bare bare;
    if (is_abbreviation(word, length))
        return TRUE;
    strip(word, length, &bare);
    if (bare.count == 0 || bare.count == LONGEST || bare.tones > 1)
        return FALSE;
    g_autofree char *text = g_ucs4_to_utf8(bare.letter, bare.count, NULL, NULL, NULL);
    if (text == NULL || !fits_tone(text, bare.tone))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(onsets); i++) {
        if (g_str_has_prefix(text, onsets[i]) && is_rhyme(text + strlen(onsets[i])))
            return TRUE;
    }
    return FALSE;
}

/* Signs of ASCII and the dashes and quotation marks of print stand between words. */
static gboolean parts_words(gunichar c)
{
    return c < 0x80 ? !g_ascii_isalpha((char)c) : c == 0xA0 || (c >= 0x2010 && c <= 0x2027);
}

static gboolean is_common(const char *word, gsize length)
{
    g_autofree char *lower = g_utf8_strdown(word, (gssize)length);
    g_autofree char *composed = g_utf8_normalize(lower, -1, G_NORMALIZE_NFC);
    return bsearch(composed, common, G_N_ELEMENTS(common), sizeof *common, compare) != NULL;
}

/* The next word with a letter beyond ASCII; NULL at the end. */
static const char *next_word(const char **rest, const char *end, gsize *length)
{
    const char *word = *rest;
    gboolean is_plain = TRUE;
    for (const char *p = word; p <= end; p = p < end ? g_utf8_next_char(p) : p + 1) {
        gunichar c = p == end ? ' ' : (guint8)*p < 0x80 ? (gunichar)*p : g_utf8_get_char(p);
        if (!parts_words(c)) {
            is_plain = is_plain && c < 0x80;
            continue;
        }
        *rest = p < end ? g_utf8_next_char(p) : p;
        *length = (gsize)(p - word);
        if (!is_plain)
            return word;
        if (p == end)
            break;
        word = *rest;
    }
    return NULL;
}

void syllables_count(const char *text, gsize length, struct syllables *count)
{
    const char *end = text + length;
    const char *word;
    gsize size;
    while ((word = next_word(&text, end, &size)) != NULL) {
        count->words++;
        count->good += syllable_is_vietnamese(word, size);
    }
}

void syllables_count_varied(const char *text, gsize length, struct syllables *count)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *end = text + length;
    const char *word;
    gsize size;
    while ((word = next_word(&text, end, &size)) != NULL) {
        char *copy = g_strndup(word, size);
        guint times = GPOINTER_TO_UINT(g_hash_table_lookup(seen, copy));
        g_hash_table_replace(seen, copy, GUINT_TO_POINTER(times + 1));
        if (times >= MOST_TIMES)
            continue;
        count->words++;
        count->good += syllable_is_vietnamese(word, size);
        count->common += is_common(word, size);
    }
}
