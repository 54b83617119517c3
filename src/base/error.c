#include "base/error.h"

#include "base/text.h"

struct message_row {
    const char *english;
    const char *vietnamese;
};

static const struct message_row wordings[MESSAGE_COUNT] = {
#define MESSAGE(id, english, vietnamese) {english, vietnamese},
#include "base/messages.def"
#undef MESSAGE
};

typedef struct {
    char *vietnamese;
} TongketErrorPrivate;

static void tongket_error_private_init(TongketErrorPrivate *own)
{
    own->vietnamese = NULL;
}

static void tongket_error_private_copy(const TongketErrorPrivate *from, TongketErrorPrivate *to)
{
    to->vietnamese = g_strdup(from->vietnamese);
}

static void tongket_error_private_clear(TongketErrorPrivate *own)
{
    g_free(own->vietnamese);
}

/* An extended error, so that copying and propagating keep the second language. */
G_DEFINE_EXTENDED_ERROR(TongketError, tongket_error)

/* Names of files and words of a user may hold anything: no message is more than one line. */
static GPtrArray *collect_arguments(va_list list)
{
    GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);
    char *argument;

    do {
        argument = va_arg(list, char *);
        g_ptr_array_add(arguments, argument != NULL ? text_printable(argument, G_MAXUINT) : NULL);
    } while (argument != NULL);
    return arguments;
}

const char *message_pattern(enum language language, enum message message)
{
    const struct message_row *wording = &wordings[message];
    return language == LANGUAGE_VIETNAMESE ? wording->vietnamese : wording->english;
}

static char *fill_message(enum language language, enum message message, const GPtrArray *arguments)
{
    return text_fill(message_pattern(language, message), (const char *const *)arguments->pdata);
}

char *message_text(enum language language, enum message message, ...)
{
    va_list list;

    va_start(list, message);
    g_autoptr(GPtrArray) arguments = collect_arguments(list);
    va_end(list);
    return fill_message(language, message, arguments);
}

gboolean error_raise(GError **error, TongketError code, enum message message, ...)
{
    if (error == NULL)
        return FALSE;

    va_list list;
    va_start(list, message);
    g_autoptr(GPtrArray) arguments = collect_arguments(list);
    va_end(list);

    g_autofree char *english = fill_message(LANGUAGE_ENGLISH, message, arguments);
    g_set_error_literal(error, TONGKET_ERROR, code, english);
    tongket_error_get_private(*error)->vietnamese =
        fill_message(LANGUAGE_VIETNAMESE, message, arguments);
    return FALSE;
}

const char *tongket_error_text(const GError *error, enum language language)
{
    if (language != LANGUAGE_VIETNAMESE || error->domain != TONGKET_ERROR)
        return error->message;

    const char *vietnamese = tongket_error_get_private(error)->vietnamese;
    return vietnamese != NULL ? vietnamese : error->message;
}
