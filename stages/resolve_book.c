/*
 * A book's record: known and unchanged, known and restated, matched to a book that
 * is there, or new.
 */
#include "claims.h"
#include "group.h"
#include "match.h"
#include "merge.h"
#include "works.h"
#include "numbers.h"
#include "withdraw.h"

/* ---- which book ---- */

/* The book that a restated record made, if it is still there. */
static int prior_book(struct resolver *resolver, const struct source_row *prior,
                      struct book_row **book)
{
    *book = NULL;
    if (!prior || prior->book_id == 0)
        return 0;
    *book = working_book(&resolver->set, prior->book_id);
    if (!*book)
        return -1;
    if ((*book)->id == 0)
        *book = NULL;
    return 0;
}

static int find_book(struct resolver *resolver, const struct biblio *biblio,
                     const struct source_row *prior, struct book_row **book,
                     const char **rule)
{
    int64_t grouped;

    if (prior_book(resolver, prior, book) != 0)
        return -1;
    *rule = "id";
    if (*book)
        return 0;
    grouped = group_book(resolver, biblio);
    if (grouped) {
        *rule = "group";
        *book = working_book(&resolver->set, grouped);
        if (!*book || (*book)->id)
            return *book ? 0 : -1;
        *book = NULL; /* deleted by another program meanwhile */
        resolver->group.book_id = 0;
    }
    return match_book(resolver, biblio, book, rule);
}

/* ---- whose ---- */

static bool has_word(struct slice words, struct slice word)
{
    for (size_t at = 0; at + word.len <= words.len; at++)
        if ((at == 0 || words.at[at - 1] == ' ') &&
            (at + word.len == words.len || words.at[at + word.len] == ' ') &&
            memcmp(words.at + at, word.at, word.len) == 0)
            return true;
    return false;
}

/* A person who is in a record twice, with two roles: one link, both roles, the
 * first order. */
static void named_again(struct resolver *resolver, struct contributor *first,
                        const struct contributor *again)
{
    struct slice rest = again->role;

    while (rest.len) {
        const char *end = memchr(rest.at, ' ', rest.len);
        struct slice word = {rest.at, end ? (size_t)(end - rest.at) : rest.len};

        if (!has_word(first->role, word))
            first->role = arena_printf(
                &resolver->scratch, "%.*s%s%.*s", SLICE_ARG(first->role),
                first->role.len ? " " : "", SLICE_ARG(word));
        rest.at += word.len + (end != NULL);
        rest.len -= word.len + (end != NULL);
    }
    record_warn(resolver->record, AUTHOR_TWICE, SLICE("author"), SLICE_NONE,
                again->field[AUTHOR_NAME]);
    if (first->royalty == ROYALTY_NONE)
        first->royalty = again->royalty;
    else if (again->royalty != ROYALTY_NONE && again->royalty != first->royalty)
        record_warn(resolver->record, LINK_CONFLICT, SLICE("royalty"),
                    number_royalty_text(&resolver->scratch, first->royalty),
                    number_royalty_text(&resolver->scratch, again->royalty));
}

/* The place of the first contributor who is this author, if this one is not it.
 * Of many it is looked up. */
static int named_first(struct resolver *resolver, struct row_table *first,
                       const int64_t *ids, size_t at, size_t *where)
{
    size_t *known;

    if (!first) {
        for (*where = 0; ids[*where] != ids[at]; ++*where)
            ;
        return 0;
    }
    known = row_table_known(first, ids[at]);
    if (!known) {
        known = row_table_put(first, &resolver->set.from, ids[at]);
        if (!known)
            return -1;
        *known = at;
    }
    *where = *known;
    return 0;
}

#define CONTRIBUTORS_MANY 64

/* look_only: those that are there, 0 for the others; nothing changes. */
static int contributors_of(struct resolver *resolver, struct biblio *biblio,
                           bool look_only, int64_t **authors)
{
    size_t count = biblio->contributors.count;
    int64_t *ids = arena_zero(&resolver->scratch, (count + 1) * sizeof *ids);
    struct row_table named = {.row_size = sizeof(size_t)};

    *authors = ids;
    if (!ids)
        return error_memory(resolver->set.from.error);
    resolver->look_only = look_only;
    for (size_t i = 0; i < count; i++) {
        size_t first = i;

        resolver->contributor = i + 1;
        if (resolve_contributor(resolver, &biblio->contributors.at[i],
                                &ids[i]) != 0 ||
            (ids[i] != 0 &&
             named_first(resolver, count < CONTRIBUTORS_MANY ? NULL : &named,
                         ids, i, &first) != 0))
            return -1;
        if (first == i)
            continue;
        if (!look_only)
            named_again(resolver, &biblio->contributors.at[first],
                        &biblio->contributors.at[i]);
        ids[i] = 0;
    }
    return 0;
}

/* Who is meant by which contributor of a restated record, before anything is made
 * or corrected: by an id or with years sooner than by a claim. */
static int take_claims(struct resolver *resolver, struct biblio *biblio)
{
    resolver->look_only = true;
    for (size_t i = 0; i < biblio->contributors.count; i++) {
        int64_t id;
        size_t *by;

        resolver->contributor = i + 1;
        if (resolve_contributor(resolver, &biblio->contributors.at[i], &id) !=
            0)
            return -1;
        if (!id)
            continue;
        by = row_table_known(&resolver->taken, id);
        if (by && !resolver->sure)
            continue;
        if (!by)
            by = row_table_put(&resolver->taken, &resolver->set.from, id);
        if (!by)
            return -1;
        *by = i + 1;
    }
    return 0;
}

/* Of several earlier records with its own id it restates the one that names most of
 * its authors: the others are still what they were. */
static int choose_prior(struct resolver *resolver, struct biblio *biblio,
                        struct source_row **prior)
{
    const struct probe *slot = resolver->look->ident;
    size_t most = 0;
    int64_t *authors;

    if (!*prior || biblio->link_row || slot->hits.count < 2)
        return 0;
    if (contributors_of(resolver, biblio, true, &authors) != 0)
        return -1;
    for (size_t i = 0; i < slot->hits.count; i++) {
        struct source_row *row =
            working_source(&resolver->set, slot->hits.at[i].id);
        size_t named = 0;

        if (!row)
            return -1;
        if (!row->id || !source_is_earlier(resolver, row))
            continue;
        for (size_t j = 0; j < biblio->contributors.count; j++)
            named += authors[j] && claims_hold(row->authors, authors[j]);
        if (named > most)
            *prior = row;
        most = named > most ? named : most;
    }
    return 0;
}

/* A record without an identity of its own restates the one record of its source
 * that the book has from earlier imports; of a link row, the one of its author. */
static int takes_over(struct resolver *resolver, struct biblio *biblio,
                      const struct book_row *book, struct source_row **prior)
{
    struct store *store = resolver->set.from.store;
    const struct import_row *import = &resolver->stage->job->import;
    struct source_row *rows, *only = NULL;
    size_t count, found = 0;
    int64_t *authors;

    if (*prior || biblio->own_id.len || store->first_load)
        return 0;
    if (contributors_of(resolver, biblio, true, &authors) != 0)
        return -1;
    if (biblio->link_row && authors[0] == 0)
        return 0;
    if (store->type->fetch_sources_of_book(store, book->id, &rows, &count,
                                           &resolver->scratch,
                                           resolver->set.from.error) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        struct source_row *row = working_source(&resolver->set, rows[i].id);

        if (!row)
            return -1;
        if (row->source_id != import->source_id ||
            (biblio->link_row && !claims_hold(row->authors, authors[0])))
            continue;
        found++;
        only = row;
    }
    if (found == 1 && only->import_id != import->id &&
        only->book_id == book->id)
        *prior = only;
    return 0;
}

/* What nearly fitted, for people to look at. */
static int note_candidates(struct resolver *resolver, int64_t book_id)
{
    for (size_t i = 0; i < resolver->near.count; i++) {
        struct ledger_row *row = working_ledger(
            &resolver->set, resolver->record->ordinal, "book", "candidate");

        if (!row)
            return -1;
        row->book_id = book_id;
        row->rule = "title";
        row->after = arena_number(&resolver->scratch, resolver->near.at[i]);
    }
    return 0;
}

/* ---- policies ---- */

/* Between sources the newer wins: what is older than another record of the book
 * replaces nothing, and only fills. */
static int find_older(struct resolver *resolver, const struct biblio *biblio,
                      const struct book_row *book,
                      const struct source_row *prior)
{
    resolver->older = false;
    if (!book || resolver->stage->job->source->on_match != MERGE_REPLACE)
        return 0;
    return claims_newer(resolver, biblio, book->id, prior, &resolver->older);
}

static enum merge_policy between_sources(const struct resolver *resolver)
{
    return resolver->older ? MERGE_FILL
                           : resolver->stage->job->source->on_match;
}

/* What a record may do to the fields of a book: its own book's it restates; those
 * that another record made it fills or replaces as sources do between them. */
static enum merge_policy fields_policy(const struct resolver *resolver,
                                       const struct source_row *prior)
{
    const struct source_config *source = resolver->stage->job->source;

    if (prior &&
        (strcmp(prior->rule, "new") == 0 || source->on_update == MERGE_KEEP))
        return source->on_update;
    return between_sources(resolver);
}

/* A link row is its link's own record, whichever row made the book. */
static struct link_policy links_policy(const struct resolver *resolver,
                                       const struct biblio *biblio,
                                       const struct source_row *prior)
{
    const struct source_config *source = resolver->stage->job->source;
    enum merge_policy links =
        prior ? source->on_update : between_sources(resolver);

    return (struct link_policy){
        .links = links,
        .royalty = links,
        .order = biblio->link_row ? links : fields_policy(resolver, prior),
    };
}

/* ---- putting it together ---- */

static int merge_book(struct resolver *resolver, const struct biblio *biblio,
                      struct book_row *book, const int64_t *authors,
                      const struct source_row *prior, struct key before)
{
    enum merge_policy policy = fields_policy(resolver, prior);

    if (merge_fields(resolver, biblio, book, policy) != 0 ||
        (prior && merge_note_stated(resolver, biblio, book) != 0) ||
        merge_links(resolver, biblio, book, authors, prior,
                    links_policy(resolver, biblio, prior)) != 0)
        return -1;
    return merge_keys(resolver, biblio, book, before);
}

int resolve_book(struct resolver *resolver, struct biblio *biblio)
{
    struct source_row *same, *prior;
    struct book_row *book;
    const char *rule;
    int64_t *authors;
    const struct source_config *source = resolver->stage->job->source;
    struct key before = {0, 0};
    bool keep;

    if (biblio->withdrawn)
        return resolve_withdrawn(resolver, biblio);
    if (source_unchanged(resolver, &same) != 0)
        return -1;
    if (same) {
        group_note(resolver, biblio, same->book_id);
        return 0;
    }
    if (source_prior(resolver, &prior) != 0 ||
        choose_prior(resolver, biblio, &prior) != 0 ||
        find_book(resolver, biblio, prior, &book, &rule) != 0 ||
        (book && takes_over(resolver, biblio, book, &prior) != 0) ||
        find_older(resolver, biblio, book, prior) != 0)
        return -1;
    claimed_read(&resolver->claimed, prior ? prior->authors : SLICE_NONE,
                 &resolver->set.from);
    if (prior && source->on_update == MERGE_REPLACE && !biblio->link_row)
        resolver->restated = prior;
    if (book && book_title_key(resolver, book, &before) != 0)
        return -1;
    keep = book && links_policy(resolver, biblio, prior).links == MERGE_KEEP;
    if ((resolver->claimed.text.len && take_claims(resolver, biblio) != 0) ||
        contributors_of(resolver, biblio, keep, &authors) != 0)
        return -1;
    if (!book) {
        book = working_add_book(&resolver->set);
        if (!book)
            return -1;
        resolver->counts->books.new_++;
        resolver->made = true;
        if (work_join(resolver, biblio, book) != 0 ||
            note_candidates(resolver, book->id) != 0)
            return -1;
    }
    if (merge_book(resolver, biblio, book, authors, prior, before) != 0)
        return -1;
    group_note(resolver, biblio, book->id);
    return source_keep(resolver, biblio, prior, book->id, 0, rule, authors,
                       biblio->contributors.count);
}
