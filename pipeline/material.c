/* The words of books.material, as `types` of a source names them: what
 * marc_material (stages/marc_terms.h) can give; a test compares the two. */
#include "option.h"

const struct choice material_choices[] = {
    {"all", 0},
    {"text", 1},
    {"manuscript", 2},
    {"serial", 3},
    {"integrating resource", 4},
    {"score", 5},
    {"map", 6},
    {"film", 7},
    {"spoken word", 8},
    {"music", 9},
    {"image", 10},
    {"computer file", 11},
    {"kit", 12},
    {"mixed materials", 13},
    {"object", 14},
    {NULL, 0},
};
