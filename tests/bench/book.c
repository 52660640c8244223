/*
 * See book.h. Weights are whole numbers, 1/(rank + 200): Zipf's law with a flat
 * top, and the same sums on every machine.
 */
#include "book.h"

#include "random.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>

#define BOOKS_PER_1000_AUTHORS 21230
#define AUTHORS_LEAST 100
#define FLAT_TOP 200
#define WEIGHT (UINT64_C(1) << 40)
/* Any factor without 2 and 5 makes numbers of nine digits that never repeat. */
#define ISBN_STEP UINT64_C(618033989)
#define ISBN_NUMBERS UINT64_C(1000000000)
/* Likewise: without 2, 3, 5 and 7. Neighbours in rank get names far apart. */
#define NAME_STEP UINT64_C(700001)
#define AUTHOR_NAMES UINT64_C(1360800) /* 50 given names, 27,216 family names */

int catalogue_init(struct catalogue *catalogue, uint64_t books)
{
    uint64_t sum = 0;

    catalogue->authors = books * 1000 / BOOKS_PER_1000_AUTHORS;
    if (catalogue->authors < AUTHORS_LEAST)
        catalogue->authors = AUTHORS_LEAST;
    catalogue->weights = calloc(catalogue->authors, sizeof(uint64_t));
    if (!catalogue->weights)
        return -1;
    for (uint64_t i = 0; i < catalogue->authors; i++)
        catalogue->weights[i] = sum += WEIGHT / (i + FLAT_TOP);
    return 0;
}

void catalogue_clear(struct catalogue *catalogue)
{
    free(catalogue->weights);
    catalogue->weights = NULL;
}

static uint64_t author_pick(const struct catalogue *catalogue,
                            struct random *random)
{
    uint64_t low = 0, high = catalogue->authors - 1;
    uint64_t at = random_next(random) % catalogue->weights[high];

    while (low < high) {
        uint64_t middle = (low + high) / 2;

        if (catalogue->weights[middle] > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Of a hundred books 58 have one author, 24 two, 11 three, 5 four, 2 five. */
static size_t author_count(struct random *random)
{
    static const uint32_t up_to[BOOK_AUTHORS] = {58, 82, 93, 98, 100};
    uint32_t at = random_below(random, 100);
    size_t count = 0;

    while (at >= up_to[count])
        count++;
    return count + 1;
}

static void pick_authors(const struct catalogue *catalogue,
                         struct random *random, struct book *book)
{
    size_t count = author_count(random);

    book->authors = 0;
    while (book->authors < count) {
        uint64_t author = author_pick(catalogue, random);
        size_t i = 0;

        while (i < book->authors && book->author[i] != author)
            i++;
        if (i == book->authors)
            book->author[book->authors++] = author;
    }
}

static uint64_t isbn_of(uint64_t number)
{
    uint64_t digits = 978000000000 + number * ISBN_STEP % ISBN_NUMBERS;
    unsigned sum = 0, weight = 3;

    for (uint64_t rest = digits; rest; rest /= 10, weight = 4 - weight)
        sum += (unsigned)(rest % 10) * weight;
    return digits * 10 + (10 - sum % 10) % 10;
}

static void make_title(struct random *random, struct book *book)
{
    const char *adjective = word_pick(word_adjectives, random);
    const char *noun = word_pick(word_nouns, random);
    const char *other = word_pick(word_nouns, random);
    const char *place = word_pick(word_places, random);
    unsigned volume = random_below(random, 90) + 10;
    size_t size = sizeof book->title;

    switch (random_below(random, 6)) {
    case 0:
        snprintf(book->title, size, "The %s %s of the %s of %s", adjective,
                 noun, other, place);
        break;
    case 1:
        snprintf(book->title, size, "%s and %s in the %s %s", noun, other,
                 adjective, word_pick(word_nouns, random));
        break;
    case 2:
        snprintf(book->title, size, "%s, %s, and the %s of %s", place, noun,
                 other, word_pick(word_places, random));
        break;
    case 3:
        snprintf(book->title, size, "A %s %s: the %s of a %s", adjective, noun,
                 other, word_pick(word_nouns, random));
        break;
    case 4:
        snprintf(book->title, size, "%s %s in %s %u", adjective, noun, place,
                 volume);
        break;
    default:
        snprintf(book->title, size, "%s of the %s %s, part %u", noun, adjective,
                 other, volume);
    }
    snprintf(book->subtitle, sizeof book->subtitle,
             "a %s of the %s and the %s in %s, with notes on the %s",
             word_pick(word_nouns, random), word_pick(word_nouns, random),
             word_pick(word_nouns, random), word_pick(word_places, random),
             word_pick(word_nouns, random));
}

void book_make(const struct catalogue *catalogue, uint64_t number,
               struct book *book)
{
    struct random random;

    random_begin(&random, number);
    book->number = number;
    book->isbn = isbn_of(number);
    make_title(&random, book);
    pick_authors(catalogue, &random, book);
    book->year = 1900 + random_below(&random, 124);
    book->pages = 60 + random_below(&random, 700);
    book->publisher = word_pick(word_publishers, &random);
    book->city = word_pick(word_cities, &random);
    book->language = word_pick(word_languages, &random);
    for (int i = 0; i < 3; i++)
        book->subject[i] = word_pick(word_subjects, &random);
}

/* Half of the authors have dates, as in catalogues of names. */
static void author_dates(uint64_t number, struct author *author)
{
    struct random random;

    random_begin(&random, ~number);
    author->birth = author->death = 0;
    if (random_permille(&random, 500))
        return;
    author->birth = 1700 + random_below(&random, 280);
    if (author->birth < 1930)
        author->death = author->birth + 30 + random_below(&random, 60);
}

/* The number's digits in a mixed base name the author: each number has a name
 * of its own, up to as many as there are names. */
void author_make(uint64_t number, struct author *author)
{
    const char *onset, *vowel, *middle, *ending;
    uint64_t rest = number * NAME_STEP % AUTHOR_NAMES;

    snprintf(author->given, sizeof author->given, "%s",
             word_digit(word_given_names, &rest));
    onset = word_digit(word_onsets, &rest);
    vowel = word_digit(word_vowels, &rest);
    middle = word_digit(word_onsets, &rest);
    ending = word_digit(word_endings, &rest);
    snprintf(author->family, sizeof author->family, "%s%s%c%s%s", onset, vowel,
             middle[0] - 'A' + 'a', middle + 1, ending);
    author_dates(number, author);
}
