/*
 * See group_text.h: "BOOK ROWS KEY ORDERS", numbers in decimal, key and the bits
 * of the orders in hexadecimal, without the zeros at the end.
 */
#include "group_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define HEAD_BYTES 80

static size_t orders_length(const struct group *group)
{
    size_t len = sizeof group->orders;

    while (len > 0 && !group->orders[len - 1])
        len--;
    return len;
}

struct slice group_write(const struct group *group, struct arena *arena)
{
    static const char digits[] = "0123456789abcdef";
    size_t orders = orders_length(group);
    char *text;
    int len;

    if (!group->book_id)
        return SLICE_NONE;
    text = arena_alloc(arena, HEAD_BYTES + 2 * orders);
    if (!text)
        return SLICE_NONE;
    len =
        snprintf(text, HEAD_BYTES,
                 "%" PRId64 " %" PRIu32 " %016" PRIx64 "%016" PRIx64 " ",
                 group->book_id, group->rows, group->key.high, group->key.low);
    for (size_t i = 0; i < orders; i++) {
        text[len++] = digits[group->orders[i] >> 4];
        text[len++] = digits[group->orders[i] & 15];
    }
    return (struct slice){text, (size_t)len};
}

static int hex_value(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

static bool read_orders(struct group *group, struct slice hex)
{
    if (hex.len % 2 || hex.len / 2 > sizeof group->orders)
        return false;
    for (size_t i = 0; i < hex.len; i += 2) {
        int high = hex_value(hex.at[i]), low = hex_value(hex.at[i + 1]);

        if (high < 0 || low < 0)
            return false;
        group->orders[i / 2] = (unsigned char)(high << 4 | low);
    }
    return true;
}

bool group_read(struct group *group, struct slice text)
{
    char head[HEAD_BYTES] = "";
    int len = 0;

    memset(group, 0, sizeof *group);
    if (!text.len)
        return true;
    snprintf(head, sizeof head, "%.*s", SLICE_ARG(text));
    if (sscanf(head, "%" SCNd64 " %" SCNu32 " %16" SCNx64 "%16" SCNx64 " %n",
               &group->book_id, &group->rows, &group->key.high, &group->key.low,
               &len) == 4 &&
        len > 0 &&
        read_orders(group, slice_between(text.at + len, text.at + text.len)))
        return true;
    memset(group, 0, sizeof *group);
    return false;
}
