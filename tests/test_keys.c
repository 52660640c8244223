/* Comparison forms, the keys made of them, and titles that agree roughly. */
#include "../stages/keys.h"

#include <check.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "../stages/text.h"

Suite *keys_suite(void);

static struct arena arena;
static const unsigned char secret[SECRET_BYTES] = {1, 2, 3};
static struct keys_context context;

static void setup(void)
{
    arena_init(&arena, 1 << 16);
    context = (struct keys_context){
        .secret = secret,
        .source = SLICE("trade"),
        .ids = SLICE("house"),
        .arena = &arena,
    };
}

static void teardown(void)
{
    arena_clear(&arena);
}

static const struct form_row {
    const char *text, *form, *why;
} form_rows[] = {
    {"Jane Austen", "JANE AUSTEN", "upper case"},
    {"Austen,  Jane.", "AUSTEN JANE", "punctuation is a blank, blanks squeeze"},
    {"M\xc3\xbcller, J\xc3\xbcrgen", "MULLER JURGEN", "NFC"},
    {"Mu\xcc\x88ller, Ju\xcc\x88rgen", "MULLER JURGEN", "NFD"},
    {"O'Neill, Edward T.,", "ONEILL EDWARD T", "apostrophe is deleted"},
    {"O\xe2\x80\x99Neill", "ONEILL", "as it is printed"},
    {"Stra\xc3\x9f"
     "e",
     "STRASSE", "sharp s"},
    {"\xc5\x81ukasiewicz, Jan", "LUKASIEWICZ JAN", "l with stroke"},
    {"Ku, Ch\xca\xbb\xc3\xbcn", "KU CHUN", "ayn and mark"},
    {"Johnson & Johnson", "JOHNSON & JOHNSON", "ampersand stays"},
    {"Johnson and Johnson", "JOHNSON AND JOHNSON", "and is another name"},
    {"Large-Scale", "LARGE SCALE", "hyphen"},
    {"Saint-Exup\xc3\xa9ry, Antoine de,", "SAINT EXUPERY ANTOINE DE", "acute"},
    {"\xc3\x9eorbergur \xc3\x9e\xc3\xb3r\xc3\xb0"
     "arson",
     "THORBERGUR THORDARSON", "thorn and eth"},
    {"\xc3\x98rsted, H. C.", "ORSTED H C", "o with stroke"},
    {"\xc3\x86neid \xc5\x93uvre", "AENEID OEUVRE", "ligatures"},
    {"\xc7\xa3", "AE", "a ligature with a mark"},
    {"\xc4\x90or\xc4\x91"
     "e",
     "DORDE", "d with stroke"},
    {"C++ @ #1", "C++ @ #1", "signs that stay"},
    {"B\xe2\x99\xad F\xe2\x99\xaf", "B\xe2\x99\xad F\xe2\x99\xaf", "music"},
    {"[1984]", "1984", "brackets are deleted"},
    {"(1984)", "1984", "parentheses are blanks"},
    {"\xd9\xa1\xd9\xa9\xd9\xa8\xd9\xa4", "1984", "digits of another script"},
    {"\xef\xac\x81ne \xef\xbc\xa1", "FINE A", "compatibility"},
    {"\xce\xa3\xce\xaf\xcf\x83\xcf\x85\xcf\x86\xce\xbf\xcf\x82",
     "\xce\xa3\xce\x99\xce\xa3\xce\xa5\xce\xa6\xce\x9f\xce\xa3", "final sigma"},
    {"\xd0\xa2\xd0\xbe\xd0\xbb\xd1\x81\xd1\x82\xd0\xbe\xd0\xb9",
     "\xd0\xa2\xd0\x9e\xd0\x9b\xd0\xa1\xd0\xa2\xd0\x9e\xd0\x98",
     "Cyrillic: short i is i with a mark"},
    {"\xf0\xa0\xae\xb7 \xe7\x94\xb0", "\xf0\xa0\xae\xb7\xe7\x94\xb0",
     "a blank between Chinese characters, one of them rare"},
    {"\xf3\xb0\x80\x80 \xe7\x94\xb0", "\xf3\xb0\x80\x80 \xe7\x94\xb0",
     "one of private use is a word"},
    {"!!!", "!!!", "nothing would be left"},
    {"", "", "empty"},
};

START_TEST(test_form)
{
    const struct form_row *row = &form_rows[_i];
    struct slice form = compare_form(&arena, slice_of(row->text));

    ck_assert_msg(slice_is(form, row->form), "%s: %.*s", row->why,
                  SLICE_ARG(form));
    form = compare_form(&arena, form);
    ck_assert_msg(slice_is(form, row->form), "%s, twice: %.*s", row->why,
                  SLICE_ARG(form));
}
END_TEST

/* NFC and NFD of each character, between letters, have one form. */
START_TEST(test_form_of_both)
{
    for (uint32_t c = 1; c < 0x20000; c++) {
        char bytes[8] = "a";
        utf8proc_uint8_t *nfc, *nfd;
        size_t len = 1;

        if ((c >= 0xd800 && c <= 0xdfff) || (c >= 0x3400 && c <= 0x9fff) ||
            (c >= 0x12000 && c <= 0x1cfff))
            continue;
        len += text_encode(c, bytes + len);
        bytes[len] = 'b';
        nfc = utf8proc_NFC((utf8proc_uint8_t *)bytes);
        nfd = utf8proc_NFD((utf8proc_uint8_t *)bytes);
        ck_assert(nfc && nfd);
        ck_assert_msg(slice_equal(compare_form(&arena, slice_of((char *)nfc)),
                                  compare_form(&arena, slice_of((char *)nfd))),
                      "U+%04X", c);
        free(nfc);
        free(nfd);
        if (c % 1024 == 0)
            arena_reset(&arena);
    }
}
END_TEST

/* Longer than what stays on the stack, in ASCII and with what grows most. */
START_TEST(test_form_long)
{
    char text[6000];
    struct slice form;

    memset(text, 'a', sizeof text);
    form = compare_form(&arena, (struct slice){text, sizeof text});
    ck_assert_uint_eq(form.len, sizeof text);
    for (size_t i = 0; i + 3 <= sizeof text; i += 3)
        memcpy(text + i, "\xef\xb7\xba", 3);
    form = compare_form(&arena, (struct slice){text, sizeof text});
    ck_assert(text_is_utf8(form));
    ck_assert_uint_gt(form.len, 5 * sizeof text);
}
END_TEST

/* Keys of different kinds, and of texts that only look alike, never meet. */
START_TEST(test_kinds)
{
    struct slice text = SLICE("9780439785969"), none = SLICE_NONE;
    struct key keys[] = {
        key_of_isbn(&context, 9780439785969),
        key_of_name(&context, text),
        key_of_title(&context, text, none, text),
        key_of_title(&context, SLICE("9780439785969 9780439785969"), none,
                     text),
        key_of_book_id(&context, text),
        key_of_author_id(&context, text),
    };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        ck_assert(!key_is_none(keys[i]));
        for (size_t j = 0; j < i; j++)
            ck_assert(!key_equal(keys[i], keys[j]));
    }
    ck_assert(key_is_none(key_of_isbn(&context, 0)));
    ck_assert(key_is_none(key_of_name(&context, none)));
    ck_assert(key_is_none(key_of_title(&context, text, none, none)));
    ck_assert(key_is_none(key_of_title(&context, none, text, text)));
    ck_assert(key_is_none(key_of_book_id(&context, none)));
}
END_TEST

static struct key title_key(const char *title, const char *subtitle,
                            const char *author)
{
    return key_of_title(&context, slice_of(title), slice_of(subtitle),
                        slice_of(author));
}

START_TEST(test_title_key)
{
    struct key key = title_key("Emma", "a novel", "Jane Austen");

    ck_assert(key_equal(key, title_key("Emma: a novel", "", "JANE AUSTEN")));
    ck_assert(key_equal(key, title_key("Emma /", "A Novel.", "Jane Austen,")));
    ck_assert(!key_equal(key, title_key("Emma", "", "a novel Jane Austen")));
    ck_assert(!key_equal(key, title_key("Emma", "", "Jane Austen")));
    ck_assert(key_equal(title_key("Emma", "", "Jane Austen"),
                        title_key("Emma", "!", "Jane Austen")));
}
END_TEST

START_TEST(test_namespaces)
{
    struct slice id = SLICE("42");
    struct key key = key_of_book_id(&context, id);

    context.ids = SLICE("other");
    ck_assert(!key_equal(key, key_of_book_id(&context, id)));
    context.ids = SLICE("house");
    context.source = SLICE("other"); /* own ids are the namespace's */
    ck_assert(key_equal(key, key_of_book_id(&context, id)));
}
END_TEST

static struct biblio link_row(struct contributor *author)
{
    struct biblio biblio = {
        .kind = BIBLIO_BOOK,
        .link_row = true,
        .own_id = SLICE("b1"),
        .field[BOOK_TITLE] = SLICE("Emma"),
        .contributors = {.at = author, .count = 1, .room = 1},
    };

    return biblio;
}

/* What a record is known by within its source. */
START_TEST(test_ident)
{
    struct contributor author = {.field[AUTHOR_NAME] = SLICE("Jane Austen")};
    struct key one = {1, 1}, two = {2, 2}, key;
    struct biblio biblio = link_row(&author);

    key = key_of_ident(&context, &biblio, one, 0);
    ck_assert(key_equal(key, key_of_ident(&context, &biblio, two, 0)));
    author.royalty = 125000;
    ck_assert(key_equal(key, key_of_ident(&context, &biblio, one, 0)));
    author.field[AUTHOR_NAME] = SLICE("Another");
    ck_assert(!key_equal(key, key_of_ident(&context, &biblio, one, 0)));
    biblio.link_row = false; /* now the author is no part of it */
    key = key_of_ident(&context, &biblio, one, 0);
    author.field[AUTHOR_NAME] = SLICE("Jane Austen");
    ck_assert(key_equal(key, key_of_ident(&context, &biblio, two, 0)));
    ck_assert(!key_equal(key, key_of_ident(&context, &biblio, one, 1)));
    context.source = SLICE("other");
    ck_assert(!key_equal(key, key_of_ident(&context, &biblio, one, 0)));
    biblio.own_id = SLICE_NONE; /* nothing stated: the bytes */
    ck_assert(!key_equal(key_of_ident(&context, &biblio, one, 0),
                         key_of_ident(&context, &biblio, two, 0)));
}
END_TEST

/* Lengths are part of what is hashed: no two idents run together. */
START_TEST(test_ident_parts)
{
    struct contributor a = {.ref = SLICE("1")}, b = {.ref = SLICE("11")};
    struct biblio first = link_row(&a), second = link_row(&b);
    struct key digest = {1, 1};

    first.own_id = SLICE("11");
    second.own_id = SLICE("1");
    ck_assert(!key_equal(key_of_ident(&context, &first, digest, 0),
                         key_of_ident(&context, &second, digest, 0)));
}
END_TEST

START_TEST(test_set_keys)
{
    struct contributor authors[] = {
        {.field[AUTHOR_NAME] = SLICE("Second"), .order = 2},
        {.field[AUTHOR_NAME] = SLICE("First"), .order = 1, .ref = SLICE("7")},
    };
    uint64_t isbns[] = {9780439785969};
    struct biblio biblio = {
        .field[BOOK_TITLE] = SLICE("Emma"),
        .contributors = {.at = authors, .count = 2, .room = 2},
        .isbns = {.at = isbns, .count = 1, .room = 1},
    };

    biblio_set_keys(&context, &biblio, (struct key){1, 1}, 0);
    ck_assert(key_equal(biblio.title_key, title_key("Emma", "", "First")));
    ck_assert(
        key_equal(biblio.isbn_keys[0], key_of_isbn(&context, 9780439785969)));
    ck_assert(key_is_none(biblio.own_key));
    ck_assert(!key_is_none(biblio.ident));
    ck_assert(key_is_none(authors[0].ref_key));
    ck_assert(!key_is_none(authors[1].ref_key));
    ck_assert(!key_is_none(authors[0].name_key));
    biblio.link_row = true; /* the second author's row can't know the first */
    biblio.contributors.count = 1;
    biblio_set_keys(&context, &biblio, (struct key){1, 1}, 0);
    ck_assert(key_is_none(biblio.title_key));
}
END_TEST

static const struct agree_row {
    const char *title_a, *subtitle_a, *title_b, *subtitle_b;
    bool agree;
    const char *why;
} agree_rows[] = {
    {"Emma", "", "EMMA", "", true, "case"},
    {"Emma", "a novel", "Emma: a novel", "", true, "where the subtitle is"},
    {"The hobbit", "", "Hobbit", "", true, "article"},
    {"Die Verwandlung", "", "Verwandlung", "", true, "article"},
    {"Unreliable truths", "", "Unreliable truths", "transcultural homeworlds",
     true, "no subtitle, two words"},
    {"Frankenstein", "", "Frankenstein, or, The modern Prometheus", "", true,
     "one word of ten letters"},
    {"Emma", "", "Emma", "a novel", true, "the whole title of the other"},
    {"The hobbit", "", "Hobbit", "or, There and back again", true,
     "the same behind an article"},
    {"Atlas", "", "Atlas", "volume 2", false, "a volume of a set"},
    {"Emma", "a novel", "Emma", "a play", false, "subtitles differ"},
    {"Emma", "", "Emma and Knightley", "", false, "one short word"},
    {"Unreliable tru", "", "Unreliable truths", "", false,
     "not at a word's end"},
    {"Emma", "", "Persuasion", "", false, "another book"},
    {"Война", "", "Война и мир", "", false,
     "five letters are five, however many bytes they take"},
    {"Преступление", "", "Преступление и наказание", "", true,
     "and twelve are twelve"},
    {"Unreliable truths", "", "Unreliable truths & others", "", true,
     "what follows may begin with a sign"},
    {"Unreliable truths", "", "Unreliable truths 2", "", false,
     "a number is a part of a set"},
    {"Unreliable truths", "", "Unreliable truths", "Retold", true,
     "one word more"},
    {"Unreliable truths", "", "Unreliable truths", "Band", false,
     "one word that begins a part"},
    {"Emma", "a novel", "", "", false, "nothing agrees with no title"},
    {"", "", "", "", false, "nothing agrees with nothing"},
    {"!!!", "", "!!!", "", true, "punctuation alone"},
};

START_TEST(test_agree)
{
    const struct agree_row *row = &agree_rows[_i];
    struct slice a = slice_of(row->title_a), b = slice_of(row->title_b);
    struct slice sub_a = slice_of(row->subtitle_a);
    struct slice sub_b = slice_of(row->subtitle_b);

    ck_assert_msg(titles_agree(&arena, a, sub_a, b, sub_b) == row->agree, "%s",
                  row->why);
    ck_assert_msg(titles_agree(&arena, b, sub_b, a, sub_a) == row->agree,
                  "%s, the other way round", row->why);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

Suite *keys_suite(void)
{
    Suite *suite = suite_create("keys");
    TCase *rows = tcase_create("keys");

    tcase_add_checked_fixture(rows, setup, teardown);
    tcase_set_timeout(rows, 60);
    tcase_add_loop_test(rows, test_form, 0, ROWS(form_rows));
    tcase_add_test(rows, test_form_of_both);
    tcase_add_test(rows, test_form_long);
    tcase_add_test(rows, test_kinds);
    tcase_add_test(rows, test_title_key);
    tcase_add_test(rows, test_namespaces);
    tcase_add_test(rows, test_ident);
    tcase_add_test(rows, test_ident_parts);
    tcase_add_test(rows, test_set_keys);
    tcase_add_loop_test(rows, test_agree, 0, ROWS(agree_rows));
    suite_add_tcase(suite, rows);
    return suite;
}
