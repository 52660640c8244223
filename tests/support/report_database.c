/* See report_database.h. */
#include "report_database.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const statements[] = {
    "INSERT INTO authors (name, sort_name) VALUES ('Jane Austen',"
    " 'Austen, Jane'), ('Émile Zola', NULL), ('东野圭吾', NULL),"
    " ('=cmd()', NULL), ('A' || CAST(x'ff' AS TEXT) || 'B', NULL),"
    " ('<script>alert(1)</script>', NULL)",
    "INSERT INTO books (title, isbn, year, publisher) VALUES"
    " ('Pride and Prejudice', '9780141439518', 1813, 'Egerton'),"
    " ('Emma ' || char(27) || '[31m red', NULL, 1815, 'Murray'),"
    " ('Nana', NULL, 1880, NULL), ('白夜行', NULL, 1999, '集英社'),"
    " ('Tie \"q\", ' || char(10) || 'x', NULL, NULL, NULL)",
    "INSERT INTO book_author (book_id, author_id, royalty_percentage,"
    " publication_order, royalty_stated, royalty_mode, role) VALUES"
    " (1, 1, 12.5, 1, 1, 'rate', NULL), (1, 2, 0, 2, 0, NULL, 'ill'),"
    " (2, 1, 60, 1, 1, 'rate', NULL), (2, 3, 50.125, 3, 1, 'rate', 'aut'),"
    " (3, 2, 33.3333, 1, 1, 'share', 'aut'),"
    " (3, 3, 33.3333, 2, 1, 'share', NULL), (4, 3, 0, 1, 0, NULL, NULL),"
    " (4, 4, 0, 2, 0, NULL, NULL), (4, 5, 0, 3, 0, NULL, NULL),"
    " (4, 6, 0, 4, 0, NULL, 'edt aut')",
    "INSERT INTO sources VALUES (1, 'trade')",
    "INSERT INTO imports (source_id, options, state, started, finished,"
    " seconds, records_read, records_new, records_rejected, books_new,"
    " authors_new, links_new, warnings) VALUES (1, '', 'complete',"
    " '2024-02-29 03:00:00', '2024-02-29 03:00:01', 0.25, 6, 5, 1, 5, 6, 10,"
    " 1)",
    "INSERT INTO import_files (import_id, name, path, format, encoding, gzip,"
    " state, records_read, records_new, records_rejected) VALUES"
    " (1, 'a.csv', '/x/a.csv', 'csv', 'utf-8', 0, 'complete', 6, 5, 1)",
    "INSERT INTO rejects (import_id, file_id, record, line, byte_offset,"
    " byte_length, code) VALUES (1, 1, 6, 7, 100, 9, 'TITLE_MISSING')",
    "INSERT INTO warnings (import_id, file_id, record, line, byte_offset,"
    " code) VALUES (1, 1, 2, 3, 40, 'ISBN_INVALID')",
    "INSERT INTO source_records VALUES (1, 1, 0, 7, 1, 1, NULL, 1, 1, 2, 20,"
    " 19, 'new', '[1,2]', NULL)",
    "INSERT INTO ledger VALUES (1, 1, 1, 2, 'book', 2, NULL, 'candidate',"
    " 'title', NULL, NULL, '1')",
};

void report_database_run(struct report_database *database, const char *sql)
{
    struct error error = {0};
    struct store *store = database->store;

    if (store->type->query(store, sql, NULL, 0, &(struct result_sink){0},
                           &error))
        ck_abort_msg("%s: %s", sql, error.text);
}

void report_database_make(struct report_database *database)
{
    struct error error = {0};

    strcpy(database->folder, "/tmp/bibload-report-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(database->folder));
    snprintf(database->path, sizeof database->path, "%s/x.db",
             database->folder);
    if (store_open(&database->store, database->path, STORE_WRITE,
                   32u * 1024 * 1024, &error))
        ck_abort_msg("%s", error.text);
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        report_database_run(database, statements[i]);
}

void report_database_remove(struct report_database *database)
{
    struct dirent *entry;
    DIR *folder;

    database->store->type->close(database->store);
    folder = opendir(database->folder);
    ck_assert_ptr_nonnull(folder);
    while ((entry = readdir(folder)))
        if (entry->d_name[0] != '.')
            (void)unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
    (void)rmdir(database->folder);
}

char *read_whole(const char *path)
{
    FILE *file = fopen(path, "re");
    char *text;
    size_t len;

    if (!file)
        return NULL;
    text = malloc(1 << 20);
    ck_assert_ptr_nonnull(text);
    len = fread(text, 1, (1 << 20) - 1, file);
    text[len] = '\0';
    fclose(file);
    return text;
}
