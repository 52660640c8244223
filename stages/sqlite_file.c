/* See sqlite_file.h. What was found of a CSV is JSON in the words of a config, so
 * that replay can set it where the config says auto. */
#include "sqlite_file.h"

#include "../pipeline/plan.h"
#include "sqlite_statement.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

int sqlite_file_begin(struct store *head, const struct import_row *import,
                      struct file_row *file, struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);
    const struct csv_plan *csv = file->csv;
    const struct cell none = {.kind = CELL_NULL};
    const struct cell cells[] = {
        cell_integer(import->id),
        cell_text(slice_of(file->name)),
        cell_text(slice_of(file->path)),
        cell_text(slice_of(file->format)),
        cell_text(slice_of(file->encoding)),
        cell_integer(file->gzip),
        cell_text(slice_of(file->state)),
        cell_integer(import->source_id),
        cell_string(file->rejects),
        csv ? cell_text((struct slice){&csv->delimiter, 1}) : none,
        csv ? cell_string(csv->header ? "yes" : "no") : none,
        csv ? cell_integer((int64_t)csv->columns) : none,
        csv ? cell_string(csv->html ? "html" : "none") : none,
        csv ? cell_text(slice_of(csv->author_separator)) : none,
    };

    if (sqlite_ask(store,
                   "INSERT INTO import_files (import_id, name, path, "
                   "format, encoding, gzip, state, source_id, rejects, plan)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, iif(?10"
                   " IS NULL, NULL, json_object('delimiter', ?10, 'header',"
                   " ?11, 'columns', ?12, 'entities', ?13,"
                   " 'author_separator', ?14)))",
                   cells, COUNT(cells), NULL, error))
        return -1;
    file->id = sqlite3_last_insert_rowid(store->db);
    return 0;
}
