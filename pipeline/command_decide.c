/* See command_decide.h. */
#include "command_decide.h"

#include "command_change.h"
#include "command_subject.h"
#include "log.h"

#include "../stages/find_ids.h"
#include "../stages/keys.h"

#include <inttypes.h>
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
