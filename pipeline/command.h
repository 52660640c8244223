/*
 * Commands: one file each (command_NAME.c) that exports one const table; the
 * list of them is in command.c. Options are rows of the option table (option.c),
 * so parser, --help and man page say the same.
 */
#ifndef BIBLOAD_COMMAND_H
#define BIBLOAD_COMMAND_H

#include "config.h"
#include "error.h"
#include "store.h"

/* Exit statuses of PRODUCT. */
enum status {
    STATUS_LOADED = 0,
    STATUS_REJECTS = 1, /* loaded, with rejects; verify: something is wrong */
    STATUS_USAGE = 2,
    STATUS_FAILED = 3,
    STATUS_LOCKED = 4,
};

/* Options a command takes beside the common ones. */
enum option_group {
    OPTIONS_IMPORT = 1,  /* --source, --dry-run, --again, --restart, ... */
    OPTIONS_REPORT = 2,  /* --format, --output, -p NAME=VALUE */
    OPTIONS_DELETE = 4,  /* --with-books */
    OPTIONS_JSON = 8,    /* --json */
    OPTIONS_UNDO = 16,   /* --cascade */
    OPTIONS_VERIFY = 32, /* --repair */
};

enum progress_when { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };

struct invocation {
    struct config config; /* file and command line together */
    const char *source;   /* NULL: none named */
    bool quiet, verbose, json, with_books;
    bool dry_run;    /* tell what an import would change, and change nothing */
    bool again;      /* read files that were imported whole before */
    int64_t replays; /* replay: the file whose rejects are repaired */
    int64_t replays_rejects; /* ... how many these are */
    bool replays_heads;      /* ... some of which were over the bound */
    bool restart;      /* take an interrupted import back, and begin anew */
    bool cascade;      /* take back what builds on an import too */
    bool repair;       /* verify: mend what can be made anew */
    const char *scope; /* replay: the path whose source the records are of */
    const struct source_config *planned; /* replay: the source, with what was
                                            found of their file */
    enum progress_when progress;
    const char *format;           /* NULL: the command's default */
    const char *output;           /* NULL or "-": standard output */
    struct parameter *parameters; /* -p */
    size_t parameter_count;
    char **operands;
    int operand_count;
};

struct command {
    const char *name;
    const char *operands; /* for usage: "FILE..." */
    const char *summary;  /* one line of bibload --help */
    const char *help;     /* paragraphs of bibload NAME --help */
    unsigned options;     /* enum option_group, or-ed */
    /* An exit status, or -1 with the error filled. */
    int (*run)(struct invocation *invocation, struct error *error);
};

extern const struct command command_import, command_run, command_report,
    command_query, command_explain, command_imports, command_delete,
    command_prune, command_verify, command_adopt, command_merge, command_split,
    command_undo, command_replay;

extern const struct command *const command_list[]; /* ends with NULL */

#endif
