/* See stop.h. */
#include "stop.h"

#include <signal.h>
#include <stddef.h>

_Static_assert(sizeof(sig_atomic_t) == sizeof(int), "a flag is an int");

static volatile sig_atomic_t wanted;

static void on_signal(int number)
{
    wanted = number;
    (void)signal(number, SIG_DFL);
}

void stop_catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
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
