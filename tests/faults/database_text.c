/* See database_text.h. */
#include "database_text.h"

#include <err.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void print_value(FILE *to, sqlite3_stmt *statement, int column)
{
    const unsigned char *bytes = sqlite3_column_blob(statement, column);
    int len = sqlite3_column_bytes(statement, column);

    fprintf(to, "%d:", sqlite3_column_type(statement, column));
    if (sqlite3_column_type(statement, column) == SQLITE_BLOB)
        for (int i = 0; i < len; i++)
            fprintf(to, "%02x", bytes[i]);
    else if (bytes)
        fwrite(bytes, 1, (size_t)len, to);
    fputc('|', to);
}

static void print_rows(FILE *to, sqlite3 *database, sqlite3_stmt *statement)
{
    int result;

    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            print_value(to, statement, i);
        fputc('\n', to);
    }
    if (result != SQLITE_DONE)
        fprintf(to, "%s\n", sqlite3_errmsg(database));
}

static void print_query(FILE *to, sqlite3 *database, const char *query, int len)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(database, query, len, &statement, NULL))
        fprintf(to, "%s\n", sqlite3_errmsg(database));
    else if (statement)
        print_rows(to, database, statement);
    sqlite3_finalize(statement);
}

/* A line that begins with a dot is for the sqlite3 shell. */
static void print_queries(FILE *to, sqlite3 *database, const char *queries)
{
    const char *end;

    for (; (end = strstr(queries, ";\n")); queries = end + 2) {
        const char *dot = strstr(queries, "\n.");

        if (dot && dot < end)
            queries = strchr(dot + 1, '\n');
        print_query(to, database, queries, (int)(end - queries));
    }
}

char *database_text(const char *path, const char *queries)
{
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    sqlite3 *database = NULL;

    if (!to)
        err(2, "out of memory");
    if (access(path, F_OK) != 0)
        fprintf(to, "no database\n");
    else if (sqlite3_open(path, &database) != SQLITE_OK)
        fprintf(to, "%s\n", sqlite3_errmsg(database));
    else
        print_queries(to, database, queries);
    sqlite3_close(database);
    if (fclose(to) != 0)
        err(2, "out of memory");
    return text;
}
