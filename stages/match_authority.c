/* The rule for authors that goes by ids in authority files: see match.h. */
#include "author_facts.h"
#include "match.h"
#include "resolve_author.h"

/* An authority file's id is wrong now and then: years that differ outweigh it. */
static int authority_holds(struct resolver *resolver,
                           const struct contributor *contributor, int64_t id,
                           bool *there, bool *holds)
{
    const struct author_row *author = working_author(&resolver->set, id);
    struct author_facts row;

    *holds = *there = false;
    if (!author)
        return -1;
    if (author->id == 0)
        return 0;
    *there = true;
    row = author_facts_read(&resolver->scratch, author->field);
    *holds = (!row.birth || !contributor->facts.birth ||
              row.birth == contributor->facts.birth) &&
             !author_activity_excludes(row, contributor->facts) &&
             (!row.kind || !contributor->facts.kind ||
              row.kind == contributor->facts.kind);
    return 0;
}

/* The author has the id, and can't be meant. */
static int note_authority(struct resolver *resolver,
                          const struct contributor *contributor, int64_t id)
{
    const struct author_row *author = working_author(&resolver->set, id);

    if (!author)
        return -1;
    if (resolver->look_only)
        return 0;
    record_warn(resolver->record, AUTHORITY_CONFLICT, SLICE("author"),
                author->field[AUTHOR_NAME], contributor->field[AUTHOR_NAME]);
    return author_note(resolver, "conflict", "authority", id,
                       author->field[AUTHOR_DATES],
                       contributor->field[AUTHOR_DATES]);
}

/* The first author with the id who can be meant; *other: one who can't. */
static int by_one_authority(struct resolver *resolver,
                            const struct contributor *contributor,
                            struct key key, int64_t *id, int64_t *other)
{
    struct probe *slot = working_slot(&resolver->set, KEYS_AUTHOR, key);

    if (!slot)
        return -1;
    for (size_t i = 0; !*id && i < slot->hits.count; i++) {
        int64_t hit = slot->hits.at[i].id;
        bool there = true, holds = match_decided_authority(resolver, key, hit,
                                                           &contributor->facts);

        if (!holds &&
            authority_holds(resolver, contributor, hit, &there, &holds) != 0)
            return -1;
        if (holds)
            *id = hit;
        else if (there && !*other)
            *other = hit;
    }
    return 0;
}

/* Ids of a heading that lead to another author than the first of them: one of them
 * is wrong, or the two are one. */
static int note_second(struct resolver *resolver,
                       const struct contributor *contributor, size_t from,
                       int64_t id)
{
    const struct contributor_more *more = contributor->more;

    for (size_t i = from; i < more->authorities.count; i++) {
        const struct authority *authority = &more->authorities.at[i];
        int64_t second = 0, other = 0;

        if (by_one_authority(resolver, contributor, authority->key, &second,
                             &other) != 0)
            return -1;
        if (!second || second == id || resolver->look_only)
            continue;
        record_warn(resolver->record, AUTHORITY_CONFLICT, SLICE("author"),
                    contributor->field[AUTHOR_NAME], authority->id);
        if (author_note(resolver, "conflict", "authority", id,
                        arena_number(&resolver->scratch, second),
                        authority->id) != 0)
            return -1;
    }
    return 0;
}

int match_by_authority(struct resolver *resolver,
                       const struct contributor *contributor, int64_t *id)
{
    const struct contributor_more *more = contributor->more;

    for (size_t i = 0; more && i < more->authorities.count; i++) {
        int64_t other = 0;

        if (by_one_authority(resolver, contributor, more->authorities.at[i].key,
                             id, &other) != 0)
            return -1;
        if (*id)
            return note_second(resolver, contributor, i + 1, *id);
        if (other && note_authority(resolver, contributor, other) != 0)
            return -1;
    }
    return 0;
}
