/*
 * titles_agree of keys.h: do two titles agree roughly? For books that share an
 * ISBN, where a typing slip in the number must not make one book of two, and a
 * subtitle that one source leaves out must not make two of one.
 */
#include "keys.h"

#include "canonical.h"

/* In comparison form, with the blank that ends them. */
static const char *const articles[] = {
    "A ",   "AN ", "THE ", "DER ", "DIE ", "DAS ", "EIN ", "EINE ",
    "LE ",  "LA ", "LES ", "UN ",  "UNE ", "EL ",  "LOS ", "LAS ",
    "UNA ", "IL ", "LO ",  "GLI ", "DE ",  "HET ", "EEN ", "O ",
    "OS ",  "AS ", "UM ",  "UMA ", "EN ",  "ETT ", "DEN ", "DET ",
};

static struct slice without_article(struct slice form)
{
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        size_t len = strlen(articles[i]);

        if (form.len > len && memcmp(form.at, articles[i], len) == 0)
            return (struct slice){form.at + len, form.len - len};
    }
    return form;
}

/* Without its article; *title_len is that of the title alone in it. */
static struct slice title_form(struct canonical *form, struct arena *arena,
                               struct slice title, struct slice subtitle,
                               size_t *title_len)
{
    struct slice whole;
    size_t end;

    canonical_init(form, arena);
    canonical_form_or_text(form, title);
    end = form->len;
    canonical_byte(form, ' ');
    canonical_form(form, subtitle);
    if (form->len == end + 1)
        form->len = end;
    whole = without_article(canonical_text(form));
    *title_len = whole.len - (form->len - end);
    return whole;
}

/* Two words, or ten characters: one short word begins too many titles. */
static bool says_enough(struct slice form)
{
    size_t characters = 0;

    for (size_t i = 0; i < form.len; i++) {
        if (form.at[i] == ' ')
            return true;
        if (((unsigned char)form.at[i] & 0xc0) != 0x80)
            characters++;
    }
    return characters >= 10;
}

/* What follows the common beginning tells a volume of a set: the set's ISBN is
 * not the volume's. */
static bool begins_part(struct slice rest)
{
    static const char *const words[] = {
        "VOL",  "VOLUME", "PART", "BOOK", "BAND",   "BD", "TEIL", "TOME",
        "TOMO", "T",      "V",    "PT",   "NUMBER", "NO", "ISSUE"};
    struct slice word = rest;

    if (rest.len && rest.at[0] >= '0' && rest.at[0] <= '9')
        return true;
    for (size_t i = 0; i < rest.len; i++)
        if (rest.at[i] == ' ') {
            word.len = i;
            break;
        }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(word, words[i]))
            return true;
    return false;
}

bool titles_agree(struct arena *arena, struct slice title_a,
                  struct slice subtitle_a, struct slice title_b,
                  struct slice subtitle_b)
{
    struct canonical form_a, form_b;
    size_t title_len_a, title_len_b;
    struct slice a, b;

    if (title_a.len == 0 || title_b.len == 0)
        return false;
    a = title_form(&form_a, arena, title_a, subtitle_a, &title_len_a);
    b = title_form(&form_b, arena, title_b, subtitle_b, &title_len_b);
    if (!a.at || !b.at)
        return false;
    if (a.len > b.len) {
        struct slice longer = a;

        a = b;
        b = longer;
        title_len_b = title_len_a;
    }
    if (a.len == 0 || memcmp(a.at, b.at, a.len) != 0)
        return false;
    return a.len == b.len ||
           (b.at[a.len] == ' ' && (a.len == title_len_b || says_enough(a)) &&
            !begins_part((struct slice){b.at + a.len + 1, b.len - a.len - 1}));
}
