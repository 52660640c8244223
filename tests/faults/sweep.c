/*
 * Lets every allocation, or every call, of one command fail, and looks at what each
 * such run leaves.
 *
 *     sweep memory|io BIBLOAD FOLDER QUERIES [STEP [FIRST [CHECK [TRACE]]]]
 *
 * The command runs once and stops at every point (stops.c): for each way to be
 * disturbed there, a child of it goes on, and is the run that is looked at. The
 * files are put back behind it (kept.c). Every CHECK'th such run is also made from
 * the start, and must be the same in all it says and leaves; with CHECK 1, or if the
 * command starts threads, all are made from the start alone, and with CHECK 0 none.
 * With STEP 0 it is one allocation of every way that leads to one, and another
 * one if there are more (paths.c).
 *
 * FOLDER has the file `words`, the command's words, one a line, and the folder `before`,
 * what the command finds; `stdin` if it reads that, and `again` if another command
 * finishes it. Of every run it must be true (judge.c):
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
#include "judge.h"
#include "kept.h"

#include <err.h>
#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WRONG_PRINTED 40 /* of one scenario */

/* What one run may be disturbed by. */
struct disturbance {
    const char *name;
    struct fault_request request;
};

/* Those at the same points are beside each other. */
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

struct sweep {
    struct judge judge;
    struct program whole, stopping; /* the command, from the start and not */
    struct tree before;
    long step, first, check;
    long runs, checked, wrong;
    const char *name;
};

static const struct fault_request nothing = {.kind = FAULT_NONE};

static long points_of(enum fault_kind kind, const struct fault_report *report)
{
    return kind == FAULT_MEMORY ? report->allocations
           : kind == FAULT_CALL ? report->calls
                                : report->transfers;
}

static struct outcome from_start(struct sweep *sweep,
                                 struct fault_request request)
{
    tree_write(&sweep->before, "work");
    return outcome_of(&sweep->whole, request);
}

static void tell(struct sweep *sweep, const char *by, long at,
                 const struct outcome *outcome, const char *wrong)
{
    if (!wrong || ++sweep->wrong <= WRONG_PRINTED)
        printf("%s: %s, %ld (%s): status %d: %s; said: %s\n", sweep->name, by,
               at, outcome->report.fault, status_of(&outcome->report),
               wrong ? wrong : "all is well", outcome->said.err);
}

static void look_at(struct sweep *sweep, const struct disturbance *by,
                    const struct fault_request *request,
                    struct outcome *outcome)
{
    const char *wrong = judge_run(&sweep->judge, request, outcome);

    sweep->runs++;
    if (wrong || request->trace)
        tell(sweep, by->name, request->at, outcome, wrong);
}

static void disturb_from_start(struct sweep *sweep,
                               const struct disturbance *by, long at,
                               bool trace)
{
    struct fault_request request = by->request;
    struct outcome outcome;

    request.at = at;
    request.trace = trace;
    outcome = from_start(sweep, request);
    look_at(sweep, by, &request, &outcome);
    outcome_free(&outcome);
}

static void compare_with_whole(struct sweep *sweep,
                               const struct disturbance *by,
                               const struct fault_request *request,
                               const struct outcome *outcome)
{
    struct outcome whole = from_start(sweep, *request);
    const char *differs = outcome_differs(outcome, &whole);

    sweep->checked++;
    if (differs) {
        tell(sweep, by->name, request->at, outcome, differs);
        printf("    differs from the run from the start, %ld %ld %ld and not "
               "%ld %ld %ld points: status %d; said: %s\n",
               whole.report.allocations, whole.report.calls,
               whole.report.transfers, outcome->report.allocations,
               outcome->report.calls, outcome->report.transfers,
               status_of(&whole.report), whole.said.err);
    }
    outcome_free(&whole);
}

/* By a child of the run that has stopped, whose files are KEPT. */
static void disturb_here(struct sweep *sweep, const struct disturbance *by,
                         long at, const struct kept *kept)
{
    struct fault_request request = by->request;
    size_t states = sweep->judge.count;
    struct outcome outcome;
    bool checks;

    request.at = at;
    outcome = outcome_of(&sweep->stopping, request);
    look_at(sweep, by, &request, &outcome);
    checks = sweep->check > 0 && sweep->runs % sweep->check == 0;
    if (checks)
        compare_with_whole(sweep, by, &request, &outcome);
    /* a new state is looked at in `work`, too */
    kept_put_back(kept,
                  checks || sweep->judge.count > states ? NULL : &outcome.tree);
    outcome_free(&outcome);
}

/* What stopped and went on so often has done what an undisturbed run does. */
static void check_stopped(struct sweep *sweep, struct fault_report report)
{
    struct outcome outcome = {.report = report, .tree = tree_read("work")};
    const char *differs;

    outcome.said = program_said(&sweep->stopping);
    outcome.hash = tree_hash(&outcome.tree);
    differs = outcome_differs(&outcome, &sweep->judge.usual);
    if (differs)
        tell(sweep, "the run that stopped", 0, &outcome, differs);
    outcome_free(&outcome);
}

/* All points of one kind, from BY on. A run that is disturbed may go another way, and
 * have more of them: the undisturbed run says how many there are. */
static void sweep_stops(struct sweep *sweep, const struct disturbance *by)
{
    enum fault_kind kind = by->request.kind;
    const struct fault_request way = {
        .stop = kind, .at = sweep->first, .step = sweep->step};
    struct kept kept = {.link_count = 0};
    struct fault_report report;

    tree_write(&sweep->before, "work");
    report = program_ask(&sweep->stopping, way);
    while (report.stopped) {
        long at = points_of(kind, &report);

        kept_take(&kept, report.stopped);
        for (const struct disturbance *next = by; next->request.kind == kind;
             next++)
            disturb_here(sweep, next, at, &kept);
        report = program_ask(&sweep->stopping, nothing);
    }
    check_stopped(sweep, report);
    kept_free(&kept);
}

static void sweep_whole_runs(struct sweep *sweep, const struct disturbance *by)
{
    long points = points_of(by->request.kind, &sweep->judge.usual.report);

    for (long at = sweep->first; at <= points; at += sweep->step)
        disturb_from_start(sweep, by, at, false);
}

static void sweep_paths(struct sweep *sweep, const struct disturbance *by)
{
    struct fault_request traced = {.kind = FAULT_NONE, .trace = true};
    struct outcome outcome = from_start(sweep, traced);
    size_t len;
    char *numbers = file_text("paths", &len);

    outcome_free(&outcome);
    for (size_t i = 0; i < len / sizeof(long); i++) {
        long at;

        memcpy(&at, numbers + i * sizeof at, sizeof at);
        disturb_from_start(sweep, by, at, false);
    }
    free(numbers);
}

static void sweep_all(struct sweep *sweep, const struct disturbance *by,
                      bool trace)
{
    bool whole = sweep->check == 1 || sweep->judge.usual.report.threads > 0;
    enum fault_kind kind = FAULT_NONE;

    for (; by->name; by++) {
        if (trace)
            disturb_from_start(sweep, by, sweep->first, true);
        else if (sweep->step == 0)
            sweep_paths(sweep, by);
        else if (whole)
            sweep_whole_runs(sweep, by);
        else if (by->request.kind != kind)
            sweep_stops(sweep, by);
        kind = by->request.kind;
    }
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

/* In the folder at hand. */
static void begin(struct sweep *sweep, const char *bibload)
{
    static char *verify[] = {"verify", "-c", "bibload.ini", "-d", "k.db", NULL};
    struct judge *judge = &sweep->judge;
    struct outcome first, second;

    sweep->before = tree_read("before");
    sweep->whole = start_words(bibload, "words");
    sweep->stopping = start_words(bibload, "words");
    judge->again =
        start_words(bibload, access("again", F_OK) == 0 ? "again" : "words");
    judge->verify = program_start(bibload, verify);
    tree_write(&sweep->before, "work");
    first = outcome_of(&sweep->stopping, nothing);
    second = from_start(sweep, nothing);
    judge_begin(judge, first, second);
}

int main(int argc, char **argv)
{
    static struct sweep sweep;
    const struct fault_report *usual = &sweep.judge.usual.report;
    size_t len;

    sweep.step = argc > 5 ? atol(argv[5]) : 1;
    sweep.first = argc > 6 ? atol(argv[6]) : 1;
    sweep.check = argc > 7 ? atol(argv[7]) : 97;
    if (argc < 5 || sweep.step < 0 || sweep.first < 1 || sweep.check < 0)
        errx(2, "sweep memory|io BIBLOAD FOLDER QUERIES [STEP [FIRST [CHECK "
                "[TRACE]]]]");
    setlinebuf(stdout);
    mallopt(M_MMAP_THRESHOLD, 1 << 30); /* or each file's memory is a new one */
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    sweep.judge.queries = file_text(argv[4], &len);
    if (chdir(argv[3]) != 0)
        err(2, "%s", argv[3]);
    sweep.name = strrchr(argv[3], '/') ? strrchr(argv[3], '/') + 1 : argv[3];
    begin(&sweep, argv[2]);
    sweep_all(&sweep, strcmp(argv[1], "memory") == 0 ? memory : io, argc > 8);
    printf("%s: status %d, %ld allocations, %ld calls, %ld transfers; %ld "
           "disturbed, %zu states, %ld checked, %ld wrong\n",
           sweep.name, status_of(usual), usual->allocations, usual->calls,
           usual->transfers, sweep.runs, sweep.judge.count, sweep.checked,
           sweep.wrong);
    return sweep.wrong > 0;
}
