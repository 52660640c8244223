/* See hostile.h. */
#include "hostile.h"

#include "dump.h"
#include "feed.h"
#include "program.h"

#include <check.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define SETTINGS \
    "[import]\nmemory_limit = 64M\nthreads = 3\nmax_rejects = 100%\n"

uint64_t hostile_bytes(uint64_t whole)
{
    uint64_t part = 8 << 20;

    return getenv("HOSTILE_WHOLE") || whole < part ? whole : part;
}

void hostile_repeat(FILE *out, const char *piece, uint64_t bytes)
{
    static char block[64 * 1024];
    size_t len = strlen(piece), filled = 0;

    while (filled + len <= sizeof block) {
        memcpy(block + filled, piece, len);
        filled += len;
    }
    for (; bytes >= filled; bytes -= filled)
        fwrite(block, 1, filled, out);
    fwrite(block, 1, bytes / len * len, out);
}

/* ---- the answer ---------------------------------------------------------- */

#define CODES(table)                                                       \
    "SELECT coalesce(group_concat('; ' || code || ' ' || n, ''), '') FROM" \
    " (SELECT code, count(*) AS n FROM " table " GROUP BY code ORDER BY code)"

char *hostile_answer(const char *database)
{
    char *answer;

    if (access(database, F_OK) != 0)
        return strdup("no database");
    answer = dump_query(
        database,
        "SELECT (SELECT CASE WHEN count(*) > 5 THEN count(*) || ' books'"
        " ELSE coalesce(group_concat(substr(title, 1, 40), '|'), '') END FROM"
        " (SELECT title FROM books ORDER BY id)) || (" CODES("rejects") ") || (" CODES(
            "warnings") ") || coalesce((SELECT '; skipped ' ||"
                        " sum(records_skipped) FROM imports HAVING sum(records_skipped) > 0),"
                        " '') || coalesce((SELECT group_concat('; fault ' || fault, '') FROM"
                        " import_files WHERE fault IS NOT NULL), '')");
    answer[strcspn(answer, "\n")] = '\0';
    return answer;
}

static void check_sound(const char *database)
{
    if (access(database, F_OK) != 0)
        return;
    ck_assert_int_eq(
        dump_number(database,
                    "SELECT count(*) FROM imports WHERE records_read <>"
                    " records_new + records_matched + records_unchanged +"
                    " records_deleted + records_skipped + records_rejected"),
        0);
    ck_assert_int_eq(dump_number(database, "SELECT integrity_check = 'ok' FROM"
                                           " pragma_integrity_check"),
                     1);
}

/* ---- more than one import ------------------------------------------------ */

int hostile_import(const struct program *program, const char *name,
                   const char *text)
{
    char path[PATH_MAX];

    program_write(program, name, slice_of(text), path);
    return program_run(program, "import", path, NULL);
}

void hostile_said(const struct program *program, const char *says)
{
    char *said = program_said(program);

    ck_assert_msg(strstr(said, says), "expected %s in:\n%s", says, said);
    free(said);
}

void hostile_check(const struct program *program, const char *expected)
{
    char *answer = hostile_answer(program->database);

    ck_assert_str_eq(answer, expected);
    free(answer);
}

/* ---- dresses ------------------------------------------------------------- */

/* Units of `width` bytes, with a byte order mark if told so. */
static struct slice widen(struct slice text, size_t width, bool big, bool mark)
{
    char *at = calloc(text.len + 1, width);
    size_t count = 0;

    ck_assert_ptr_nonnull(at);
    if (mark) {
        at[big ? width - 1 : 0] = '\xff';
        at[big ? width - 2 : 1] = '\xfe';
        count++;
    }
    for (size_t i = 0; i < text.len; i++, count++)
        at[count * width + (big ? width - 1 : 0)] = text.at[i];
    return (struct slice){at, count * width};
}

#define WIDE(name, width, big, mark)             \
    struct slice dress_##name(struct slice text) \
    {                                            \
        return widen(text, width, big, mark);    \
    }

WIDE(utf16le, 2, false, false)
WIDE(utf16be, 2, true, false)
WIDE(utf16le_mark, 2, false, true)
WIDE(utf16be_mark, 2, true, true)
WIDE(utf32le, 4, false, false)
WIDE(utf32be, 4, true, false)
WIDE(utf32le_mark, 4, false, true)
WIDE(utf32be_mark, 4, true, true)

struct slice dress_gzip(struct slice text)
{
    return feed_gzip(text, false);
}

/* ---- the run ------------------------------------------------------------- */

/* A writer whose reader goes away is killed by the pipe, as it should be. */
static pid_t start_writer(const struct hostile *row, int ends[2])
{
    pid_t child;

    ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
    child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        FILE *out = fdopen(ends[1], "wb");

        close(ends[0]);
        if (!out)
            _exit(1);
        row->make(out);
        _exit(fclose(out) ? 1 : 0);
    }
    close(ends[1]);
    return child;
}

struct outcome {
    int status;
    long kilobytes;
    double seconds;
};

static double seconds_of(const struct rusage *usage)
{
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

static struct outcome finish(const struct hostile *row, pid_t child)
{
    struct rusage usage;
    int status;

    ck_assert_int_eq(wait4(child, &status, 0, &usage), child);
    ck_assert_msg(WIFEXITED(status), "%s: ended by signal %d", row->name,
                  WTERMSIG(status));
    return (struct outcome){WEXITSTATUS(status), usage.ru_maxrss,
                            seconds_of(&usage)};
}

/* A gigabyte takes its time. */
static unsigned seconds_for(const struct hostile *row)
{
    unsigned seconds = row->seconds ? row->seconds : HOSTILE_SECONDS;

    return getenv("HOSTILE_WHOLE") ? seconds + 60 : seconds;
}

static struct outcome import(const struct program *program,
                             const struct hostile *row, const char *path,
                             const char *config)
{
    unsigned seconds = seconds_for(row);
    int ends[2] = {-1, -1};
    pid_t writer = row->make ? start_writer(row, ends) : 0, child;
    struct outcome outcome;

    child = program_start(program, ends[0], PROGRAM_MEASURED ? 5 * seconds : 0,
                          "import", "-c", config, path, NULL);
    if (row->make)
        close(ends[0]);
    outcome = finish(row, child);
    if (row->make)
        ck_assert_int_eq(waitpid(writer, NULL, 0), writer);
    return outcome;
}

static void write_config(const struct program *program,
                         const struct hostile *row, char path[PATH_MAX])
{
    char text[2048];

    snprintf(text, sizeof text, "%s%s%s", SETTINGS,
             row->config ? "[source:default]\n" : "",
             row->config ? row->config : "");
    program_write(program, "settings.ini", slice_of(text), path);
}

static void place_input(const struct program *program,
                        const struct hostile *row, char path[PATH_MAX])
{
    struct slice text = row->dress ? row->dress(row->text) : row->text;

    if (row->make)
        snprintf(path, PATH_MAX, "-");
    else if (row->path)
        ck_assert_ptr_nonnull(realpath(row->path, path));
    else
        program_write(program, row->file ? row->file : "books", text, path);
    if (row->dress)
        free((char *)text.at);
}

static void check_bounds(const struct hostile *row,
                         const struct outcome *outcome)
{
    unsigned seconds = seconds_for(row);

    if (!PROGRAM_MEASURED)
        return;
    ck_assert_msg(outcome->kilobytes <= HOSTILE_KILOBYTES, "%s: took %ld KB",
                  row->name, outcome->kilobytes);
    ck_assert_msg(outcome->seconds <= seconds, "%s: took %.1f s", row->name,
                  outcome->seconds);
}

void hostile_run(const struct hostile *row)
{
    char path[PATH_MAX], config[PATH_MAX], *answer, *said;
    struct program program;
    struct outcome outcome;

    program_begin_in_memory(&program);
    write_config(&program, row, config);
    place_input(&program, row, path);
    outcome = import(&program, row, path, config);
    answer = hostile_answer(program.database);
    said = program_said(&program);
    if (getenv("HOSTILE_SHOW"))
        fprintf(stderr, "%s: status %d: %s (%ld KB, %.2f s)\n%s", row->name,
                outcome.status, answer, outcome.kilobytes, outcome.seconds,
                said);
    ck_assert_msg(
        outcome.status == row->status && strcmp(answer, row->answer) == 0,
        "%s:\nexpected status %d: %s\nfound status %d:    %s\n%s", row->name,
        row->status, row->answer, outcome.status, answer, said);
    if (row->says)
        ck_assert_msg(strstr(said, row->says), "%s: %s", row->name, said);
    check_bounds(row, &outcome);
    check_sound(program.database);
    free(answer);
    free(said);
    program_end(&program);
}
