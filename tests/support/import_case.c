/* See import_case.h. */
#include "import_case.h"

#include "../../pipeline/log.h"
#include "../../stages/verify.h"
#include "dump.h"
#include "program.h"

#include <check.h>
#include <ftw.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct setting {
    const char *batch_records, *threads;
} settings[IMPORT_SETTINGS] = {
    {"1", "1"}, {"1000", "1"}, {"2", "2"}, {"1", "4"}, {"1000", "4"},
};

/* ---- the database as text ---- */

#define ADD(before, value, after) \
    " || coalesce('" before "' || " value " || '" after "', '')"
#define COUNT(words, column) ADD("; ", "nullif(" column ", 0)", " " words)
#define COUNTS(table)                           \
    COUNT(#table " new", #table "_new")         \
    COUNT(#table " updated", #table "_updated") \
    COUNT(#table " deleted", #table "_deleted")
#define FINDINGS(part, table)                                               \
    " UNION ALL SELECT " part ", import_id, file_id, record, id, '" table   \
    " ' || import_id || '.' || record || ' ' || code" ADD(" ", "field", "") \
        ADD("; expected ", "expected", "")                                  \
            ADD("; found ", "found", "") " FROM " table "s"

static const char text_sql[] =
    "SELECT line FROM ("
    "SELECT 1 AS part, id AS a, 0 AS b, 0 AS c, 0 AS d, 'import ' || id ||"
    " ': ' || state || ', read ' || "
    "records_read" COUNT("new", "records_new") COUNT(
        "matched", "records_matched") COUNT("unchanged", "records_unchanged")
        COUNT("deleted", "records_deleted") COUNT(
            "skipped", "records_skipped") COUNT("rejected", "records_rejected")
            COUNTS(books) COUNTS(authors) COUNTS(
                links) " AS line FROM imports"
                       " UNION ALL SELECT 2, id, 0, 0, 0, 'book ' || id || ': ' || "
                       "title" ADD("; ", "subtitle", "") ADD(
                           "; isbn ", "isbn",
                           "") ADD("; ", "year", "") ADD("; ", "publisher",
                                                         "") ADD("; ",
                                                                 "language", "")
                           ADD("; ", "material", "") ADD("; ", "extra", "") ADD(
                               "; edited ", "edited",
                               "") " FROM books"
                                   " UNION ALL SELECT 2, l.book_id, 1, "
                                   "coalesce(publication_order, 1 << 30),"
                                   " l.author_id, '  ' || "
                                   "coalesce(publication_order, '-') || ' ' || "
                                   "a.name ||"
                                   " ' #' || a.id" ADD(
                                       "; ", "role",
                                       "") " || CASE WHEN royalty_stated OR royalty_percentage <> 0 THEN"
                                           " printf('; %.10g%% ', "
                                           "royalty_percentage) || "
                                           "coalesce(royalty_mode, '-')"
                                           " ELSE '' END" ADD(
                                               "; edited ", "l.edited",
                                               "") " FROM book_author AS l JOIN authors AS a ON a.id = l.author_id"
                                                   " UNION ALL SELECT 3, id, 0, 0, "
                                                   "0, 'author ' || id || ': ' || "
                                                   "name" ADD(
                                                       "; ", "dates",
                                                       "") ADD("; ", "kind",
                                                               "") ADD("; edited ",
                                                                       "edited",
                                                                       "") " FROM authors" FINDINGS("4",
                                                                                                    "reject")
                                                       FINDINGS("5", "warning") " UNION ALL SELECT 6, id, 0, 0, 0, 'ledger ' || import_id" ADD(
                                                           ".",
                                                           "nullif(record, 0)",
                                                           "") " || ' ' || subject" ADD(" b",
                                                                                        "nullif(book_id, 0)",
                                                                                        "")
                                                           ADD(" a",
                                                               "nullif(author_id, "
                                                               "0)",
                                                               "") " || ' ' || event" ADD(" by ",
                                                                                          "rule",
                                                                                          "")
                                                               ADD("; ",
                                                                   "field",
                                                                   "") " || CASE WHEN coalesce(before, after) IS NULL THEN '' ELSE ': ' ||"
                                                                       " "
                                                                       "coalesce(before, 'nothing') || ' -> ' || coalesce(after, 'nothing') END"
                                                                       " FROM "
                                                                       "ledger"
                                                                       ") ORDER BY "
                                                                       "part, a, b,"
                                                                       " c, d";

char *import_bench_text(const struct import_bench *bench)
{
    return dump_query(bench->database, text_sql);
}

void import_bench_sql(const struct import_bench *bench, const char *sql)
{
    char *message = NULL;
    sqlite3 *db = NULL;

    ck_assert_int_eq(sqlite3_open(bench->database, &db), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, &message) == SQLITE_OK,
                  "%s: %s", sql, message);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

static void verify_one(const struct check *check, struct store *store,
                       struct error *error)
{
    struct arena arena;
    struct verdict verdict = {.arena = &arena};

    arena_init(&arena, 4096);
    ck_assert_msg(check_run(check, store, &verdict, error) == 0, "%s: %s",
                  check->name, error->text);
    ck_assert_msg(verdict.count == 0 || check->severity == CHECK_NOTE,
                  "verify: %s: %.*s", check->name, SLICE_ARG(verdict.first[0]));
    arena_clear(&arena);
}

void import_bench_verify(struct import_bench *bench)
{
    struct error error = {.kind = ERROR_NONE};
    struct store *store;

    ck_assert_msg(
        store_open(&store, bench->database, STORE_READ, 32u << 20, &error) == 0,
        "%s", error.text);
    for (size_t i = 0; check_list[i].name; i++)
        verify_one(&check_list[i], store, &error);
    store->type->close(store);
}

/* ---- one import ---- */

void import_bench_begin(struct import_bench *bench)
{
    /* In memory if that can be: thousands of commits are made durable. */
    static const char *const places[] = {"/dev/shm", "/tmp"};
    char *made = NULL;

    *bench = (struct import_bench){.error.kind = ERROR_NONE};
    for (size_t i = 0; !made && i < 2; i++) {
        snprintf(bench->folder, sizeof bench->folder, "%s/bibload-test-XXXXXX",
                 places[i]);
        made = mkdtemp(bench->folder);
    }
    ck_assert_ptr_nonnull(made);
    snprintf(bench->database, sizeof bench->database, "%s/books.db",
             bench->folder);
    log_set_level(LOG_ERROR);
}

static int remove_entry(const char *path, const struct stat *stat, int flag,
                        struct FTW *ftw)
{
    (void)stat;
    (void)flag;
    (void)ftw;
    return remove(path);
}

void import_bench_end(struct import_bench *bench)
{
    ck_assert_int_eq(
        nftw(bench->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS), 0);
}

/* text NULL: it is there; "@PATH": a copy of that file. */
static char *write_file(const struct import_bench *bench, const char *name,
                        const char *text)
{
    struct slice bytes = slice_of(text ? text : "");
    char *path = NULL;
    FILE *file;

    ck_assert_int_gt(asprintf(&path, "%s/%s", bench->folder, name), 0);
    if (!text)
        return path;
    if (*text == '@')
        bytes = program_read(text + 1);
    file = fopen(path, "we");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
    ck_assert_int_eq(fclose(file), 0);
    if (*text == '@')
        free((char *)bytes.at);
    return path;
}

static void set(struct import_bench *bench, struct config *config,
                const char *section, const char *key, const char *value)
{
    ck_assert_msg(config_set(config, section, key, value, &bench->error) == 0,
                  "%s", bench->error.text);
}

static void read_config(struct import_bench *bench, struct config *config,
                        const char *text, int setting)
{
    char *path = write_file(bench, "config.ini", text ? text : "");

    ck_assert_int_eq(config_init(config, &bench->error), 0);
    ck_assert_msg(config_read(config, path, &bench->error) == 0, "%s",
                  bench->error.text);
    set(bench, config, "import", "batch_records",
        settings[setting].batch_records);
    set(bench, config, "import", "threads", settings[setting].threads);
    set(bench, config, "import", "memory_limit", "32M");
    config->database = bench->database;
    free(path);
}

static int run_files(struct import_bench *bench, struct invocation *invocation,
                     const struct import_step *step)
{
    const struct source_config *source =
        step->source
            ? config_source(&invocation->config, step->source)
            : config_default_source(&invocation->config, &bench->error);
    struct import_result result = {0};
    char *paths[STEP_FILES_MAX];
    size_t count = 0;
    int status;

    ck_assert_msg(source != NULL, "no source %s", step->source);
    while (count < STEP_FILES_MAX && step->files[count].text) {
        const struct step_file *file = &step->files[count];

        paths[count++] =
            write_file(bench, file->name ? file->name : "books.csv",
                       step->piped ? NULL : file->text);
    }
    if (bench->ready)
        bench->ready();
    status =
        import_run(invocation, source, paths, count, &result, &bench->error);
    import_result_clear(&result);
    while (count > 0)
        free(paths[--count]);
    return status;
}

int import_bench_run(struct import_bench *bench, const char *config,
                     const struct import_step *step, int setting)
{
    struct invocation invocation = {
        .again = true, /* what is read again has to change nothing */
        .source = step->source,
        .quiet = true,
        .progress = PROGRESS_NEVER};
    int status;

    bench->error = (struct error){.kind = ERROR_NONE};
    read_config(bench, &invocation.config, config, setting);
    status = run_files(bench, &invocation, step);
    config_clear(&invocation.config);
    return status;
}

/* ---- a case ---- */

static void run_step(struct import_bench *bench, const struct import_case *one,
                     const struct import_step *step, const char *config,
                     int setting)
{
    int status;

    if (step->sql)
        import_bench_sql(bench, step->sql);
    if (!step->files[0].text)
        return;
    status = import_bench_run(bench, config, step, setting);
    ck_assert_msg(status == step->status, "%s: status %d, expected %d: %s",
                  one->what, status, step->status, bench->error.text);
}

/* ---- taken back ---- */

/* What was there before each step, and the import of the step; 0: none. */
struct before {
    char *state;
    int64_t import;
};

static int64_t last_import(const struct import_bench *bench)
{
    return access(bench->database, F_OK) == 0
               ? dump_number(bench->database,
                             "SELECT ifnull(max(id), 0) FROM imports")
               : 0;
}

static char *state_of(const struct import_bench *bench)
{
    char *state = access(bench->database, F_OK) == 0
                      ? dump_state(bench->database)
                      : strdup("");

    ck_assert_ptr_nonnull(state);
    return state;
}

static void take_back(const struct import_bench *bench,
                      const struct import_case *one,
                      const struct before *before)
{
    struct undo *undo = malloc(sizeof *undo);
    struct error error = {.kind = ERROR_NONE};
    struct store *store;
    char *state;

    ck_assert_ptr_nonnull(undo);
    ck_assert_int_eq(
        store_open(&store, bench->database, STORE_WRITE, 32u << 20, &error), 0);
    ck_assert_msg(
        store->type->undo(store, before->import, false, undo, &error) == 0,
        "%s: %s", one->what, error.text);
    store->type->close(store);
    free(undo);
    state = state_of(bench);
    ck_assert_msg(strcmp(state, before->state) == 0,
                  "%s: import %lld taken back\n%s---- before it ----\n%s",
                  one->what, (long long)before->import, state, before->state);
    free(state);
}

/* The last import, the one before it, and so on, up to what other programs did. */
static void take_all_back(const struct import_bench *bench,
                          const struct import_case *one,
                          const struct before before[STEPS_MAX])
{
    for (int i = STEPS_MAX; i-- > 0 && !one->steps[i].sql;)
        if (before[i].import)
            take_back(bench, one, &before[i]);
}

void import_case_run(const struct import_case *one, int setting)
{
    const char *config = one->config;
    struct before before[STEPS_MAX] = {{NULL, 0}};
    struct import_bench bench;
    char *text;

    import_bench_begin(&bench);
    for (int i = 0; i < STEPS_MAX; i++) {
        const struct import_step *step = &one->steps[i];
        int64_t last = last_import(&bench);

        if (step->config)
            config = step->config;
        before[i].state = state_of(&bench);
        if (step->sql || step->files[0].text)
            run_step(&bench, one, step, config, setting);
        if (last_import(&bench) > last)
            before[i].import = last_import(&bench);
    }
    text = import_bench_text(&bench);
    ck_assert_msg(strcmp(text, one->expected) == 0,
                  "%s (batch_records %s, threads %s)\n"
                  "---- expected ----\n%s---- found ----\n%s----",
                  one->what, settings[setting].batch_records,
                  settings[setting].threads, one->expected, text);
    import_bench_verify(&bench);
    take_all_back(&bench, one, before);
    free(text);
    for (int i = 0; i < STEPS_MAX; i++)
        free(before[i].state);
    import_bench_end(&bench);
}
