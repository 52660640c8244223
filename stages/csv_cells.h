/*
 * Splits the text of one CSV record into cells, through libcsv.
 *
 *     csv_cells_init ( csv_cells_split )* csv_cells_clear
 *
 * The text is valid UTF-8 without NUL; the splitter relies on it. One splitter
 * per thread.
 */
#ifndef BIBLOAD_CSV_CELLS_H
#define BIBLOAD_CSV_CELLS_H

#include "../pipeline/arena.h"

/* libcsv's; its header is not included here: it has a macro CSV_QUOTE. */
struct csv_parser;

/* The longest cell that libcsv's buffer may grow to. */
#define CSV_CELL_MAX ((size_t)64 * 1024 * 1024)

typedef LIST(struct slice) csv_cell_list;

struct csv_cells {
    struct csv_parser *parser;
    bool backslash;
    char delimiter;
    /* of the split at hand */
    struct arena *arena;
    csv_cell_list *cells;
    char *text;  /* in the arena: what is left of the room for cells */
    size_t keep; /* cells beyond are counted, not kept */
    size_t count;
    size_t rows;
};

/* 0, or -1 when memory is short. */
int csv_cells_init(struct csv_cells *cells, char delimiter, bool backslash);
void csv_cells_clear(struct csv_cells *cells);

enum csv_cells_result {
    CSV_CELLS_GOOD,
    CSV_CELLS_NOT_ONE, /* more than one row, or none */
    CSV_CELLS_LONG,    /* a cell over CSV_CELL_MAX */
    CSV_CELLS_MEMORY,
};

/* The cells of the text go to `into`, at most `keep` of them (0: all); *count
 * is how many there are. `literal`: quotes are ordinary text. */
enum csv_cells_result csv_cells_split(struct csv_cells *cells,
                                      struct arena *arena, struct slice text,
                                      bool literal, size_t keep,
                                      csv_cell_list *into, size_t *count);

#endif
