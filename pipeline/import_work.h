/*
 * An import at work: what import.c (the whole) and import_files.c (its files) share.
 * Nothing else includes it.
 */
#ifndef BIBLOAD_IMPORT_WORK_H
#define BIBLOAD_IMPORT_WORK_H

#include "../stages/decisions.h"
#include "../stages/pairs.h"
#include "import.h"
#include "scope.h"

struct import_work {
    struct job job;
    struct file *files;
    size_t count;
    char **paths;                        /* as the user gave them */
    const struct source_config *planned; /* by which files are planned */
    unsigned threads;
    struct scope scope;
    struct decisions decisions;
    struct pairs pairs;
    bool again;            /* files that are known are read */
    bool restart, dry;     /* --restart, --dry-run */
    bool silent;           /* --json: a dry run tells its counts alone */
    const char *temporary; /* database of a dry run; NULL: none */
    bool damaged;          /* a file is */
    struct arena arena;
    struct import_result *result;
};

/* Opens and plans all of them, joins behind the others. */
int import_plan_files(struct import_work *work, char **paths,
                      struct error *error);
/* As they were before they were planned. */
void import_forget_files(struct import_work *work);
/* Can all of them be read a second time? Pipes can't. */
bool import_can_reopen_files(const struct import_work *work);
/* From its row in the store to its end. */
int import_run_file(struct import_work *work, struct file *file,
                    struct import_file_result *result, struct error *error);

/* The import's row says how it ended, and what was committed. After an error it is
 * closed, if the store still can. After a failed sync it may not: a second one can
 * succeed and mean nothing, for what the first was to write may be dropped already.
 * `why`: what it failed by. 0: it ended whole; -1 with the error filled. */
int import_close(struct import_work *work, bool failed, const struct error *why,
                 struct error *error);

/* It is known, and not read. */
void import_pass_over(struct import_work *work, struct file *file,
                      struct import_file_result *result);

#endif
