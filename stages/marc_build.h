/*
 * Builds the MARC record of a record from the elements of MARC-XML, or the
 * fields of ISO 2709, whoever read them, and judges what they say: a tag has three ASCII letters or digits,
 * a subfield code is one graphic ASCII character, an indicator one ASCII
 * character. What breaks that is passed over with a warning, never guessed;
 * fields that are not kept are judged likewise.
 *
 *     zeroed ( begin
 *                ( leader | control_begin control_end
 *                | field_begin ( subfield_begin subfield_end )* field_end )*
 *              end )* clear
 *
 * In values, a run of blanks with a tab or line break in it is one blank, and
 * none at the ends: pretty-printers put them there. Other blanks stay: in fixed
 * fields they count. Source of rules: MARC 21 Specifications for Record
 * Structure (tags, codes); MARC 21 XML Schema (slim).
 */
#ifndef BIBLOAD_MARC_BUILD_H
#define BIBLOAD_MARC_BUILD_H

#include "../pipeline/record.h"

#define MARC_FIELDS_MAX 100000
#define MARC_REPAIRS_TOLD 20 /* warnings of one record */

struct marc_build {
    struct record *record;
    struct marc *marc;
    bool has_leader;
    bool stable; /* values lie in the record's arena: no copy is made */
    bool mapped; /* fields that marc_is_mapped does not know are not kept */
    struct marc_field field; /* the one being built */
    bool field_good, code_good;
    bool field_kept;                 /* field_good, and it is not passed over */
    size_t fields;                   /* good ones so far */
    struct marc_subfield *subfields; /* of it; heap, reused */
    size_t count, room;
    unsigned repairs;
};

/* Everything may be called after memory ran out: the arena then says failed. */
void marc_build_begin(struct marc_build *build, struct record *record);
void marc_build_leader(struct marc_build *build, struct slice value);
void marc_build_control_begin(struct marc_build *build, struct slice tag);
void marc_build_control_end(struct marc_build *build, struct slice value);
void marc_build_field_begin(struct marc_build *build, struct slice tag,
                            struct slice ind1, struct slice ind2);
void marc_build_subfield_begin(struct marc_build *build, struct slice code);
void marc_build_subfield_end(struct marc_build *build, struct slice value);
void marc_build_field_end(struct marc_build *build);
/* Something that is not where the format has it. */
void marc_build_repaired(struct marc_build *build, const char *expected,
                         struct slice found);
void marc_build_end(struct marc_build *build);
void marc_build_clear(struct marc_build *build);

#endif
