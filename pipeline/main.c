/*
 * From the command line to an exit status. Errors are filled where they happen
 * and printed here.
 */
#include "command_line.h"
#include "log.h"
#include "version.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int run(struct command_line *line, struct error *error)
{
    if (line->version)
        return printf("bibload %s\n", BIBLOAD_VERSION) < 0 ? STATUS_FAILED : 0;
    if (line->help) {
        command_print_help(line->command);
        return STATUS_LOADED;
    }
    if (command_line_config(line, error) != 0)
        return -1;
    return line->command->run(&line->invocation, error);
}

/* What was printed is only known to be written once it is flushed. A reader
 * that went away (| head) knows why: nothing is said about it. */
static int flush_output(int status, struct error *error)
{
    bool failed = ferror(stdout);

    if (fflush(stdout) != 0) {
        if (errno == EPIPE)
            return STATUS_FAILED;
        return error_system(error, ERROR_DISK, errno, "standard output");
    }
    if (failed)
        return error_set(error, ERROR_DISK,
                         "standard output could not be written");
    return status;
}

static bool came_back;

/* libyaz ends the process when it finds no memory, and with status 1, which is
 * that of an import with rejects. */
static void refuse_exit(void)
{
    static const char text[] = "bibload: error: out of memory (running it "
                               "again helps)\n";

    if (came_back)
        return;
    (void)!write(STDERR_FILENO, text, sizeof text - 1);
    _exit(STATUS_FAILED);
}

int main(int argc, char **argv)
{
    struct command_line line;
    struct error error = {0};
    int status = -1;

    if (atexit(refuse_exit) != 0)
        return STATUS_FAILED;
    /* A reader that goes away makes a write fail; it must not kill an import. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file size limit is a full disk to us */
    if (command_line_init(&line, &error) == 0 &&
        command_line_parse(&line, argc, argv, &error) == 0)
        status = run(&line, &error);
    if (status >= 0)
        status = flush_output(status, &error);
    if (status < 0) {
        command_print_error(&error);
        status = error_exit_status(&error);
    }
    command_line_clear(&line);
    came_back = true;
    return status;
}
