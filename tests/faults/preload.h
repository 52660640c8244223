/*
 * The preloaded library of the sweeps over failing allocations and calls, and what
 * its server and tests/faults/sweep.c say to each other.
 *
 * build/faults/preload.so is loaded before a bibload that starts with its final
 * arguments and stops at main (server.c). For every request that comes in, the
 * server forks a child that goes to the folder asked for, does its work with that
 * one disturbance, and ends; the server answers with a report. So a run costs no
 * loading of libraries, and what they do before main is never disturbed.
 *
 *     requests: { fault_request } until the end of the pipe
 *     answers:  { fault_report }, one to each
 *
 * A request may have the child stop at each STEP'th point of one kind from the first
 * AT on (stops.c). At a stop comes an answer by the child that says so, and
 * requests go to it: every one is another child, forked there, with its own answer,
 * and one for no fault at all has the first go on.
 *
 * A child's time stands still, and nothing in it is random (steady.c): a run ends
 * with the same bytes each time, and the N-th allocation, call or transfer is
 * the same one.
 */
#ifndef BIBLOAD_FAULTS_PRELOAD_H
#define BIBLOAD_FAULTS_PRELOAD_H

#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

/* Numbers of the two pipes' ends, as text: "3 4". */
#define FAULTS_PIPES "BIBLOAD_FAULTS_PIPES"

#define FAULTS_FILES 64 /* of a run's descriptors; the pipes lie behind */

enum fault_kind {
    FAULT_NONE,
    FAULT_MEMORY, /* an allocation finds no memory */
    FAULT_CALL,   /* a call fails with an error */
    FAULT_SHORT   /* a read or write moves fewer bytes */
};

struct fault_request {
    enum fault_kind kind;
    bool onwards; /* all from there on, else that one */
    bool trace;   /* who allocated, on standard error; undisturbed: paths.c */
    int error;    /* errno of a call */
    long at;      /* which one, from 1 */
    long bytes;   /* of a short transfer; 0: half of them */
    enum fault_kind stop; /* at points of that kind; FAULT_NONE: nowhere */
    long step;
    int program;    /* what it says is in the files said.N.out and said.N.err */
    char work[200]; /* folder of the run, beside them */
};

struct fault_report {
    int status;    /* as waitpid has it */
    bool ended;    /* main returned */
    pid_t stopped; /* who waits for requests; 0: this is the end */
    long allocations, calls, transfers, threads;
    char fault[100];  /* the call that failed first */
    char leaks[1000]; /* blocks that nobody freed; empty: none */
};

/* Shared by server and children. */
struct fault_shared {
    struct fault_request request;
    struct fault_report report;
};

/* NULL until main. */
extern struct fault_shared *faults;

/* In the server; around main in a child: end looks for blocks that an undisturbed run does not leave. */
void memory_prepare(void);
void memory_begin(void);
void memory_end(void);

void paths_note(long allocation);
void paths_write(void);

/* Each point comes by here. Returns in the run, and in every child of a stop. */
void stops_at(enum fault_kind kind, long count);
bool stops_begin(int from, int to);

/* True: it is done, as far as anybody can tell, with what fcntl returns. */
bool stops_lock(int fd, int command, struct flock *lock, int *result);

/* Whoever puts files back has another link to each. */
void stops_hide_link(struct stat *status);

bool faults_transfer(int fd, void *bytes, size_t size, bool out);
bool faults_limit(void); /* of a run's time */

/* Standard output goes through calls that can fail, too. */
int streams_begin(void);

#endif
