/*
 * Walks: an import, or another command, is run again and again, and in each run
 * another call fails. It must say so (or not need the call), and run once more, end
 * with the rows of an undisturbed run. Which calls: those that failing_places gives,
 * every N-th of them with FAIL_STEP=N in the environment; eight of them by default.
 */
#ifndef BIBLOAD_TESTS_FAILING_WALK_H
#define BIBLOAD_TESTS_FAILING_WALK_H

#include "failing.h"
#include "import_case.h"

/* The imports come one after the other; each is disturbed in turn. */
struct failing_imports {
    const char *config;
    const struct import_step *steps;
    int count;
};

/* `at` counts imports and, for each, kinds: for a loop test up to
 * count * FAIL_KINDS. */
void failing_walk_import(const struct failing_imports *imports, int at);

#define WALK_WORDS 14
#define WALK_FILES 4

/* In the words "@/" is the folder of the database, which the command is given; the
 * files are there each time, as they are here. */
struct failing_command {
    const char *words;
    struct step_file files[WALK_FILES];
    const char *before[2]; /* commands, then a program's SQL */
    const char *sql;
    bool foreign; /* the database is another program's, which that SQL makes */
    const char *made; /* a file that it must make whole or not at all */
};

/* On what the imports left, all of them; they may be none. */
void failing_walk_command(const struct failing_imports *imports,
                          const struct failing_command *command,
                          enum failing kind);

#endif
