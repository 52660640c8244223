/* See generate.h. Cells are quoted as spreadsheets do: those that must be. */
#include "generate.h"

#include "random.h"

#include <inttypes.h>
#include <string.h>

#define REPEATED_PERMILLE 74
#define QUOTED_WORD_PERMILLE 15
#define CHANGED_EVERY 100

static void put_quoted(const char *text, FILE *to)
{
    putc_unlocked('"', to);
    for (; *text; text++) {
        if (*text == '"')
            putc_unlocked('"', to);
        putc_unlocked(*text, to);
    }
    putc_unlocked('"', to);
}

static void put_cell(const char *text, FILE *to)
{
    if (strpbrk(text, "\",\n"))
        put_quoted(text, to);
    else
        fputs(text, to);
    putc_unlocked(',', to);
}

static void put_title(const struct book *book, struct random *random, FILE *to)
{
    char title[sizeof book->title + sizeof " (\"second edition\")"];

    if (random_permille(random, QUOTED_WORD_PERMILLE)) {
        snprintf(title, sizeof title, "%s (\"second edition\")", book->title);
        put_cell(title, to);
    } else {
        put_cell(book->title, to);
    }
}

static void put_authors(const struct book *book, FILE *to)
{
    for (size_t i = 0; i < book->authors; i++) {
        struct author author;

        author_make(book->author[i], &author);
        fprintf(to, "%s%s %s", i ? "; " : "", author.given, author.family);
    }
    putc_unlocked(',', to);
}

/* Half per cents, one for each author; a third of the books have none. */
static void put_royalties(const struct book *book, struct random *random,
                          FILE *to)
{
    if (random_permille(random, 333))
        return;
    for (size_t i = 0; i < book->authors; i++) {
        uint32_t halves = 4 + random_below(random, 26);

        fprintf(to, "%s%u%s", i ? ";" : "", halves / 2, halves % 2 ? ".5" : "");
    }
}

/* The book of a row: its own, or that of an earlier row which had its own. */
static uint64_t book_of_row(uint64_t row)
{
    struct random random;

    for (;;) {
        random_begin(&random, UINT64_C(1) << 40 | row);
        if (row == 0 || !random_permille(&random, REPEATED_PERMILLE))
            return row;
        row = random_next(&random) % row;
    }
}

static void put_row(const struct catalogue *catalogue, uint64_t row,
                    bool changed, FILE *to)
{
    uint64_t number = book_of_row(row);
    struct random random;
    struct book book;

    book_make(catalogue, number, &book);
    random_begin(&random, UINT64_C(1) << 41 | number);
    if (changed && row % CHANGED_EVERY == CHANGED_EVERY - 1)
        book.publisher = "A Changed Press";
    put_title(&book, &random, to);
    put_authors(&book, to);
    fprintf(to, "%" PRIu64 ",%u,", book.isbn, book.year);
    put_cell(book.publisher, to);
    put_cell(book.language, to);
    if (number == row)
        put_royalties(&book, &random, to);
    putc_unlocked('\n', to);
}

int generate_csv(const struct catalogue *catalogue, uint64_t rows, bool changed,
                 FILE *to)
{
    fputs("title,authors,isbn13,year,publisher,language,royalties\n", to);
    for (uint64_t row = 0; row < rows && !ferror(to); row++)
        put_row(catalogue, row, changed, to);
    return ferror(to) ? -1 : 0;
}
