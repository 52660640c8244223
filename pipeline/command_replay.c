/*
 * bibload replay: imports a repaired reject file by the source and the mapping that
 * its records came with, and closes the rejects that load now. The records are known
 * by their places: the first one in the file is the first that was rejected.
 */
#include "import_command.h"

#include "../stages/is_json.h"
#include "log.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* The input file whose rejects they are. */
struct replay {
    char name[256];  /* of the reject file, without folder and ending */
    int64_t file_id; /* 0: unknown */
    int64_t rejects; /* that it had */
    int64_t partial; /* its import did not end */
    int64_t undone;  /* its import was taken back */
    int64_t heads;   /* rejects of which it had the beginning alone */
    struct arena arena;
    struct slice source, scope; /* of the import; whose the records are */
    struct source_config found; /* of the file, by planning; else zeroed */
};

static int read_name(struct replay *replay, const char *path,
                     struct error *error)
{
    static const char *const endings[] = {".csv", ".xml", ".mrc"};
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    size_t len = strlen(base);

    if (len > 10 && strcasecmp(base + len - 10, ".index.csv") == 0)
        return error_set(error, ERROR_USAGE,
                         "replay: %s is the index; name the reject file beside "
                         "it",
                         path);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (len > 4 && strcasecmp(base + len - 4, endings[i]) == 0) {
            len -= 4;
            break;
        }
    if (snprintf(replay->name, sizeof replay->name, "%.*s", (int)len, base) >=
        (int)sizeof replay->name)
        return error_set(error, ERROR_USAGE, "replay: the name is too long");
    return 0;
}

/* ---- how the file was read ---- */

static bool is_text(const struct value *value, const char *text)
{
    return value->kind == VALUE_TEXT && slice_is(value->text, text);
}

static enum format format_of(const struct value *value)
{
    for (int format = FORMAT_CSV; format <= FORMAT_MARC; format++)
        if (is_text(value, format_text((enum format)format)))
            return (enum format)format;
    return FORMAT_AUTO;
}

static char delimiter_of(const struct value *value)
{
    return value->kind == VALUE_TEXT && value->text.len == 1 &&
                   !strchr("\"\r\n", value->text.at[0])
               ? value->text.at[0]
               : '\0';
}

#define FOUND(name) " json_extract(found, '$." name "')"
#define FOUND_COLUMNS                                                      \
    " format, encoding," FOUND("delimiter") "," FOUND("header") "," FOUND( \
        "columns") "," FOUND("entities") "," FOUND("author_separator")

static void take_found(struct replay *replay, const struct value *values)
{
    struct source_config *found = &replay->found;

    found->format = format_of(&values[0]);
    /* By its mark, which the reject file has not. */
    found->utf8 = is_text(&values[1], encoding_text(ENCODING_UTF8));
    found->delimiter = delimiter_of(&values[2]);
    found->header = is_text(&values[3], "yes")  ? DETECT_YES
                    : is_text(&values[3], "no") ? DETECT_NO
                                                : DETECT_AUTO;
    if (values[4].kind == VALUE_INTEGER && values[4].integer > 0)
        found->cells = (size_t)values[4].integer;
    found->entities = is_text(&values[5], "html")   ? ENTITIES_HTML
                      : is_text(&values[5], "none") ? ENTITIES_NONE
                                                    : ENTITIES_AUTO;
    if (values[6].kind == VALUE_TEXT)
        found->author_separator = arena_copy(&replay->arena, values[6].text).at;
}

/* A few records don't show what the whole file did. What the config says stays; cells
 * that another delimiter made say nothing. */
static struct source_config with_found(const struct source_config *source,
                                       const struct source_config *found)
{
    struct source_config result = *source;

    if (result.format == FORMAT_AUTO)
        result.format = found->format;
    result.utf8 = found->utf8;
    if (!result.delimiter)
        result.delimiter = found->delimiter;
    if (result.delimiter != found->delimiter)
        return result;
    if (result.header == DETECT_AUTO)
        result.header = found->header;
    if (result.entities == ENTITIES_AUTO)
        result.entities = found->entities;
    if (!result.author_separator)
        result.author_separator = found->author_separator;
    result.cells = found->cells;
    return result;
}

/* ---- the file ---- */

static int take_file(void *context, const struct value *values, size_t count,
                     struct error *error)
{
    struct replay *replay = context;

    (void)count;
    replay->file_id = values[0].integer;
    replay->rejects = values[1].integer;
    replay->partial = values[2].integer;
    replay->undone = values[3].integer;
    replay->heads = values[4].integer;
    replay->source = arena_copy(&replay->arena, values[5].text);
    replay->scope = arena_copy(&replay->arena, values[6].text);
    take_found(replay, values + 7);
    return replay->arena.failed ? error_memory(error) : 0;
}

#define FOUND_PLAN "CASE WHEN " IS_JSON("f.plan") " THEN f.plan END"

static const char file_sql[] =
    "SELECT id, rejected, partial, undone, heads, source, scope," FOUND_COLUMNS
    " FROM (SELECT f.id AS id, (SELECT count(*) FROM rejects AS r"
    " WHERE r.file_id = f.id) AS rejected,"
    " i.state IN ('running', 'interrupted') AS partial,"
    " f.state = 'undone' AS undone, (SELECT count(*) FROM rejects AS r"
    " WHERE r.file_id = f.id AND (r.code = 'RECORD_INCOMPLETE'"
    " OR (r.code = 'RECORD_TOO_LONG' AND r.byte_length > :head))) AS heads,"
    " s.name AS source, o.name AS scope, f.format AS format,"
    " f.encoding AS encoding, " FOUND_PLAN " AS found"
    " FROM import_files AS f"
    " JOIN imports AS i ON i.id = f.import_id"
    " JOIN sources AS s ON s.id = i.source_id"
    " JOIN sources AS o ON o.id = f.source_id"
    " WHERE f.rejects = :name"
    " ORDER BY f.state = 'undone', f.id DESC LIMIT 1)";

static int find_file(struct replay *replay, struct store *store,
                     struct error *error)
{
    const struct result_sink sink = {.context = replay, .row = take_file};
    const struct parameter parameters[] = {
        {"name", {.kind = VALUE_TEXT, .text = slice_of(replay->name)}},
        {"head", {.kind = VALUE_INTEGER, .integer = RECORD_HEAD}},
    };

    if (store->type->query(store, file_sql, parameters, 2, &sink, error) != 0)
        return -1;
    if (!replay->file_id || !replay->rejects)
        return error_set(error, ERROR_USAGE,
                         "replay: %s is no reject file of this database's "
                         "imports (it has to keep its name)",
                         replay->name);
    if (replay->undone)
        return error_set(error, ERROR_USAGE,
                         "replay: the import that rejected the records of %s "
                         "was taken back; import or replay its file again",
                         replay->name);
    if (replay->partial)
        return error_set(error, ERROR_USAGE,
                         "replay: the import that rejected the records of %s "
                         "did not end, and makes the file anew when it is run "
                         "again: move the repaired one out of the folder, run "
                         "the import again, and bring the repairs over",
                         replay->name);
    return 0;
}

/* What the database has learnt since it was made is asked for, too: within a
 * transaction it is of this version. The import makes it so for good. */
static int look_up(struct replay *replay, const struct config *config,
                   struct error *error)
{
    struct store *store;
    int result;

    if (store_open(&store, config->database, STORE_CHANGE, config->memory_limit,
                   error) != 0)
        return -1;
    result = store->type->begin(store, error);
    if (result == 0)
        result = find_file(replay, store, error);
    store->type->close(store); /* rolls back */
    return result;
}

/* ---- telling ---- */

/* The import closed them at its end; how many. */
static int tell_closed(const struct replay *replay, struct store *store,
                       struct error *error)
{
    const struct parameter file = {
        "file", {.kind = VALUE_INTEGER, .integer = replay->file_id}};
    int64_t closed = 0;
    const struct result_sink sink = {.context = &closed, .row = result_number};

    if (store->type->query(store,
                           "SELECT count(*) FROM rejects"
                           " WHERE file_id = :file AND state = 'replayed'",
                           &file, 1, &sink, error) != 0)
        return -1;
    log_line(LOG_NOTE,
             "replayed: of %" PRId64 " rejects %" PRId64 " are closed",
             replay->rejects, closed);
    return 0;
}

static int look_and_tell(const struct replay *replay,
                         const struct config *config, struct error *error)
{
    struct store *store;
    int result;

    if (store_open(&store, config->database, STORE_READ, config->memory_limit,
                   error) != 0)
        return -1;
    result = tell_closed(replay, store, error);
    store->type->close(store);
    return result;
}

/* ---- the command ---- */

/* The source of the config that the records came by; without one, the defaults, and
 * the path that was their source. */
static const struct source_config *find_source(struct replay *replay,
                                               struct invocation *invocation,
                                               struct error *error)
{
    const struct source_config *source;

    if (invocation->source)
        return named_source(invocation, error);
    source = config_source(&invocation->config, replay->source.at);
    if (source) {
        invocation->source = source->name;
        return source;
    }
    if (strcmp(replay->source.at, "default") != 0) {
        error_set(error, ERROR_USAGE,
                  "replay: the records came by [source:%s], which the config "
                  "does not have",
                  replay->source.at);
        return NULL;
    }
    invocation->scope = replay->scope.at;
    return config_default_source(&invocation->config, error);
}

static int run_replay(struct invocation *invocation, struct error *error)
{
    struct replay replay = {.file_id = 0};
    const struct source_config *source = NULL;
    struct source_config planned;
    int64_t import_id = 0;
    int status = -1;

    if (invocation->operand_count != 1)
        return error_set(error, ERROR_USAGE, "replay: which reject file?");
    arena_init(&replay.arena, 1024);
    invocation->again = true;
    if (read_name(&replay, invocation->operands[0], error) == 0 &&
        look_up(&replay, &invocation->config, error) == 0)
        source = find_source(&replay, invocation, error);
    invocation->replays = replay.file_id;
    invocation->replays_rejects = replay.rejects;
    invocation->replays_heads = replay.heads > 0;
    if (source) {
        planned = with_found(source, &replay.found);
        invocation->planned = &planned;
        status = import_and_tell(invocation, source, invocation->operands, 1,
                                 &import_id, error);
        invocation->planned = NULL;
    }
    if (status >= 0 && import_id && !invocation->dry_run &&
        look_and_tell(&replay, &invocation->config, error) != 0)
        status = -1;
    arena_clear(&replay.arena);
    return status;
}

const struct command command_replay = {
    .name = "replay",
    .operands = "REJECTS",
    .summary = "import a repaired reject file and close what it repaired",
    .help =
        "REJECTS is a file of the folder <database>.rejects, whose records were\n"
        "corrected. It keeps its name, and its records their order: one that is\n"
        "not repaired stays where it is, and is rejected again. If they are more\n"
        "or fewer than were rejected, nothing is loaded. The source and its\n"
        "mapping are those that the records came with. What loads closes its\n"
        "reject; what is rejected again is in a new reject file.",
    .options = OPTIONS_IMPORT,
    .run = run_replay,
};
