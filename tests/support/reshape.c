/* See reshape.h. */
#include "reshape.h"

#include <check.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

/* Where a shape is written. */
struct target {
    FILE *file;
    char *text;
    size_t size;
};

static void target_open(struct target *target)
{
    target->text = NULL;
    target->file = open_memstream(&target->text, &target->size);
    ck_assert_ptr_nonnull(target->file);
}

static struct slice target_close(struct target *target)
{
    ck_assert_int_eq(fclose(target->file), 0);
    return (struct slice){target->text, target->size};
}

static void put(struct target *target, struct slice text)
{
    ck_assert_uint_eq(fwrite(text.at, 1, text.len, target->file), text.len);
}

static bool begins_with(struct slice text, const char *with)
{
    size_t len = strlen(with);

    return text.len >= len && memcmp(text.at, with, len) == 0;
}

static struct slice behind(struct slice text, size_t len)
{
    return (struct slice){text.at + len, text.len - len};
}

/* memmem for what begins with '<'. ThreadSanitizer looks at all the bytes that
 * memmem may read, which in a loop over a text of megabytes takes hours. */
static const char *find_tag(struct slice text, const char *tag)
{
    const char *end = text.at + text.len;

    for (const char *at = text.at;
         (at = memchr(at, tag[0], (size_t)(end - at))); at++)
        if (begins_with(slice_between(at, end), tag))
            return at;
    return NULL;
}

/* One thing that is replaced wherever it stands. */
struct replacement {
    const char *from, *to;
};

static struct slice replace_all(struct slice text,
                                const struct replacement *replacements,
                                size_t count)
{
    struct target target;

    target_open(&target);
    while (text.len) {
        size_t i = 0;

        while (i < count && !begins_with(text, replacements[i].from))
            i++;
        if (i < count) {
            put(&target, slice_of(replacements[i].to));
            text = behind(text, strlen(replacements[i].from));
        } else {
            putc(text.at[0], target.file);
            text = behind(text, 1);
        }
    }
    return target_close(&target);
}

#define REPLACE(text, ...)                                          \
    replace_all(text, (const struct replacement[]){__VA_ARGS__},    \
                sizeof((const struct replacement[]){__VA_ARGS__}) / \
                    sizeof(struct replacement))

struct slice reshape_none(struct slice text)
{
    struct target target;

    target_open(&target);
    put(&target, text);
    return target_close(&target);
}

struct slice reshape_prefix(struct slice text)
{
    return REPLACE(text, {"<?", "<?"}, {"<!", "<!"}, {"</", "</m:"},
                   {"<", "<m:"}, {" xmlns=", " xmlns:m="});
}

struct slice reshape_no_namespace(struct slice text)
{
    return REPLACE(text, {" xmlns=\"http://www.loc.gov/MARC21/slim\"", ""});
}

struct slice reshape_oai(struct slice text)
{
    return REPLACE(text,
                   {"<collection xmlns=\"http://www.loc.gov/MARC21/slim\">",
                    "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">"
                    "<ListRecords>"},
                   {"</collection>", "</ListRecords></OAI-PMH>"},
                   {"<record>",
                    "<record><header><identifier>x</identifier></header>"
                    "<metadata>"
                    "<record xmlns=\"http://www.loc.gov/MARC21/slim\">"},
                   {"</record>", "</record></metadata></record>"});
}

struct slice reshape_crlf(struct slice text)
{
    return REPLACE(text, {"\n", "\r\n"});
}

struct slice reshape_comments(struct slice text)
{
    return REPLACE(text,
                   {"<record>", "<!-- <record> -->"
                                "<record><?pi </record> ?>"},
                   {"</record>", "<!-- </record> --></record>"},
                   {"</subfield>", "<!-- </subfield></datafield></record> -->"
                                   "</subfield>"},
                   {"<subfield code=\"a\">",
                    "<subfield code=\"a\"><?pi <subfield code=\"a\"> ?>"});
}

/* Only values without references: inside CDATA they would be none. */
struct slice reshape_cdata(struct slice text)
{
    struct target target;

    target_open(&target);
    while (text.len) {
        const char *tag = find_tag(text, "<subfield");
        const char *from, *to;

        if (!tag)
            break;
        from = memchr(tag, '>', (size_t)(text.at + text.len - tag));
        ck_assert_ptr_nonnull(from);
        from++;
        to = memchr(from, '<', (size_t)(text.at + text.len - from));
        ck_assert_ptr_nonnull(to);
        put(&target, slice_between(text.at, from));
        if (memchr(from, '&', (size_t)(to - from))) {
            put(&target, slice_between(from, to));
        } else {
            fputs("<![CDATA[", target.file);
            put(&target, slice_between(from, to));
            fputs("]]>", target.file);
        }
        text = slice_between(to, text.at + text.len);
    }
    put(&target, text);
    return target_close(&target);
}

struct slice reshape_utf16(struct slice text)
{
    size_t room = 2 * text.len + 2, left = room - 2, from_left = text.len;
    char *at = malloc(room), *to = at + 2, *from = (char *)text.at;
    iconv_t converter = iconv_open("UTF-16LE", "UTF-8");

    ck_assert_ptr_nonnull(at);
    ck_assert(converter != (iconv_t)-1);
    memcpy(at, "\xff\xfe", 2);
    ck_assert_uint_eq(iconv(converter, &from, &from_left, &to, &left), 0);
    ck_assert_int_eq(iconv_close(converter), 0);
    return (struct slice){at, room - left};
}

static void put_member(struct target *target, struct slice text)
{
    z_stream zlib = {.next_in = (Bytef *)text.at, .avail_in = (uInt)text.len};
    unsigned char bytes[4096];
    int code;

    ck_assert_int_eq(deflateInit2(&zlib, 1, Z_DEFLATED, 31, 8, 0), Z_OK);
    do {
        zlib.next_out = bytes;
        zlib.avail_out = sizeof bytes;
        code = deflate(&zlib, Z_FINISH);
        put(target,
            (struct slice){(char *)bytes, sizeof bytes - zlib.avail_out});
    } while (code == Z_OK);
    ck_assert_int_eq(code, Z_STREAM_END);
    ck_assert_int_eq(deflateEnd(&zlib), Z_OK);
}

struct slice reshape_gzip(struct slice text)
{
    struct target target;

    target_open(&target);
    put_member(&target, text);
    return target_close(&target);
}

/* Lengths from 1 byte to many kilobytes, that no block's size divides. */
struct slice reshape_members(struct slice text)
{
    struct target target;
    size_t len = 1;

    target_open(&target);
    while (text.len) {
        if (len > text.len)
            len = text.len;
        put_member(&target, (struct slice){text.at, len});
        text = behind(text, len);
        len = (len * 7 + 5) % 65521;
        if (len % 5 == 0)
            put_member(&target, SLICE_NONE);
        len += !len;
    }
    return target_close(&target);
}

struct slice reshape_first(struct slice text, size_t records)
{
    static const char closing[] = "</record>";
    struct slice rest = text;
    struct target target;

    for (; records; records--) {
        const char *at = find_tag(rest, closing);

        if (!at)
            break;
        rest = behind(rest, (size_t)(at - rest.at) + sizeof closing - 1);
    }
    target_open(&target);
    put(&target, slice_between(text.at, rest.at));
    fputs("\n</collection>\n", target.file);
    return target_close(&target);
}
