/*
 * What `verify --repair` does about failures: what can be made anew from the rows
 * is made anew, what the triggers would have done when a row went is done, and
 * nothing that people or sources said (titles, orders, royalties, ids) is touched.
 *
 * One transaction under the importer's lock. Each repair mends what its check
 * finds, may be run on what is sound, and leaves what it can't mend.
 *
 *     repair.c         the whole; the batch of the ledger
 *     repair_schema.c  triggers, views, indexes
 *     repair_rows.c    what has no parent, sequences, counts, forms of names
 *     repair_keys.c    keys, and works by keys
 */
#ifndef BIBLOAD_REPAIR_H
#define BIBLOAD_REPAIR_H

#include "verify.h"

/* Of books: those whose work_id is no number that a work can have. */
#define WORK_IS_NONE                                                          \
    "work_id IS NOT NULL AND (typeof(work_id) <> 'integer' OR work_id < 1"    \
    " OR work_id = id OR work_id > coalesce((SELECT seq FROM sqlite_sequence" \
    " WHERE name = 'books' COLLATE NOCASE), 0))"

/* What one check found before the repair, and finds after it. */
struct repair_result {
    struct verdict before, after;
};

/* Verifies, repairs, and verifies again; results are those of check_list, in
 * `arena`. Nothing is written if nothing could be repaired, or if a check finds more
 * than before. */
int repair_all(struct store *store, struct arena *arena,
               struct repair_result **results, struct error *error);

struct repair {
    struct store *store;
    struct arena *arena; /* for all of it */
    int64_t batch; /* in `imports`, for lines of the ledger; 0: none yet */
};

/* ---- what the files of this module share ---- */

/* The batch of the ledger, when a line needs it. */
int repair_batch(struct repair *repair, struct error *error);
/* Statements, to a NULL; :batch is the batch. */
int repair_run(struct repair *repair, const char *const *statements,
               struct error *error);

/* ---- repairs, for the table of checks ---- */

typedef int repair_function(struct repair *repair,
                            const struct verdict *verdict, struct error *error);

repair_function repair_schema, repair_indexes, repair_damaged_indexes;
repair_function repair_links, repair_sequences, repair_orphan_keys,
    repair_key_kinds, repair_source_records, repair_forms, repair_form_scripts,
    repair_counts;
/* Of the rows in verdict->rows. */
repair_function repair_author_keys, repair_book_keys;
repair_function repair_works;

#endif
