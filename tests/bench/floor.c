/*
 * The floor of an import: how long SQLite takes to insert the rows that an
 * import ended with, when nobody has to parse, to match or to decide anything.
 * It reads them all from a finished database first, and writes them to a new
 * one under the same schema, with the same settings, in as many durable
 * transactions.
 *
 *     floor FINISHED NEW SCHEMA.SQL INDEXES.SQL [TRANSACTIONS]
 *
 * Prints the seconds of inserting (with the commits), of the indexes, and both.
 */
#include "packed.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TABLES_MAX 64
#define SCRIPT_MAX (1 << 20)
#define TRANSACTIONS_DEFAULT 50

struct floor {
    sqlite3 *from, *to;
    struct packed tables[TABLES_MAX];
    sqlite3_stmt *inserts[TABLES_MAX];
    size_t count;
    uint64_t transactions;
};

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int fail(const char *what, const char *why)
{
    fprintf(stderr, "floor: %s: %s\n", what, why);
    return -1;
}

static int run(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return fail("the new database", sqlite3_errmsg(db));
    return 0;
}

static int run_script(sqlite3 *db, const char *path)
{
    FILE *file = fopen(path, "rbe");
    char *text = malloc(SCRIPT_MAX);
    size_t length = 0;
    int result;

    if (file && text)
        length = fread(text, 1, SCRIPT_MAX - 1, file);
    if (!file || !text || ferror(file)) {
        result = fail(path, strerror(errno));
    } else {
        text[length] = '\0';
        result = run(db, text);
    }
    if (file)
        fclose(file);
    free(text);
    return result;
}

/* The schema itself fills these. */
#define TABLE_LIST                                        \
    "SELECT name FROM sqlite_schema WHERE type = 'table'" \
    " AND name NOT LIKE 'sqlite_%' AND name NOT IN ('creating_roles', 'key_kinds')"

static int read_tables(struct floor *floor)
{
    sqlite3_stmt *names = NULL;
    int result = 0;

    if (sqlite3_prepare_v2(floor->from, TABLE_LIST, -1, &names, NULL) !=
        SQLITE_OK)
        return fail("the finished database", sqlite3_errmsg(floor->from));
    while (!result && sqlite3_step(names) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(names, 0);

        if (!name || floor->count == TABLES_MAX)
            result = fail("the finished database", "too many tables");
        else
            result =
                packed_read(&floor->tables[floor->count++], floor->from, name);
    }
    sqlite3_finalize(names);
    return result;
}

/* INSERT INTO "t" VALUES (?,?,...) */
static sqlite3_stmt *prepare_insert(sqlite3 *db, const struct packed *table)
{
    sqlite3_str *sql = sqlite3_str_new(db);
    sqlite3_stmt *insert = NULL;
    char *text;

    sqlite3_str_appendf(sql, "INSERT INTO \"%w\" VALUES (", table->table);
    for (int i = 0; i < table->columns; i++)
        sqlite3_str_appendall(sql, i ? ",?" : "?");
    sqlite3_str_appendall(sql, ")");
    text = sqlite3_str_finish(sql);
    if (!text || sqlite3_prepare_v2(db, text, -1, &insert, NULL) != SQLITE_OK)
        fail(table->table, sqlite3_errmsg(db));
    sqlite3_free(text);
    return insert;
}

static int insert_rows(struct floor *floor, size_t at, uint64_t count)
{
    sqlite3_stmt *insert = floor->inserts[at];

    for (; count; count--)
        if (packed_bind(&floor->tables[at], insert) != SQLITE_OK ||
            sqlite3_step(insert) != SQLITE_DONE ||
            sqlite3_reset(insert) != SQLITE_OK)
            return fail(floor->tables[at].table, sqlite3_errmsg(floor->to));
    return 0;
}

/* Each transaction takes its share of every table, as a batch does. */
static int insert_all(struct floor *floor)
{
    for (size_t i = 0; i < floor->count; i++) {
        floor->inserts[i] = prepare_insert(floor->to, &floor->tables[i]);
        if (!floor->inserts[i])
            return -1;
    }
    for (uint64_t t = 0; t < floor->transactions; t++) {
        if (run(floor->to, "BEGIN IMMEDIATE"))
            return -1;
        for (size_t i = 0; i < floor->count; i++) {
            uint64_t rows = floor->tables[i].rows;
            uint64_t from = rows * t / floor->transactions;
            uint64_t to = rows * (t + 1) / floor->transactions;

            if (insert_rows(floor, i, to - from))
                return -1;
        }
        if (run(floor->to, "COMMIT"))
            return -1;
    }
    return 0;
}

/* A database that is being made: as an import's first load writes it. */
static int open_both(struct floor *floor, const char *finished,
                     const char *fresh, const char *schema)
{
    /* What an import sets (sqlite_store.c). */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_PMASZ, 125u);
    if (sqlite3_open_v2(finished, &floor->from, SQLITE_OPEN_READONLY, NULL) !=
        SQLITE_OK)
        return fail(finished, sqlite3_errmsg(floor->from));
    if (sqlite3_open(fresh, &floor->to) != SQLITE_OK)
        return fail(fresh, sqlite3_errmsg(floor->to));
    if (sqlite3_db_config(floor->to, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL))
        return fail(fresh, "triggers can't be switched off");
    return run(floor->to, "PRAGMA page_size = 8192;"
                          "PRAGMA journal_mode = TRUNCATE;"
                          "PRAGMA synchronous = FULL;"
                          "PRAGMA foreign_keys = OFF;"
                          "PRAGMA cache_size = -131072") ||
           run_script(floor->to, schema);
}

static int measure(struct floor *floor, const char *indexes)
{
    double begun = now(), inserted;

    if (insert_all(floor))
        return -1;
    inserted = now();
    /* What an import sets (sqlite_index.c). */
    if (run(floor->to, "PRAGMA cache_size = -1000; PRAGMA threads = 2") ||
        run_script(floor->to, indexes))
        return -1;
    printf("insert\t%.3f\nindexes\t%.3f\nboth\t%.3f\n", inserted - begun,
           now() - inserted, now() - begun);
    return 0;
}

int main(int argc, char **argv)
{
    static struct floor floor;
    int result = -1;

    if (argc < 5 || argc > 6) {
        fputs("usage: floor FINISHED NEW SCHEMA INDEXES [TRANSACTIONS]\n",
              stderr);
        return 2;
    }
    floor.transactions = argc == 6 ? strtoull(argv[5], NULL, 10) : 0;
    if (!floor.transactions)
        floor.transactions = TRANSACTIONS_DEFAULT;
    if (open_both(&floor, argv[1], argv[2], argv[3]) || read_tables(&floor))
        goto out;
    result = measure(&floor, argv[4]);
out:
    for (size_t i = 0; i < floor.count; i++) {
        sqlite3_finalize(floor.inserts[i]);
        packed_clear(&floor.tables[i]);
    }
    sqlite3_close(floor.from);
    sqlite3_close(floor.to);
    return result ? 1 : 0;
}
