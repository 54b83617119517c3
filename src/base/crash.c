#include "base/crash.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* GLib may call itself for want of memory until the stack is full. */
#define STACK_BYTES (64 << 10)

/* What GLib prints before a failed assertion. */
#define ASSERTION_MARK "**\n"

static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP};

static void put(const char *text, gsize length)
{
    ssize_t ignored G_GNUC_UNUSED = write(STDERR_FILENO, text, length);
}

void crash_say(enum language language, enum message message, const char *more)
{
    const char *words = message_pattern(language, message);
    put("tongket: ", strlen("tongket: "));
    put(words, strlen(words));
    if (more != NULL) {
        put(" (", 2);
        put(more, strcspn(more, "\n"));
        put(")", 1);
    }
    put("\n", 1);
    _exit(TONGKET_ERROR_INTERNAL);
}

static void end_in_english(int number)
{
    (void)number;
    crash_say(LANGUAGE_ENGLISH, MESSAGE_ENDED_EARLY, NULL);
}

static void end_in_vietnamese(int number)
{
    (void)number;
    crash_say(LANGUAGE_VIETNAMESE, MESSAGE_ENDED_EARLY, NULL);
}

/* A failed assertion: which one it was belongs into the one line. */
static void assert_in_english(const char *text)
{
    if (g_str_has_prefix(text, ASSERTION_MARK))
        crash_say(LANGUAGE_ENGLISH, MESSAGE_ENDED_EARLY, text + strlen(ASSERTION_MARK));
    fputs(text, stderr);
}

static void assert_in_vietnamese(const char *text)
{
    if (g_str_has_prefix(text, ASSERTION_MARK))
        crash_say(LANGUAGE_VIETNAMESE, MESSAGE_ENDED_EARLY, text + strlen(ASSERTION_MARK));
    fputs(text, stderr);
}

static void assert_in_silence(const char *text)
{
    (void)text;
}

/* GLib's own words on what ends the process would be a second line, and mean nothing to a user. */
static void log_message(const char *domain, GLogLevelFlags level, const char *message,
                        gpointer data)
{
    if ((level & G_LOG_LEVEL_ERROR) == 0)
        g_log_default_handler(domain, level, message, data);
}

static void handle(const struct sigaction *action)
{
    for (guint i = 0; i < G_N_ELEMENTS(signals); i++) {
        struct sigaction before; /* a sanitizer has words of its own */
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
            sigaction(signals[i], action, NULL);
    }
}

void crash_prepare(enum language language)
{
    gboolean vietnamese = language == LANGUAGE_VIETNAMESE;
    struct sigaction action = {.sa_handler = vietnamese ? end_in_vietnamese : end_in_english,
                               .sa_flags = (int)SA_RESETHAND | SA_NODEFER | SA_ONSTACK};
    stack_t stack = {.ss_size = STACK_BYTES};
    stack.ss_sp =
        mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (stack.ss_sp != MAP_FAILED)
        sigaltstack(&stack, NULL);
    handle(&action);
    g_set_printerr_handler(vietnamese ? assert_in_vietnamese : assert_in_english);
    g_log_set_default_handler(log_message, NULL);
}

void crash_leave_to_parent(void)
{
    struct sigaction by_default = {.sa_handler = SIG_DFL};
    for (guint i = 0; i < G_N_ELEMENTS(signals); i++) {
        struct sigaction before;
        if (sigaction(signals[i], NULL, &before) == 0 &&
            (before.sa_handler == end_in_english || before.sa_handler == end_in_vietnamese))
            sigaction(signals[i], &by_default, NULL);
    }
    g_set_printerr_handler(assert_in_silence);
}
