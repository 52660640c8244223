/*
 * Runs of bibload in a folder of its own, undisturbed or with one disturbance: the
 * other end of the preloaded library's server (preload.h).
 */
#ifndef BIBLOAD_FAULTS_DISTURBED_H
#define BIBLOAD_FAULTS_DISTURBED_H

#include "preload.h"

struct program {
    int to, from; /* pipes of its server */
};

struct said {
    char *out, *err; /* malloc'ed */
    size_t out_len;
};

/* WORDS: what comes behind the program's name, NULL at the end. A failure ends
 * the sweep with a message. */
struct program program_start(const char *bibload, char **words);

/* The answer alone. */
struct fault_report program_ask(const struct program *program,
                                struct fault_request request);

/* In `work`, which the request is told; out and err come from beside it. */
struct fault_report program_run(const struct program *program,
                                struct fault_request request,
                                struct said *said);
/* What its last run said. */
struct said program_said(const struct program *program);
void said_free(struct said *said);

/* The whole file with a NUL behind it. */
char *file_text(const char *path, size_t *len);

#endif
