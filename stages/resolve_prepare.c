/*
 * What a batch needs to know before its records are decided: which rows have its
 * keys, and the rows themselves, each kind asked for at once.
 */
#include "match.h"
#include "resolve_author.h"
#include "snapshot_rejects.h"

/* What a worker wrote is in another processor's cache: asking for it some records
 * ahead hides the way. */
#define AHEAD 4

static void fetch_ahead(const void *at, size_t size)
{
    for (size_t i = 0; i < size; i += 64)
        __builtin_prefetch((const char *)at + i);
}

/* The biblios of good records, in input order. */
static int look_at(struct resolver *resolver, struct batch *batch)
{
    memset(&resolver->looks, 0, sizeof resolver->looks);
    for (size_t i = 0; i < batch->records.count; i++) {
        struct record *record = &batch->records.at[i];

        if (i + AHEAD < batch->records.count)
            fetch_ahead(record[AHEAD].biblios, sizeof *record->biblios);
        if (record->state != RECORD_GOOD)
            continue;
        for (size_t j = 0; j < record->biblio_count; j++) {
            struct look *look = list_push(&resolver->scratch, &resolver->looks);

            if (!look)
                return error_memory(resolver->set.from.error);
            look->record = record;
            look->biblio = &record->biblios[j];
            look->ident = working_want_slot(&resolver->set, KEYS_RECORD,
                                            look->biblio->ident);
            if (!look->ident)
                return -1;
        }
    }
    return 0;
}

/* The first ones: hardly any record has more. */
static void fetch_contributors(const struct biblio *biblio)
{
    size_t count = biblio->contributors.count;

    fetch_ahead(biblio->contributors.at,
                (count < 3 ? count : 3) * sizeof(struct contributor));
}

typedef int each_biblio(struct resolver *resolver, const struct biblio *biblio);

static int for_each_biblio(struct resolver *resolver, each_biblio *call)
{
    for (size_t i = 0; i < resolver->looks.count; i++) {
        resolver->look = &resolver->looks.at[i];
        resolver->record = resolver->look->record;
        if (i + AHEAD < resolver->looks.count)
            fetch_contributors(resolver->look[AHEAD].biblio);
        if (call(resolver, resolver->look->biblio) != 0)
            return -1;
    }
    return 0;
}

static int want_sources(struct resolver *resolver, const struct biblio *biblio)
{
    const struct probe *slot = resolver->look->ident;

    (void)biblio;
    for (size_t i = 0; i < slot->hits.count; i++)
        if (working_want_source(&resolver->set, slot->hits.at[i].id) != 0)
            return -1;
    return 0;
}

static int want_more(struct working_set *set,
                     const struct contributor_more *more)
{
    for (size_t i = 0; i < more->variants.count; i++)
        if (working_want(set, KEYS_AUTHOR, more->variants.at[i].key) != 0)
            return -1;
    for (size_t i = 0; i < more->authorities.count; i++)
        if (working_want(set, KEYS_AUTHOR, more->authorities.at[i].key) != 0)
            return -1;
    return 0;
}

static int want_keys(struct resolver *resolver, const struct biblio *biblio)
{
    struct working_set *set = &resolver->set;
    struct source_row *same;

    if (source_unchanged(resolver, &same) != 0)
        return -1;
    if (same)
        return 0;
    if (working_want(set, KEYS_BOOK, biblio->own_key) != 0 ||
        working_want(set, KEYS_BOOK, biblio->title_key) != 0)
        return -1;
    for (size_t i = 0; i < biblio->isbns.count; i++)
        if (working_want(set, KEYS_BOOK, biblio->isbn_keys[i]) != 0)
            return -1;
    for (size_t i = 0; i < biblio->numbers.count; i++)
        if (biblio->numbers.at[i].kind != KEY_ISSN &&
            working_want(set, KEYS_BOOK, biblio->numbers.at[i].key) != 0)
            return -1;
    for (size_t i = 0; i < WORK_KEYS; i++)
        if (working_want(set, KEYS_BOOK, biblio->work_keys[i]) != 0)
            return -1;
    for (size_t i = 0; i < biblio->contributors.count; i++) {
        const struct contributor *from = &biblio->contributors.at[i];

        if (working_want(set, KEYS_AUTHOR, from->name_key) != 0 ||
            working_want(set, KEYS_AUTHOR, from->ref_key) != 0 ||
            (from->more && want_more(set, from->more) != 0))
            return -1;
    }
    return 0;
}

/* Every book that has the key, or (title keys) that has it with a year that may
 * fit. */
static int want_books_of(struct resolver *resolver, struct key key,
                         const int32_t *year)
{
    struct probe *slot;
    size_t wanted = 0;

    if (key_is_none(key))
        return 0;
    slot = working_slot(&resolver->set, KEYS_BOOK, key);
    if (!slot)
        return -1;
    for (size_t i = 0; i < slot->hits.count && wanted < CANDIDATES_MAX; i++) {
        const struct hit *hit = &slot->hits.at[i];

        if (year && !years_may_meet(hit->fact, *year))
            continue;
        wanted++;
        if (working_want_book(&resolver->set, hit->id) != 0)
            return -1;
    }
    return 0;
}

/* The books that a new one's work is found by: the first that has each key. */
static int want_work(struct resolver *resolver, const struct biblio *biblio)
{
    for (size_t i = 0; i < WORK_KEYS; i++) {
        const struct probe *slot;

        if (key_is_none(biblio->work_keys[i]))
            continue;
        slot = working_slot(&resolver->set, KEYS_BOOK, biblio->work_keys[i]);
        if (!slot)
            return -1;
        if (slot->hits.count &&
            working_want_book(&resolver->set, slot->hits.at[0].id) != 0)
            return -1;
    }
    return 0;
}

static int want_books(struct resolver *resolver, const struct biblio *biblio)
{
    struct source_row *row;

    if (source_unchanged(resolver, &row) != 0)
        return -1;
    if (row)
        return 0;
    if (source_prior(resolver, &row) != 0)
        return -1;
    if (row && row->book_id)
        return working_want_book(&resolver->set, row->book_id);
    for (size_t i = 0; i < biblio->isbns.count; i++)
        if (want_books_of(resolver, biblio->isbn_keys[i], NULL) != 0)
            return -1;
    for (size_t i = 0; i < biblio->numbers.count; i++)
        if (biblio->numbers.at[i].kind != KEY_ISSN &&
            want_books_of(resolver, biblio->numbers.at[i].key, NULL) != 0)
            return -1;
    return want_books_of(resolver, biblio->own_key, NULL) != 0 ||
                   want_books_of(resolver, biblio->title_key, &biblio->year) !=
                       0
               ? -1
               : want_work(resolver, biblio);
}

static int want_authors_of(struct resolver *resolver, struct key key)
{
    const struct probe *slot;

    if (key_is_none(key))
        return 0;
    slot = working_slot(&resolver->set, KEYS_AUTHOR, key);
    if (!slot)
        return -1;
    for (size_t i = 0; i < slot->hits.count; i++)
        if (working_want_author(&resolver->set, slot->hits.at[i].id) != 0)
            return -1;
    return 0;
}

/* Whom a heading's own id names, needs no looking at namesakes. */
static int want_namesakes(struct resolver *resolver,
                          const struct contributor *contributor)
{
    const struct contributor_more *more = contributor->more;
    int64_t id;

    if (!match_looks_at_rows(contributor))
        return 0;
    if (author_by_ref(resolver, contributor, &id) != 0)
        return -1;
    if (id)
        return 0;
    for (size_t i = 0; more && i < more->authorities.count; i++)
        if (want_authors_of(resolver, more->authorities.at[i].key) != 0)
            return -1;
    return want_authors_of(resolver, contributor->name_key);
}

static int want_authors(struct resolver *resolver, const struct biblio *biblio)
{
    struct source_row *same;

    if (source_unchanged(resolver, &same) != 0)
        return -1;
    if (same || biblio->kind == BIBLIO_LINK)
        return 0;
    for (size_t i = 0; i < biblio->contributors.count; i++)
        if (want_namesakes(resolver, &biblio->contributors.at[i]) != 0)
            return -1;
    return 0;
}

int resolve_prepare(struct resolver *resolver, struct batch *batch)
{
    struct working_set *set = &resolver->set;

    if (look_at(resolver, batch) != 0 ||
        snapshot_want_rejected(resolver, batch) != 0 ||
        working_load_keys(set) != 0 ||
        snapshot_see_rejected(resolver, batch) != 0 ||
        for_each_biblio(resolver, want_sources) != 0 ||
        working_load_sources(set) != 0 ||
        for_each_biblio(resolver, want_keys) != 0 ||
        working_load_keys(set) != 0 ||
        for_each_biblio(resolver, want_books) != 0 ||
        working_load_books(set) != 0 ||
        for_each_biblio(resolver, want_authors) != 0)
        return -1;
    return working_load_authors(set);
}
