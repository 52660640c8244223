/*
 * Lets every allocation, or every call, of one command fail, one run after the other,
 * and looks at what each run leaves.
 *
 *     sweep memory|io BIBLOAD FOLDER QUERIES [STEP [FIRST [TRACE]]]
 *
 * With STEP 0 it is one allocation of every way that leads to one, and another
 * one if there are more (paths.c).
 *
 * FOLDER has the file `words`, the command's words, one a line, and the folder `before`,
 * what the command finds; `stdin` if it reads that, and `again` if another command
 * finishes it. Of every run it must be true:
 *
 * - it ends by itself, without a signal, within main;
 * - status 0 or 1 (what the undisturbed run says) comes with the database, the files
 *   and the output of the undisturbed run, and nothing else does but a message;
 * - no temporary file is left, if it could be taken away;
 * - no block is left that an undisturbed run does not leave;
 * - where it left something else, the same command, run again, ends with the
 *   database and the files of the undisturbed run;
 * - `bibload verify` says of it what it says of the undisturbed run.
 *
 * Ends with a line of figures, and status 1 if anything else was seen. With TRACE
 * the run FIRST alone says who allocated.
 */
#include "database_text.h"
#include "disturbed.h"
#include "tree.h"

#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define STATES_MAX 20000
#define WRONG_PRINTED 40 /* of one scenario */

/* What one run may be disturbed by. */
struct disturbance {
    const char *name;
    struct fault_request request;
};

static const struct disturbance memory[] = {
    {"memory once", {.kind = FAULT_MEMORY}},
    {"memory onwards", {.kind = FAULT_MEMORY, .onwards = true}},
    {NULL, {.kind = FAULT_NONE}},
};

static const struct disturbance io[] = {
    {"EIO once", {.kind = FAULT_CALL, .error = EIO}},
    {"ENOSPC once", {.kind = FAULT_CALL, .error = ENOSPC}},
    {"EINTR once", {.kind = FAULT_CALL, .error = EINTR}},
    {"EIO onwards", {.kind = FAULT_CALL, .error = EIO, .onwards = true}},
    {"ENOSPC onwards", {.kind = FAULT_CALL, .error = ENOSPC, .onwards = true}},
    {"one byte once", {.kind = FAULT_SHORT, .bytes = 1}},
    {"half once", {.kind = FAULT_SHORT}},
    {"half onwards", {.kind = FAULT_SHORT, .onwards = true}},
    {NULL, {.kind = FAULT_NONE}},
};

/* What a folder's contents were found to be worth. */
struct state {
    XXH128_hash_t hash;
    char *wrong;   /* what is wrong with it, or NULL */
    bool litter;   /* a temporary file is left */
    char *differs; /* from the undisturbed run, or NULL */
};

struct sweep {
    struct program command, again, verify;
    const char *queries;
    struct tree before, after;
    char *database; /* text of the undisturbed run */
    struct said said, verified;
    struct fault_report report;
    struct state *states;
    size_t count;
    long runs, wrong;
    const char *name;
};

static const struct fault_request nothing = {.kind = FAULT_NONE};

static int status_of(const struct fault_report *report)
{
    return WIFEXITED(report->status) ? WEXITSTATUS(report->status)
                                     : 128 + WTERMSIG(report->status);
}

/* A copy is asked: a database that was left in a hurry is put right by that. */
static char *text_of(const struct sweep *sweep, const struct tree *tree)
{
    tree_write(tree, "look");
    return database_text("look/k.db", sweep->queries);
}

/* The first line in which they differ, malloc'ed; NULL: none. */
static char *first_difference(const char *text, const char *other)
{
    const char *line = text;
    char *said = NULL;
    size_t at = 0;

    if (strcmp(text, other) == 0)
        return NULL;
    for (; text[at] == other[at]; at++)
        if (text[at] == '\n')
            line = text + at + 1;
    if (asprintf(&said, "%.*s instead of %.*s", (int)strcspn(line, "\n"), line,
                 (int)strcspn(other + (line - text), "\n"),
                 other + (line - text)) < 0)
        err(2, "out of memory");
    return said;
}

static char *difference(const struct sweep *sweep, const struct tree *tree)
{
    char *text = text_of(sweep, tree);
    char *differs = first_difference(text, sweep->database);
    const char *path = differs ? NULL : tree_differs(tree, &sweep->after);

    if (path && asprintf(&differs, "%s is another one", path) < 0)
        err(2, "out of memory");
    free(text);
    return differs;
}

/* Runs the command that goes on in `work`; what is wrong then, or NULL. */
static char *finish(const struct sweep *sweep)
{
    struct said said;
    struct fault_report report = program_run(&sweep->again, nothing, &said);
    int status = status_of(&report);
    struct tree tree = tree_read("work");
    char *differs = difference(sweep, &tree), *wrong = NULL;

    if ((differs || status != status_of(&sweep->report)) &&
        asprintf(&wrong, "run again: status %d, %s; said: %s", status,
                 differs ? differs : "the same", said.err) < 0)
        err(2, "out of memory");
    free(differs);
    said_free(&said);
    tree_free(&tree);
    return wrong;
}

static char *verify(const struct sweep *sweep)
{
    struct said said;
    char *wrong = NULL;

    (void)program_run(&sweep->verify, nothing, &said);
    if (strcmp(said.out, sweep->verified.out) != 0 &&
        asprintf(&wrong, "verify: %s", said.out) < 0)
        err(2, "out of memory");
    said_free(&said);
    return wrong;
}

static const struct state *judge(struct sweep *sweep)
{
    struct tree tree = tree_read("work");
    XXH128_hash_t hash = tree_hash(&tree);
    struct state *state = sweep->states;
    struct state *end = state + sweep->count;

    while (state < end && !XXH128_isEqual(state->hash, hash))
        state++;
    if (state == end) {
        if (sweep->count++ == STATES_MAX)
            errx(2, "more than %d states", STATES_MAX);
        state->hash = hash;
        state->differs = difference(sweep, &tree);
        state->litter = tree_temporary(&tree) != NULL;
        tree_write(&tree, "work");
        if (state->differs)
            state->wrong = finish(sweep);
        if (!state->wrong)
            state->wrong = verify(sweep);
    }
    tree_free(&tree);
    return state;
}

/* Of what the run said itself; NULL: all is well. */
static const char *misbehaviour(const struct sweep *sweep,
                                const struct fault_request *request,
                                const struct fault_report *report,
                                const struct said *said)
{
    int status = status_of(report), usual = status_of(&sweep->report);
    bool done = status == usual;

    if (status >= 128)
        return "it crashed";
    if (!report->ended && status != 3)
        return "it left main by exit";
    if (*report->leaks)
        return report->leaks;
    /* to verify, a page that can't be read is a finding */
    if (!done && status < 2 && !strstr(said->out, "FAILED"))
        return "a status of another success";
    if (!done && status > 1 && !*said->err)
        return "no message";
    if (done && usual < 2 &&
        (said->out_len != sweep->said.out_len ||
         memcmp(said->out, sweep->said.out, said->out_len) != 0))
        return "other output";
    if (request->kind == FAULT_MEMORY && !done &&
        (status != 3 || !strcasestr(said->err, "memory")))
        return "not said to be for want of memory";
    return NULL;
}

static void tell(struct sweep *sweep, const struct disturbance *by, long at,
                 const struct fault_report *report, const char *wrong,
                 const char *said)
{
    if (!wrong || ++sweep->wrong <= WRONG_PRINTED)
        printf("%s: %s, %ld (%s): status %d: %s; said: %s\n", sweep->name,
               by->name, at, report->fault, status_of(report),
               wrong ? wrong : "all is well", said);
}

static struct fault_report disturb(struct sweep *sweep,
                                   const struct disturbance *by, long at,
                                   bool trace)
{
    struct fault_request request = by->request;
    struct fault_report report;
    const struct state *state;
    const char *wrong;
    struct said said;

    request.at = at;
    request.trace = trace;
    tree_write(&sweep->before, "work");
    report = program_run(&sweep->command, request, &said);
    sweep->runs++;
    wrong = misbehaviour(sweep, &request, &report, &said);
    state = judge(sweep);
    if (!wrong && status_of(&report) < 2 && state->differs)
        wrong = state->differs;
    if (!wrong)
        wrong = state->wrong;
    if (!wrong && state->litter && !request.onwards &&
        strncmp(report.fault, "unlink", 6) != 0)
        wrong = "a temporary file is left";
    if (wrong || trace)
        tell(sweep, by, at, &report, wrong, said.err);
    said_free(&said);
    return report;
}

static void sweep_paths(struct sweep *sweep, const struct disturbance *by)
{
    struct fault_request traced = {.kind = FAULT_NONE, .trace = true};
    struct said said;
    size_t len;
    char *numbers;

    tree_write(&sweep->before, "work");
    (void)program_run(&sweep->command, traced, &said);
    said_free(&said);
    numbers = file_text("paths", &len);
    for (size_t i = 0; i < len / sizeof(long); i++) {
        long at;

        memcpy(&at, numbers + i * sizeof at, sizeof at);
        disturb(sweep, by, at, false);
    }
    free(numbers);
}

/* All points of one disturbance. A run that is disturbed may go another way, and
 * have more of them: the undisturbed run says how many there are. */
static void sweep_all(struct sweep *sweep, const struct disturbance *by,
                      long first, long step)
{
    const struct fault_report *report = &sweep->report;
    long points = by->request.kind == FAULT_MEMORY ? report->allocations
                  : by->request.kind == FAULT_CALL ? report->calls
                                                   : report->transfers;

    for (long at = first; at <= points; at += step)
        disturb(sweep, by, at, false);
}

static void undisturbed(struct sweep *sweep)
{
    for (int i = 0; i < 2; i++) {
        char *text;

        tree_write(&sweep->before, "work");
        said_free(&sweep->said);
        sweep->report = program_run(&sweep->command, nothing, &sweep->said);
        tree_free(&sweep->after);
        sweep->after = tree_read("work");
        text = text_of(sweep, &sweep->after);
        if (sweep->database && strcmp(text, sweep->database) != 0)
            errx(2, "%s: two runs end differently", sweep->name);
        free(sweep->database);
        sweep->database = text;
    }
    if (status_of(&sweep->report) > 4)
        errx(2, "%s: undisturbed, its status is %d", sweep->name,
             status_of(&sweep->report));
    said_free(&sweep->verified);
    (void)program_run(&sweep->verify, nothing, &sweep->verified);
}

static struct program start_words(const char *bibload, const char *path)
{
    char *words[60] = {NULL};
    size_t len;
    char *next = file_text(path, &len), *word;

    for (int i = 0; i < 59 && (word = strsep(&next, "\n")) && *word; i++)
        words[i] = word;
    return program_start(bibload, words);
}

int main(int argc, char **argv)
{
    static struct state states[STATES_MAX];
    static char *verify[] = {"verify", "-c", "bibload.ini", "-d", "k.db", NULL};
    struct sweep sweep = {.states = states};
    long step = argc > 5 ? atol(argv[5]) : 1,
         first = argc > 6 ? atol(argv[6]) : 1;
    const struct disturbance *by;
    size_t len;

    if (argc < 5 || step < 0 || first < 1)
        errx(2,
             "sweep memory|io BIBLOAD FOLDER QUERIES [STEP [FIRST [TRACE]]]");
    by = strcmp(argv[1], "memory") == 0 ? memory : io;
    setlinebuf(stdout);
    sweep.queries = file_text(argv[4], &len);
    if (chdir(argv[3]) != 0)
        err(2, "%s", argv[3]);
    sweep.name = strrchr(argv[3], '/') ? strrchr(argv[3], '/') + 1 : argv[3];
    sweep.before = tree_read("before");
    sweep.command = start_words(argv[2], "words");
    sweep.again = access("again", F_OK) == 0 ? start_words(argv[2], "again")
                                             : sweep.command;
    sweep.verify = program_start(argv[2], verify);
    undisturbed(&sweep);
    for (; by->name; by++)
        if (argc > 7)
            disturb(&sweep, by, first, true);
        else if (step == 0)
            sweep_paths(&sweep, by);
        else
            sweep_all(&sweep, by, first, step);
    printf("%s: status %d, %ld allocations, %ld calls, %ld transfers; %ld "
           "disturbed, %zu states, %ld wrong\n",
           sweep.name, status_of(&sweep.report), sweep.report.allocations,
           sweep.report.calls, sweep.report.transfers, sweep.runs, sweep.count,
           sweep.wrong);
    return sweep.wrong > 0;
}
