/* See report_file.h. */
#include "report_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define TERMINAL_WIDTH 80 /* of one that doesn't say */

bool report_path_is_folder(const char *path)
{
    size_t len = strlen(path);
    struct stat status;

    if (len && path[len - 1] == '/')
        return true;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static size_t terminal_width(FILE *file)
{
    struct winsize size;
    int fd = fileno(file);

    if (fd < 0 || !isatty(fd))
        return 0;
    if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return TERMINAL_WIDTH;
    return size.ws_col;
}

/* A device or a pipe can't be replaced by a rename, nor should it be. */
static bool is_special(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

static int open_temporary(struct report_file *target, const char *path,
                          struct error *error)
{
    mode_t mask = umask(0);
    int fd;

    umask(mask);
    if (asprintf(&target->temporary, "%s.XXXXXX", path) < 0) {
        target->temporary = NULL;
        return error_memory(error);
    }
    fd = mkostemp(target->temporary, O_CLOEXEC);
    if (fd < 0) {
        error_system(error, ERROR_INPUT, errno, "%s: can't be created", path);
        free(target->temporary);
        target->temporary = NULL;
        return -1;
    }
    if (fchmod(fd, 0666 & ~mask) != 0 || !(target->file = fdopen(fd, "w"))) {
        error_system(error, ERROR_INPUT, errno, "%s: can't be created", path);
        close(fd);
        return -1;
    }
    return 0;
}

int report_file_open(struct report_file *target, const char *path,
                     struct error *error)
{
    *target = (struct report_file){.name = path};
    if (!path || strcmp(path, "-") == 0) {
        target->name = "standard output";
        target->file = stdout;
    } else if (is_special(path)) {
        target->file = fopen(path, "we");
        if (!target->file)
            return error_system(error, ERROR_INPUT, errno,
                                "%s: can't be opened", path);
    } else if (open_temporary(target, path, error)) {
        return -1;
    }
    target->width = terminal_width(target->file);
    return 0;
}

/* On the disk before it takes its place. */
static int finish(struct report_file *target, struct error *error)
{
    int bad = 0, number = 0;

    if (target->temporary && target->file && fflush(target->file) == 0 &&
        fsync(fileno(target->file)) != 0)
        bad = -1, number = errno;
    if (target->file && fclose(target->file) != 0 && !bad)
        bad = -1, number = errno;
    target->file = NULL;
    if (bad)
        return error_system(error, ERROR_DISK, number, "%s: can't be written",
                            target->name);
    return 0;
}

int report_file_close(struct report_file *target, bool keep,
                      struct error *error)
{
    int result = 0;

    if (target->file == stdout) {
        target->file = NULL;
        return 0;
    }
    if (target->file)
        result = finish(target, error);
    if (target->temporary) {
        if (keep && result == 0 && rename(target->temporary, target->name) != 0)
            result = error_system(error, ERROR_DISK, errno,
                                  "%s: can't be replaced", target->name);
        if (!keep || result != 0)
            (void)unlink(target->temporary);
        free(target->temporary);
        target->temporary = NULL;
    }
    return result;
}
