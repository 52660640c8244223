/*
 * Rows of an authors' file: an author each, by own id, then by name. A row
 * restates its author as a book's record restates its book.
 */
#include "author_books.h"
#include "author_forms.h"
#include "keys.h"
#include "merge.h"
#include "numbers.h"
#include "resolve_author.h"
#include "works.h"

/* As fields of books: a source replaces what it made, and fills what others did. */
static enum merge_policy policy_of(const struct resolver *resolver,
                                   const struct source_row *prior)
{
    const struct source_config *source = resolver->stage->job->source;

    if (prior &&
        (strcmp(prior->rule, "new") == 0 || source->on_update == MERGE_KEEP))
        return source->on_update;
    return source->on_match;
}

static int merge_author(struct resolver *resolver, struct author_row *author,
                        const struct contributor *from,
                        enum merge_policy policy)
{
    for (int field = 0; field < AUTHOR_FIELDS; field++)
        if ((policy == MERGE_REPLACE || author->field[field].len == 0) &&
            author_set_field(resolver, author, (enum author_field)field,
                             from->field[field]) != 0)
            return -1;
    return 0;
}

/* ---- books whose first author got another name ---- */

struct book_key {
    struct book_row *book;
    struct key before;
};

static bool has_link(const struct book_row *book, int64_t author_id)
{
    for (size_t i = 0; i < book->links.count; i++)
        if (book->links.at[i].author_id == author_id)
            return true;
    return false;
}

/* Those of the database, and those that this batch made or linked. */
static int books_of(struct resolver *resolver, int64_t author_id,
                    struct book_ids *books)
{
    struct working_set *set = &resolver->set;

    if (author_books(set->from.store, author_id, books, set->from.error) != 0)
        return -1;
    for (size_t i = 0; i < set->changes->books.count; i++) {
        const struct book_row *book = set->changes->books.at[i];
        int64_t *id;

        if (!has_link(book, author_id))
            continue;
        id = list_push(books->arena, &books->ids);
        if (!id)
            return error_memory(set->from.error);
        *id = book->id;
    }
    return 0;
}

static int keys_before(struct resolver *resolver, const struct book_ids *books,
                       struct book_key **keys)
{
    *keys =
        arena_alloc(&resolver->scratch, (books->ids.count + 1) * sizeof **keys);
    if (!*keys)
        return error_memory(resolver->set.from.error);
    for (size_t i = 0; i < books->ids.count; i++) {
        struct book_key *key = &(*keys)[i];

        key->book = working_book(&resolver->set, books->ids.at[i]);
        if (!key->book ||
            book_title_key(resolver, key->book, &key->before) != 0)
            return -1;
    }
    return 0;
}

static int key_follows(struct resolver *resolver, const struct book_key *key)
{
    struct book_row *book = key->book;
    struct key after;
    int32_t year = 0;

    if (book_title_key(resolver, book, &after) != 0)
        return -1;
    if (key_equal(key->before, after))
        return 0;
    (void)number_year(book->field[BOOK_YEAR], &year);
    if (working_unkey_book(&resolver->set, book, KEY_TITLE, key->before) != 0)
        return -1;
    if (working_key_book(&resolver->set, book, KEY_TITLE, after, year) != 0)
        return -1;
    return work_rekey(resolver, book, true);
}

/* The name itself, with the title keys that hold it. */
static int rename_author(struct resolver *resolver, struct author_row *author,
                         const struct contributor *from,
                         enum merge_policy policy)
{
    struct book_ids books = {.arena = &resolver->scratch};
    struct book_key *keys;

    if (books_of(resolver, author->id, &books) != 0 ||
        keys_before(resolver, &books, &keys) != 0 ||
        merge_author(resolver, author, from, policy) != 0)
        return -1;
    for (size_t i = 0; i < books.ids.count; i++)
        if (key_follows(resolver, &keys[i]) != 0)
            return -1;
    return 0;
}

/* ---- the row ---- */

/* Two own ids are two authors, whatever their names. */
static int author_of_row(struct resolver *resolver,
                         const struct contributor *from,
                         const struct source_row *prior, int64_t *id,
                         const char **rule)
{
    enum merge_policy policy = policy_of(resolver, prior);
    uint64_t before = resolver->counts->authors.new_;
    struct author_row *author;

    if (author_by_ref(resolver, from, id) != 0)
        return -1;
    if (*id == 0) {
        if (resolve_contributor(resolver, from, id) != 0)
            return -1;
        *rule = resolver->counts->authors.new_ != before ? "new" : "name";
        resolver->made |= resolver->counts->authors.new_ != before;
        return 0;
    }
    *rule = "id";
    author = working_author(&resolver->set, *id);
    if (!author)
        return -1;
    if (policy == MERGE_KEEP)
        return 0;
    if (policy == MERGE_REPLACE &&
        !slice_equal(author->field[AUTHOR_NAME], from->field[AUTHOR_NAME])) {
        if (rename_author(resolver, author, from, policy) != 0)
            return -1;
    } else if (merge_author(resolver, author, from, policy) != 0) {
        return -1;
    }
    if (author_forms_rename(
            resolver, author,
            key_of_name(&resolver->keys, author->field[AUTHOR_NAME])) != 0)
        return -1;
    return author_forms_add(resolver, author, from);
}

int resolve_author_row(struct resolver *resolver, struct biblio *biblio)
{
    struct source_row *same, *prior;
    const char *rule;
    int64_t id = 0;

    if (biblio->contributors.count == 0)
        return 0;
    if (source_unchanged(resolver, &same) != 0)
        return -1;
    if (same)
        return 0;
    if (source_prior(resolver, &prior) != 0 ||
        author_of_row(resolver, &biblio->contributors.at[0], prior, &id,
                      &rule) != 0)
        return -1;
    return source_keep(resolver, biblio, prior, 0, id, rule, &id, 1);
}
