/* See command_subject.h. */
#include "command_subject.h"

#include "log.h"

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

int subject_find(struct invocation *invocation, struct store *store,
                 struct arena *arena, enum find_kind kind, struct found *found,
                 struct error *error)
{
    const char *id = invocation->operands[1];

    if (find_by_id(store, &invocation->config, kind, id, arena, found, error))
        return -1;
    if (found->ids.count == 0)
        log_line(LOG_WARNING, "there is no %s %s",
                 kind == FIND_BOOKS ? "book" : "author", id);
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
