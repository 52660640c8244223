/* MARC-XML and CSV of imports, as text put together by the preprocessor. */
#ifndef BIBLOAD_TESTS_RECORD_TEXT_H
#define BIBLOAD_TESTS_RECORD_TEXT_H

#define COLLECTION(records) "<collection>" records "</collection>"
#define RECORD(id, title, fields)                                              \
    "<record><leader>00000nam a2200000 a 4500</leader><controlfield "          \
    "tag=\"001\">" id "</controlfield>" fields                                 \
    "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">" title \
    "</subfield></datafield></record>"
#define FIELD(tag, ind1, subfields)                                      \
    "<datafield tag=\"" tag "\" ind1=\"" ind1 "\" ind2=\" \">" subfields \
    "</datafield>"
#define SUB(code, text) "<subfield code=\"" code "\">" text "</subfield>"

#define ISBN(text) FIELD("020", " ", SUB("a", text))
#define BY(name) FIELD("100", "1", SUB("a", name))
#define BY_DATED(name, dates) FIELD("100", "1", SUB("a", name) SUB("d", dates))
#define BY_ID(name, dates, id) \
    FIELD("100", "1", SUB("a", name) SUB("d", dates) SUB("0", id))
#define BY_IDS(name, first, second) \
    FIELD("100", "1", SUB("a", name) SUB("0", first) SUB("0", second))

#define FROM(source_name, records)                                    \
    {                                                                 \
        .source = source_name, .files = {                             \
            {.name = source_name ".xml", .text = COLLECTION(records)} \
        }                                                             \
    }

#define TWO_SOURCES "[source:a]\n[source:b]\n"

#define OF_LIBRARY                                                 \
    "[source:s]\nauthor_separator = \";\"\nname_order = library\n" \
    "column.title = title\ncolumn.authors = authors\ncolumn.book_ref = id\n"
#define LIBRARY OF_LIBRARY "column.royalties = roy\n"
#define HEAD "id,title,authors,roy\n"
#define CSV(rows)                                                        \
    {                                                                    \
        .source = "s", .files = { {.name = "b.csv", .text = HEAD rows} } \
    }

#endif
