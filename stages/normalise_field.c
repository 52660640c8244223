/* See normalise_field.h. */
#include "normalise_field.h"

#include "text.h"

bool normalise_field(struct record *record, const char *name,
                     struct slice *text)
{
    bool control = false;

    switch (text_clean(record->arena, text, &control)) {
    case TEXT_GOOD:
        break;
    case TEXT_NOT_UTF8:
        record_reject(record, ENCODING_INVALID, slice_of(name), SLICE("UTF-8"),
                      SLICE_NONE);
        return false;
    case TEXT_TOO_LONG:
        record_reject(record, RECORD_TOO_LONG, slice_of(name),
                      SLICE("at most 1048576 bytes in a field"), *text);
        return false;
    case TEXT_MEMORY:
        return false;
    }
    if (control)
        record_warn(record, CONTROL_CHARACTER, slice_of(name), SLICE_NONE,
                    *text);
    return true;
}

bool normalise_heading(struct record *record, const char *name,
                       struct slice *text)
{
    if (!normalise_field(record, name, text))
        return false;
    *text = text_strip(*text);
    return true;
}
