/*
 * A real store one of whose functions fails when told to: its n-th call returns
 * an error, and so do those after it, as with a disk that broke.
 *
 *     store_open faulty_store_wrap (...) close
 *
 * One store at a time.
 */
#ifndef BIBLOAD_TESTS_FAULTY_STORE_H
#define BIBLOAD_TESTS_FAULTY_STORE_H

#include "../../pipeline/store.h"

enum store_call {
    CALL_IMPORT_BEGIN,
    CALL_IMPORT_END,
    CALL_SCOPE,
    CALL_FILE_BEGIN,
    CALL_FILE_END,
    CALL_BEGIN,
    CALL_LOOKUP,
    CALL_FETCH_BOOKS,
    CALL_FETCH_AUTHORS,
    CALL_FETCH_SOURCES,
    CALL_FETCH_SOURCES_OF_BOOK,
    CALL_FETCH_EDITIONS,
    CALL_FETCH_TOUCHED,
    CALL_FORGET_TOUCHED,
    CALL_WRITE,
    CALL_COMMIT,
    CALL_QUERY,
    CALLS
};

extern const char *const store_call_names[CALLS];

/* Counts from 0; `at` is the call of `which` that fails; CALLS: none does. */
void faulty_store_wrap(struct store *store, enum store_call which, unsigned at);
/* Calls of each since wrap. */
unsigned faulty_store_calls(enum store_call which);

#endif
