/* See stop.h. */
#include "stop.h"

#include <signal.h>
#include <stddef.h>

_Static_assert(sizeof(sig_atomic_t) == sizeof(int), "a flag is an int");

static volatile sig_atomic_t wanted;

/* Who started us ignoring a signal (nohup, a shell's background) wants it so. */
static void handle(int number, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler}, before;

    sigemptyset(&action.sa_mask);
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(number, &action, NULL);
}

/* The second signal may be the other one. */
static void on_signal(int number)
{
    wanted = number;
    stop_release_signals();
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

const volatile int *stop_flag(void)
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
