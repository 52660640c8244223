/* MARC-XML written plainly, for tables of hostile files: two good records, and
 * what others are made of. */
#ifndef BIBLOAD_TESTS_HOSTILE_MARCXML_H
#define BIBLOAD_TESTS_HOSTILE_MARCXML_H

#define COLLECTION "<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n"
#define COLLECTION_END "</collection>\n"
#define LEADER "<leader>00000nam a2200000 a 4500</leader>"
#define CONTROL(tag, value) \
    "<controlfield tag=\"" tag "\">" value "</controlfield>"
#define FIELD(tag, ind1, ind2, subfields)                       \
    "<datafield tag=\"" tag "\" ind1=\"" ind1 "\" ind2=\"" ind2 \
    "\">" subfields "</datafield>"
#define SUBFIELD(code, value) "<subfield code=\"" code "\">" value "</subfield>"
#define TITLE(value) FIELD("245", "1", "0", SUBFIELD("a", value))
/* A record whose title stands between. */
#define TITLE_OPEN                                                    \
    "<record>" LEADER "<datafield tag=\"245\" ind1=\"1\" ind2=\"0\">" \
    "<subfield code=\"a\">"
#define TITLE_SHUT "</subfield></datafield></record>"
#define RECORD(fields) "<record>" fields "</record>\n"
#define BOOK(id, title) RECORD(LEADER CONTROL("001", id) TITLE(title))
#define EMMA BOOK("1", "Emma")
#define ULYSSES BOOK("2", "Ulysses")
/* What is in question, between two good records. */
#define BETWEEN(xml) SLICE(COLLECTION EMMA xml ULYSSES COLLECTION_END)

#endif
