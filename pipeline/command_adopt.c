/* bibload adopt: makes a database that another program made one of ours. What it
 * takes is the store's to know. */
#include "command.h"
#include "log.h"

#include <inttypes.h>
#include <stdio.h>

static void warn(const char *text)
{
    log_line(LOG_WARNING, "%s", text);
}

static int tell(const struct adoption *adoption, bool json, struct error *error)
{
    static const char *const forms[] = {
        "adopted: %" PRId64 " books, %" PRId64 " authors, %" PRId64
        " links; columns added: %" PRId64 "\n",
        "{\"adopted\": {\"books\": %" PRId64 ", \"authors\": %" PRId64
        ", \"links\": %" PRId64 ", \"columns_added\": %" PRId64 "}}\n",
    };

    if (printf(forms[json], adoption->books, adoption->authors, adoption->links,
               adoption->columns) < 0)
        return error_set(error, ERROR_DISK,
                         "standard output can't be "
                         "written; the database is adopted");
    return 0;
}

static int run_adopt(struct invocation *invocation, struct error *error)
{
    struct adoption adoption = {.warn = warn};

    if (invocation->operand_count)
        return error_set(error, ERROR_USAGE,
                         "adopt takes no operand; name the database with -d");
    if (store_adopt(invocation->config.database,
                    invocation->config.memory_limit, &adoption, error) ||
        tell(&adoption, invocation->json, error))
        return -1;
    return STATUS_LOADED;
}

const struct command command_adopt = {
    .name = "adopt",
    .operands = "",
    .summary = "take over a database that has the three tables already",
    .help =
        "For a database with tables authors, books and book_author that another\n"
        "program made, an ORM for instance. Rows, ids, further columns, indexes\n"
        "and tables stay as they are. In one transaction it adds the columns,\n"
        "tables, triggers and views that are missing, and makes the ids of books\n"
        "and authors AUTOINCREMENT. The next import recognises the rows.\n"
        "\n"
        "What is in the way is refused and named, and nothing is changed: ids\n"
        "that are no INTEGER PRIMARY KEY, links without a book or an author or\n"
        "given twice, names that bibload needs, columns that an import can't\n"
        "fill. Keep a backup all the same. See docs/OPERATIONS.md.",
    .options = OPTIONS_JSON,
    .run = run_adopt,
};
