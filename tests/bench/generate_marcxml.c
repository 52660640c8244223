/*
 * See generate.h. The fields are those of an ordinary catalogue record, in
 * their order; what they say repeats from record to record as much as it does
 * in real ones, so that gzip makes of it what it makes of those.
 */
#include "generate.h"

#include "random.h"
#include "words.h"

#include <inttypes.h>

struct writer {
    FILE *to;
    struct random random;
    const struct book *book;
};

static void put_text(const char *text, FILE *to)
{
    for (; *text; text++) {
        if (*text == '&')
            fputs("&amp;", to);
        else if (*text == '<')
            fputs("&lt;", to);
        else if (*text == '"')
            fputs("&quot;", to);
        else
            putc_unlocked(*text, to);
    }
}

static void open_field(struct writer *writer, const char *tag,
                       const char *indicators)
{
    fprintf(writer->to, " <datafield tag=\"%s\" ind1=\"%c\" ind2=\"%c\">\n",
            tag, indicators[0], indicators[1]);
}

static void close_field(struct writer *writer)
{
    fputs(" </datafield>\n", writer->to);
}

/* `after` is what ISBD puts behind the text. */
static void put_subfield(struct writer *writer, char code, const char *text,
                         const char *after)
{
    fprintf(writer->to, "  <subfield code=\"%c\">", code);
    put_text(text, writer->to);
    put_text(after, writer->to);
    fputs("</subfield>\n", writer->to);
}

static void put_number(struct writer *writer, char code, const char *before,
                       uint64_t number, const char *after)
{
    char text[80];

    snprintf(text, sizeof text, "%s%" PRIu64 "%s", before, number, after);
    put_subfield(writer, code, text, "");
}

static void put_field(struct writer *writer, const char *tag,
                      const char *indicators, char code, const char *text)
{
    open_field(writer, tag, indicators);
    put_subfield(writer, code, text, "");
    close_field(writer);
}

static void put_control_fields(struct writer *writer)
{
    const struct book *book = writer->book;

    fprintf(writer->to,
            " <leader>01142cam a2200301 a 4500</leader>\n"
            " <controlfield tag=\"001\">bench%" PRIu64 "</controlfield>\n"
            " <controlfield tag=\"003\">BiBLD</controlfield>\n"
            " <controlfield tag=\"005\">20240101120000.0</controlfield>\n"
            " <controlfield tag=\"008\">%02u0101s%u    xx a     b    001 0 "
            "%s d</controlfield>\n",
            book->number, book->year % 100, book->year, book->language);
}

static void put_numbers(struct writer *writer)
{
    const struct book *book = writer->book;
    char class_mark[40];

    open_field(writer, "020", "  ");
    put_number(writer, 'a', "", book->isbn, " (pbk.)");
    put_subfield(writer, 'c', "19.95", "");
    close_field(writer);
    open_field(writer, "035", "  ");
    put_number(writer, 'a', "(OCoLC)ocm", 10000000 + book->number, "");
    close_field(writer);
    open_field(writer, "040", "  ");
    put_subfield(writer, 'a', "DLC", "");
    put_subfield(writer, 'c', "DLC", "");
    close_field(writer);
    snprintf(class_mark, sizeof class_mark, "PR%u",
             1000 + random_below(&writer->random, 9000));
    open_field(writer, "050", "00");
    put_subfield(writer, 'a', class_mark, "");
    put_number(writer, 'b', ".", book->year, "");
    close_field(writer);
    put_field(writer, "082", "00", 'a', "823.914");
}

/* "Austen, Jane, 1775-1817." */
static void put_name(struct writer *writer, const char *tag, uint64_t number)
{
    struct author author;
    char name[80], dates[40] = "";

    author_make(number, &author);
    snprintf(name, sizeof name, "%s, %s", author.family, author.given);
    if (author.birth && author.death)
        snprintf(dates, sizeof dates, "%u-%u", author.birth, author.death);
    else if (author.birth)
        snprintf(dates, sizeof dates, "%u-", author.birth);
    open_field(writer, tag, "1 ");
    put_subfield(writer, 'a', name, dates[0] ? "," : ".");
    if (dates[0])
        put_subfield(writer, 'd', dates, author.death ? "." : "");
    close_field(writer);
}

static void put_title(struct writer *writer)
{
    const struct book *book = writer->book;

    open_field(writer, "245", "10");
    put_subfield(writer, 'a', book->title, " :");
    put_subfield(writer, 'b', book->subtitle, " /");
    put_subfield(writer, 'c', "by the author", ".");
    close_field(writer);
    open_field(writer, "260", "  ");
    put_subfield(writer, 'a', book->city, " :");
    put_subfield(writer, 'b', book->publisher, ",");
    put_number(writer, 'c', "", book->year, ".");
    close_field(writer);
    open_field(writer, "300", "  ");
    put_number(writer, 'a', "xvi, ", book->pages, " p. :");
    put_subfield(writer, 'b', "ill., maps ;", "");
    put_subfield(writer, 'c', "24 cm.", "");
    close_field(writer);
}

static void put_notes(struct writer *writer)
{
    put_field(writer, "490", "0 ", 'a', "Studies in the history of the book");
    put_field(writer, "500", "  ", 'a', "Includes index.");
    put_field(writer, "504", "  ", 'a',
              "Includes bibliographical references (p. [301]-320) and index.");
    open_field(writer, "520", "  ");
    put_subfield(writer, 'a', "An account of ", writer->book->subtitle);
    close_field(writer);
    for (int i = 0; i < 3; i++) {
        open_field(writer, "650", " 0");
        put_subfield(writer, 'a', word_pick(word_nouns, &writer->random), "");
        if (i == 0)
            put_subfield(writer, 'z', word_pick(word_places, &writer->random),
                         "");
        put_subfield(writer, 'x', writer->book->subject[i], ".");
        close_field(writer);
    }
}

static void put_url(struct writer *writer)
{
    char url[80];

    snprintf(url, sizeof url, "http://www.example.org/toc/%" PRIu64 ".html",
             writer->book->isbn);
    open_field(writer, "856", "41");
    put_subfield(writer, 'u', url, "");
    close_field(writer);
}

static void put_record(struct writer *writer)
{
    const struct book *book = writer->book;

    fputs("<record>\n", writer->to);
    put_control_fields(writer);
    put_numbers(writer);
    put_name(writer, "100", book->author[0]);
    put_title(writer);
    put_notes(writer);
    for (size_t i = 1; i < book->authors; i++)
        put_name(writer, "700", book->author[i]);
    put_url(writer);
    fputs("</record>\n", writer->to);
}

int generate_marcxml(const struct catalogue *catalogue, uint64_t records,
                     FILE *to)
{
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n",
          to);
    for (uint64_t i = 0; i < records && !ferror(to); i++) {
        struct book book;
        struct writer writer = {.to = to, .book = &book};

        book_make(catalogue, i, &book);
        random_begin(&writer.random, UINT64_C(1) << 42 | i);
        put_record(&writer);
    }
    fputs("</collection>\n", to);
    return ferror(to) ? -1 : 0;
}
