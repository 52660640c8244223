/*
 * See marc_terms.h. Sources: MARC 21 Bibliographic, Leader/06 and /07; MARC 21
 * Authority and Holdings, Leader/06; MARC Code List for Relators (LC).
 */
#include "marc_terms.h"

static const struct {
    char type;
    const char *what;
} others[] = {
    {'z', "an authority record"},
    {'u', "a holdings record"},
    {'v', "a holdings record"},
    {'x', "a holdings record"},
    {'y', "a holdings record"},
    {'w', "a classification record"},
    {'q', "a community information record"},
};

const char *marc_not_a_book(char type)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].type == type)
            return others[i].what;
    return NULL;
}

/* A level of 0 stands for all others. */
static const struct {
    char type, level;
    const char *material;
} materials[] = {
    {'a', 's', "serial"}, /* language material, a serial */
    {'a', 'b', "serial"}, /* a part of a serial */
    {'a', 'i', "integrating resource"},
    {'a', 0, "text"},
    {'t', 0, "manuscript"},  /* manuscript language material */
    {'c', 0, "score"},       /* notated music */
    {'d', 0, "score"},       /* manuscript notated music */
    {'e', 0, "map"},         /* cartographic material */
    {'f', 0, "map"},         /* manuscript cartographic material */
    {'g', 0, "film"},        /* projected medium: film, video, slides */
    {'i', 0, "spoken word"}, /* nonmusical sound recording */
    {'j', 0, "music"},       /* musical sound recording */
    {'k', 0, "image"},       /* two-dimensional nonprojectable graphic */
    {'m', 0, "computer file"},
    {'o', 0, "kit"},
    {'p', 0, "mixed materials"},
    {'r', 0, "object"}, /* three-dimensional artifact */
};

const char *marc_material(char type, char level)
{
    for (size_t i = 0; i < sizeof materials / sizeof *materials; i++)
        if (materials[i].type == type &&
            (!materials[i].level || materials[i].level == level))
            return materials[i].material;
    return "";
}

static const struct {
    const char *term;
    struct slice code;
} relators[] = {
    {"actor", {"act", 3}},
    {"adapter", {"adp", 3}},
    {"arranger", {"arr", 3}},
    {"arranger of music", {"arr", 3}},
    {"artist", {"art", 3}},
    {"author", {"aut", 3}},
    {"author of introduction", {"aui", 3}},
    {"cartographer", {"ctg", 3}},
    {"cinematographer", {"cng", 3}},
    {"compiler", {"com", 3}},
    {"composer", {"cmp", 3}},
    {"conductor", {"cnd", 3}},
    {"contributor", {"ctb", 3}},
    {"creator", {"cre", 3}},
    {"degree granting institution", {"dgg", 3}},
    {"director", {"drt", 3}},
    {"distributor", {"dst", 3}},
    {"donor", {"dnr", 3}},
    {"ed", {"edt", 3}},
    {"editor", {"edt", 3}},
    {"engraver", {"egr", 3}},
    {"film director", {"fmd", 3}},
    {"former owner", {"fmo", 3}},
    {"host", {"hst", 3}},
    {"ill", {"ill", 3}},
    {"illustrator", {"ill", 3}},
    {"interviewee", {"ive", 3}},
    {"interviewer", {"ivr", 3}},
    {"issuing body", {"isb", 3}},
    {"joint author", {"aut", 3}},
    {"librettist", {"lbt", 3}},
    {"lyricist", {"lyr", 3}},
    {"musician", {"mus", 3}},
    {"narrator", {"nrt", 3}},
    {"owner", {"own", 3}},
    {"performer", {"prf", 3}},
    {"photographer", {"pht", 3}},
    {"printer", {"prt", 3}},
    {"producer", {"pro", 3}},
    {"publisher", {"pbl", 3}},
    {"screenwriter", {"aus", 3}},
    {"singer", {"sng", 3}},
    {"sponsor", {"spn", 3}},
    {"thesis advisor", {"ths", 3}},
    {"tr", {"trl", 3}},
    {"translator", {"trl", 3}},
    {"writer of introduction", {"win", 3}},
};

struct slice marc_relator_code(struct slice term)
{
    for (size_t i = 0; i < sizeof relators / sizeof *relators; i++)
        if (slice_is(term, relators[i].term))
            return relators[i].code;
    return SLICE_NONE;
}
