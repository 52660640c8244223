/* See author_facts.h. */
#include "author_facts.h"

#include "canonical.h"
#include "name_dates.h"
#include "name_words.h"

#include <xxhash.h>

/* Of the comparison form, so that case and punctuation make no difference. The
 * same in every database: what is merged may not depend on a secret. */
static uint16_t tag_of(struct arena *arena, struct slice text)
{
    struct canonical form;
    struct slice made;

    if (!text.len)
        return 0;
    canonical_init(&form, arena);
    canonical_form(&form, text);
    made = canonical_text(&form);
    if (!made.len)
        return 0;
    return (uint16_t)(1 + XXH3_64bits(made.at, made.len) % FACT_TAG_MAX);
}

struct author_facts author_facts_read(struct arena *arena,
                                      const struct slice field[AUTHOR_FIELDS])
{
    struct author_facts facts = {
        .kind = (uint8_t)name_kind_of(field[AUTHOR_KIND]),
        .capitals = name_in_capitals(field[AUTHOR_NAME]),
        .titles = tag_of(arena, field[AUTHOR_TITLES]),
        .fuller = tag_of(arena, field[AUTHOR_FULLER_NAME]),
    };

    name_dates_read(field[AUTHOR_DATES], &facts);
    return facts;
}

struct author_facts author_facts_together(struct author_facts first,
                                          struct author_facts second)
{
    return (struct author_facts){
        .birth = first.birth ? first.birth : second.birth,
        .death = first.death ? first.death : second.death,
        .active_from =
            first.active_from ? first.active_from : second.active_from,
        .active_to = first.active_from ? first.active_to : second.active_to,
        .kind = first.kind ? first.kind : second.kind,
        .capitals = first.capitals && second.capitals,
        .titles = first.titles ? first.titles : second.titles,
        .fuller = first.fuller ? first.fuller : second.fuller,
    };
}
