/* See command_decide.h. */
#include "command_decide.h"

#include "command_change.h"
#include "command_subject.h"
#include "log.h"

#include "../stages/find_ids.h"
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

/* find_by_name takes what is like it, if nothing is equal: not enough here. */
static int keep_equal(struct decide *decide, const char *text,
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
        log_line(LOG_WARNING, "%s %" PRId64 ", %.*s, is only like it",
                 decide_own(decide), decide->keep, SLICE_ARG(name));
        found->ids.count = 0;
    }
    decide->keep = before;
    return decide->arena->failed ? error_memory(error) : 0;
}

int decide_subject(struct invocation *invocation, struct decide *decide,
                   const char *text, int64_t *id, struct error *error)
{
    struct found found = {0};

    if (is_id(text)) {
        if (find_by_id(decide->store, &invocation->config, decide->subject,
                       text, decide->arena, &found, error))
            return -1;
    } else if (find_by_name(decide->store, decide->subject, text, decide->arena,
                            &found, error) ||
               keep_equal(decide, text, &found, error)) {
        return -1;
    }
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

static int take_merge(struct decide *decide, const char *text,
                      struct found *found, struct error *error)
{
    bool number = strspn(text, "0123456789") == strlen(text);
    const struct parameter parameters[] = {
        {"own", {.kind = VALUE_TEXT, .text = slice_of(decide_own(decide))}},
        {"which", {.kind = VALUE_TEXT, .text = slice_of(text)}},
    };
    const char *const texts[] = {
        "SELECT id FROM decisions WHERE subject = :own AND verdict = 'same'"
        " AND undone IS NULL AND gone_id = CAST(:which AS INTEGER)"
        " ORDER BY id",
        "SELECT id FROM decisions WHERE subject = :own AND verdict = 'same'"
        " AND undone IS NULL AND keep_id = CAST(:which AS INTEGER)"
        " ORDER BY id",
        "SELECT id FROM decisions WHERE subject = :own AND verdict = 'same'"
        " AND undone IS NULL AND gone_name = :which ORDER BY id",
    };

    for (size_t i = number ? 0 : 2; i < (number ? 2 : 3); i++) {
        if (find_ids(decide->store, texts[i], parameters, 2, decide->arena,
                     found, error))
            return -1;
        if (found->ids.count)
            break;
    }
    return 0;
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

#define NAMES_AUTHOR                                                    \
    " AND s.book_id IS NOT NULL AND json_valid(s.authors) AND EXISTS (" \
    "SELECT 1 FROM json_each(s.authors) AS j WHERE j.value = :keep)"

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
