/*
 * The files of a run that has stopped (stops.c), as they were when it did: put back
 * behind every child that was forked there. The run has some of them open, and goes
 * on with those: so a file is written in place, and one that was taken away gets
 * its name again from a link in the folder `kept`.
 *
 *     { kept_take { kept_put_back } } kept_free
 */
#ifndef BIBLOAD_FAULTS_KEPT_H
#define BIBLOAD_FAULTS_KEPT_H

#include "tree.h"

#include <sys/types.h>

#define KEPT_OPEN 64

/* Open, and without a name. */
struct kept_open {
    char path[40]; /* by which it is still reached */
    char *bytes;
    size_t len;
};

struct kept {
    struct tree tree;
    struct kept_open open[KEPT_OPEN];
    size_t open_count;
    ino_t *links; /* those that are in `kept` */
    size_t link_count;
};

/* Of the folder `work`, and RUN's open files. What can't be done ends the program. */
void kept_take(struct kept *kept, pid_t run);
/* NOW: what is in `work`, if that is known; else NULL. */
void kept_put_back(const struct kept *kept, const struct tree *now);
void kept_free(struct kept *kept);

#endif
