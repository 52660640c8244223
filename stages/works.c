/* See works.h. */
#include "works.h"

#include "match.h"
#include "merge.h"
#include "numbers.h"

/* Titles that RDA 6.2.2.10 and the practice before it give to collections of one
 * author: in comparison form. */
static const char *const collective_titles[] = {
    "CORRESPONDENCE", "DRAMA", "ESSAYS",      "FICTION",      "LAWS ETC",
    "LETTERS",        "MUSIC", "NOVELS",      "PLAYS",        "POEMS",
    "POETRY",         "PROSE", "PROSE WORKS", "SELECTIONS",   "SERMONS",
    "SHORT STORIES",  "SONGS", "SPEECHES",    "TREATIES ETC", "TREATIES",
    "WORKS",
};

static bool begins_with(struct slice form, const char *word)
{
    size_t len = strlen(word);

    return form.len >= len && memcmp(form.at, word, len) == 0 &&
           (form.len == len || form.at[len] == ' ');
}

/* "Poems. Selections", "Works. 1983": the same in another cut. */
static bool is_collective(struct arena *arena, struct slice title)
{
    struct slice form = compare_form(arena, title);

    for (size_t i = 0; i < sizeof collective_titles / sizeof *collective_titles;
         i++) {
        size_t len = strlen(collective_titles[i]);

        if (begins_with(form, collective_titles[i]) &&
            (form.len == len ||
             begins_with((struct slice){form.at + len + 1, form.len - len - 1},
                         "SELECTIONS") ||
             (unsigned)form.at[len + 1] - '0' < 10))
            return true;
    }
    return false;
}

/* In the author's place of works that have none: the Bible, the Nibelungenlied. */
#define NO_AUTHOR SLICE("-")

static bool is_among(struct key key, const struct key *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (key_equal(key, keys[i]))
            return true;
    return false;
}

void work_keys_of(const struct keys_context *context,
                  const struct slice field[BOOK_FIELDS],
                  struct slice first_author, struct key title,
                  struct key keys[WORK_KEYS])
{
    struct slice uniform = field[BOOK_UNIFORM_TITLE];

    memset(keys, 0, WORK_KEYS * sizeof *keys);
    if (!uniform.len && !field[BOOK_SUBTITLE].len &&
        !field[BOOK_SORT_TITLE].len)
        return;
    if (uniform.len && !is_collective(context->arena, uniform))
        keys[0] = key_of_title(context, uniform, SLICE_NONE,
                               first_author.len ? first_author : NO_AUTHOR);
    keys[1] =
        key_of_title(context, field[BOOK_TITLE], SLICE_NONE, first_author);
    keys[2] =
        key_of_title(context, field[BOOK_SORT_TITLE], SLICE_NONE, first_author);
    for (size_t i = 0; i < WORK_KEYS; i++)
        if (key_equal(keys[i], title) || is_among(keys[i], keys, i))
            keys[i] = (struct key){0, 0};
}

/* Another record's title key of the book finds the work as well: a key is a book's
 * in one way only. */
static bool has_title_key(const struct book_row *book, struct key key)
{
    for (size_t i = 0; i < book->keys.count; i++)
        if (book->keys.at[i].kind == KEY_TITLE &&
            book->keys.at[i].state != ROW_REMOVED &&
            key_equal(book->keys.at[i].key, key))
            return true;
    return false;
}

/* Of the row, in the order of how much they say: work keys, then the title key. */
static int keys_of_row(struct resolver *resolver, struct book_row *book,
                       struct key keys[WORK_KEYS + 1])
{
    struct slice author;

    if (book_first_author(resolver, book, &author) != 0)
        return -1;
    keys[WORK_KEYS] = key_of_title(&resolver->keys, book->field[BOOK_TITLE],
                                   book->field[BOOK_SUBTITLE], author);
    work_keys_of(&resolver->keys, book->field, author, keys[WORK_KEYS], keys);
    return resolver->scratch.failed ? error_memory(resolver->set.from.error)
                                    : 0;
}

static bool has_work_key(const struct book_row *book, struct key key)
{
    for (size_t i = 0; i < book->keys.count; i++)
        if (book->keys.at[i].kind == KEY_WORK &&
            book->keys.at[i].state != ROW_REMOVED &&
            key_equal(book->keys.at[i].key, key))
            return true;
    return false;
}

/* Those that the row has no more; *lost: there was one. */
static int drop_others(struct resolver *resolver, struct book_row *book,
                       const struct key keys[WORK_KEYS + 1], bool *lost)
{
    for (size_t i = book->keys.count; i-- > 0;) {
        const struct key_row row = book->keys.at[i];
        bool stays = is_among(row.key, keys, WORK_KEYS);

        if (row.kind != KEY_WORK || row.state == ROW_REMOVED ||
            (stays && !has_title_key(book, row.key)))
            continue;
        *lost |= !stays && !key_equal(row.key, keys[WORK_KEYS]);
        if (working_unkey_book(&resolver->set, book, KEY_WORK, row.key) != 0)
            return -1;
    }
    return 0;
}

int work_keys_renew(struct resolver *resolver, struct book_row *book,
                    struct key keys[WORK_KEYS + 1], bool *gained, bool *lost)
{
    int32_t year = 0;

    if (keys_of_row(resolver, book, keys) != 0 ||
        drop_others(resolver, book, keys, lost) != 0)
        return -1;
    (void)number_year(book->field[BOOK_YEAR], &year);
    for (size_t i = 0; i < WORK_KEYS; i++) {
        if (key_is_none(keys[i]) || has_title_key(book, keys[i]))
            continue;
        *gained |= !has_work_key(book, keys[i]);
        if (working_key_book(&resolver->set, book, KEY_WORK, keys[i], year) !=
            0)
            return -1;
    }
    return 0;
}

int work_rekey(struct resolver *resolver, struct book_row *book, bool retitled)
{
    struct key keys[WORK_KEYS + 1];
    bool gained = false, lost = retitled;

    if (work_keys_renew(resolver, book, keys, &gained, &lost) != 0)
        return -1;
    return gained || lost ? work_seek(resolver, book, keys, lost) : 0;
}

int work_find(struct resolver *resolver, struct book_row *book)
{
    struct key keys[WORK_KEYS + 1];

    return keys_of_row(resolver, book, keys) != 0
               ? -1
               : work_seek(resolver, book, keys, false);
}
