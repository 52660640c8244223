/*
 * A folder's files in memory: read, laid out again, and compared. Every file gets the
 * same time, so that two folders with the same bytes are the same to a program.
 */
#ifndef BIBLOAD_FAULTS_TREE_H
#define BIBLOAD_FAULTS_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <xxhash.h>

struct tree_file {
    char *path; /* in the folder; of a folder it ends in a slash */
    char *bytes;
    size_t len;
    ino_t inode;
    mode_t mode;
    struct timespec changed;
};

struct tree {
    struct tree_file *files; /* by path, a folder before what it holds */
    size_t count;
};

/* What can't be read or written ends the program with a message. */
struct tree tree_read(const char *folder);
void tree_write(const struct tree *tree, const char *folder);
void tree_free(struct tree *tree);

XXH128_hash_t tree_hash(const struct tree *tree);

/* But for the database and the files beside it that are its own, and temporary
 * files. NULL: equal; else the path that differs. */
const char *tree_differs(const struct tree *tree, const struct tree *other);

/* A report's or a dry run's, which only a command that could not take it away may
 * leave; NULL: none. */
const char *tree_temporary(const struct tree *tree);

#endif
