/* Columns that a source of a test's config names. */
#ifndef BIBLOAD_TEST_COLUMN_SETTINGS_H
#define BIBLOAD_TEST_COLUMN_SETTINGS_H

#include "../../pipeline/config.h"

/* "column.author.2 = A, B" as the config has it. */
struct test_column {
    enum csv_field field;
    unsigned number;
    const char *names[3];
};

/* To the first without a name. The source keeps the names, which are the caller's. */
void column_settings_add(struct source_config *source,
                         const struct test_column *columns,
                         struct arena *arena);

#endif
