#include "cli/last_words.h"

#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* GLib may call itself for want of memory until the stack is full. */
#define STACK_BYTES (64 << 10)

static void put(const char *text)
{
    ssize_t ignored G_GNUC_UNUSED = write(STDERR_FILENO, text, strlen(text));
}

/* Only what is allowed where nothing can be relied on: no allocation, no stream. */
static void tell(enum language language, int number)
{
    put("tongket: ");
    put(message_pattern(language, MESSAGE_ENDED_EARLY));
    put("\n");
    raise(number); /* the handler is gone already */
}

static void tell_in_english(int number)
{
    tell(LANGUAGE_ENGLISH, number);
}

static void tell_in_vietnamese(int number)
{
    tell(LANGUAGE_VIETNAMESE, number);
}

/* GLib's own words on memory would be a second line, and mean nothing to a user. */
static void log_message(const char *domain, GLogLevelFlags level, const char *message,
                        gpointer data)
{
    if ((level & G_LOG_LEVEL_ERROR) == 0 || strstr(message, "failed to allocate") == NULL)
        g_log_default_handler(domain, level, message, data);
}

void last_words_prepare(enum language language)
{
    static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP};
    struct sigaction action = {.sa_handler = language == LANGUAGE_VIETNAMESE ? tell_in_vietnamese
                                                                             : tell_in_english,
                               .sa_flags = (int)SA_RESETHAND | SA_NODEFER | SA_ONSTACK};
    stack_t stack = {.ss_size = STACK_BYTES};
    stack.ss_sp =
        mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (stack.ss_sp != MAP_FAILED)
        sigaltstack(&stack, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(signals); i++) {
        struct sigaction before; /* a sanitizer has words of its own */
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
            sigaction(signals[i], &action, NULL);
    }
    g_log_set_default_handler(log_message, NULL);
}
