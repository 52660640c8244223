/*
 * Values as text, alike in every format: numbers without the locale, royalties
 * as exact decimals without trailing zeros.
 */
#include "report.h"

#include "../pipeline/thousands.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

bool value_is_number(const struct value *value)
{
    return value->kind == VALUE_INTEGER || value->kind == VALUE_REAL;
}

struct slice value_thousands(int64_t number, char room[VALUE_NUMBER_BYTES])
{
    char digits[THOUSANDS_BYTES];
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    int len = snprintf(room, VALUE_NUMBER_BYTES, "%s%s", number < 0 ? "-" : "",
                       thousands(digits, size));

    return (struct slice){room, (size_t)len};
}

/* 125000 is 12.5. */
static struct slice percent_text(int64_t scaled, char room[VALUE_NUMBER_BYTES])
{
    uint64_t size = scaled < 0 ? 0 - (uint64_t)scaled : (uint64_t)scaled;
    int len = snprintf(room, VALUE_NUMBER_BYTES, "%s%" PRIu64 ".%04" PRIu64,
                       scaled < 0 ? "-" : "", size / ROYALTY_SCALE,
                       size % ROYALTY_SCALE);

    while (room[len - 1] == '0')
        len--;
    if (room[len - 1] == '.')
        len--;
    room[len] = '\0';
    return (struct slice){room, (size_t)len};
}

/* The shortest of 15 or 17 digits that gives the same number again. */
static struct slice real_text(double real, char room[VALUE_NUMBER_BYTES])
{
    int len = snprintf(room, VALUE_NUMBER_BYTES, "%.15g", real);

    if (isfinite(real) && strtod(room, NULL) != real)
        len = snprintf(room, VALUE_NUMBER_BYTES, "%.17g", real);
    return (struct slice){room, (size_t)len};
}

struct slice value_text(const struct report_column *column,
                        const struct value *value, enum value_style style,
                        char room[VALUE_NUMBER_BYTES])
{
    int len;

    switch (value->kind) {
    case VALUE_NULL:
        return SLICE_NONE;
    case VALUE_TEXT:
        return value->text;
    case VALUE_REAL:
        return real_text(value->real, room);
    case VALUE_INTEGER:
        break;
    }
    if (column->shape == SHAPE_PERCENT)
        return percent_text(value->integer, room);
    if (column->shape == SHAPE_NUMBER && style == VALUE_PEOPLE)
        return value_thousands(value->integer, room);
    len = snprintf(room, VALUE_NUMBER_BYTES, "%" PRId64, value->integer);
    return (struct slice){room, (size_t)len};
}
