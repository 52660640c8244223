/* See repair_case.h. */
#include "repair_case.h"

#include "dump.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static const char config[] = "[source:a]\n[source:b]\nname_order = library\n";

#define DATAFIELD(tag, first, subfields)                                  \
    "<datafield tag=\"" tag "\" ind1=\"" first "\" ind2=\" \">" subfields \
    "</datafield>"
#define SUBFIELD(code, text) "<subfield code=\"" code "\">" text "</subfield>"

/* Numbers of all kinds, a uniform title, ids in authority files, a name in another
 * script. */
static const char marc[] =
    "<collection xmlns=\"http://www.loc.gov/MARC21/slim\"><record>"
    "<leader>00000nam a2200000 a 4500</leader>"
    "<controlfield tag=\"001\">m1</controlfield>" DATAFIELD(
        "010", " ", SUBFIELD("a", "78890351")) //
    DATAFIELD("022", " ", SUBFIELD("a", "0317-8471"))
        DATAFIELD("035", " ", SUBFIELD("a", "(OCoLC)12345"))
            DATAFIELD("100", "1",
                      SUBFIELD("6", "880-01") SUBFIELD("a", "Tolstoy, Leo,")
                          SUBFIELD("c", "graf,") SUBFIELD("d", "1828-1910")
                              SUBFIELD("0", "(viaf)96987389"))
                DATAFIELD("240", "1", SUBFIELD("a", "Voina i mir"))
                    DATAFIELD("245", "1",
                              SUBFIELD("a", "War and peace :")
                                  SUBFIELD("b", "a novel"))
                        DATAFIELD("264", " ", SUBFIELD("c", "1922")) DATAFIELD(
                            "880", "1",
                            SUBFIELD("6", "100-01") SUBFIELD(
                                "a", "Толстой, Лев")) "</record></collection>";

/* Editions of one work, joined authors, royalties, a reject. */
static const struct import_step first[] = {
    {.source = "a",
     .files = {{.text = "title,subtitle,isbn,year,authors,royalties\n"
                        "Emma,,9780141439587,1815,Jane Austen,12.5\n"
                        "Emma,a novel,,1990,Jane Austen,\n"
                        "Emma,a tale,,2003,Jane Austen,\n"
                        "Good Omens,,9780552137034,1990,"
                        "Terry Pratchett; Neil Gaiman,5.5; 7.25\n"
                        ",,,1990,Nobody,\n"},
               {.name = "marc.xml", .text = marc}},
     .status = 1},
    {.source = "b",
     .files = {{.text = "title,isbn,author\n"
                        "Emma and more,9780141439587,\"Austen, Jane\"\n"
                        "Other,,\"AUSTEN, JANE\"\n"}}},
};

void repair_case_copy(const char *from, const char *to)
{
    char sql[300];

    remove(to);
    snprintf(sql, sizeof sql, "VACUUM INTO '%s'", to);
    free(dump_query(from, sql));
}

void repair_case_begin(struct repair_case *repair)
{
    import_bench_begin(&repair->bench);
    arena_init(&repair->arena, 65536);
    repair->config = config;
    snprintf(repair->spare, sizeof repair->spare, "%s/spare.db",
             repair->bench.folder);
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        ck_assert_int_eq(import_bench_run(&repair->bench, config, &first[i], 1),
                         first[i].status);
    repair_case_copy(repair->bench.database, repair->spare);
}

void repair_case_end(struct repair_case *repair)
{
    arena_clear(&repair->arena);
    import_bench_end(&repair->bench);
}

/* What a repair noted is told apart from what was there. */
#define OTHER                                                           \
    "SELECT id FROM imports WHERE source_id IN (SELECT id FROM sources" \
    " WHERE name = 'bibload verify')"

char *repair_case_state(const char *database)
{
    char *rows = dump_state(database), *both = NULL;
    char *others = dump_query(
        database,
        "SELECT * FROM (SELECT 'kind ' || id || ' ' || name FROM key_kinds"
        " ORDER BY id)"
        " UNION ALL SELECT * FROM (SELECT 'sequence ' || name || ' ' || seq"
        " FROM sqlite_sequence WHERE name IN ('books', 'authors')"
        " ORDER BY name)"
        " UNION ALL SELECT * FROM (SELECT type || ' ' || sql FROM sqlite_schema"
        " WHERE sql IS NOT NULL ORDER BY type, name)"
        " UNION ALL SELECT * FROM (SELECT 'import ' || state || ' ' ||"
        " records_read || ' ' || records_new || ' ' || records_matched || ' ' ||"
        " records_rejected || ' ' || books_new || ' ' || links_new FROM imports"
        " WHERE id NOT IN (" OTHER ") ORDER BY id)"
        " UNION ALL SELECT * FROM (SELECT 'file ' || state || ' ' ||"
        " records_read || ' ' || records_new || ' ' || records_matched || ' ' ||"
        " records_rejected FROM import_files ORDER BY id)"
        " UNION ALL SELECT * FROM (SELECT 'ledger ' || subject || ' ' || event"
        " || coalesce(' b' || book_id, '') || coalesce(' a' || author_id, '')"
        " FROM ledger WHERE import_id NOT IN (" OTHER ") ORDER BY id)"
        " UNION ALL SELECT * FROM (SELECT 'touched ' || kind || event || field"
        " || book_id || '/' || author_id FROM touched)");

    ck_assert_int_gt(asprintf(&both, "%s%s", rows, others), 0);
    free(rows);
    free(others);
    return both;
}

bool repair_case_mend(struct repair_case *repair)
{
    struct error error = {.kind = ERROR_NONE};
    struct store *store;
    bool sound = true;

    ck_assert_int_eq(store_open(&store, repair->bench.database, STORE_WRITE,
                                32u << 20, &error),
                     0);
    arena_reset(&repair->arena);
    ck_assert_msg(repair_all(store, &repair->arena, &repair->results, &error) ==
                      0,
                  "%s", error.text);
    store->type->close(store);
    for (size_t i = 0; check_list[i].name; i++)
        if (check_list[i].severity == CHECK_FAILURE)
            sound = sound && repair->results[i].after.count == 0;
    return sound;
}

const struct repair_result *repair_case_result(const struct repair_case *repair,
                                               const char *name)
{
    for (size_t i = 0; check_list[i].name; i++)
        if (strcmp(check_list[i].name, name) == 0)
            return &repair->results[i];
    ck_abort_msg("no check '%s'", name);
    return NULL;
}
