/*
 * Books that look like a catalogue's: a few authors with many books and many
 * with few, most books by one author, some text beyond ASCII. Book n is always
 * the same, whoever asks and in whatever order.
 *
 *     catalogue_init (book_make | author_make)* catalogue_clear
 */
#ifndef BIBLOAD_BENCH_BOOK_H
#define BIBLOAD_BENCH_BOOK_H

#include <stddef.h>
#include <stdint.h>

#define BOOK_AUTHORS 5

struct catalogue {
    uint64_t authors;  /* how many there are to choose from */
    uint64_t *weights; /* sums: weights[n] is that of authors 0 to n */
};

struct author {
    char given[32], family[32];
    unsigned birth, death; /* years; 0: not stated */
};

struct book {
    uint64_t number;
    char title[160], subtitle[120];
    uint64_t isbn; /* 13 digits */
    unsigned year, pages;
    const char *publisher, *city, *language, *subject[3];
    size_t authors;
    uint64_t author[BOOK_AUTHORS]; /* different ones, in order */
};

/* Sized for so many books; 0, or -1 when memory is short. */
int catalogue_init(struct catalogue *catalogue, uint64_t books);
void catalogue_clear(struct catalogue *catalogue);

void book_make(const struct catalogue *catalogue, uint64_t number,
               struct book *book);
void author_make(uint64_t number, struct author *author);

#endif
