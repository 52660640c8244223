/* Every stage there is: to add one, write its file and add its line. */
#include "stage.h"

extern const struct stage_type stage_read, stage_cut_csv, stage_cut_xml,
    stage_cut_marc, stage_parse_csv, stage_parse_marcxml, stage_parse_marc,
    stage_map_csv, stage_map_marc, stage_normalise, stage_key, stage_resolve,
    stage_load;

const struct stage_type *const stage_list[] = {
    &stage_read,       &stage_cut_csv,
    &stage_cut_xml,    &stage_cut_marc,
    &stage_parse_csv,  &stage_parse_marcxml,
    &stage_parse_marc, &stage_map_csv,
    &stage_map_marc,   &stage_normalise,
    &stage_key,        &stage_resolve,
    &stage_load,       NULL,
};

const struct stage_type *stage_find(const char *name)
{
    for (size_t i = 0; stage_list[i]; i++)
        if (strcmp(stage_list[i]->name, name) == 0)
            return stage_list[i];
    return NULL;
}
