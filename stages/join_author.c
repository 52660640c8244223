/* See join_author.h. */
#include "join_author.h"

#include "author_facts.h"
#include "initials.h"
#include "match.h"
#include "merge.h"
#include "names.h"

static int by_ref(struct resolver *resolver, const struct contributor *from,
                  struct join_author *found)
{
    struct probe *slot;

    if (key_is_none(from->ref_key))
        return 0;
    slot = working_slot(&resolver->set, KEYS_AUTHOR, from->ref_key);
    if (!slot)
        return -1;
    found->count = slot->hits.count;
    if (found->count > 0)
        found->id = slot->hits.at[0].id;
    return 0;
}

/* Namesakes on one book are told apart by dates, if the row has any. */
static int by_name(struct resolver *resolver, struct book_row *book,
                   const struct contributor *from, struct join_author *found)
{
    struct join_author dated = {.count = 0};
    struct probe *slot;

    if (key_is_none(from->name_key))
        return 0;
    slot = working_slot(&resolver->set, KEYS_AUTHOR, from->name_key);
    if (!slot)
        return -1;
    for (size_t i = 0; i < slot->hits.count; i++) {
        struct hit hit = slot->hits.at[i];
        enum author_relation relation =
            author_relation(from->facts, author_facts_unpack(hit.fact));

        if (!book_link(book, hit.id) || relation < AUTHOR_MAYBE)
            continue;
        found->id = hit.id;
        found->count++;
        if (relation == AUTHOR_SAME) {
            dated.id = hit.id;
            dated.count++;
        }
    }
    if (found->count > 1 && dated.count == 1)
        *found = dated;
    return 0;
}

/* Rows of other programs have no sort name. */
static bool read_name(struct arena *arena, const struct slice *field,
                      struct initials_name *name)
{
    struct name_forms forms;

    if (field[AUTHOR_SORT_NAME].len)
        return initials_read(arena, field[AUTHOR_SORT_NAME], name);
    return name_forms(arena, field[AUTHOR_NAME], NAME_DIRECT, &forms) &&
           initials_read(arena, forms.sort, name);
}

static bool may_be(struct arena *arena, const struct contributor *from,
                   const struct initials_name *named,
                   const struct author_row *author)
{
    struct author_facts facts = author_facts_read(arena, author->field);
    struct initials_name name;

    if (facts.kind != NAME_UNKNOWN && facts.kind != NAME_PERSON)
        return false;
    return author_relation(from->facts, facts) >= AUTHOR_MAYBE &&
           read_name(arena, author->field, &name) &&
           initials_agree(named, &name);
}

static int by_initials(struct resolver *resolver, const struct book_row *book,
                       const struct contributor *from,
                       struct join_author *found)
{
    struct arena *arena = &resolver->scratch;
    struct initials_name named;

    if (!from->field[AUTHOR_NAME].len || !read_name(arena, from->field, &named))
        return 0;
    for (size_t i = 0; i < book->links.count; i++) {
        const struct link_row *link = &book->links.at[i];
        const struct author_row *author;

        if (link->state == ROW_REMOVED)
            continue;
        author = working_author(&resolver->set, link->author_id);
        if (!author)
            return -1;
        if (author->id == 0 || !may_be(arena, from, &named, author))
            continue;
        found->id = author->id;
        found->count++;
        found->by_initials = true;
    }
    return 0;
}

int join_author_find(struct resolver *resolver, struct book_row *book,
                     const struct contributor *from, struct join_author *found)
{
    *found = (struct join_author){.count = 0};
    if (by_ref(resolver, from, found) != 0)
        return -1;
    if (found->count == 0 && by_name(resolver, book, from, found) != 0)
        return -1;
    if (found->count == 0 && by_initials(resolver, book, from, found) != 0)
        return -1;
    return 0;
}
