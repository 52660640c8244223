/*
 * map_marc with records written on one line: fields apart by '|', the leader
 * first,
 *     00000cam|001 x|245 10$aTitle$bSubtitle
 * What comes out is written down as field=value pairs and names.
 */
#include "../pipeline/rows.h"
#include "support/bench_stage.h"

#include <check.h>
#include <stdlib.h>

extern const struct stage_type stage_map_marc;

Suite *map_marc_suite(void);

struct row {
    const char *why, *record, *expected;
};

static const char *const field_names[BOOK_FIELDS] = {
    [BOOK_TITLE] = "title",
    [BOOK_SUBTITLE] = "subtitle",
    [BOOK_ISBN] = "isbn",
    [BOOK_ISSN] = "issn",
    [BOOK_YEAR] = "year",
    [BOOK_PUBLISHER] = "publisher",
    [BOOK_LANGUAGE] = "language",
    [BOOK_MATERIAL] = "material",
    [BOOK_EXTRA] = "extra",
    [BOOK_SORT_TITLE] = "sort",
    [BOOK_UNIFORM_TITLE] = "uniform",
    [BOOK_LCCN] = "lccn field",
    [BOOK_OCLC] = "oclc field",
};

static void put(FILE *out, const char *name, struct slice value)
{
    if (!value.len)
        return;
    fprintf(out, "%s=", name);
    bench_print_slice(out, value);
    putc(' ', out);
}

static void describe_contributor(FILE *out, const struct contributor *one)
{
    static const char *const orders[] = {
        [NAME_DIRECT] = "direct",
        [NAME_INVERTED] = "inverted",
        [NAME_LIBRARY] = "library",
        [NAME_AS_IS] = "as is",
    };

    putc('{', out);
    bench_print_slice(out, one->field[AUTHOR_NAME]);
    fprintf(out, "; %s %s", orders[one->written],
            one->field[AUTHOR_KIND].len ? one->field[AUTHOR_KIND].at : "");
    if (one->field[AUTHOR_DATES].len)
        fprintf(out, "; %.*s", SLICE_ARG(one->field[AUTHOR_DATES]));
    if (one->field[AUTHOR_TITLES].len)
        fprintf(out, "; titles %.*s", SLICE_ARG(one->field[AUTHOR_TITLES]));
    if (one->field[AUTHOR_FULLER_NAME].len)
        fprintf(out, "; fuller %.*s",
                SLICE_ARG(one->field[AUTHOR_FULLER_NAME]));
    if (one->role.len)
        fprintf(out, "; role %.*s", SLICE_ARG(one->role));
    for (size_t i = 0; one->more && i < one->more->variants.count; i++) {
        fprintf(out, "; %s ", one->more->variants.at[i].source);
        bench_print_slice(out, one->more->variants.at[i].name);
    }
    for (size_t i = 0; one->more && i < one->more->authorities.count; i++)
        fprintf(out, "; id %.*s", SLICE_ARG(one->more->authorities.at[i].id));
    fputs("} ", out);
    ck_assert_int_eq(one->royalty, ROYALTY_NONE);
}

static void describe(FILE *out, const struct record *record)
{
    size_t count = record->state == RECORD_GOOD ? record->biblio_count : 0;

    for (size_t i = 0; i < count; i++) {
        const struct biblio *biblio = &record->biblios[i];

        if (biblio->withdrawn)
            fputs("withdrawn ", out);
        put(out, "id", biblio->own_id);
        put(out, "version", biblio->version);
        for (size_t k = 0; k < BOOK_FIELDS; k++)
            put(out, field_names[k], biblio->field[k]);
        put(out, "year", biblio->year_text);
        for (size_t k = 0; k < biblio->isbn_texts.count; k++)
            put(out, "isbn", biblio->isbn_texts.at[k]);
        for (size_t k = 0; k < biblio->numbers.count; k++)
            put(out, biblio->numbers.at[k].kind == KEY_LCCN ? "lccn" : "oclc",
                biblio->numbers.at[k].text);
        for (size_t k = 0; k < biblio->contributors.count; k++)
            describe_contributor(out, &biblio->contributors.at[k]);
    }
    if (record->state == RECORD_SKIPPED)
        fputs("skipped", out);
    bench_print_findings(out, record);
}

#define T "|245 10$aT"
#define TEXT "00000nam a|001 1"
#define GIVES "id=1 title=T material=text "

static const struct row rows[] = {
    {"a usual record",
     "00000cam a|001  123 |003 DLC|005 19990101"
     "|008 840507s1984    caua     b    00010 eng d|020 $a0394502884 (pbk.) :"
     "$c$5|020 $z1$a2|022 $y0$a1234-5678|100 1 $aAusten, Jane,$d1775-1817."
     "|245 10$aPride :$ba novel /$cby her.|260 $aL. :$bEgerton,$c1813.",
     "id=DLC 123 version=19990101 title=Pride : subtitle=a novel / "
     "issn=1234-5678 publisher=Egerton, language=eng material=text year=1984 "
     "isbn=0394502884 (pbk.) : isbn=2 {Austen, Jane,; inverted person; "
     "1775-1817.} "},
    {"the least there is", "|245 $aT", "title=T "},
    {"a short leader", "000|245 $aT", "title=T "},
    /* not ours */
    {"authority", "00000nz  a|100 1 $aA",
     "skipped [NOT_A_BOOK found=an "
     "authority record]"},
    {"holdings", "00000nu  a", "skipped [NOT_A_BOOK found=a holdings record]"},
    {"holdings", "00000ny  a", "skipped [NOT_A_BOOK found=a holdings record]"},
    {"classification", "00000nw  a",
     "skipped [NOT_A_BOOK found=a classification "
     "record]"},
    {"community information", "00000nq  a",
     "skipped [NOT_A_BOOK found=a "
     "community information record]"},
    {"bad: UNIMARC", "00000nam a|200 1 $aT",
     " [NOT_MARC21 245 expected=245 "
     "found=200]"},
    {"200 beside 245 is no sign of UNIMARC", TEXT "|200 1 $aU" T, GIVES},
    {"a record that is not to be deleted", TEXT "|DEL  $aN" T, GIVES},
    {"Alma's way to delete", TEXT "|DEL  $aN|DEL  $aY" T, "withdrawn " GIVES},
    /* title */
    {"bad: no 245", TEXT "|100 1 $aA",
     " [TITLE_MISSING 245 expected=$a, $n or "
     "$p]"},
    {"bad: nothing but $b and $c", TEXT "|245 10$bS$cC",
     " [TITLE_MISSING 245 expected=$a, $n or $p]"},
    {"bad: a blank title", TEXT "|245 10$a  ",
     " [TITLE_MISSING 245 expected=$a, $n or $p]"},
    {"parts in field order", TEXT "|245 10$aT.$nPart 2,$pP$hx$nn",
     "id=1 title=T. Part 2, P n material=text "},
    {"$p alone", TEXT "|245 10$pP", "id=1 title=P material=text "},
    {"an indicator that is no number files all of it",
     TEXT "|245 1x$aThe T|240 1 $aThe U",
     "id=1 title=The T material=text uniform=The U "},
    {"an empty ISBN", TEXT "|020 $a |020 $a0441172717" T,
     GIVES "isbn=0441172717 "},
    {"several $b", TEXT "|245 10$aT :$bb1 =$bb2",
     "id=1 title=T : subtitle=b1 = b2 material=text "},
    {"bad: two 245", TEXT T "|245 10$aU",
     GIVES " [MARC_REPAIRED 245 "
           "expected=one 245 found=several: the first is used]"},
    /* identity */
    {"bad: two 001", "00000nam|001 1|001 2" T,
     GIVES " [MARC_REPAIRED 001 "
           "expected=one 001 found=several: the first is used]"},
    {"003 without 001 identifies nothing", "00000nam|003 X" T,
     "title=T material=text "},
    {"deleted", "00000dam|001 1" T, "withdrawn " GIVES},
    {"deleted, by its number alone", "00000dam|001 1",
     "withdrawn id=1 material=text "},
    {"bad: deleted, but what?", "00000dam|100 1 $aA",
     " [TITLE_MISSING 245 expected=$a, $n or $p]"},
    /* material */
    {"serial", "00000nas" T, "title=T material=serial "},
    {"score", "00000ncm" T, "title=T material=score "},
    {"map", "00000nem" T, "title=T material=map "},
    {"film", "00000ngm" T, "title=T material=film "},
    {"music", "00000njm" T, "title=T material=music "},
    {"spoken word", "00000nim" T, "title=T material=spoken word "},
    {"a letter of no meaning", "00000n?m" T, "title=T "},
    /* year, publisher, language */
    {"264 before 260, and only publication",
     TEXT T "|260 $bA$c1"
            "|264  4$b@$c@|264  1$bB$c2",
     "id=1 title=T publisher=B material=text "
     "year=2 "},
    {"260 when 264 is of something else", TEXT T "|264  2$bB|260 $bA$cc1990",
     "id=1 title=T publisher=A material=text year=c1990 "},
    {"a year in 008 that is not known",
     TEXT "|008 840507s19uu    caua     b    00010     d" T
          "|260 $c[19--]|041 1 "
          "$aengfre",
     "id=1 title=T language=eng material=text year=[19--] "},
    {"a short 008", TEXT "|008 840507s1984" T, GIVES "year=1984 "},
    {"041 that holds no code",
     TEXT "|008 840507s1984    caua     b    00010 und d" T
          "|041 $a12|041 $a123|041 $afre",
     "id=1 title=T language=fre material=text year=1984 "},
    {"041 when 008 says und",
     TEXT "|008 840507s1984    caua     b    00010 und d" T
          "|041 $hger|041 $afre",
     "id=1 title=T language=fre material=text year=1984 "},
    /* names */
    {"7XX after 1XX, in field order",
     TEXT "|710 2 $aC|700 1 $aB, b|100 1 $aA, a" T "|711 2 $aM",
     GIVES "{A, a; inverted person} {C; as is corporate} "
           "{B, b; inverted person} {M; as is meeting} "},
    {"direct order, numeration, title",
     TEXT T "|700 0 $aJohn Paul$bII,$cPope,$d1920-2005.",
     GIVES "{John Paul II,; as is person; 1920-2005.; titles Pope} "},
    {"a name of one word and what is said with it",
     TEXT T "|700 0 $aFrancis,$cof Assisi, Saint,|700 0 $aPlinius$cthe Elder"
            "|700 0 $aTheodricus,$cmonk",
     GIVES "{Francis of Assisi; as is person; titles Saint} "
           "{Plinius the Elder; as is person} "
           "{Theodricus,; as is person; titles monk} "},
    {"suffixes belong to the name, titles stand beside it",
     TEXT T "|700 1 $aKing, M. L.,$cJr.,|700 1 $aByron, G. G. B.,$cBaron"
            "|700 1 $aTwain, Mark,$cpseud.",
     GIVES "{King, M. L., Jr.; inverted person} "
           "{Byron, G. G. B.,; inverted person; titles Baron} "
           "{Twain, Mark,; inverted person} "},
    {"what is said with a name comes first, or it is a title",
     TEXT T "|700 0 $aFrancis$cSaint, of Assisi|700 0 $aJosquin$cdes Prez"
            "|700 0 $aRufus$cDu Bois|700 0 $aJudah$cha-Levi",
     GIVES "{Francis; as is person; titles Saint, of Assisi} "
           "{Josquin des Prez; as is person} "
           "{Rufus; as is person; titles Du Bois} "
           "{Judah ha-Levi; as is person} "},
    {"a pseudonym, in three words",
     TEXT T "|700 1 $aA, a$cpseud|700 1 $aB, b$cpseudonym|700 1 $aC, c$cpseudo",
     GIVES "{A, a; inverted person} {B, b; inverted person} "
           "{C, c; inverted person; titles pseudo} "},
    {"parentheses of titles", TEXT T "|700 1 $aA, a$cBaron (of B, C), Sir)",
     GIVES "{A, a; inverted person; titles Baron (of B, C), Sir)} "},
    {"a fuller form", TEXT T "|700 1 $aEliot, T. S.$q(Thomas Stearns),$d1888-",
     GIVES "{Eliot, T. S.; inverted person; 1888-; fuller Thomas Stearns} "},
    {"more titles than anybody has are left as they stand",
     TEXT T "|700 0 $aVoltaire$c,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,1694-1778",
     GIVES "{Voltaire; as is person; titles "
           ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,1694-1778} "},
    {"dates in the place of titles", TEXT T "|700 0 $aVoltaire$c1694-1778.",
     GIVES "{Voltaire; as is person; 1694-1778.} "},
    {"UNIMARC's subfields", TEXT T "|700   $aAusten$bJane$f1775-1817.",
     GIVES "{Austen, Jane; inverted person; 1775-1817.} "},
    {"UNIMARC's dates beside ours, and none",
     TEXT T "|700   $aA$bBc$d1900-$f1775-1817|700   $aD$bEf$fbaron",
     GIVES "{A, Bc; inverted person; 1900-} {D, Ef; inverted person} "},
    {"forenames in $b of a direct name, a family and an inverted name",
     TEXT T "|700 0 $aJohn$bPaul|700 3 $aOtis$bBoston|700 1 $aA, a$bBc",
     GIVES "{John Paul; as is person} {Otis Boston; as is family} "
           "{A, a; inverted person} "},
    {"a name in parentheses that is no transcription",
     TEXT T "|700 0 $aJane$c(Austen, Jane)"
            "|700   $a奧斯丁$c(奧, 斯丁)",
     GIVES
     "{Jane; as is person; titles (Austen, Jane)} "
     "{\\xE5\\xA5\\xA7\\xE6\\x96\\xAF\\xE4\\xB8\\x81; as is person; titles (奧, 斯丁)} "},
    {"a name beside its transcription",
     TEXT T "|700   $a奧斯丁$c(Austen, Jane, 1775-1817)",
     GIVES "{Austen, Jane, 1775-1817; inverted person; heading "
           "\\xE5\\xA5\\xA7\\xE6\\x96\\xAF\\xE4\\xB8\\x81} "},
    {"numeration behind a surname is left out", TEXT T "|700 1 $aA, a$bII",
     GIVES "{A, a; inverted person} "},
    {"a family", TEXT T "|700 3 $aDürer family",
     GIVES "{D\\xC3\\xBCrer family; as is family} "},
    {"an indicator that says nothing: the comma does",
     TEXT T "|700   $aA, a|700   $aB|700   $aC,|700 0 $aD, d",
     GIVES "{A, a; inverted person} {B; as is person} {C,; as is person} "
           "{D, d; as is person} "},
    {"units of a corporate body", TEXT "|110 1 $aU.S.$bDept.$bOffice$0x" T,
     GIVES "{U.S. Dept. Office; as is corporate} "},
    {"a meeting", TEXT "|111 2 $aConf.$n(2 :$d1999 :$cRome)$jhost" T,
     GIVES "{Conf. (2 : 1999 : Rome); as is meeting; role hst} "},
    {"a related work is no contributor",
     TEXT T "|700 1 $aB, b$tWork|710 2 $aC"
            "$tW",
     GIVES},
    {"880 with the heading's number, and the tag it stands for",
     TEXT "|100 1 $6880-01$aA, a|880 1 $6100-01/(N$aB, b|880 1 $6100-02$aC"
          "|880 1 $6700-01$aD|880 1 $6100-00$aE" T,
     GIVES "{A, a; inverted person; 880 B, b} "},
    {"880 without a number, and one without a name",
     TEXT "|100 1 $6880-01$aA, a|700 1 $6880/02$aB, b|880 1 $6100-01$d1900-"
          "|880 1 $6700-02$aC|880 1 $6100" T,
     GIVES "{A, a; inverted person} {B, b; inverted person} "},
    {"ids of authority files, one of each",
     TEXT "|100 1 $aA, a$0(DE-588)118505173$0(viaf)102333412$0(viaf)1$0(X)9" T,
     GIVES "{A, a; inverted person; id gnd:118505173; id viaf:102333412} "},
    {"bad: an id with a wrong check digit",
     TEXT "|100 1 $aA, a$0(isni)0000000121032684" T,
     GIVES "{A, a; inverted person}  [AUTHORITY_ID_INVALID 100 "
           "found=(isni)0000000121032684]"},
    {"numbers of the Library of Congress and of OCLC",
     TEXT "|003 OCoLC|010 $a   78890351 $zx|035 $a(OCoLC)ocm1$z(OCoLC)2"
          "|035 $a(XyZ)3" T,
     "id=OCoLC 1 title=T material=text lccn=78890351 oclc=(OCoLC)1 "
     "oclc=(OCoLC)ocm1 "},
    {"what is not filed", TEXT "|245 14$aThe T$nII$pP",
     "id=1 title=The T II P material=text sort=T II P "},
    {"of the work: without language and date",
     TEXT T "|240 14$aThe U.$lEnglish.$f1999$kSelections",
     GIVES "uniform=The U. Selections "},
    {"130 before 240", TEXT T "|130 0 $aU|240 10$aV", GIVES "uniform=U "},
    {"880 is another script", TEXT "|880 1 $6245$aX" T, GIVES},
    {"bad: a heading without a name", TEXT T "|700 1 $d1900-|710 2 $bUnit",
     GIVES " [NAME_EMPTY 700 expected=$a] [NAME_EMPTY 710 expected=$a "
           "found=Unit]"},
    /* roles */
    {"codes, in order, once", TEXT T "|700 1 $aB, b$4ILL$4aut$4ill$eeditor",
     GIVES "{B, b; inverted person; role ill aut} "},
    {"a code as URI",
     TEXT T "|700 1 $aB, b$4http://id.loc.gov/vocabulary/relators/trl",
     GIVES "{B, b; inverted person; role trl} "},
    {"signs that are no code", TEXT T "|700 1 $aB, b$4a1t$4a{t$4trl",
     GIVES "{B, b; inverted person; role trl} "},
    {"sixteen codes at most",
     TEXT T "|700 1 $aB, b$4aaa$4aab$4aac$4aad$4aae$4aaf$4aag$4aah$4aai$4aaj"
            "$4aak$4aal$4aam$4aan$4aao$4aap$4aaq$4aar",
     GIVES "{B, b; inverted person; role aaa aab aac aad aae aaf aag aah aai "
           "aaj aak aal aam aan aao aap} "},
    {"words when there is no code", TEXT T "|700 1 $aB, b,$eEditor.$etr.",
     GIVES "{B, b,; inverted person; role edt trl} "},
    {"words nobody knows", TEXT T "|700 1 $aB, b$ebystander",
     GIVES "{B, b; inverted person} "},
    {"$e of a meeting is a unit", TEXT T "|711 2 $aM.$eauthor",
     GIVES "{M. author; as is meeting} "},
};

/* One field as rows write it: "245 10$aTitle" or "001 value". */
static void add_field(struct record *record, const char *at, size_t len)
{
    struct marc_field *field = list_push(record->arena, &record->marc->fields);
    const char *end = at + len, *dollar = memchr(at, '$', len);
    LIST(struct marc_subfield) subfields = {0};

    ck_assert_ptr_nonnull(field);
    *field = (struct marc_field){.indicator = {' ', ' '}};
    memcpy(field->tag, at, 3);
    if (!dollar) {
        field->value = arena_copy(record->arena, slice_between(at + 4, end));
        return;
    }
    for (int i = 0; i < 2 && at + 4 + i < dollar; i++)
        field->indicator[i] = at[4 + i];
    while (dollar) {
        const char *next = memchr(dollar + 1, '$', (size_t)(end - dollar - 1));
        struct marc_subfield *subfield = list_push(record->arena, &subfields);

        ck_assert_ptr_nonnull(subfield);
        subfield->code = dollar[1];
        subfield->value = arena_copy(
            record->arena, slice_between(dollar + 2, next ? next : end));
        dollar = next;
    }
    field->subfields = subfields.at;
    field->subfield_count = subfields.count;
}

static void feed(struct bench *bench, const char *text)
{
    struct batch *batch = bench_take(bench, BATCH_MARC);
    struct record *record = batch_add(batch);
    size_t len = strcspn(text, "|");

    ck_assert_ptr_nonnull(record);
    record->marc = arena_zero(&batch->arena, sizeof *record->marc);
    ck_assert_ptr_nonnull(record->marc);
    record->marc->leader = arena_copy(&batch->arena, (struct slice){text, len});
    for (text += len; *text; text += len) {
        text++;
        len = strcspn(text, "|");
        add_field(record, text, len);
    }
    ck_assert_int_eq(bench_feed(bench, batch), 0);
}

START_TEST(every_row)
{
    struct bench bench;

    bench_init(&bench, &stage_map_marc, describe);
    feed(&bench, rows[_i].record);
    ck_assert_msg(strcmp(bench_text(&bench), rows[_i].expected) == 0,
                  "%s\n%s\n-- expected --\n%s", rows[_i].why,
                  bench_text(&bench), rows[_i].expected);
    bench_clear(&bench);
}
END_TEST

Suite *map_marc_suite(void)
{
    Suite *suite = suite_create("map_marc");
    TCase *tests = tcase_create("rows");

    tcase_add_loop_test(tests, every_row, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(suite, tests);
    return suite;
}
