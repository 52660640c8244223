/*
 * See keys.h. What is hashed begins with a letter for its kind, and its parts
 * are separated by a NUL, which no part but the last can hold: namespaces come
 * from a config and comparison forms have no control characters.
 */
#include "keys.h"

#include "canonical.h"
#include "isbn.h"
#include "seen_names.h"
#include "works.h"

enum form_kind {
    FORM_ISBN = 'I',
    FORM_NAME = 'N',
    FORM_TITLE = 'T',
    FORM_BOOK_ID = 'B',
    FORM_AUTHOR_ID = 'A',
    FORM_IDENT = 'R',
    FORM_AUTHORITY = 'H',
    FORM_NUMBER = 'U',
};

static const struct key no_key = {0, 0};

struct slice compare_form(struct arena *arena, struct slice text)
{
    struct canonical form;
    struct slice made;

    canonical_init(&form, arena);
    canonical_form_or_text(&form, text);
    made = canonical_text(&form);
    if (made.at == form.local)
        return arena_copy(arena, made);
    return made;
}

static void canonical_begin(struct canonical *canonical,
                            const struct keys_context *context,
                            enum form_kind kind)
{
    canonical_init(canonical, context->arena);
    canonical_byte(canonical, (char)kind);
}

static struct key canonical_key(const struct canonical *canonical,
                                const struct keys_context *context)
{
    struct slice text = canonical_text(canonical);

    return text.at ? key_hash(context->secret, text) : no_key;
}

struct key key_of_isbn(const struct keys_context *context, uint64_t isbn)
{
    char bytes[1 + ISBN_DIGITS + 1] = {FORM_ISBN};

    if (isbn == 0)
        return no_key;
    isbn_write(isbn, bytes + 1);
    return key_hash(context->secret, (struct slice){bytes, 1 + ISBN_DIGITS});
}

struct key key_of_name(const struct keys_context *context, struct slice name)
{
    struct canonical form;

    if (name.len == 0)
        return no_key;
    canonical_begin(&form, context, FORM_NAME);
    canonical_form_or_text(&form, name);
    return canonical_key(&form, context);
}

/* One text of title and subtitle: where one ends, sources disagree. */
static void canonical_title(struct canonical *form, struct slice title,
                            struct slice subtitle)
{
    size_t start, end;

    canonical_form_or_text(form, title);
    end = form->len;
    canonical_byte(form, ' ');
    start = form->len;
    canonical_form(form, subtitle);
    if (form->len == start)
        form->len = end;
}

struct key key_of_title(const struct keys_context *context, struct slice title,
                        struct slice subtitle, struct slice first_author)
{
    struct canonical form;

    if (title.len == 0 || first_author.len == 0)
        return no_key;
    canonical_begin(&form, context, FORM_TITLE);
    canonical_title(&form, title, subtitle);
    canonical_byte(&form, '\0');
    canonical_form_or_text(&form, first_author);
    return canonical_key(&form, context);
}

static struct key key_of_id(const struct keys_context *context,
                            enum form_kind kind, struct slice id)
{
    struct canonical form;

    if (id.len == 0)
        return no_key;
    canonical_begin(&form, context, kind);
    canonical_bytes(&form, context->ids);
    canonical_byte(&form, '\0');
    canonical_bytes(&form, id);
    return canonical_key(&form, context);
}

struct key key_of_book_id(const struct keys_context *context, struct slice id)
{
    return key_of_id(context, FORM_BOOK_ID, id);
}

struct key key_of_author_id(const struct keys_context *context, struct slice id)
{
    return key_of_id(context, FORM_AUTHOR_ID, id);
}

struct key key_of_authority(const struct keys_context *context, struct slice id)
{
    struct canonical form;

    if (id.len == 0)
        return no_key;
    canonical_begin(&form, context, FORM_AUTHORITY);
    canonical_bytes(&form, id);
    return canonical_key(&form, context);
}

struct key key_of_number(const struct keys_context *context, int32_t kind,
                         struct slice number)
{
    struct canonical form;

    if (number.len == 0)
        return no_key;
    canonical_begin(&form, context, FORM_NUMBER);
    canonical_byte(&form, (char)kind);
    canonical_bytes(&form, number);
    return canonical_key(&form, context);
}

/* A part of an ident that is text of the record's own and may hold any byte. */
static void canonical_counted(struct canonical *form, struct slice text)
{
    for (int shift = 0; shift < 64; shift += 8)
        canonical_byte(form, (char)((uint64_t)text.len >> shift));
    canonical_bytes(form, text);
}

/* The book that a link row names: by its id, by its ISBN, or else by what makes
 * consecutive rows one book. False: by nothing. */
static bool ident_book(struct canonical *form, const struct biblio *biblio)
{
    char digits[ISBN_DIGITS + 1];

    if (biblio->own_id.len) {
        canonical_byte(form, 'i');
        canonical_counted(form, biblio->own_id);
    } else if (biblio->isbns.count) {
        canonical_byte(form, 'n');
        isbn_write(biblio->isbns.at[0], digits);
        canonical_bytes(form, (struct slice){digits, ISBN_DIGITS});
    } else if (biblio->field[BOOK_TITLE].len) {
        canonical_byte(form, 't');
        canonical_counted(form, biblio->field[BOOK_TITLE]);
        canonical_counted(form, biblio->field[BOOK_SUBTITLE]);
        canonical_counted(form, biblio->field[BOOK_YEAR]);
        canonical_counted(form, biblio->field[BOOK_PUBLISHER]);
    } else {
        return false;
    }
    return true;
}

static void ident_author(struct canonical *form, const struct biblio *biblio)
{
    const struct contributor *author =
        biblio->contributors.count ? &biblio->contributors.at[0] : NULL;

    if (author && author->ref.len) {
        canonical_byte(form, 'i');
        canonical_counted(form, author->ref);
    } else if (author) {
        canonical_byte(form, 'n');
        canonical_form_or_text(form, author->field[AUTHOR_NAME]);
        canonical_byte(form, '\0');
        canonical_counted(form, author->field[AUTHOR_DATES]);
    }
}

/* What the record says of its own identity; false: nothing. */
static bool ident_stated(struct canonical *form, const struct biblio *biblio)
{
    if (biblio->kind == BIBLIO_AUTHOR) {
        if (biblio->contributors.count == 0 ||
            biblio->contributors.at[0].ref.len == 0)
            return false;
        canonical_byte(form, 'a');
        canonical_counted(form, biblio->contributors.at[0].ref);
        return true;
    }
    if (biblio->kind == BIBLIO_LINK || biblio->link_row) {
        canonical_byte(form, 'l');
        if (!ident_book(form, biblio))
            return false;
        ident_author(form, biblio);
        return true;
    }
    if (biblio->own_id.len == 0)
        return false;
    canonical_byte(form, 'b');
    canonical_counted(form, biblio->own_id);
    return true;
}

struct key key_of_ident(const struct keys_context *context,
                        const struct biblio *biblio, struct key digest,
                        size_t part)
{
    struct canonical form;
    unsigned char bytes[16];
    size_t start;

    canonical_begin(&form, context, FORM_IDENT);
    canonical_bytes(&form, context->source);
    canonical_byte(&form, '\0');
    for (int shift = 0; shift < 64; shift += 8)
        canonical_byte(&form, (char)((uint64_t)part >> shift));
    start = form.len;
    if (!ident_stated(&form, biblio)) {
        form.len = start;
        key_to_bytes(digest, bytes);
        canonical_byte(&form, 'd');
        canonical_bytes(&form, (struct slice){(const char *)bytes, 16});
    }
    return canonical_key(&form, context);
}

/* The name that comes first: the first given, unless another states an order
 * before it. None for a row of one link that is not the book's first. */
static struct slice first_author(const struct biblio *biblio)
{
    const struct contributor *first = NULL;

    for (size_t i = 0; i < biblio->contributors.count; i++) {
        const struct contributor *other = &biblio->contributors.at[i];
        int32_t order = !first ? INT32_MAX : first->order ? first->order : 1;

        if (other->field[AUTHOR_NAME].len &&
            (!first || (other->order && other->order < order)))
            first = other;
    }
    if (!first || (biblio->link_row && first->order > 1))
        return SLICE_NONE;
    return first->field[AUTHOR_NAME];
}

static void more_set_keys(const struct keys_context *context,
                          struct contributor_more *more)
{
    for (size_t i = 0; i < more->variants.count; i++)
        more->variants.at[i].key =
            key_of_name(context, more->variants.at[i].name);
    for (size_t i = 0; i < more->authorities.count; i++)
        more->authorities.at[i].key =
            key_of_authority(context, more->authorities.at[i].id);
}

void biblio_set_keys(const struct keys_context *context, struct biblio *biblio,
                     struct key digest, size_t part)
{
    size_t count = biblio->isbns.count;
    struct slice author = first_author(biblio);

    biblio->ident = key_of_ident(context, biblio, digest, part);
    biblio->own_key = key_of_book_id(context, biblio->own_id);
    biblio->title_key = key_of_title(context, biblio->field[BOOK_TITLE],
                                     biblio->field[BOOK_SUBTITLE], author);
    work_keys_of(context, biblio->field, author, biblio->title_key,
                 biblio->work_keys);
    for (size_t i = 0; i < biblio->numbers.count; i++)
        biblio->numbers.at[i].key = key_of_number(
            context, biblio->numbers.at[i].kind, biblio->numbers.at[i].text);
    biblio->isbn_keys =
        arena_alloc(context->arena, (count + 1) * sizeof *biblio->isbn_keys);
    for (size_t i = 0; biblio->isbn_keys && i < count; i++)
        biblio->isbn_keys[i] = key_of_isbn(context, biblio->isbns.at[i]);
    for (size_t i = 0; i < biblio->contributors.count; i++) {
        struct contributor *contributor = &biblio->contributors.at[i];

        contributor->name_key =
            key_of_name(context, contributor->field[AUTHOR_NAME]);
        contributor->ref_key = key_of_author_id(context, contributor->ref);
        contributor->form = seen_names_hash(key_from_bytes(context->secret).low,
                                            contributor->field[AUTHOR_NAME]);
        if (contributor->more)
            more_set_keys(context, contributor->more);
    }
}
