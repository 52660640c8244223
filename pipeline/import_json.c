/*
 * The summary of an import as one JSON object on standard output. SQLite's json
 * functions write the objects, so quoting is theirs; text that is no UTF-8 is
 * shown as visible.h says first.
 */
#include "counts.h"
#include "import.h"
#include "visible.h"

#include <errno.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

/* Parameters ?1 to ?16 are struct counts, in its order. */
#define COUNTS                                                              \
    "'records',json_object('read',?1,'new',?2,'matched',?3,'unchanged',?4," \
    "'deleted',?5,'skipped',?6,'rejected',?7),"                             \
    "'books',json_object('new',?8,'updated',?9,'deleted',?10),"             \
    "'authors',json_object('new',?11,'updated',?12,'deleted',?13),"         \
    "'links',json_object('new',?14,'updated',?15,'deleted',?16),"
#define REST (COUNTS_NUMBERS + 1)

static const char import_sql[] =
    "SELECT json_object('import',?17,'state',?18," COUNTS
    "'warnings',json(?19),'files',json(?20),'seconds',round(?21,3))";

static const char file_sql[] =
    "SELECT json_object('name',?17,'state',?18,'format',?19,'encoding',?20,"
    "'gzip',json(?21),'bytes',?22," COUNTS "'fault',iif(?23 IS NULL,NULL,"
    "json_object('code',?23,'offset',?24,'text',?25)),'seconds',round(?26,3),"
    "'import',?27)";

static void bind_counts(sqlite3_stmt *statement, const struct counts *counts)
{
    uint64_t values[COUNTS_NUMBERS];

    counts_numbers(counts, values);
    for (int i = 0; i < COUNTS_NUMBERS; i++)
        sqlite3_bind_int64(statement, i + 1, (sqlite3_int64)values[i]);
}

/* 0, or -1 when memory is short. */
static int bind_text(sqlite3_stmt *statement, int at, const char *text)
{
    struct slice from = slice_of(text);
    char *shown;

    if (!text)
        return sqlite3_bind_null(statement, at) == SQLITE_OK ? 0 : -1;
    shown = malloc(4 * from.len + 1);
    if (!shown)
        return -1;
    visible_text(shown, 4 * from.len + 1, from);
    return sqlite3_bind_text(statement, at, shown, -1, free) == SQLITE_OK ? 0
                                                                          : -1;
}

static int json_error(sqlite3 *db, struct error *error)
{
    if (!db || sqlite3_errcode(db) == SQLITE_NOMEM)
        return error_memory(error);
    return error_set(error, ERROR_STORE, "JSON summary: %s",
                     sqlite3_errmsg(db));
}

/* Runs a statement whose parameters are bound and writes its one value. */
static int write_object(sqlite3_stmt *statement, FILE *to, struct error *error)
{
    sqlite3 *db = sqlite3_db_handle(statement);
    const char *text;

    if (sqlite3_step(statement) != SQLITE_ROW)
        return json_error(db, error);
    text = (const char *)sqlite3_column_text(statement, 0);
    if (!text)
        return error_memory(error);
    if (fputs(text, to) == EOF)
        return error_system(error, ERROR_DISK, errno, "JSON summary");
    if (sqlite3_reset(statement) != SQLITE_OK)
        return json_error(db, error);
    return 0;
}

static int write_file(sqlite3_stmt *statement,
                      const struct import_file_result *file, FILE *to,
                      struct error *error)
{
    const struct file_row *row = &file->row;
    bool fault = row->fault != CODE_NONE;

    bind_counts(statement, &row->counts);
    if (bind_text(statement, 17, file->name) != 0 ||
        bind_text(statement, 18, row->state) != 0 ||
        bind_text(statement, 19, row->format) != 0 ||
        bind_text(statement, 20, row->encoding) != 0 ||
        bind_text(statement, 21, row->gzip ? "true" : "false") != 0 ||
        bind_text(statement, 23, fault ? code_name(row->fault) : NULL) != 0 ||
        bind_text(statement, 25, fault ? row->fault_text : NULL) != 0)
        return error_memory(error);
    sqlite3_bind_int64(statement, 22, (sqlite3_int64)row->bytes);
    sqlite3_bind_int64(statement, 24, (sqlite3_int64)row->fault_offset);
    sqlite3_bind_double(statement, 26, file->seconds);
    if (file->known_by)
        sqlite3_bind_int64(statement, 27, file->known_by);
    else
        sqlite3_bind_null(statement, 27);
    return write_object(statement, to, error);
}

/* [{...},...] in memory that the caller frees; NULL with the error filled. */
static char *files_text(sqlite3 *db, const struct import_result *result,
                        struct error *error)
{
    sqlite3_stmt *statement = NULL;
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);

    if (!to) {
        error_memory(error);
        return NULL;
    }
    putc('[', to);
    if (sqlite3_prepare_v2(db, file_sql, -1, &statement, NULL) != SQLITE_OK)
        json_error(db, error);
    for (size_t i = 0; i < result->file_count && !error_is_set(error); i++) {
        if (i > 0)
            putc(',', to);
        write_file(statement, &result->files[i], to, error);
    }
    putc(']', to);
    sqlite3_finalize(statement);
    if (fclose(to) != 0 || !text) /* the C library cuts it to size only now */
        error_memory(error);
    if (!error_is_set(error))
        return text;
    free(text);
    return NULL;
}

#define WARNINGS_BYTES (CODE_COUNT * 64)

/* {"CODE":count,...}: names of codes need no quoting. */
static void warnings_text(char *text, const struct counts *counts)
{
    size_t len = 0;

    text[len++] = '{';
    for (int code = CODE_NONE + 1; code < CODE_COUNT; code++)
        if (code_level((enum code)code) == CODE_WARNING &&
            counts->warnings[code])
            len += (size_t)snprintf(text + len, WARNINGS_BYTES - len,
                                    "%s\"%s\":%" PRIu64, len > 1 ? "," : "",
                                    code_name((enum code)code),
                                    counts->warnings[code]);
    text[len++] = '}';
    text[len] = '\0';
}

static int print_import(sqlite3 *db, const struct import_result *result,
                        const char *files, struct error *error)
{
    const struct import_row *row = &result->row;
    char warnings[WARNINGS_BYTES];
    sqlite3_stmt *statement = NULL;
    int status = -1;

    warnings_text(warnings, &row->counts);
    if (sqlite3_prepare_v2(db, import_sql, -1, &statement, NULL) != SQLITE_OK) {
        json_error(db, error);
        goto out;
    }
    bind_counts(statement, &row->counts);
    if (row->id)
        sqlite3_bind_int64(statement, 17, row->id);
    sqlite3_bind_double(statement, 21, row->seconds);
    if (bind_text(statement, 18, row->state) != 0 ||
        sqlite3_bind_text(statement, 19, warnings, -1, SQLITE_STATIC) ||
        sqlite3_bind_text(statement, 20, files, -1, SQLITE_STATIC)) {
        error_memory(error);
        goto out;
    }
    status = write_object(statement, stdout, error);
    if (status == 0)
        putchar('\n');
out:
    sqlite3_finalize(statement);
    return status;
}

int import_print_json(const struct import_result *result, struct error *error)
{
    struct error own = {0}; /* the import's own failure must not stop this */
    sqlite3 *db = NULL;
    char *files = NULL;

    if (sqlite3_open_v2(":memory:", &db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY,
                        NULL) != SQLITE_OK)
        json_error(db, &own);
    else
        files = files_text(db, result, &own);
    if (files)
        print_import(db, result, files, &own);
    free(files);
    sqlite3_close(db);
    return error_is_set(&own) ? error_set(error, own.kind, "%s", own.text) : 0;
}
