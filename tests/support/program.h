/*
 * The program itself, run in a folder of its own: the way whole imports are
 * tested. The binary is the environment's BIBLOAD, else ./bibload.
 *
 *     program_begin (program_write | program_run | program_pipe)* program_end
 *
 * Failures of the machinery end the test; what the program answers is the
 * test's to judge.
 */
#ifndef BIBLOAD_TESTS_PROGRAM_H
#define BIBLOAD_TESTS_PROGRAM_H

#include "../../pipeline/slice.h"

#include <limits.h>
#include <sys/types.h>

/* Is its time and memory to be judged? Sanitizers, and valgrind, take several times
 * as much, and what is not optimised (coverage) three times. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || \
    defined(SANITIZED) || !defined(__OPTIMIZE__)
#define PROGRAM_MEASURED false
#else
#define PROGRAM_MEASURED true
#endif
/* How much longer a computation may take here: valgrind takes some twenty times. */
#ifdef SANITIZED
#define PROGRAM_SLOWER 20
#else
#define PROGRAM_SLOWER 1
#endif

struct program {
    char folder[64];
    char database[80]; /* FOLDER/books.db, made by the first import */
};

void program_begin(struct program *program);
/* The same where a disk that is slow to sync takes no part, if there is such a
 * place: for many imports whose speed is nobody's question. */
void program_begin_in_memory(struct program *program);
/* Removes the folder. */
void program_end(struct program *program);

/* Makes FOLDER/name of these bytes; path gets its path. */
void program_write(const struct program *program, const char *name,
                   struct slice bytes, char path[PATH_MAX]);

/* Runs the program in its folder with these arguments, up to a NULL, quietly
 * and with `database`. Returns its exit status; what it said is in FOLDER/said.
 * A signal that ends it fails the test. */
int program_run(const struct program *program, const char *command, ...)
    __attribute__((sentinel));

/* The same without waiting for its end, which is the caller's to do: with its
 * standard input from a descriptor (-1: as it is), and killed when it has taken so
 * many seconds of processor time (0: never). */
pid_t program_start(const struct program *program, int input, unsigned seconds,
                    const char *command, ...) __attribute__((sentinel));

/* Imports bytes from a FIFO of that name, offered in pieces of so many bytes,
 * each taken before the next is offered. `config` may be NULL. */
int program_pipe(const struct program *program, const char *config,
                 const char *name, struct slice bytes, size_t piece);

/* The whole file; its bytes are malloc's. {NULL, 0} if it is not there. */
struct slice program_read(const char *path);
/* The text of FOLDER/said, malloc's. */
char *program_said(const struct program *program);

#endif
