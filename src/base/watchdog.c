#include "base/watchdog.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/crash.h"

/* The last part of the time is given only when the rest is over: a process that was stopped
 * meanwhile can then say that it goes on. */
#define LAST_PART 12

/* The interval's microseconds tell whether the last part runs. */
#define LAST_PART_RUNS 1

static guint64 microseconds(guint seconds)
{
    return (guint64)seconds * G_USEC_PER_SEC;
}

static void set_timer(guint seconds, guint64 left, gboolean last_part)
{
    struct itimerval timer = {
        .it_interval = {.tv_sec = seconds, .tv_usec = last_part ? LAST_PART_RUNS : 0},
        .it_value = {.tv_sec = (time_t)(left / G_USEC_PER_SEC),
                     .tv_usec = (suseconds_t)(left % G_USEC_PER_SEC)},
    };
    setitimer(ITIMER_REAL, &timer, NULL);
}

static void set_first_part(guint seconds)
{
    set_timer(seconds, microseconds(seconds) - microseconds(seconds) / LAST_PART, FALSE);
}

/* A full pipe, or a terminal that is held. */
static gboolean is_output_held(void)
{
    struct pollfd outputs[] = {{.fd = STDOUT_FILENO, .events = POLLOUT},
                               {.fd = STDERR_FILENO, .events = POLLOUT}};
    return poll(outputs, G_N_ELEMENTS(outputs), 0) >= 0 &&
           (outputs[0].revents == 0 || outputs[1].revents == 0);
}

/* Whether all the time is over; else the timer runs again. */
static gboolean is_over(void)
{
    struct itimerval timer;
    int kept = errno;
    gboolean over = FALSE;
    if (getitimer(ITIMER_REAL, &timer) == 0 && timer.it_interval.tv_sec > 0) {
        guint seconds = (guint)timer.it_interval.tv_sec;
        if (is_output_held())
            set_first_part(seconds);
        else if (timer.it_interval.tv_usec == LAST_PART_RUNS)
            over = TRUE;
        else
            set_timer(seconds, microseconds(seconds) / LAST_PART, TRUE);
    }
    errno = kept;
    return over;
}

static void end_in_english(int number)
{
    (void)number;
    if (is_over())
        crash_say(LANGUAGE_ENGLISH, MESSAGE_NO_PROGRESS, NULL);
}

static void end_in_vietnamese(int number)
{
    (void)number;
    if (is_over())
        crash_say(LANGUAGE_VIETNAMESE, MESSAGE_NO_PROGRESS, NULL);
}

static void end_in_silence(int number)
{
    (void)number;
    if (is_over())
        _exit(TONGKET_ERROR_INTERNAL);
}

static void start(void (*handler)(int number), guint seconds)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART | SA_ONSTACK};
    sigset_t alarm;
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    sigaction(SIGALRM, &action, NULL);
    sigprocmask(SIG_UNBLOCK, &alarm, NULL);
    set_first_part(seconds);
}

void watchdog_start(enum language language, guint seconds)
{
    start(language == LANGUAGE_VIETNAMESE ? end_in_vietnamese : end_in_english, seconds);
}

void watchdog_start_in_child(guint seconds)
{
    start(end_in_silence, seconds);
}

guint watchdog_seconds(void)
{
    struct itimerval timer;
    return getitimer(ITIMER_REAL, &timer) == 0 ? (guint)timer.it_interval.tv_sec : 0;
}

void watchdog_feed(void)
{
    guint seconds = watchdog_seconds();
    if (seconds > 0)
        set_first_part(seconds);
}
