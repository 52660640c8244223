/* See stop.h. */
#include "stop.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>

/* Handlers may use no other, and other threads read it. */
_Static_assert(ATOMIC_INT_LOCK_FREE == 2, "a flag without a lock");

static atomic_int wanted;

/* Who started us ignoring a signal (nohup, a shell's background) wants it so. */
static void handle(int number, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler}, before;

    sigemptyset(&action.sa_mask);
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(number, &action, NULL);
}

/* The second signal may be the other one. Whoever was interrupted finds errno as it
 * was. */
static void on_signal(int number)
{
    int before = errno;

    wanted = number;
    stop_release_signals();
    errno = before;
}

void stop_catch_signals(void)
{
    handle(SIGINT, on_signal);
    handle(SIGTERM, on_signal);
}

void stop_release_signals(void)
{
    handle(SIGINT, SIG_DFL);
    handle(SIGTERM, SIG_DFL);
}

const atomic_int *stop_flag(void)
{
    return &wanted;
}

void stop_forget(void)
{
    wanted = 0;
}

bool stop_wanted(void)
{
    return wanted != 0;
}
