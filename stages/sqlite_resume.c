/* See sqlite_resume.h. */
#include "sqlite_resume.h"

#include "../pipeline/counts.h"
#include "sqlite_error.h"

#include <stdio.h>

#define PARTIAL "state IN ('running', 'interrupted') "
#define COUNTED                                                       \
    "records_read, records_new, records_matched, records_unchanged,"  \
    " records_deleted, records_skipped, records_rejected, books_new," \
    " books_updated, books_deleted, authors_new, authors_updated,"    \
    " authors_deleted, links_new, links_updated, links_deleted"

static void counts_of_columns(struct counts *counts, sqlite3_stmt *statement,
                              int column)
{
    uint64_t numbers[COUNTS_NUMBERS];

    for (int i = 0; i < COUNTS_NUMBERS; i++)
        numbers[i] = (uint64_t)sqlite3_column_int64(statement, column + i);
    counts_of_numbers(counts, numbers);
}

static struct slice column_text(sqlite3_stmt *statement, int column,
                                struct arena *arena)
{
    bool null = sqlite3_column_type(statement, column) == SQLITE_NULL;
    const void *at = sqlite3_column_text(statement, column);
    int len = sqlite3_column_bytes(statement, column);

    arena->failed |= !at && !null;
    return at && len ? arena_copy(arena, (struct slice){at, (size_t)len})
                     : SLICE_NONE;
}

/* Prepared, bound, and taken one step: 1 a row, 0 none, -1. The caller finalizes
 * the statement in any case. */
static int first_row(struct sqlite_store *store, const char *sql,
                     const struct cell *cells, size_t count,
                     sqlite3_stmt **statement, struct error *error)
{
    if (sqlite3_prepare_v2(store->db, sql, -1, statement, NULL))
        return sqlite_fail(store, error, sql);
    if (sqlite_bind(store, *statement, cells, count, error))
        return -1;
    return sqlite_step(store, *statement, error);
}

/* Findings by code: rejects, warnings and skips, of a file or an import. */
static int count_codes(struct sqlite_store *store, const char *column,
                       int64_t of, struct counts *counts, struct error *error)
{
    const struct cell id = cell_integer(of);
    sqlite3_stmt *statement = NULL;
    char sql[200];
    int got;

    snprintf(sql, sizeof sql,
             "SELECT code, count(*) FROM"
             " (SELECT code FROM rejects WHERE %s = ?1 UNION ALL"
             " SELECT code FROM warnings WHERE %s = ?1) GROUP BY code",
             column, column);
    got = first_row(store, sql, &id, 1, &statement, error);
    for (; got > 0; got = sqlite_step(store, statement, error)) {
        const void *name = sqlite3_column_text(statement, 0);
        enum code code = code_named((struct slice){
            name, name ? (size_t)sqlite3_column_bytes(statement, 0) : 0});

        counts->warnings[code] = (uint64_t)sqlite3_column_int64(statement, 1);
    }
    sqlite3_finalize(statement);
    return got < 0 ? -1 : 0;
}

/* ---- imports ---- */

/* The last import of these files, with the same source and options, if it did not
 * end; but not if another import has read since what it has read by half, as one of
 * other files that nobody named may: the files of a source are read one after the
 * other, in the order of their ids. */
#define LAST_PARTIAL                                                       \
    " FROM imports AS i JOIN sources AS s ON s.id = i.source_id"           \
    " WHERE s.name = ?1 AND i.options = ?2 AND i.job = ?3 AND i." PARTIAL  \
    "AND i.id = (SELECT max(l.id) FROM imports AS l"                       \
    " WHERE l.source_id = i.source_id AND l.job = i.job)"                  \
    " AND NOT EXISTS (SELECT 1 FROM import_files AS f"                     \
    " JOIN import_files AS g ON g.source_id = f.source_id AND g.id > f.id" \
    " AND g.import_id <> f.import_id WHERE f.import_id = i.id"             \
    " AND f.state NOT IN ('complete', 'damaged'))"

int sqlite_partial(struct store *head, const struct import_row *import,
                   int64_t *id, struct error *error)
{
    const struct cell cells[] = {cell_string(import->source),
                                 cell_string(import->options),
                                 cell_string(import->job)};

    return sqlite_ask(sqlite_store_of(head), "SELECT i.id" LAST_PARTIAL, cells,
                      3, id, error);
}

static int find_partial(struct sqlite_store *store, struct import_row *import,
                        struct error *error)
{
    const struct cell cells[] = {cell_string(import->source),
                                 cell_string(import->options),
                                 cell_string(import->job)};
    sqlite3_stmt *statement = NULL;
    int got = first_row(store,
                        "SELECT i.id, seconds, last_book, last_author,"
                        " last_source, " COUNTED LAST_PARTIAL,
                        cells, 3, &statement, error);

    if (got > 0) {
        import->resumed = true;
        import->id = sqlite3_column_int64(statement, 0);
        import->seconds = sqlite3_column_double(statement, 1);
        import->last_book = sqlite3_column_int64(statement, 2);
        import->last_author = sqlite3_column_int64(statement, 3);
        import->last_source = sqlite3_column_int64(statement, 4);
        counts_of_columns(&import->counts, statement, 5);
    }
    sqlite3_finalize(statement);
    return got < 0 ? -1 : 0;
}

/* Of the source, or where nobody named one, of these files. */
#define SUPERSEDED \
    " id <> ?1 AND source_id = ?2 AND (?4 OR job = ?3) AND " PARTIAL

static int abandon_others(struct sqlite_store *store, struct import_row *import,
                          struct error *error)
{
    const struct cell cells[] = {
        cell_integer(import->id), cell_integer(import->source_id),
        cell_string(import->job), cell_integer(import->named)};

    if (sqlite_ask(store, "SELECT max(id) FROM imports WHERE" SUPERSEDED, cells,
                   4, &import->abandoned, error))
        return -1;
    return import->abandoned
               ? sqlite_ask(store,
                            "UPDATE imports SET state = 'abandoned'"
                            " WHERE" SUPERSEDED,
                            cells, 4, NULL, error)
               : 0;
}

int sqlite_take_up_import(struct sqlite_store *store, struct import_row *import,
                          struct error *error)
{
    struct cell id;

    import->id = import->abandoned = 0;
    import->resumed = false;
    if (import->may_resume && find_partial(store, import, error))
        return -1;
    if (abandon_others(store, import, error))
        return -1;
    id = cell_integer(import->id);
    if (import->resumed &&
        count_codes(store, "import_id", import->id, &import->counts, error))
        return -1;
    return import->resumed
               ? sqlite_ask(store,
                            "UPDATE imports SET state = 'running',"
                            " finished = NULL, error = NULL WHERE id = ?1",
                            &id, 1, NULL, error)
               : 0;
}

/* ---- files ---- */

static void take_file(sqlite3_stmt *statement, struct file_row *file,
                      struct arena *arena)
{
    struct checkpoint *checkpoint = &file->checkpoint;
    struct slice digest = column_text(statement, 3, arena);

    file->id = sqlite3_column_int64(statement, 0);
    file->name = column_text(statement, 1, arena).at;
    file->state = column_text(statement, 2, arena).at;
    if (digest.len == sizeof file->digest - 1)
        memcpy(file->digest, digest.at, sizeof file->digest);
    file->bytes = (uint64_t)sqlite3_column_int64(statement, 4);
    checkpoint->offset = (uint64_t)sqlite3_column_int64(statement, 5);
    checkpoint->line = (uint64_t)sqlite3_column_int64(statement, 6);
    checkpoint->read.bytes = (uint64_t)sqlite3_column_int64(statement, 7);
    (void)key_read(column_text(statement, 8, arena), &checkpoint->read.digest);
    file->carry = column_text(statement, 9, arena);
    file->fault = code_named(column_text(statement, 10, arena));
    file->fault_offset = (uint64_t)sqlite3_column_int64(statement, 11);
    file->fault_text = column_text(statement, 12, arena).at;
    counts_of_columns(&file->counts, statement, 13);
    checkpoint->records = file->counts.read;
}

int sqlite_file_known(struct store *head, const struct import_row *import,
                      const char *path, uint64_t bytes, const char *digest,
                      int64_t *id, struct error *error)
{
    const struct cell cells[] = {
        cell_string(import->source), cell_string(import->options),
        cell_integer((int64_t)bytes), cell_string(path), cell_string(digest)};

    return sqlite_ask(
        sqlite_store_of(head),
        "SELECT i.id FROM import_files AS f"
        " JOIN imports AS i ON i.id = f.import_id"
        " JOIN sources AS s ON s.id = i.source_id"
        " WHERE s.name = ?1 AND i.options = ?2 AND f.bytes = ?3"
        " AND f.state = 'complete' AND (?4 IS NULL OR f.path = ?4)"
        " AND (?5 IS NULL OR f.digest = ?5) AND i.state IN"
        " ('complete', 'damaged', 'abandoned')"
        " AND (?5 IS NULL OR NOT EXISTS (SELECT 1 FROM rejects AS r"
        " WHERE r.file_id = f.id AND r.state = 'open'"
        " AND r.code GLOB 'JOIN_*'))"
        " ORDER BY i.id DESC LIMIT 1",
        cells, 5, id, error);
}

int sqlite_file_resume(struct store *head, const struct import_row *import,
                       const char *path, size_t position, struct file_row *file,
                       struct arena *arena, struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);
    const struct cell cells[] = {cell_integer(import->id),
                                 cell_integer((int64_t)position),
                                 cell_string(path)};
    sqlite3_stmt *statement = NULL;
    int got = first_row(store,
                        "SELECT id, name, state, digest, bytes, next_offset,"
                        " next_line, read_bytes, read_digest, carry, fault,"
                        " fault_offset, fault_text, " COUNTED
                        " FROM import_files WHERE import_id = ?1"
                        " AND path = ?3 ORDER BY id LIMIT 1 OFFSET ?2",
                        cells, 3, &statement, error);

    file->id = 0;
    if (got > 0)
        take_file(statement, file, arena);
    sqlite3_finalize(statement);
    if (got < 0)
        return -1;
    if (arena->failed)
        return error_memory(error);
    return file->id
               ? count_codes(store, "file_id", file->id, &file->counts, error)
               : 0;
}

static struct finding finding_of(sqlite3_stmt *statement, struct arena *arena)
{
    return (struct finding){
        .code = code_named(column_text(statement, 1, arena)),
        .field = column_text(statement, 2, arena),
        .expected = column_text(statement, 3, arena),
        .found = column_text(statement, 4, arena),
    };
}

int sqlite_file_rejects(struct store *head, const struct file_row *file,
                        struct resumed_reject **rejects, size_t *count,
                        struct arena *arena, struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);
    const struct cell id = cell_integer(file->id);
    LIST(struct resumed_reject) found = {0};
    sqlite3_stmt *statement = NULL;
    int got = first_row(store,
                        "SELECT record, code, field, expected, found"
                        " FROM rejects WHERE file_id = ?1 ORDER BY record",
                        &id, 1, &statement, error);

    for (; got > 0; got = sqlite_step(store, statement, error)) {
        struct resumed_reject *reject = list_push(arena, &found);

        if (!reject)
            break;
        reject->record = (uint64_t)sqlite3_column_int64(statement, 0);
        reject->finding = finding_of(statement, arena);
    }
    sqlite3_finalize(statement);
    *rejects = found.at;
    *count = found.count;
    if (got < 0)
        return -1;
    return arena->failed ? error_memory(error) : 0;
}
