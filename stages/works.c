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

void work_keys_of(const struct keys_context *context,
                  const struct slice field[BOOK_FIELDS],
                  struct slice first_author, struct key keys[2])
{
    struct slice uniform = field[BOOK_UNIFORM_TITLE];
    struct key title = key_of_title(context, field[BOOK_TITLE],
                                    field[BOOK_SUBTITLE], first_author);

    keys[0] = keys[1] = (struct key){0, 0};
    if (field[BOOK_SUBTITLE].len)
        keys[1] =
            key_of_title(context, field[BOOK_TITLE], SLICE_NONE, first_author);
    if (!uniform.len || is_collective(context->arena, uniform))
        return;
    keys[0] = key_of_title(context, uniform, SLICE_NONE,
                           first_author.len ? first_author : NO_AUTHOR);
    if (key_equal(keys[0], title) || key_equal(keys[0], keys[1]))
        keys[0] = (struct key){0, 0};
}

/* The first book with the key; *book stays as it is without one. */
static int first_book(struct resolver *resolver, struct key key,
                      struct book_row **book)
{
    struct slot *slot;

    if (*book || key_is_none(key))
        return 0;
    slot = working_slot(&resolver->set, KEYS_BOOK, key);
    if (!slot)
        return -1;
    for (size_t i = 0; !*book && i < slot->hits.count && i < CANDIDATES_MAX;
         i++) {
        struct book_row *row =
            working_book(&resolver->set, slot->hits.at[i].id);

        if (!row)
            return -1;
        if (row->id)
            *book = row;
    }
    return 0;
}

int work_join(struct resolver *resolver, const struct biblio *biblio,
              struct book_row *book)
{
    struct book_row *other = NULL;

    if (first_book(resolver, biblio->work_keys[0], &other) != 0 ||
        first_book(resolver, biblio->work_keys[1], &other) != 0 ||
        first_book(resolver, biblio->title_key, &other) != 0)
        return -1;
    if (other)
        book->work_id = other->work_id ? other->work_id : other->id;
    return 0;
}

static bool is_one_of(struct key key, const struct key keys[2])
{
    return key_equal(key, keys[0]) || key_equal(key, keys[1]);
}

int work_rekey(struct resolver *resolver, struct book_row *book)
{
    struct key keys[2];
    struct slice author;
    int32_t year = 0;

    if (book_first_author(resolver, book, &author) != 0)
        return -1;
    work_keys_of(&resolver->keys, book->field, author, keys);
    (void)number_year(book->field[BOOK_YEAR], &year);
    for (size_t i = book->keys.count; i-- > 0;) {
        const struct key_row key = book->keys.at[i];

        if (key.kind == KEY_WORK && key.state != ROW_REMOVED &&
            !is_one_of(key.key, keys) &&
            working_unkey_book(&resolver->set, book, KEY_WORK, key.key) != 0)
            return -1;
    }
    for (size_t i = 0; i < 2; i++)
        if (working_key_book(&resolver->set, book, KEY_WORK, keys[i], year) !=
            0)
            return -1;
    return resolver->scratch.failed ? error_memory(resolver->set.from.error)
                                    : 0;
}
