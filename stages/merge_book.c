/* Fields and keys of books: see merge.h. */
#include "merge.h"

#include "decisions.h"
#include "match.h"
#include "numbers.h"
#include "restate.h"
#include "works.h"

static const char *const book_columns[BOOK_FIELDS] = {
    [BOOK_TITLE] = "title",
    [BOOK_SUBTITLE] = "subtitle",
    [BOOK_ISBN] = "isbn",
    [BOOK_ISSN] = "issn",
    [BOOK_YEAR] = "year",
    [BOOK_PUBLISHER] = "publisher",
    [BOOK_LANGUAGE] = "language",
    [BOOK_MATERIAL] = "material",
    [BOOK_EXTRA] = "extra",
    [BOOK_SORT_TITLE] = "sort_title",
    [BOOK_UNIFORM_TITLE] = "uniform_title",
    [BOOK_LCCN] = "lccn",
    [BOOK_OCLC] = "oclc",
};

static const char *const author_columns[AUTHOR_FIELDS] = {
    [AUTHOR_NAME] = "name",
    [AUTHOR_SORT_NAME] = "sort_name",
    [AUTHOR_KIND] = "kind",
    [AUTHOR_DATES] = "dates",
    [AUTHOR_AUTHORITY_ID] = "authority_id",
    [AUTHOR_TITLES] = "titles",
    [AUTHOR_FULLER_NAME] = "fuller_name",
};

const char *book_field_column(enum book_field field)
{
    return book_columns[field];
}

const char *author_field_column(enum author_field field)
{
    return author_columns[field];
}

bool edited_by_hand(struct slice edited, const char *column)
{
    size_t len = strlen(column);

    for (size_t at = 0; at + len <= edited.len;) {
        size_t end = at;

        while (end < edited.len && edited.at[end] != ' ')
            end++;
        if (end - at == len && memcmp(edited.at + at, column, len) == 0)
            return true;
        at = end + 1;
    }
    return false;
}

static int ledger_field(struct resolver *resolver, const struct book_row *book,
                        enum book_field field, struct slice after)
{
    struct ledger_row *row = working_ledger(
        &resolver->set, resolver->record->ordinal, "book", "changed");

    if (!row)
        return -1;
    row->book_id = book->id;
    row->field = book_columns[field];
    row->before = book->field[field];
    row->after = after;
    return 0;
}

static bool field_changes(const struct book_row *book, enum book_field field,
                          struct slice value, enum merge_policy policy)
{
    if (value.len == 0 || slice_equal(value, book->field[field]) ||
        edited_by_hand(book->edited, book_columns[field]))
        return false;
    return policy == MERGE_REPLACE ||
           (policy == MERGE_FILL && book->field[field].len == 0);
}

/* What a title is sorted by belongs to that title. */
static bool is_its_title(struct resolver *resolver, const struct biblio *biblio,
                         const struct book_row *book)
{
    return !book_field_disagrees(resolver, biblio, book, BOOK_TITLE);
}

static int set_field(struct resolver *resolver, struct book_row *book,
                     enum book_field field, struct slice value)
{
    if (ledger_field(resolver, book, field, value) != 0 ||
        working_change_book(&resolver->set, book) != 0)
        return -1;
    book->field[field] = value;
    book->changed |= 1u << field;
    return 0;
}

int merge_fields(struct resolver *resolver, const struct biblio *biblio,
                 struct book_row *book, enum merge_policy policy)
{
    bool changed = false, titled = false;

    if (book->state == ROW_NEW && book->field[BOOK_TITLE].len == 0) {
        memcpy(book->field, biblio->field, sizeof book->field);
        return 0;
    }
    for (int field = 0; field < BOOK_FIELDS; field++) {
        if (!field_changes(book, (enum book_field)field, biblio->field[field],
                           policy) ||
            (field == BOOK_SORT_TITLE && !is_its_title(resolver, biblio, book)))
            continue;
        if (set_field(resolver, book, (enum book_field)field,
                      biblio->field[field]) != 0)
            return -1;
        changed = true;
        titled |= field == BOOK_TITLE;
    }
    /* A title that took another's place is not sorted by the other's form. */
    if (titled && book->field[BOOK_SORT_TITLE].len &&
        !biblio->field[BOOK_SORT_TITLE].len &&
        set_field(resolver, book, BOOK_SORT_TITLE, SLICE_NONE) != 0)
        return -1;
    if (changed) {
        resolver->changed = true;
        resolver->counts->books.updated++;
    }
    return 0;
}

static int note_stated(struct resolver *resolver, const struct book_row *book,
                       enum book_field field)
{
    struct ledger_row *row = working_ledger(
        &resolver->set, resolver->record->ordinal, "book", "stated");

    if (!row)
        return -1;
    row->book_id = book->id;
    row->rule = "decision";
    row->field = book_columns[field];
    row->after = book->field[field];
    return 0;
}

int merge_note_stated(struct resolver *resolver, const struct biblio *biblio,
                      const struct book_row *book)
{
    size_t count;
    const struct filled *filled =
        decisions_filled(resolver->stage->job->decisions, book->id, &count);

    for (size_t i = 0; i < count; i++)
        for (int field = 0; field < BOOK_FIELDS; field++)
            if (slice_is(filled[i].column, book_columns[field]) &&
                biblio->field[field].len &&
                slice_equal(biblio->field[field], book->field[field]) &&
                note_stated(resolver, book, (enum book_field)field) != 0)
                return -1;
    return 0;
}

/* ---- keys ---- */

/* The link that comes first; links without an order come last. */
static const struct link_row *first_link(const struct book_row *book)
{
    const struct link_row *first = NULL;

    for (size_t i = 0; i < book->links.count; i++) {
        const struct link_row *link = &book->links.at[i];
        int64_t order = link->order ? link->order : INT32_MAX;

        if (link->state == ROW_REMOVED)
            continue;
        if (!first || order < (first->order ? first->order : INT32_MAX) ||
            (order == (first->order ? first->order : INT32_MAX) &&
             link->author_id < first->author_id))
            first = link;
    }
    return first;
}

int book_first_author(struct resolver *resolver, struct book_row *book,
                      struct slice *name)
{
    const struct link_row *link = first_link(book);
    const struct author_row *author;

    *name = SLICE_NONE;
    if (!link)
        return 0;
    author = working_author(&resolver->set, link->author_id);
    if (!author)
        return -1;
    *name = author->field[AUTHOR_NAME];
    return 0;
}

int book_title_key(struct resolver *resolver, struct book_row *book,
                   struct key *key)
{
    struct slice author;

    if (book_first_author(resolver, book, &author) != 0)
        return -1;
    *key = key_of_title(&resolver->keys, book->field[BOOK_TITLE],
                        book->field[BOOK_SUBTITLE], author);
    return resolver->scratch.failed ? error_memory(resolver->set.from.error)
                                    : 0;
}

static int key_year_changed(struct resolver *resolver, struct book_row *book,
                            int32_t year)
{
    for (size_t i = 0; i < book->keys.count; i++)
        if (book->keys.at[i].kind == KEY_TITLE &&
            book->keys.at[i].state != ROW_REMOVED &&
            working_key_book(&resolver->set, book, KEY_TITLE,
                             book->keys.at[i].key, year) != 0)
            return -1;
    return 0;
}

/* With the name that the row of the first author has: the next record may say that
 * one. */
static int key_row_title(struct resolver *resolver, struct book_row *book,
                         int32_t year)
{
    struct key key;

    if (book_title_key(resolver, book, &key) != 0)
        return -1;
    return working_key_book(&resolver->set, book, KEY_TITLE, key, year);
}

/* A new book's title key is its record's; only a row that was there has to be
 * looked at again, or one that begins with a link that is not its first. */
static int merge_title_key(struct resolver *resolver,
                           const struct biblio *biblio, struct book_row *book,
                           struct key before_key, bool *retitled)
{
    int32_t year = biblio->year;
    struct key key = biblio->title_key;

    if (book->id <= resolver->books_before) {
        year = 0;
        (void)number_year(book->field[BOOK_YEAR], &year);
    }
    if (book->id <= resolver->books_before ||
        (biblio->link_row && key_is_none(key))) {
        if (book_title_key(resolver, book, &key) != 0)
            return -1;
        *retitled = !key_equal(key, before_key);
        if (!key_is_none(before_key) && *retitled &&
            working_unkey_book(&resolver->set, book, KEY_TITLE, before_key) !=
                0)
            return -1;
        if (key_year_changed(resolver, book, year) != 0)
            return -1;
    } else if (resolver->renamed && key_row_title(resolver, book, year) != 0) {
        return -1;
    }
    return working_key_book(&resolver->set, book, KEY_TITLE, key, year);
}

/* A new book's are its record's, if the row says the same: its first author may be
 * called otherwise, or be in a link that is not the record's first. Of a book that
 * was there they follow the row. */
static int merge_work_keys(struct resolver *resolver,
                           const struct biblio *biblio, struct book_row *book,
                           bool retitled)
{
    if (book->id <= resolver->books_before || resolver->renamed ||
        (biblio->link_row && key_is_none(biblio->title_key)))
        return work_rekey(resolver, book, retitled);
    for (size_t i = 0; i < WORK_KEYS; i++)
        if (working_key_book(&resolver->set, book, KEY_WORK,
                             biblio->work_keys[i], biblio->year) != 0)
            return -1;
    return 0;
}

int merge_keys(struct resolver *resolver, const struct biblio *biblio,
               struct book_row *book, struct key before_key)
{
    bool retitled = false;

    if (merge_title_key(resolver, biblio, book, before_key, &retitled) != 0 ||
        match_decided_titles(resolver, biblio, book) != 0)
        return -1;
    for (size_t i = 0; i < biblio->isbns.count; i++)
        if (working_key_book(&resolver->set, book, KEY_ISBN,
                             biblio->isbn_keys[i], 0) != 0)
            return -1;
    for (size_t i = 0; i < biblio->numbers.count; i++)
        if (working_key_book(&resolver->set, book, biblio->numbers.at[i].kind,
                             biblio->numbers.at[i].key, 0) != 0)
            return -1;
    if (restate_keys(resolver, biblio, book) != 0 ||
        merge_work_keys(resolver, biblio, book, retitled) != 0)
        return -1;
    return working_key_book(&resolver->set, book,
                            resolver->stage->job->import.ids_kind,
                            biblio->own_key, 0);
}
