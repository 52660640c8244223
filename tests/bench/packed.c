/*
 * See packed.h. A value is a byte for its SQLite type, and then nothing for
 * NULL, 8 bytes for a number, or a length in 4 bytes and so many bytes.
 */
#include "packed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM_FIRST ((size_t)1 << 20)
#define ROOM_MOST ((size_t)1 << 40)

static int put(struct packed *packed, const void *bytes, size_t size)
{
    if (packed->room - packed->size < size) {
        size_t room = packed->room ? packed->room : ROOM_FIRST;
        unsigned char *at;

        while (room - packed->size < size && room < ROOM_MOST)
            room *= 2;
        at = room < ROOM_MOST ? realloc(packed->at, room) : NULL;
        if (!at)
            return -1;
        packed->at = at;
        packed->room = room;
    }
    if (size)
        memcpy(packed->at + packed->size, bytes, size);
    packed->size += size;
    return 0;
}

static int put_bytes(struct packed *packed, const void *bytes, int size)
{
    uint32_t length = (uint32_t)size;

    return put(packed, &length, sizeof length) || put(packed, bytes, length);
}

static int put_value(struct packed *packed, sqlite3_stmt *select, int column)
{
    unsigned char type = (unsigned char)sqlite3_column_type(select, column);
    int64_t integer;
    double real;

    if (put(packed, &type, 1))
        return -1;
    switch (type) {
    case SQLITE_INTEGER:
        integer = sqlite3_column_int64(select, column);
        return put(packed, &integer, sizeof integer);
    case SQLITE_FLOAT:
        real = sqlite3_column_double(select, column);
        return put(packed, &real, sizeof real);
    case SQLITE_NULL:
        return 0;
    default: /* sqlite3_column_blob gives text too */
        return put_bytes(packed, sqlite3_column_blob(select, column),
                         sqlite3_column_bytes(select, column));
    }
}

static int read_rows(struct packed *packed, sqlite3_stmt *select)
{
    int code;

    while ((code = sqlite3_step(select)) == SQLITE_ROW) {
        for (int i = 0; i < packed->columns; i++)
            if (put_value(packed, select, i))
                return -1;
        packed->rows++;
    }
    return code == SQLITE_DONE ? 0 : -1;
}

int packed_read(struct packed *packed, sqlite3 *db, const char *table)
{
    char *sql = sqlite3_mprintf("SELECT * FROM \"%w\"", table);
    sqlite3_stmt *select = NULL;
    int result = -1;

    *packed = (struct packed){.table = strdup(table)};
    if (sql && packed->table &&
        sqlite3_prepare_v2(db, sql, -1, &select, NULL) == SQLITE_OK) {
        packed->columns = sqlite3_column_count(select);
        result = read_rows(packed, select);
    }
    if (result)
        fprintf(stderr, "floor: reading %s: %s\n", table, sqlite3_errmsg(db));
    sqlite3_finalize(select);
    sqlite3_free(sql);
    return result;
}

static void get(struct packed *packed, void *to, size_t size)
{
    memcpy(to, packed->at + packed->next, size);
    packed->next += size;
}

static int bind_bytes(struct packed *packed, sqlite3_stmt *insert, int column,
                      unsigned char type)
{
    const unsigned char *at;
    uint32_t length;

    get(packed, &length, sizeof length);
    at = packed->at + packed->next;
    packed->next += length;
    if (type == SQLITE_BLOB)
        return sqlite3_bind_blob(insert, column, at, (int)length,
                                 SQLITE_STATIC);
    return sqlite3_bind_text(insert, column, (const char *)at, (int)length,
                             SQLITE_STATIC);
}

static int bind_value(struct packed *packed, sqlite3_stmt *insert, int column)
{
    unsigned char type;
    int64_t integer;
    double real;

    get(packed, &type, 1);
    switch (type) {
    case SQLITE_INTEGER:
        get(packed, &integer, sizeof integer);
        return sqlite3_bind_int64(insert, column, integer);
    case SQLITE_FLOAT:
        get(packed, &real, sizeof real);
        return sqlite3_bind_double(insert, column, real);
    case SQLITE_NULL:
        return sqlite3_bind_null(insert, column);
    default:
        return bind_bytes(packed, insert, column, type);
    }
}

int packed_bind(struct packed *packed, sqlite3_stmt *insert)
{
    int code = SQLITE_OK;

    for (int i = 0; i < packed->columns && code == SQLITE_OK; i++)
        code = bind_value(packed, insert, i + 1);
    return code;
}

void packed_clear(struct packed *packed)
{
    free(packed->table);
    free(packed->at);
    *packed = (struct packed){0};
}
