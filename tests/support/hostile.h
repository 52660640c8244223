/*
 * Hostile input as rows of a table: a file that somebody broke, and what the
 * whole program must answer. It runs as a child with bounds of memory and time,
 * and afterwards the database must be sound and every record counted once.
 *
 *     hostile_run(&rows[_i])
 *
 * The large ones come through a pipe from a child that writes them, so nothing of
 * them is stored. In `make check` they are as large as shows what happens; with
 * HOSTILE_WHOLE in the environment (`make hostile`) they have their full size.
 */
#ifndef BIBLOAD_TESTS_HOSTILE_H
#define BIBLOAD_TESTS_HOSTILE_H

#include "../../pipeline/slice.h"

#include "program.h"

#include <stdint.h>
#include <stdio.h>

/* The config has three threads and memory_limit = 64M, of which SQLite's cache has 24 MB. What the
 * program takes may be 64 MB and that cache. */
#define HOSTILE_KILOBYTES ((64 + 24) * 1024)
#define HOSTILE_SECONDS 2 /* of processor time, if the row says nothing else */
#define HOSTILE_TAG "hostile"

struct hostile {
    const char *name; /* bad: what is wrong and how; else: what must work */
    struct slice text;
    const char *path;                         /* a fixture instead of text */
    void (*make)(FILE *out);                  /* or writes it into a pipe */
    struct slice (*dress)(struct slice text); /* the text then; malloc's */
    const char *file;                         /* its name; NULL: books */
    const char *config;                       /* lines of its source */
    int status;
    /* hostile_answer's: "Emma|Ulysses; CSV_QUOTE 1" */
    const char *answer;
    const char *says; /* also on standard error; NULL: nothing is asked */
    unsigned seconds; /* of processor time; 0: HOSTILE_SECONDS */
};

/* Imports it, and compares. */
void hostile_run(const struct hostile *row);

/* Titles in order of their ids, cut at 40 characters, with | between (over five: how many), then codes
 * with their counts, rejects first, "skipped N", and the fault of the file.
 * malloc's. "no database" if there is none. */
char *hostile_answer(const char *database);

/* For tests that do more than one import: the status of importing such a file;
 * ends the test if it did not say that, or if the answer is another. */
int hostile_import(const struct program *program, const char *name,
                   const char *text);
void hostile_said(const struct program *program, const char *says);
void hostile_check(const struct program *program, const char *expected);

/* So many bytes of a large row, or 8 MB in `make check`: twice what a record may
 * have. */
uint64_t hostile_bytes(uint64_t whole);

/* For make: the piece again and again, as many whole ones as make `bytes`. */
void hostile_repeat(FILE *out, const char *piece, uint64_t bytes);

/* For dress. Text in UTF-16 and UTF-32 must be ASCII. */
struct slice dress_utf16le(struct slice text);
struct slice dress_utf16be(struct slice text);
struct slice dress_utf16le_mark(struct slice text);
struct slice dress_utf16be_mark(struct slice text);
struct slice dress_utf32le(struct slice text);
struct slice dress_utf32be(struct slice text);
struct slice dress_utf32le_mark(struct slice text);
struct slice dress_utf32be_mark(struct slice text);
struct slice dress_gzip(struct slice text);

#endif
