/*
 * What is looked at in a run that was disturbed: whether it ended as it should, and
 * what it left. Of two runs that left the same bytes one is looked at.
 *
 *     judge_begin { judge_run }
 */
#ifndef BIBLOAD_FAULTS_JUDGE_H
#define BIBLOAD_FAULTS_JUDGE_H

#include "disturbed.h"
#include "tree.h"

#define STATES_MAX 20000

/* One run, and the folder as it left it. */
struct outcome {
    struct fault_report report;
    struct said said;
    struct tree tree;
    XXH128_hash_t hash; /* of the tree */
};

/* What a folder's contents were found to be worth. */
struct state {
    XXH128_hash_t hash;
    char *wrong;   /* what is wrong with it, or NULL */
    bool litter;   /* a temporary file is left */
    char *differs; /* from the undisturbed run, or NULL */
};

/* What all runs are held against. */
struct judge {
    const char *queries;          /* SQL, whose rows must be the same */
    struct program again, verify; /* what goes on, and what looks at it */
    struct outcome usual;         /* of a run that nobody disturbed */
    char *database;               /* its rows */
    struct said verified;
    struct state states[STATES_MAX];
    size_t count;
};

/* As waitpid's, or 128 and the signal. */
int status_of(const struct fault_report *report);

/* Runs it in `work`, as it is. */
struct outcome outcome_of(const struct program *program,
                          struct fault_request request);
void outcome_free(struct outcome *outcome);

/* What differs between two runs that should be the same one; NULL: nothing. */
const char *outcome_differs(const struct outcome *one,
                            const struct outcome *other);

/* With queries, again and verify set. Two runs in `work` that found BEFORE there, and
 * ended alike: with other rows, the sweep ends. Takes them over. */
void judge_begin(struct judge *judge, struct outcome first,
                 struct outcome second);

/* What is wrong with it; NULL: all is well. May use `work`, and `look`. */
const char *judge_run(struct judge *judge, const struct fault_request *request,
                      const struct outcome *outcome);

#endif
