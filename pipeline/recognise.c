/* See recognise.h. Sources: the magic numbers of each format's own
 * specification; XML 1.0, 2.3 and 2.8; ISO 2709 and the MARC 21 leader. */
#include "recognise.h"

#include "marc_leader.h"

#include <strings.h>

#define BINARY_SAMPLE (64 * 1024)
#define BINARY_LEAST 16 /* a few stray bytes are for the records to answer */

/* No text begins with one of these. */
static const struct magic {
    struct slice bytes;
    const char *refusal;
} magics[] = {
    {SLICE("\x1f\x8b"), "the file is gzip inside gzip: unpack it once"},
    {SLICE("PK\x03\x04"), "the file is a ZIP archive, as spreadsheets are: "
                          "unpack it, or save the sheet as CSV"},
    {SLICE("PK\x05\x06"), "the file is an empty ZIP archive"},
    {SLICE("%PDF-"), "the file is a PDF document"},
    {SLICE("\xfd\x37zXZ\0"), "the file is an xz archive: unpack it"},
    {SLICE("\x28\xb5\x2f\xfd"), "the file is a zstd archive: unpack it"},
    {SLICE("7z\xbc\xaf\x27\x1c"), "the file is a 7z archive: unpack it"},
    {SLICE("Rar!\x1a\x07"), "the file is a RAR archive: unpack it"},
    {SLICE("SQLite format 3\0"), "the file is an SQLite database"},
    {SLICE("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
     "the file is an old Office document: save the sheet as CSV"},
};

static bool begins_with(struct slice text, struct slice with)
{
    return text.len >= with.len && memcmp(text.at, with.at, with.len) == 0;
}

static bool begins_with_word(struct slice text, const char *word)
{
    size_t len = strlen(word);

    return text.len >= len && strncasecmp(text.at, word, len) == 0;
}

/* "BZh" alone could begin a word: the block's magic (pi) makes it bzip2. */
static bool is_bzip2(struct slice text)
{
    return text.len >= 10 && begins_with(text, SLICE("BZh")) &&
           memcmp(text.at + 4, "\x31\x41\x59\x26\x53\x59", 6) == 0;
}

static const char *refused_magic(struct slice text)
{
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
        if (begins_with(text, magics[i].bytes))
            return magics[i].refusal;
    if (is_bzip2(text))
        return "the file is a bzip2 archive: unpack it";
    return NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static struct slice skip_blanks(struct slice text)
{
    while (text.len && is_blank(text.at[0]))
        text.at++, text.len--;
    return text;
}

static bool is_name_begin(char c)
{
    return is_letter(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name_part(char c)
{
    return is_name_begin(c) || is_digit(c) || c == '.' || c == '-' || c == ':';
}

/* A start tag as far as its name goes: "<record>" and "<a:b c", but not
 * "<3". */
static bool is_start_tag(struct slice text)
{
    size_t i = 1;

    if (text.len < 3 || !is_name_begin(text.at[1]))
        return false;
    while (i < text.len && is_name_part(text.at[i]))
        i++;
    return i < text.len &&
           (is_blank(text.at[i]) || text.at[i] == '>' || text.at[i] == '/');
}

static bool is_xml(struct slice text)
{
    if (!text.len || text.at[0] != '<')
        return false;
    return begins_with(text, SLICE("<!--")) ||
           begins_with(text, SLICE("<!DOCTYPE")) ||
           (begins_with(text, SLICE("<?")) && text.len > 2 &&
            is_name_begin(text.at[2])) ||
           is_start_tag(text);
}

/* What a server sends instead of the file that is not there. */
static bool is_html(struct slice text)
{
    return begins_with_word(text, "<!doctype html") ||
           (begins_with_word(text, "<html") && is_start_tag(text));
}

static bool digits_at(struct slice text, size_t from, size_t count)
{
    return text.len >= from + count && marc_digits(text.at + from, count) >= 0;
}

/* A leader may lack its type or its entry map. Where records end as none but
 * those of ISO 2709 do, a part of one is enough: the first may be damaged. */
static bool is_iso2709(struct slice text)
{
    static const char end[] = {MARC_FIELD_END, MARC_RECORD_END};

    if (marc_leader_is(text) || marc_start_is(text))
        return true;
    return memmem(text.at, text.len, end, sizeof end) &&
           (digits_at(text, 0, 5) || digits_at(text, 12, 5) ||
            digits_at(text, 20, 2));
}

/* NUL is the delimiter of nothing: as a setting it means none. */
static bool is_control(char c, char delimiter)
{
    if (c == '\0' || c == '\x7f')
        return true;
    return c > 0 && c < ' ' && !(c >= '\t' && c <= '\r') && c != delimiter;
}

/* Random bytes have a tenth of control characters; text has hardly any. */
static bool is_binary(struct slice text, char delimiter)
{
    size_t controls = 0;

    if (text.len > BINARY_SAMPLE)
        text.len = BINARY_SAMPLE;
    for (size_t i = 0; i < text.len; i++)
        controls += is_control(text.at[i], delimiter);
    return controls >= BINARY_LEAST && controls > text.len / 20;
}

static struct recognised of_format(enum format format)
{
    return (struct recognised){format, NULL};
}

static struct recognised refused(const char *why)
{
    return (struct recognised){FORMAT_CSV, why};
}

struct recognised recognise(struct slice text, enum format configured,
                            char delimiter)
{
    const char *magic = refused_magic(text);
    struct slice significant = skip_blanks(text);

    if (magic)
        return refused(magic);
    if (configured != FORMAT_AUTO)
        return of_format(configured);
    if (is_html(significant))
        return refused("the file is an HTML page");
    if (is_xml(significant))
        return of_format(FORMAT_MARCXML);
    if (is_iso2709(significant))
        return of_format(FORMAT_MARC);
    if (is_binary(text, delimiter))
        return refused("the file holds bytes that are no text; if it is UTF-16 "
                       "without a byte order mark, set encoding");
    return of_format(FORMAT_CSV);
}
