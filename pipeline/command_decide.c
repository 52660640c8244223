/* See command_decide.h. */
#include "command_decide.h"

#include "command_change.h"
#include "command_subject.h"
#include "log.h"

#include "../stages/find_ids.h"
#include "../stages/is_json.h"
#include "../stages/keys.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

int decide_command(struct invocation *invocation,
                   int (*run)(struct invocation *invocation,
                              struct decide *decide, struct error *error),
                   struct error *error)
{
    struct arena arena;
    const char *login = getenv("LOGNAME");
    struct decide decide = {
        .arena = &arena,
        .subject = strcmp(invocation->operands[0], "book") == 0 ? FIND_BOOKS
                                                                : FIND_AUTHORS,
        .login = login ? login : getenv("USER"),
    };
    int status;

    if (change_open(invocation, &decide.store, error))
        return -1;
    arena_init(&arena, 65536);
    status = run(invocation, &decide, error);
    arena_clear(&arena);
    decide.store->type->close(decide.store);
    return status;
}

/* ---- rows ---- */

static bool is_id(const char *text)
{
    return strchr(text, ':') ||
           (*text && strspn(text, "0123456789") == strlen(text));
}

/* find_by_name takes what is like it, if nothing is equal: not enough here. quiet:
 * text that is more likely an id. */
static int keep_equal(struct decide *decide, const char *text, bool quiet,
                      struct found *found, struct error *error)
{
    struct slice wanted = compare_form(decide->arena, slice_of(text));
    struct slice name;
    int64_t before = decide->keep;

    if (found->ids.count == 0)
        return 0;
    decide->keep = found->ids.at[0];
    if (decide_text(decide,
                    decide->subject == FIND_AUTHORS
                        ? "SELECT name FROM authors WHERE id = :keep"
                        : "SELECT title FROM books WHERE id = :keep",
                    &name, error))
        return -1;
    if (!slice_equal(compare_form(decide->arena, name), wanted)) {
        if (!quiet)
            log_line(LOG_WARNING, "%s %" PRId64 ", %.*s, is only like it",
                     decide_own(decide), decide->keep, SLICE_ARG(name));
        found->ids.count = 0;
    }
    decide->keep = before;
    return decide->arena->failed ? error_memory(error) : 0;
}

static const char *word_for_name(const struct decide *decide)
{
    return decide->subject == FIND_AUTHORS ? "name" : "title";
}

/* No row has such an id: one may have it for its name or title. `refused` is why it
 * can't be an id at all, if it can't. */
static int as_name(struct decide *decide, const char *text,
                   const struct error *refused, struct found *found,
                   struct error *error)
{
    if (find_by_name(decide->store, decide->subject, text, decide->arena, found,
                     error) ||
        keep_equal(decide, text, true, found, error))
        return -1;
    if (found->ids.count == 0 && error_is_set(refused))
        return error_set(error, ERROR_USAGE, "%s, and no %s has it as its %s",
                         refused->text, decide_own(decide),
                         word_for_name(decide));
    if (found->ids.count == 1)
        log_line(LOG_WARNING,
                 "no %s has the id %s; taken as the %s of %s %" PRId64,
                 decide_own(decide), text, word_for_name(decide),
                 decide_own(decide), found->ids.at[0]);
    return 0;
}

/* The row has the id; another may have it for its name or title. */
static int tell_named(struct decide *decide, const char *text, int64_t taken,
                      struct error *error)
{
    const struct parameter parameters[] = {
        find_number("taken", taken),
        {"text", {.kind = VALUE_TEXT, .text = slice_of(text)}},
    };
    struct found named = {0};
    struct slice ids;

    if (find_ids(decide->store,
                 decide->subject == FIND_AUTHORS
                     ? "SELECT id FROM authors WHERE name = :text"
                       " AND id <> :taken ORDER BY id LIMIT 20"
                     : "SELECT id FROM books WHERE title = :text"
                       " AND id <> :taken ORDER BY id LIMIT 20",
                 parameters, 2, decide->arena, &named, error))
        return -1;
    if (named.ids.count == 0)
        return 0;
    ids = found_json(&named, decide->arena);
    if (!ids.at)
        return error_memory(error);
    log_line(LOG_WARNING,
             "%s is taken as the id of %s %" PRId64
             "; who has it as a %s is named by the id: %.*s",
             text, decide_own(decide), taken, word_for_name(decide),
             (int)ids.len - 2, ids.at + 1);
    return 0;
}

static int find_subject(struct invocation *invocation, struct decide *decide,
                        const char *text, struct found *found,
                        struct error *error)
{
    struct error refused = {.kind = ERROR_NONE};

    if (!is_id(text))
        return find_by_name(decide->store, decide->subject, text, decide->arena,
                            found, error) ||
                       keep_equal(decide, text, false, found, error)
                   ? -1
                   : 0;
    if (find_by_id(decide->store, &invocation->config, decide->subject, text,
                   decide->arena, found, &refused) &&
        refused.kind != ERROR_USAGE) {
        *error = refused;
        return -1;
    }
    if (found->ids.count == 0)
        return as_name(decide, text, &refused, found, error);
    return tell_named(decide, text, found->ids.at[0], error);
}

int decide_subject(struct invocation *invocation, struct decide *decide,
                   const char *text, int64_t *id, struct error *error)
{
    struct found found = {0};

    if (find_subject(invocation, decide, text, &found, error))
        return -1;
    if (found.ids.count == 0) {
        log_line(LOG_WARNING, "there is no %s %s", decide_own(decide), text);
        return STATUS_REJECTS;
    }
    if (found.ids.count > 1)
        return subject_several(&found, decide->arena, error);
    *id = found.ids.at[0];
    return STATUS_LOADED;
}

/* ---- merges ---- */

static const char *const merge_texts[] = {
    "SELECT id FROM decisions WHERE subject = :own AND verdict = 'same'"
    " AND undone IS NULL AND gone_id = CAST(:which AS INTEGER) ORDER BY id",
    "SELECT id FROM decisions WHERE subject = :own AND verdict = 'same'"
    " AND undone IS NULL AND keep_id = CAST(:which AS INTEGER) ORDER BY id",
    "SELECT id FROM decisions WHERE subject = :own AND verdict = 'same'"
    " AND undone IS NULL AND gone_name = :which ORDER BY id",
};
enum { MERGE_GONE, MERGE_KEPT, MERGE_NAMED, MERGE_TEXTS };

static int merges_by(struct decide *decide, const char *text, size_t which,
                     struct found *found, struct error *error)
{
    const struct parameter parameters[] = {
        {"own", {.kind = VALUE_TEXT, .text = slice_of(decide_own(decide))}},
        {"which", {.kind = VALUE_TEXT, .text = slice_of(text)}},
    };

    return find_ids(decide->store, merge_texts[which], parameters, 2,
                    decide->arena, found, error);
}

/* A merge has the id; another may be of a row that was called so. */
static int tell_merged(struct decide *decide, const char *text, int64_t taken,
                       struct error *error)
{
    struct found named = {0};
    int64_t gone = 0;

    if (merges_by(decide, text, MERGE_NAMED, &named, error))
        return -1;
    if (named.ids.count == 0 || named.ids.at[0] == taken)
        return 0;
    decide->decision = named.ids.at[0];
    if (decide_run(decide, "SELECT gone_id FROM decisions WHERE id = :decision",
                   &gone, error))
        return -1;
    log_line(
        LOG_WARNING,
        "%s is taken as an id; the merge of who had it as a %s is named by "
        "the id: %" PRId64,
        text, word_for_name(decide), gone);
    return 0;
}

/* A number is an id; without a merge of it, a name or title. */
static int take_merge(struct decide *decide, const char *text,
                      struct found *found, struct error *error)
{
    bool number = *text && strspn(text, "0123456789") == strlen(text);
    size_t which = number ? MERGE_GONE : MERGE_NAMED;

    for (; which < MERGE_TEXTS && found->ids.count == 0; which++)
        if (merges_by(decide, text, which, found, error))
            return -1;
    if (!number || found->ids.count == 0)
        return 0;
    if (which == MERGE_TEXTS) {
        log_line(LOG_WARNING,
                 "no merged %s has the id %s; taken as the %s of one",
                 decide_own(decide), text, word_for_name(decide));
        return 0;
    }
    return tell_merged(decide, text, found->ids.at[0], error);
}

static int several_merges(struct decide *decide, const struct found *found,
                          struct error *error)
{
    struct slice list = SLICE(""), one;

    for (size_t i = 0; i < found->ids.count && i < 20; i++) {
        decide->decision = found->ids.at[i];
        if (decide_text(decide,
                        "SELECT gone_id || ' (' || coalesce(gone_name, '')"
                        " || ')' FROM decisions WHERE id = :decision",
                        &one, error))
            return -1;
        list = arena_printf(decide->arena, "%.*s%s%.*s", SLICE_ARG(list),
                            i ? ", " : "", SLICE_ARG(one));
    }
    if (!list.at)
        return error_memory(error);
    return error_set(error, ERROR_USAGE,
                     "that is several merges; name one by its id: %.*s",
                     SLICE_ARG(list));
}

int decide_made(struct decide *decide, const char *text, struct error *error)
{
    struct found found = {0};

    if (take_merge(decide, text, &found, error))
        return -1;
    if (found.ids.count == 0) {
        log_line(LOG_WARNING, "there is no merge of %s %s", decide_own(decide),
                 text);
        return STATUS_REJECTS;
    }
    if (found.ids.count > 1)
        return several_merges(decide, &found, error);
    decide->decision = found.ids.at[0];
    return decide_run(decide,
                      "SELECT keep_id FROM decisions WHERE id = :decision",
                      &decide->keep, error) ||
                   decide_run(
                       decide,
                       "SELECT gone_id FROM decisions WHERE id = :decision",
                       &decide->gone, error)
               ? -1
               : STATUS_LOADED;
}

/* ---- records ---- */

/* IMPORT/FILE/RECORD; the file's name may have slashes too. */
static bool is_place(const char *text, int64_t *import, struct slice *file,
                     int64_t *record)
{
    const char *first = strchr(text, '/'), *last = strrchr(text, '/');

    if (!first || first == last || first == text || !last[1] ||
        strspn(text, "0123456789") != (size_t)(first - text) ||
        strspn(last + 1, "0123456789") != strlen(last + 1))
        return false;
    *import = atoll(text);
    *file = slice_between(first + 1, last);
    *record = atoll(last + 1);
    return true;
}

#define NAMES_AUTHOR                                       \
    " AND s.book_id IS NOT NULL AND " S_AUTHORS_ARE_JSON   \
    " AND EXISTS (SELECT 1 FROM json_each(s.authors) AS j" \
    " WHERE j.value = :keep)"

static int by_place(struct decide *decide, int64_t import, struct slice file,
                    int64_t record, struct error *error)
{
    const struct parameter parameters[] = {
        find_number("keep", decide->keep),
        find_number("import", import),
        find_number("record", record),
        {"file", {.kind = VALUE_TEXT, .text = file}},
    };

    return decide->store->type->query(
        decide->store,
        "INSERT OR IGNORE INTO temp.divided SELECT s.id, s.book_id"
        " FROM main.import_files AS f JOIN main.source_records AS s"
        " ON s.file_id = f.id WHERE f.import_id = :import AND f.name = :file"
        " AND s.record = :record" NAMES_AUTHOR,
        parameters, 4, NULL, error);
}

/* The records about a book; of the source alone, if one has that name. */
static int by_own_id(struct invocation *invocation, struct decide *decide,
                     const char *text, struct error *error)
{
    const char *colon = strchr(text, ':');
    struct found found = {0};

    if (!colon)
        return error_set(error, ERROR_USAGE,
                         "'%.80s' is no record; expected SOURCE:ID or "
                         "IMPORT/FILE/RECORD",
                         text);
    if (find_by_id(decide->store, &invocation->config, FIND_BOOKS, text,
                   decide->arena, &found, error))
        return -1;
    for (size_t i = 0; i < found.ids.count; i++) {
        const struct parameter parameters[] = {
            find_number("keep", decide->keep),
            find_number("book", found.ids.at[i]),
            {"source",
             {.kind = VALUE_TEXT, .text = slice_between(text, colon)}},
        };

        if (decide->store->type->query(
                decide->store,
                "INSERT OR IGNORE INTO temp.divided SELECT s.id, s.book_id"
                " FROM main.source_records AS s JOIN main.sources AS o"
                " ON o.id = s.source_id WHERE s.book_id = :book"
                " AND (o.name = :source OR NOT EXISTS (SELECT 1"
                " FROM main.sources WHERE name = :source))" NAMES_AUTHOR,
                parameters, 3, NULL, error))
            return -1;
    }
    return 0;
}

int decide_records(struct invocation *invocation, struct decide *decide,
                   char **texts, int count, struct error *error)
{
    if (decide_run(decide,
                   "CREATE TEMP TABLE divided (id INTEGER PRIMARY KEY,"
                   " book_id INTEGER)",
                   NULL, error))
        return -1;
    for (int i = 0; i < count; i++) {
        int64_t before = 0, after = 0, import, record;
        struct slice file;

        if (decide_run(decide, "SELECT count(*) FROM temp.divided", &before,
                       error) ||
            (is_place(texts[i], &import, &file, &record)
                 ? by_place(decide, import, file, record, error)
                 : by_own_id(invocation, decide, texts[i], error)) ||
            decide_run(decide, "SELECT count(*) FROM temp.divided", &after,
                       error))
            return -1;
        if (before == after) {
            log_line(LOG_WARNING,
                     "there is no record %s about a book of author %" PRId64,
                     texts[i], decide->keep);
            return STATUS_REJECTS;
        }
    }
    return STATUS_LOADED;
}
