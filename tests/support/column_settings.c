/* See column_settings.h. */
#include "column_settings.h"

#include <check.h>

void column_settings_add(struct source_config *source,
                         const struct test_column *columns, struct arena *arena)
{
    for (; columns->names[0]; columns++) {
        struct column_setting *setting = list_push(arena, &source->columns);
        size_t count = 0;

        ck_assert_ptr_nonnull(setting);
        while (columns->names[count])
            count++;
        *setting = (struct column_setting){
            .field = columns->field,
            .number = columns->number,
            .names = (char **)(uintptr_t)columns->names,
            .count = count,
        };
    }
}
