/* See sqlite_error.h. */
#include "sqlite_error.h"

#include "../pipeline/stop.h"
#include "sqlite_store.h"

#include <errno.h>

/* Of a statement that failed: what went wrong comes behind it. */
#define DOING_MAX 100

#define CODE_ROW(code) \
    {                  \
        code, #code    \
    }

static const struct {
    int code;
    const char *name;
} code_names[] = {
    CODE_ROW(SQLITE_ERROR),
    CODE_ROW(SQLITE_INTERNAL),
    CODE_ROW(SQLITE_PERM),
    CODE_ROW(SQLITE_ABORT),
    CODE_ROW(SQLITE_BUSY),
    CODE_ROW(SQLITE_BUSY_RECOVERY),
    CODE_ROW(SQLITE_BUSY_SNAPSHOT),
    CODE_ROW(SQLITE_BUSY_TIMEOUT),
    CODE_ROW(SQLITE_LOCKED),
    CODE_ROW(SQLITE_NOMEM),
    CODE_ROW(SQLITE_READONLY),
    CODE_ROW(SQLITE_READONLY_CANTINIT),
    CODE_ROW(SQLITE_READONLY_DBMOVED),
    CODE_ROW(SQLITE_READONLY_DIRECTORY),
    CODE_ROW(SQLITE_READONLY_ROLLBACK),
    CODE_ROW(SQLITE_INTERRUPT),
    CODE_ROW(SQLITE_IOERR),
    CODE_ROW(SQLITE_IOERR_READ),
    CODE_ROW(SQLITE_IOERR_SHORT_READ),
    CODE_ROW(SQLITE_IOERR_WRITE),
    CODE_ROW(SQLITE_IOERR_FSYNC),
    CODE_ROW(SQLITE_IOERR_DIR_FSYNC),
    CODE_ROW(SQLITE_IOERR_TRUNCATE),
    CODE_ROW(SQLITE_IOERR_FSTAT),
    CODE_ROW(SQLITE_IOERR_LOCK),
    CODE_ROW(SQLITE_IOERR_DELETE),
    CODE_ROW(SQLITE_IOERR_NOMEM),
    CODE_ROW(SQLITE_IOERR_SHMOPEN),
    CODE_ROW(SQLITE_IOERR_SHMSIZE),
    CODE_ROW(SQLITE_IOERR_SHMMAP),
    CODE_ROW(SQLITE_CORRUPT),
    CODE_ROW(SQLITE_CORRUPT_INDEX),
    CODE_ROW(SQLITE_CORRUPT_VTAB),
    CODE_ROW(SQLITE_FULL),
    CODE_ROW(SQLITE_CANTOPEN),
    CODE_ROW(SQLITE_CANTOPEN_ISDIR),
    CODE_ROW(SQLITE_CANTOPEN_SYMLINK),
    CODE_ROW(SQLITE_PROTOCOL),
    CODE_ROW(SQLITE_SCHEMA),
    CODE_ROW(SQLITE_TOOBIG),
    CODE_ROW(SQLITE_CONSTRAINT),
    CODE_ROW(SQLITE_CONSTRAINT_CHECK),
    CODE_ROW(SQLITE_CONSTRAINT_FOREIGNKEY),
    CODE_ROW(SQLITE_CONSTRAINT_NOTNULL),
    CODE_ROW(SQLITE_CONSTRAINT_PRIMARYKEY),
    CODE_ROW(SQLITE_CONSTRAINT_ROWID),
    CODE_ROW(SQLITE_CONSTRAINT_UNIQUE),
    CODE_ROW(SQLITE_MISMATCH),
    CODE_ROW(SQLITE_MISUSE),
    CODE_ROW(SQLITE_AUTH),
    CODE_ROW(SQLITE_RANGE),
    CODE_ROW(SQLITE_NOTADB),
};

const char *sqlite_code_name(int extended)
{
    const char *primary = "SQLITE_UNKNOWN";

    for (size_t i = 0; i < sizeof code_names / sizeof *code_names; i++) {
        if (code_names[i].code == extended)
            return code_names[i].name;
        if (code_names[i].code == (extended & 0xff))
            primary = code_names[i].name;
    }
    return primary;
}

static enum error_kind kind_of(int code)
{
    if (code == SQLITE_IOERR_NOMEM)
        return ERROR_MEMORY;
    switch (code & 0xff) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
        return ERROR_DISK;
    case SQLITE_NOMEM:
        return ERROR_MEMORY;
    default:
        return ERROR_STORE;
    }
}

/* What to tell the user beside SQLite's own words; "" if nothing. */
static const char *advice(int code)
{
    if (kind_of(code) == ERROR_MEMORY)
        return "";
    if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
        return "; rows of another table refer to it";
    if (code == SQLITE_READONLY_ROLLBACK)
        return "; what an interruption left has to be rolled back first: run it"
               " as somebody who may write the database";
    if (code == SQLITE_READONLY_DIRECTORY)
        return "; its folder must be writable, also to read it: copy it to one "
               "that is";
    switch (code & 0xff) {
    case SQLITE_FULL:
        return "; free some space and run it again";
    case SQLITE_IOERR:
        return "; check the disk, then run it again";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "; another program (a database shell, a backup, an application)"
               " keeps it locked: end its transaction and run it again";
    case SQLITE_CANTOPEN:
        return "; its folder must be writable";
    case SQLITE_CORRUPT:
        return "; restore it from a backup";
    default:
        return "";
    }
}

/* To SQLite a page that the disk does not give is a damaged database, a file that it
 * does not open is one that can't be opened, and only a full disk is full. */
static int code_of(sqlite3 *db)
{
    int code = sqlite3_extended_errcode(db), number = sqlite3_system_errno(db);
    bool open = (code & 0xff) == SQLITE_CANTOPEN;

    if (number == EIO && (open || (code & 0xff) == SQLITE_CORRUPT))
        return SQLITE_IOERR;
    if ((number == ENOSPC && open) ||
        ((number == EFBIG || number == EDQUOT) && code == SQLITE_IOERR_WRITE))
        return SQLITE_FULL;
    return code;
}

/* Of a statement of several lines its first is enough to know it. */
static struct slice first_line(const char *doing)
{
    const char *at = doing + strspn(doing, " \n");
    size_t len = strcspn(at, "\n");

    return (struct slice){at, len < DOING_MAX ? len : DOING_MAX};
}

int sqlite_fail(const struct sqlite_store *store, struct error *error,
                const char *doing)
{
    struct slice line = first_line(doing);
    int code = store->db ? code_of(store->db) : SQLITE_NOMEM;
    const char *says = store->db ? sqlite3_errmsg(store->db) : "out of memory";
    int primary = code & 0xff;

    if (error_is_set(error))
        return -1;
    if (primary == SQLITE_INTERRUPT ||
        (primary == SQLITE_BUSY && stop_wanted()))
        return error_set(error, ERROR_INTERRUPTED, "interrupted by a signal");
    if (primary == SQLITE_NOTADB)
        return error_set(error, ERROR_STORE, "%s: is not a SQLite database",
                         store->path);
    if (code == SQLITE_CONSTRAINT_TRIGGER)
        return error_set(error, ERROR_REFUSED,
                         "%s: a trigger of this database forbids it: %s; "
                         "correct what it wants, or take it away first",
                         store->path, says);
    if (primary == SQLITE_CONSTRAINT) /* says which, and of which table */
        return error_set(error, ERROR_REFUSED, "%s: %s (%s)%s", store->path,
                         says, sqlite_code_name(code), advice(code));
    error->unsure =
        code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC;
    if (kind_of(code) == ERROR_MEMORY) /* it may speak of a file instead */
        says = "out of memory";
    else if (primary == SQLITE_IOERR || primary == SQLITE_FULL)
        says = sqlite3_errstr(primary);
    error_set(error, kind_of(code), "%s: %.*s%s: %s (%s)%s", store->path,
              SLICE_ARG(line), line.at[line.len] ? "..." : "", says,
              sqlite_code_name(code), advice(code));
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED)
        error->again = true;
    return -1;
}
