/*
 * For statements: is this text JSON? json_valid of SQLite 3.40 says no, and nothing
 * else, when it finds no memory, so a row would be passed over in silence. It has to
 * say so twice; the blank keeps it from remembering what it said.
 */
#ifndef BIBLOAD_IS_JSON_H
#define BIBLOAD_IS_JSON_H

#define IS_JSON(text) "(json_valid(" text ") OR json_valid(" text " || ' '))"

/* The ids of authors that a source record names; s: of source_records AS s. */
#define AUTHORS_ARE_JSON IS_JSON("authors")
#define S_AUTHORS_ARE_JSON IS_JSON("s.authors")

#endif
