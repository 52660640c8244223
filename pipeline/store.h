/*
 * What resolve, load and the commands need of a database, and nothing of how one
 * of them does it: no SQL of SQLite or of PostgreSQL is above this table.
 *
 *     open
 *       ( query | execute )*                             commands and reports
 *       ( lock file_known* )?
 *       ( import_begin
 *           ( file_begin | file_resume file_rejects )?
 *           ( begin ( lookup | fetch_* )* write* commit )*   one transaction each
 *           rollback?                                        after an error
 *         import_end )?
 *       ( repair_begin ( query | lookup | fetch_* | write )* commit )?
 *     close
 *
 * The first begin brings a database of an earlier version to this one; who opens it for
 * reading finds it as it is.
 * begin when a transaction is open, and rollback when none is, do nothing.
 * Everything runs on the thread that opened the store. Functions return 0 or -1
 * with the error filled. Memory of results is the caller's arena.
 */
#ifndef BIBLOAD_STORE_H
#define BIBLOAD_STORE_H

#include "batch.h"
#include "config.h"
#include "error.h"
#include "rows.h"

#include <stdatomic.h>

#define EDITIONS_PAGE 64

struct csv_plan;

enum key_table { KEYS_RECORD, KEYS_BOOK, KEYS_AUTHOR };

/* Asks which rows have a key. */
struct hit {
    int64_t id;   /* source_records.id, books.id or authors.id */
    int64_t fact; /* of the key row; 0 for KEYS_RECORD */
};
struct probe {
    enum key_table table;
    bool answered;
    struct key key;
    LIST(struct hit) hits; /* the answer: at most HITS_MAX, by id */
};
#define HITS_MAX 10000

/* Counts of PRODUCT's --json, per file and summed per import. */
struct counts {
    uint64_t read, new_, matched, unchanged, deleted, skipped, rejected;
    struct {
        uint64_t new_, updated, deleted;
    } books, authors, links;
    uint64_t warnings[CODE_COUNT]; /* by code; rejects and skips too */
};

/* A file of an import, row of import_files. */
struct file_row {
    int64_t id;       /* given by file_begin */
    const char *name; /* as the user named it */
    const char *path; /* real path; "-" for standard input */
    const char *format, *encoding;
    bool gzip;
    char digest[33];   /* at the end */
    uint64_t bytes;    /* stored bytes read, at the end */
    const char *state; /* running, complete, damaged */
    enum code fault;
    uint64_t fault_offset;
    const char *fault_text;
    struct counts counts;
    struct checkpoint checkpoint;
    const char *rejects; /* name of its reject file; NULL: none is written */
    const struct csv_plan *csv; /* what was found of it; NULL: nothing */
    struct slice carry; /* resolve's, of what goes on behind the checkpoint */
};

/* A record that was rejected before its import was interrupted. */
struct resumed_reject {
    uint64_t record;
    struct finding finding;
};

struct import_row {
    int64_t id;          /* given by import_begin */
    const char *source;  /* name, or the file's path if none is named */
    const char *ids;     /* namespace of own ids */
    int32_t source_id;   /* given by import_begin */
    int32_t ids_kind;    /* key kind of that namespace, given likewise */
    const char *options; /* digest of what affects results, hex */
    const char *job;     /* digest of its files' paths, hex */
    bool may_resume;     /* its files can be read a second time */
    int64_t replays;     /* file whose rejects it repairs; 0: none */
    bool named;        /* its source is: partial imports of it are superseded */
    const char *state; /* running, complete, damaged, failed, interrupted (can
                            be resumed), abandoned (was not) */
    const char *error; /* NULL: none */
    double seconds;
    struct counts counts;
    /* import_begin's: whether it goes on with an interrupted import, then with
     * counts and seconds so far; the last one that was closed as abandoned, 0:
     * none; and the highest ids from before the import. */
    bool resumed;
    int64_t abandoned;
    int64_t last_book, last_author, last_source;
};

/* A finding with its record, for tables rejects and warnings. */
struct finding_row {
    const struct finding *finding;
    const struct record *record;
};

/* Everything one write puts into the tables. */
struct write_set {
    const struct changes *changes;
    const struct finding_row *findings; /* rejects and warnings, input order */
    size_t finding_count;
    int64_t import_id, file_id;
    bool undoable; /* what it changes can be taken back with the import */
};

enum value_kind { VALUE_NULL, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT };
struct value {
    enum value_kind kind;
    int64_t integer;
    double real;
    struct slice text;
};
struct parameter {
    const char *name; /* ":name" in the statement, without the colon */
    struct value value;
};
/* Receives a result: columns once, then each row; both return 0, or -1 with the
 * error filled to stop. Values live until the next call. */
struct result_sink {
    void *context;
    int (*columns)(void *context, const char *const *names, size_t count,
                   struct error *error);
    int (*row)(void *context, const struct value *values, size_t count,
               struct error *error);
};

/* A row function: the first value, an integer, into the int64_t of the context. */
int result_number(void *context, const struct value *values, size_t count,
                  struct error *error);

/* What was taken back: which imports, newest first; rows that they had inserted,
 * and are deleted; changes that were undone; rejects that they had closed, and that
 * are open again; imports that were interrupted, had some of these records again,
 * unchanged, and are closed as abandoned. */
#define UNDO_MAX 1000
struct undo {
    int64_t imports[UNDO_MAX];
    size_t count;
    int64_t books, authors, links, restored, reopened, abandoned;
};

struct store;
struct touched;
struct pairs;

struct store_type {
    const char *name; /* "sqlite" */
    /* The importer's lock, which is let go by import_end, if it succeeds, and by
     * close; taking it twice is taking it once. ERROR_LOCKED: another import has
     * it. */
    int (*lock)(struct store *store, struct error *error);
    /* The last import that read a file of this size and digest (NULL: of this
     * size) whole, by the same source and options; of a path, if that is given.
     * Not one that is partial or failed, or of whose file a row waits for what it
     * joins. 0: there is none. What came since it does not ask. */
    int (*file_known)(struct store *store, const struct import_row *import,
                      const char *path, uint64_t bytes, const char *digest,
                      int64_t *id, struct error *error);
    /* The import that was interrupted and that import_begin would go on with; 0:
     * none. */
    int (*partial)(struct store *store, const struct import_row *import,
                   int64_t *id, struct error *error);
    /* Takes the lock, if it has not been taken. */
    int (*import_begin)(struct store *store, struct import_row *import,
                        struct error *error);
    /* Also builds what was left for the end of a first load. Of an import that
     * failed the counts stay as they were committed; of one with the id 0, whose row
     * was rolled back, nothing is noted. The transaction that `hold` kept open is
     * committed with the end of a complete or damaged import; if that fails, `hold`
     * tells whether nothing of the import is there. */
    int (*import_end)(struct store *store, const struct import_row *import,
                      struct error *error);
    /* Fills source_id and ids_kind for other names: files that are nobody's
     * named source are each a source of their own. */
    int (*scope)(struct store *store, struct import_row *import,
                 struct error *error);
    int (*file_begin)(struct store *store, const struct import_row *import,
                      struct file_row *file, struct error *error);
    int (*file_end)(struct store *store, const struct file_row *file,
                    struct error *error);

    /* Of a resumed import, the position'th (from 0) of its files with this path:
     * id, state, counts, checkpoint and carry; id 0 if it had not begun. */
    int (*file_resume)(struct store *store, const struct import_row *import,
                       const char *path, size_t position, struct file_row *file,
                       struct arena *arena, struct error *error);
    /* What was rejected of it so far, by record. */
    int (*file_rejects)(struct store *store, const struct file_row *file,
                        struct resumed_reject **rejects, size_t *count,
                        struct arena *arena, struct error *error);

    /* Takes an import back; with cascade those too that build on it. In one
     * transaction; takes the importer's lock. ERROR_USAGE: there is no such import,
     * or nothing left of it; ERROR_STORE says what is in the way. */
    int (*undo)(struct store *store, int64_t import_id, bool cascade,
                struct undo *undo, struct error *error);

    /* For `verify --repair`: the importer's lock and a transaction. Triggers don't
     * run until the store is closed, for what they note is what people do. */
    int (*repair_begin)(struct store *store, struct error *error);

    int (*begin)(struct store *store, struct error *error);
    /* Answers all probes at once, in whatever order suits the database: that of the
     * array is another one then. */
    int (*lookup)(struct store *store, struct probe **probes, size_t count,
                  struct arena *arena, struct error *error);
    /* ids ascending, without repeats. rows[i] is zeroed (id 0) if ids[i] is not
     * there. Books come with links and keys, authors with keys. */
    int (*fetch_books)(struct store *store, const int64_t *ids, size_t count,
                       struct book_row *rows, struct arena *arena,
                       struct error *error);
    int (*fetch_authors)(struct store *store, const int64_t *ids, size_t count,
                         struct author_row *rows, struct arena *arena,
                         struct error *error);
    int (*fetch_sources)(struct store *store, const int64_t *ids, size_t count,
                         struct source_row *rows, struct arena *arena,
                         struct error *error);
    /* The source records of one book, by id; none while a first load runs (its
     * index does not exist yet, and all of them are of this import), unless they
     * were wanted, which may take its time. */
    int (*want_sources_of_book)(struct store *store, struct error *error);
    int (*fetch_sources_of_book)(struct store *store, int64_t book_id,
                                 struct source_row **rows, size_t *count,
                                 struct arena *arena, struct error *error);
    /* Books that have this number as their work's: the first EDITIONS_PAGE of them
     * whose ids are above `after`, by id. In a first load the first call builds the
     * index that it needs. */
    int (*fetch_editions)(struct store *store, int64_t work_id, int64_t after,
                          int64_t ids[EDITIONS_PAGE], size_t *count,
                          struct error *error);
    /* Rows that other programs added or changed since the last import, by kind
     * and id; forget_touched empties the list. */
    int (*fetch_touched)(struct store *store, struct touched **rows,
                         size_t *count, struct arena *arena,
                         struct error *error);
    int (*forget_touched)(struct store *store, struct error *error);
    /* After a failure some of the rows may be there: only rollback may follow. But
     * ERROR_REFUSED of a store that is guarded leaves it as it was. */
    int (*write)(struct store *store, const struct write_set *set,
                 struct error *error);
    /* With the place reached and the counts so far, in the same transaction.
     * file NULL: between files. */
    int (*commit)(struct store *store, const struct import_row *import,
                  const struct file_row *file, struct error *error);
    void (*rollback)(struct store *store);

    /* One statement. Parameters that it does not name are an error. */
    int (*query)(struct store *store, const char *sql,
                 const struct parameter *parameters, size_t count,
                 const struct result_sink *sink, struct error *error);
    void (*close)(struct store *store);
};

/* A row of touched. */
struct touched {
    char kind;  /* 'b' book, 'a' author, 'l' link */
    char event; /* 'i' inserted, 'u' updated, 'd' deleted */
    int64_t book_id, author_id;
    struct slice field; /* column, for 'u' */
    bool
        replaced; /* 'i', and an import knew the row before: INSERT OR REPLACE */
};

/* The common head of every store. */
struct store {
    const struct store_type *type;
    const char *path; /* as it was named; the name outlives the store */
    unsigned char secret[SECRET_BYTES];
    bool first_load; /* the import began on empty tables */
    /* Another program declared constraints that what an import writes may break.
     * Known from import_begin on. */
    bool guarded;
    /* commit counts, and keeps the transaction open, until the import ends: a dry
     * run, a contract */
    bool hold;
    const atomic_int *stop; /* not 0: what takes long ends with
                                 ERROR_INTERRUPTED; NULL: nobody stops it */
    const struct pairs
        *pairs;       /* lists of the config, for reports; may be NULL */
    unsigned threads; /* as many as it may keep busy, the caller's among them; 0
                         is 1 */
    /* Highest ids given so far; resolve counts them up, begin reads them again. */
    int64_t last_book, last_author, last_source;
};

/* STORE_CHANGE is for writing to a database that is there; STORE_WRITE makes one that
 * is not. */
enum store_access { STORE_READ, STORE_CHANGE, STORE_WRITE };

/* By the URL: a path or sqlite:... opens SQLite. memory: bytes of cache and key maps
 * it may use. */
int store_open(struct store **store, const char *url, enum store_access access,
               uint64_t memory, struct error *error);

/* Is the file, by whatever name, one of the database's own: itself, its journal, its
 * log or its lock? Nobody else may open it: where one descriptor of a file is closed,
 * the process loses all its locks on it, and other programs get in between. */
bool store_owns(const char *url, const char *file);

/* Makes a database with another program's books, authors and book_author one of
 * ours, in one transaction; rows, ids, further columns and tables stay. What
 * adoption counts is what was there. */
struct adoption {
    int64_t books, authors, links;
    int64_t columns; /* added */
    void (*warn)(const char *text);
};
int store_adopt(const char *url, uint64_t memory, struct adoption *adoption,
                struct error *error);

#endif
