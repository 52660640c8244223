/* See command_subject.h. */
#include "command_subject.h"

#include "log.h"

#include <inttypes.h>

int subject_check(const struct invocation *invocation, const char *command,
                  enum find_kind *kind, struct error *error)
{
    const char *word = invocation->operand_count ? invocation->operands[0] : "";

    if (invocation->operand_count != 2 ||
        (strcmp(word, "book") != 0 && strcmp(word, "author") != 0))
        return error_set(error, ERROR_USAGE,
                         "%s needs 'book ID' or 'author ID'; see 'bibload %s "
                         "--help'",
                         command, command);
    *kind = strcmp(word, "book") == 0 ? FIND_BOOKS : FIND_AUTHORS;
    return 0;
}

static int merged_columns(void *context, const char *const *names, size_t count,
                          struct error *error)
{
    (void)context, (void)names, (void)count, (void)error;
    return 0;
}

static int merged_row(void *context, const struct value *values, size_t count,
                      struct error *error)
{
    (void)context, (void)count, (void)error;
    log_line(LOG_WARNING, "it was merged into %" PRId64 " (%.*s)",
             values[0].integer, SLICE_ARG(values[1].text));
    return 0;
}

/* An id that was somebody's says who that is now. */
static int tell_merged(struct store *store, enum find_kind kind, const char *id,
                       struct error *error)
{
    const struct result_sink sink = {NULL, merged_columns, merged_row};
    const struct parameter parameters[] = {
        {"subject",
         {.kind = VALUE_TEXT,
          .text = kind == FIND_BOOKS ? SLICE("book") : SLICE("author")}},
        {"id", {.kind = VALUE_TEXT, .text = slice_of(id)}},
    };

    return store->type->query(store,
                              "SELECT keep_id, date(made) FROM decisions"
                              " WHERE subject = :subject AND verdict = 'same'"
                              " AND undone IS NULL"
                              " AND CAST(gone_id AS TEXT) = :id",
                              parameters, 2, &sink, error);
}

int subject_find(struct invocation *invocation, struct store *store,
                 struct arena *arena, enum find_kind kind, struct found *found,
                 struct error *error)
{
    const char *id = invocation->operands[1];

    if (find_by_id(store, &invocation->config, kind, id, arena, found, error))
        return -1;
    if (found->ids.count == 0) {
        log_line(LOG_WARNING, "there is no %s %s",
                 kind == FIND_BOOKS ? "book" : "author", id);
        return tell_merged(store, kind, id, error);
    }
    return 0;
}

int subject_several(const struct found *found, struct arena *arena,
                    struct error *error)
{
    struct slice ids = found_json(found, arena);

    if (!ids.at)
        return error_memory(error);
    return error_set(error, ERROR_USAGE,
                     "that fits several rows; take one of the ids %s", ids.at);
}
