/* See biblio.h. */
#include "biblio.h"

static const char *const kind_texts[] = {
    [NAME_UNKNOWN] = "",
    [NAME_PERSON] = "person",
    [NAME_CORPORATE] = "corporate",
    [NAME_MEETING] = "meeting",
    [NAME_FAMILY] = "family",
};

const char *name_kind_text(enum name_kind kind)
{
    return kind_texts[kind];
}

enum name_kind name_kind_of(struct slice text)
{
    for (int kind = NAME_PERSON; kind <= NAME_FAMILY; kind++)
        if (slice_is(text, kind_texts[kind]))
            return (enum name_kind)kind;
    return NAME_UNKNOWN;
}

/* Bits from the lowest: kind 0-2, variant 3, active 4, capitals 7, death 8-23,
 * birth 24-39, titles 40-50, fuller 51-61. Years of activity stand in the place of
 * birth and death, and bit 4 says so. */
int64_t author_facts_pack(struct author_facts facts)
{
    bool active = !facts.birth && !facts.death && facts.active_from;
    uint16_t from = (uint16_t)(active ? facts.active_from : facts.birth);
    uint16_t to = (uint16_t)(active ? facts.active_to : facts.death);

    return (int64_t)((uint64_t)facts.fuller << 51 |
                     (uint64_t)facts.titles << 40 | (uint64_t)from << 24 |
                     (uint64_t)to << 8 | (uint64_t)facts.capitals << 7 |
                     (active ? 1u << 4 : 0) | (uint64_t)facts.variant << 3 |
                     facts.kind);
}

struct author_facts author_facts_unpack(int64_t packed)
{
    uint64_t bits = (uint64_t)packed;
    int16_t from = (int16_t)(uint16_t)(bits >> 24);
    int16_t to = (int16_t)(uint16_t)(bits >> 8);
    bool active = bits >> 4 & 1;

    return (struct author_facts){
        .fuller = bits >> 51 & FACT_TAG_MAX,
        .titles = bits >> 40 & FACT_TAG_MAX,
        .birth = active ? 0 : from,
        .death = active ? 0 : to,
        .active_from = active ? from : 0,
        .active_to = active ? to : 0,
        .capitals = bits >> 7 & 1,
        .variant = bits >> 3 & 1,
        .kind = (uint8_t)(bits & 7),
    };
}
