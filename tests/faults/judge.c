/* See judge.h. */
#include "judge.h"

#include "database_text.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static const struct fault_request nothing = {.kind = FAULT_NONE};

int status_of(const struct fault_report *report)
{
    return WIFEXITED(report->status) ? WEXITSTATUS(report->status)
                                     : 128 + WTERMSIG(report->status);
}

struct outcome outcome_of(const struct program *program,
                          struct fault_request request)
{
    struct outcome outcome;

    outcome.report = program_run(program, request, &outcome.said);
    outcome.tree = tree_read("work");
    outcome.hash = tree_hash(&outcome.tree);
    return outcome;
}

void outcome_free(struct outcome *outcome)
{
    said_free(&outcome->said);
    tree_free(&outcome->tree);
}

static bool is_same_output(const struct said *one, const struct said *other)
{
    return one->out_len == other->out_len &&
           memcmp(one->out, other->out, one->out_len) == 0;
}

const char *outcome_differs(const struct outcome *one,
                            const struct outcome *other)
{
    const struct fault_report *a = &one->report, *b = &other->report;

    return a->status != b->status || a->ended != b->ended ? "the end"
           : a->allocations != b->allocations || a->calls != b->calls ||
                   a->transfers != b->transfers
               ? "the numbers of points"
           : strcmp(a->fault, b->fault) != 0             ? "what failed"
           : strcmp(a->leaks, b->leaks) != 0             ? "what is left"
           : !is_same_output(&one->said, &other->said)   ? "the output"
           : strcmp(one->said.err, other->said.err) != 0 ? "the message"
           : !XXH128_isEqual(one->hash, other->hash)     ? "the files"
                                                         : NULL;
}

/* A copy is asked: a database that was left in a hurry is put right by that. */
static char *text_of(const struct judge *judge, const struct tree *tree)
{
    tree_write(tree, "look");
    return database_text("look/k.db", judge->queries);
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

static char *difference(const struct judge *judge, const struct tree *tree)
{
    char *text = text_of(judge, tree);
    char *differs = first_difference(text, judge->database);
    const char *path = differs ? NULL : tree_differs(tree, &judge->usual.tree);

    if (path && asprintf(&differs, "%s is another one", path) < 0)
        err(2, "out of memory");
    free(text);
    return differs;
}

void judge_begin(struct judge *judge, struct outcome first,
                 struct outcome second)
{
    char *text = text_of(judge, &first.tree);

    judge->database = text_of(judge, &second.tree);
    if (strcmp(text, judge->database) != 0)
        errx(2, "two runs end differently");
    if (status_of(&second.report) > 4)
        errx(2, "undisturbed, its status is %d", status_of(&second.report));
    free(text);
    outcome_free(&first);
    judge->usual = second;
    tree_write(&second.tree, "work");
    (void)program_run(&judge->verify, nothing, &judge->verified);
}

/* Runs the command that goes on in `work`; what is wrong then, or NULL. */
static char *finish(const struct judge *judge)
{
    struct said said;
    struct fault_report report = program_run(&judge->again, nothing, &said);
    int status = status_of(&report);
    struct tree tree = tree_read("work");
    char *differs = difference(judge, &tree), *wrong = NULL;

    if ((differs || status != status_of(&judge->usual.report)) &&
        asprintf(&wrong, "run again: status %d, %s; said: %s", status,
                 differs ? differs : "the same", said.err) < 0)
        err(2, "out of memory");
    free(differs);
    said_free(&said);
    tree_free(&tree);
    return wrong;
}

static char *verify(const struct judge *judge)
{
    struct said said;
    char *wrong = NULL;

    (void)program_run(&judge->verify, nothing, &said);
    if (strcmp(said.out, judge->verified.out) != 0 &&
        asprintf(&wrong, "verify: %s", said.out) < 0)
        err(2, "out of memory");
    said_free(&said);
    return wrong;
}

static const struct state *state_of(struct judge *judge,
                                    const struct outcome *outcome)
{
    struct state *state = judge->states;
    struct state *end = state + judge->count;

    while (state < end && !XXH128_isEqual(state->hash, outcome->hash))
        state++;
    if (state == end) {
        if (judge->count++ == STATES_MAX)
            errx(2, "more than %d states", STATES_MAX);
        state->hash = outcome->hash;
        state->differs = difference(judge, &outcome->tree);
        state->litter = tree_temporary(&outcome->tree) != NULL;
        tree_write(&outcome->tree, "work");
        if (state->differs)
            state->wrong = finish(judge);
        if (!state->wrong)
            state->wrong = verify(judge);
    }
    return state;
}

/* To verify, a page that can't be read is a finding; want of memory is none. */
static bool finds_damage(const struct fault_request *request,
                         const struct said *said)
{
    return request->kind != FAULT_MEMORY &&
           strstr(said->out, "FAILED  damaged database file") != NULL;
}

/* Of what the run said itself; NULL: all is well. */
static const char *misbehaviour(const struct judge *judge,
                                const struct fault_request *request,
                                const struct outcome *outcome)
{
    const struct fault_report *report = &outcome->report;
    const struct said *said = &outcome->said;
    int status = status_of(report), usual = status_of(&judge->usual.report);
    bool done = status == usual;

    if (status >= 128)
        return "it crashed";
    if (!report->ended && status != 3)
        return "it left main by exit";
    if (*report->leaks)
        return report->leaks;
    if (!done && status < 2 && !finds_damage(request, said))
        return "a status of another success";
    if (!done && status > 1 && !*said->err)
        return "no message";
    if (done && usual < 2 && !is_same_output(said, &judge->usual.said) &&
        !finds_damage(request, said))
        return "other output";
    if (request->kind == FAULT_MEMORY && !done &&
        (status != 3 || !strcasestr(said->err, "memory")))
        return "not said to be for want of memory";
    return NULL;
}

const char *judge_run(struct judge *judge, const struct fault_request *request,
                      const struct outcome *outcome)
{
    const char *wrong = misbehaviour(judge, request, outcome);
    const struct state *state = state_of(judge, outcome);

    if (!wrong && status_of(&outcome->report) < 2)
        wrong = state->differs;
    if (!wrong)
        wrong = state->wrong;
    if (!wrong && state->litter && !request->onwards &&
        strncmp(outcome->report.fault, "unlink", 6) != 0)
        wrong = "a temporary file is left";
    return wrong;
}
