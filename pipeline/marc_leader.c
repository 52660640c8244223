/* See marc_leader.h. */
#include "marc_leader.h"

long marc_digits(const char *at, size_t count)
{
    long number = 0;

    for (size_t i = 0; i < count; i++) {
        if (at[i] < '0' || at[i] > '9')
            return -1;
        number = number * 10 + (at[i] - '0');
    }
    return number;
}

static bool are_printable(const char *at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (at[i] < ' ' || at[i] > '~')
            return false;
    return true;
}

static bool is_letter(char c)
{
    return (unsigned)(c | 0x20) - 'a' < 26;
}

static bool is_alphanumeric(char c)
{
    return is_letter(c) || (unsigned)c - '0' < 10;
}

/* The base address is that of the byte behind a field terminator. */
static bool has_base(struct slice text)
{
    long base = marc_digits(text.at + 12, 5);

    return base > MARC_LEADER_BYTES && (size_t)base <= text.len &&
           text.at[base - 1] == MARC_FIELD_END;
}

bool marc_leader_is(struct slice text)
{
    return text.len >= MARC_LEADER_BYTES && marc_digits(text.at, 5) >= 0 &&
           are_printable(text.at + 5, 5) && marc_digits(text.at + 10, 7) >= 0 &&
           (is_letter(text.at[6]) || has_base(text));
}

bool marc_entry_is(const char *at)
{
    return is_alphanumeric(at[0]) && is_alphanumeric(at[1]) &&
           is_alphanumeric(at[2]) && marc_digits(at + 3, 9) >= 0;
}

bool marc_start_is(struct slice text)
{
    const char *at = text.at;

    if (text.len <= MARC_LEADER_BYTES || at[20] != '4' || at[21] != '5' ||
        marc_digits(at, 5) < 0 || marc_digits(at + 5, 5) >= 0 ||
        marc_digits(at + 10, 7) < 0 || !are_printable(at, MARC_LEADER_BYTES))
        return false;
    if (at[MARC_LEADER_BYTES] == MARC_FIELD_END)
        return true;
    return text.len >= MARC_START_BYTES &&
           marc_entry_is(at + MARC_LEADER_BYTES);
}
