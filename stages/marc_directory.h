/*
 * The directory of an ISO 2709 record: which field has which tag, and where it
 * should lie. Lengths and places are what the record claims; whether they are
 * so is for the caller to find out.
 *
 * Source of rules: MARC 21 Specifications for Record Structure, directory: tag
 * 00-02, field length 03-06 with its terminator, starting position 07-11 from
 * the base address of data.
 */
#ifndef BIBLOAD_MARC_DIRECTORY_H
#define BIBLOAD_MARC_DIRECTORY_H

#include "../pipeline/marc_leader.h"

struct marc_entry {
    const char *tag;    /* three bytes */
    long length, start; /* -1: no number */
};

/* Bytes of the entries of a record, from the leader to the field terminator
 * behind them. False: there is no such terminator. */
bool marc_directory(struct slice raw, size_t *bytes);

/* Entry `i` of a directory that has it. */
struct marc_entry marc_entry_at(struct slice raw, size_t i);

/* Do leader and directory, and the terminators where they say, agree that the
 * record has `length` bytes, in spite of a 1D at `data`? Of the record only
 * `text` is there, which may end anywhere behind that: then what is there is
 * looked at. */
bool marc_directory_fits(struct slice text, size_t data, size_t length);

#endif
