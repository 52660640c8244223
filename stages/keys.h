/*
 * The canonical forms that match keys are hashed from. Forms are separated by
 * kind, so keys of different kinds never meet.
 *
 * Names follow the NACO comparison rules (PCC, 2008) on the name in direct order:
 * CSV's "Jane Austen" meets MARC's "Austen, Jane,". The key of a name has no dates
 * in it: those are facts that matching compares.
 */
#ifndef BIBLOAD_KEYS_H
#define BIBLOAD_KEYS_H

#include "../pipeline/arena.h"
#include "../pipeline/biblio.h"
#include "../pipeline/key.h"

/* The comparison form of any text: NFKD, marks deleted, upper case, AE OE TH D O L
 * for their letters, apostrophe, ayn, alif and brackets deleted, + & @ # and the
 * music signs kept, other punctuation a blank, blanks squeezed. If nothing is left,
 * the text itself. {NULL, 0} and arena.failed when memory is short. */
struct slice compare_form(struct arena *arena, struct slice text);

struct keys_context {
    const unsigned char *secret;
    struct slice source; /* the source's name */
    struct slice ids;    /* namespace of own ids */
    struct arena *arena; /* for scratch */
};

struct key key_of_isbn(const struct keys_context *context, uint64_t isbn);
struct key key_of_name(const struct keys_context *context, struct slice name);
/* None if title or author is empty: without both the rule does not apply. */
struct key key_of_title(const struct keys_context *context, struct slice title,
                        struct slice subtitle, struct slice first_author);
/* Own ids of books and of authors in their namespace. */
struct key key_of_book_id(const struct keys_context *context, struct slice id);
struct key key_of_author_id(const struct keys_context *context,
                            struct slice id);
/* viaf:102333412, the same in all sources. */
struct key key_of_authority(const struct keys_context *context,
                            struct slice id);
/* An LCCN in canonical form, an OCLC number in digits, an ISSN: `kind` is that of
 * the key row, and keeps them apart. */
struct key key_of_number(const struct keys_context *context, int32_t kind,
                         struct slice number);
/* What identifies a record within its source: its own id; of a link row or a join
 * the book and the author together; of an authors' row its author_ref; without any
 * of them the digest of its bytes. `part` counts the biblios of one record. */
struct key key_of_ident(const struct keys_context *context,
                        const struct biblio *biblio, struct key digest,
                        size_t part);

/* Title as "title subtitle" agrees roughly with another: equal comparison forms
 * without a leading article, or one begins with the other at a word's end and the
 * shorter has at least two words or ten characters, or is the whole title of the
 * longer, whose subtitle it lacks. For the ISBN rule. */
bool titles_agree(struct arena *arena, struct slice title_a,
                  struct slice subtitle_a, struct slice title_b,
                  struct slice subtitle_b);

/* All keys of a biblio, in place; arena.failed when memory is short. */
void biblio_set_keys(const struct keys_context *context, struct biblio *biblio,
                     struct key digest, size_t part);

#endif
