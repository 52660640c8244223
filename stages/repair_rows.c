/*
 * See repair.h: by statements. Of a row that went without its triggers, what they
 * would have done is done now, `touched` included, so that the next import sees what
 * it always sees. Counts are repaired where two witnesses agree against one.
 */
#include "repair.h"

#include "find_ids.h"
#include "name_script.h"

/* ---- what has no parent ---- */

#define LOST_LINK                                       \
    " FROM book_author WHERE book_id NOT IN (SELECT id" \
    " FROM books) OR author_id NOT IN (SELECT id FROM authors)"

int repair_links(struct repair *repair, const struct verdict *verdict,
                 struct error *error)
{
    static const char *const statements[] = {
        "INSERT INTO ledger (import_id, subject, book_id, author_id, event,"
        " rule, field, before) SELECT :batch, 'link', book_id, author_id,"
        " 'unlinked', 'repair',"
        " CASE WHEN royalty_stated THEN 'royalty_percentage' END,"
        " CASE WHEN royalty_stated THEN royalty_percentage END" LOST_LINK
        " ORDER BY book_id, author_id",
        "UPDATE imports SET links_deleted = links_deleted"
        " + (SELECT count(*)" LOST_LINK ") WHERE id = :batch",
        "INSERT OR IGNORE INTO touched"
        " SELECT 'l', 'd', book_id, author_id, ''" LOST_LINK,
        "DELETE" LOST_LINK,
        NULL,
    };

    (void)verdict;
    return repair_batch(repair, error) ? -1
                                       : repair_run(repair, statements, error);
}

int repair_orphan_keys(struct repair *repair, const struct verdict *verdict,
                       struct error *error)
{
    static const char *const statements[] = {
        "DELETE FROM book_keys WHERE book_id NOT IN (SELECT id FROM books)",
        "DELETE FROM author_keys WHERE author_id NOT IN (SELECT id"
        " FROM authors)",
        NULL,
    };

    (void)verdict;
    return repair_run(repair, statements, error);
}

int repair_source_records(struct repair *repair, const struct verdict *verdict,
                          struct error *error)
{
    static const char *const statements[] = {
        "UPDATE source_records SET book_id = NULL WHERE book_id IS NOT NULL"
        " AND book_id NOT IN (SELECT id FROM books)",
        "UPDATE source_records SET author_id = NULL WHERE author_id IS NOT NULL"
        " AND author_id NOT IN (SELECT id FROM authors)",
        NULL,
    };

    (void)verdict;
    return repair_run(repair, statements, error);
}

int repair_forms(struct repair *repair, const struct verdict *verdict,
                 struct error *error)
{
    static const char *const statements[] = {
        "DELETE FROM author_names WHERE author_id NOT IN (SELECT id"
        " FROM authors)",
        NULL,
    };

    (void)verdict;
    return repair_run(repair, statements, error);
}

/* ---- kinds of keys ---- */

/* Kinds from 100 on are namespaces of ids, whose names are kept in key_kinds alone:
 * their keys stay, for an import meets them by their hash. */
#define OF_NO_USE                                               \
    " WHERE typeof(hash_high) <> 'integer' OR typeof(hash_low)" \
    " <> 'integer' OR typeof(kind) <> 'integer' OR (kind < 100" \
    " AND kind NOT IN (SELECT id FROM key_kinds))"

int repair_key_kinds(struct repair *repair, const struct verdict *verdict,
                     struct error *error)
{
    static const char *const statements[] = {
        "INSERT OR IGNORE INTO key_kinds (id, name) VALUES (1, 'isbn'),"
        " (2, 'title'), (3, 'name'), (4, 'name variant'), (5, 'authority'),"
        " (6, 'work'), (7, 'lccn'), (8, 'oclc'), (9, 'issn')",
        "DELETE FROM book_keys" OF_NO_USE,
        "DELETE FROM author_keys" OF_NO_USE,
        NULL,
    };

    (void)verdict;
    return repair_run(repair, statements, error);
}

/* ---- sequences of ids ---- */

#define RAISE(table, column, subject)                                         \
    "INSERT INTO sqlite_sequence (name, seq) SELECT name, 0"                  \
    " FROM sqlite_schema WHERE type = 'table' AND name = '" table "'"         \
    " COLLATE NOCASE AND NOT EXISTS (SELECT 1 FROM sqlite_sequence"           \
    " WHERE name = '" table "' COLLATE NOCASE)",                              \
        "UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT max(id)"  \
        " FROM " table "), 0), coalesce((SELECT max(last_id) FROM inserted"   \
        " WHERE subject = '" subject                                          \
        "'), 0), coalesce((SELECT max(last_" subject                          \
        ") FROM imports), 0), coalesce((SELECT max(" column ") FROM ledger)," \
        " 0), coalesce((SELECT max(" column ") FROM source_records), 0),"     \
        " coalesce((SELECT max(max(keep_id, gone_id)) FROM decisions"         \
        " WHERE subject = '" subject "'), 0))"                                \
        " WHERE name = '" table "' COLLATE NOCASE"

/* Whatever names an id says that it was given. */
int repair_sequences(struct repair *repair, const struct verdict *verdict,
                     struct error *error)
{
    static const char *const statements[] = {
        RAISE("books", "book_id", "book"),
        RAISE("authors", "author_id", "author"),
        NULL,
    };

    (void)verdict;
    return repair_run(repair, statements, error);
}

/* ---- counts ---- */

#define BUT_REJECTED                                    \
    "records_new + records_matched + records_unchanged" \
    " + records_deleted + records_skipped"
#define COLUMNS                                                       \
    "(records_read, records_new, records_matched, records_unchanged," \
    " records_deleted, records_skipped, records_rejected)"
#define ADDS_UP(row)                                                           \
    row ".records_read = " row ".records_new + " row ".records_matched + " row \
        ".records_unchanged + " row ".records_deleted + " row                  \
        ".records_skipped + " row ".records_rejected"
#define REJECTS \
    " (SELECT count(*) FROM rejects WHERE file_id = import_files.id)"

/* Rejects are there to be counted; a single file counts what its import counts; an
 * import counts what its files count. */
int repair_counts(struct repair *repair, const struct verdict *verdict,
                  struct error *error)
{
    static const char *const statements[] = {
        "UPDATE import_files SET records_rejected =" REJECTS
        " WHERE records_rejected <>" REJECTS " AND records_read = " BUT_REJECTED
        " +" REJECTS,
        "UPDATE import_files SET " COLUMNS " = (SELECT i.records_read,"
        " i.records_new, i.records_matched, i.records_unchanged,"
        " i.records_deleted, i.records_skipped, i.records_rejected"
        " FROM imports AS i WHERE i.id = import_files.import_id)"
        " WHERE NOT (" ADDS_UP(
            "import_files") ") AND 1 = (SELECT count(*)"
                            " FROM import_files AS o WHERE o.import_id = import_files.import_id)"
                            " AND EXISTS (SELECT 1 FROM imports AS i WHERE i.id ="
                            " import_files.import_id AND i.records_rejected =" REJECTS
                            " AND " ADDS_UP("i") ")",
        "UPDATE imports SET " COLUMNS " = (SELECT sum(records_read),"
        " sum(records_new), sum(records_matched), sum(records_unchanged),"
        " sum(records_deleted), sum(records_skipped), sum(records_rejected)"
        " FROM import_files WHERE import_id = imports.id)"
        " WHERE NOT (" ADDS_UP(
            "imports") ") AND id IN (SELECT f.import_id"
                       " FROM import_files AS f GROUP BY f.import_id"
                       " HAVING min(" ADDS_UP("f") "))",
        NULL,
    };

    (void)verdict;
    return repair_run(repair, statements, error);
}

/* ---- forms of names ---- */

struct form {
    int64_t author_id;
    struct slice name;
    const char *script; /* NULL: of none that is known */
};

struct forms {
    struct arena *arena;
    LIST(struct form) wrong;
};

static int form_row(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    struct forms *forms = context;
    const char *script = name_script(values[1].text);
    struct form *form;

    (void)count;
    if (script ? slice_is(values[2].text, script) : !values[2].text.len)
        return 0;
    form = list_push(forms->arena, &forms->wrong);
    if (!form)
        return error_memory(error);
    *form = (struct form){
        .author_id = values[0].integer,
        .name = arena_copy(forms->arena, values[1].text),
        .script = script,
    };
    return form->name.at ? 0 : error_memory(error);
}

int repair_form_scripts(struct repair *repair, const struct verdict *verdict,
                        struct error *error)
{
    struct store *store = repair->store;
    struct forms forms = {.arena = repair->arena};
    const struct result_sink sink = {&forms, check_no_columns, form_row};

    (void)verdict;
    if (store->type->query(store,
                           "SELECT author_id, name, script FROM author_names",
                           NULL, 0, &sink, error))
        return -1;
    for (size_t i = 0; i < forms.wrong.count; i++) {
        const struct form *form = &forms.wrong.at[i];
        struct parameter parameters[] = {
            find_number("author", form->author_id),
            {"name", {.kind = VALUE_TEXT, .text = form->name}},
            {"script", {.kind = VALUE_NULL}},
        };

        if (form->script)
            parameters[2].value = (struct value){
                .kind = VALUE_TEXT, .text = slice_of(form->script)};
        if (store->type->query(store,
                               "UPDATE author_names SET script = :script"
                               " WHERE author_id = :author AND name = :name",
                               parameters, 3, NULL, error))
            return -1;
    }
    return 0;
}
