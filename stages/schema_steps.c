/* See schema_steps.h. A column that is added is the last of its table. */
#include "schema_steps.h"

#include <stddef.h>

const struct schema_step schema_steps[] = {
    {2, "import_files", "plan",
     "ALTER TABLE main.import_files ADD COLUMN plan TEXT"},
    {0, NULL, NULL, NULL},
};

bool schema_step_awaits(int64_t version, struct slice table)
{
    for (const struct schema_step *step = schema_steps; step->sql; step++)
        if (step->version > version && slice_is(table, step->table))
            return true;
    return false;
}
