/* See sqlite_cell.h. A text without bytes still needs an address: NULL would be
 * SQL's NULL. */
#include "sqlite_cell.h"

static const char *text_at(const struct cell *cell)
{
    return cell->text.at ? cell->text.at : "";
}

int cell_bind(sqlite3_stmt *statement, int place, const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_INTEGER:
        return sqlite3_bind_int64(statement, place, cell->integer);
    case CELL_REAL:
        return sqlite3_bind_double(statement, place, cell->real);
    case CELL_TEXT:
        return sqlite3_bind_text64(statement, place, text_at(cell),
                                   cell->text.len, SQLITE_STATIC, SQLITE_UTF8);
    case CELL_NULL:
        break;
    }
    return sqlite3_bind_null(statement, place);
}

void cell_result(sqlite3_context *context, const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_INTEGER:
        sqlite3_result_int64(context, cell->integer);
        break;
    case CELL_REAL:
        sqlite3_result_double(context, cell->real);
        break;
    case CELL_TEXT:
        sqlite3_result_text64(context, text_at(cell), cell->text.len,
                              SQLITE_STATIC, SQLITE_UTF8);
        break;
    case CELL_NULL:
        sqlite3_result_null(context);
        break;
    }
}
