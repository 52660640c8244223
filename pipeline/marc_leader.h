/*
 * How a record of ISO 2709 begins: 24 bytes of leader, and behind them a
 * directory of entries of twelve bytes. Records are told from other bytes by
 * this form alone, so it asks for what no text has by chance.
 *
 * Source of rules: MARC 21 Specifications for Record Structure, leader (record
 * length 00-04, base address 12-16, entry map 20-23) and directory.
 */
#ifndef BIBLOAD_MARC_LEADER_H
#define BIBLOAD_MARC_LEADER_H

#include "slice.h"

#define MARC_LEADER_BYTES 24
#define MARC_ENTRY_BYTES 12
#define MARC_START_BYTES (MARC_LEADER_BYTES + MARC_ENTRY_BYTES)

#define MARC_SUBFIELD '\x1f'
#define MARC_FIELD_END '\x1e'
#define MARC_RECORD_END '\x1d'

/* The number that so many digits make, at most nine; -1 if one is none. */
long marc_digits(const char *at, size_t count);

/* The text begins with a leader: both lengths are numbers, and between them
 * stands the type of a record, or the base address is right. */
bool marc_leader_is(struct slice text);

/* These twelve bytes are an entry of a directory: a tag and nine digits. */
bool marc_entry_is(const char *at);

/* The text begins with a leader that an entry of the directory follows, or the
 * end of an empty one: certain enough to begin a record anywhere but in the
 * directory of another. The codes are not all digits: a directory has nothing
 * else, as long as its tags have no letters. */
bool marc_start_is(struct slice text);

#endif
