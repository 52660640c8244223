/* See iso2709_record.h. */
#include "iso2709_record.h"

#include "../../pipeline/marc_leader.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

struct slice iso2709_record(const char *const *fields, char coding)
{
    size_t count = 0, len = 0, base, at = 0;
    char *made;

    for (; count < ISO2709_FIELDS_MAX && fields[count]; count++)
        len += strlen(fields[count]) - 3 + 1;
    base = MARC_LEADER_BYTES + count * MARC_ENTRY_BYTES + 1;
    made = malloc(base + len + 2);
    ck_assert_ptr_nonnull(made);
    sprintf(made, "%05zunam %c22%05zu i 4500", base + len + 1, coding, base);
    for (size_t i = 0; i < count; i++) {
        size_t bytes = strlen(fields[i]) - 3 + 1;

        sprintf(made + MARC_LEADER_BYTES + i * MARC_ENTRY_BYTES,
                "%.3s%04zu%05zu", fields[i], bytes, at);
        memcpy(made + base + at, fields[i] + 3, bytes - 1);
        made[base + at + bytes - 1] = MARC_FIELD_END;
        at += bytes;
    }
    made[base - 1] = MARC_FIELD_END;
    made[base + len] = MARC_RECORD_END;
    return (struct slice){made, base + len + 1};
}
