/*
 * See marc_terms.h. Sources: MARC 21 Bibliographic, Leader/06 and /07; MARC 21
 * Authority and Holdings, Leader/06.
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
