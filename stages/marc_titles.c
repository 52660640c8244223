/* See marc_titles.h. */
#include "marc_titles.h"

#include "filing.h"
#include "marc_find.h"

/* How many characters an indicator says are not filed. */
static int skip_of(char indicator)
{
    return indicator >= '0' && indicator <= '9' ? indicator - '0' : 0;
}

/* Number and name of a part ($n, $p) belong to the title; where one ends and the
 * statement of responsibility begins, $c tells. */
static void map_title(struct record *record, struct biblio *biblio,
                      const struct marc_field *field)
{
    struct slice title = marc_join(field, "anp", record->arena);

    if (!filing_title(record->arena, title, skip_of(field->indicator[1]),
                      &biblio->field[BOOK_TITLE],
                      &biblio->field[BOOK_SORT_TITLE]))
        return;
    biblio->field[BOOK_SUBTITLE] = marc_join(field, "b", record->arena);
    if (marc_find(record->marc, "245", field))
        record_warn(record, MARC_REPAIRED, SLICE("245"), SLICE("one 245"),
                    SLICE("several: the first is used"));
}

/* Without language and date ($l, $f): all translations are of one work. */
static void map_uniform_title(struct record *record, struct biblio *biblio)
{
    const struct marc_field *field = marc_find(record->marc, "130", NULL);
    bool entry = field != NULL;
    struct slice sort;

    if (!field)
        field = marc_find(record->marc, "240", NULL);
    if (field)
        (void)filing_title(record->arena,
                           marc_join(field, "anpk", record->arena),
                           skip_of(field->indicator[entry ? 0 : 1]),
                           &biblio->field[BOOK_UNIFORM_TITLE], &sort);
}

void marc_titles(struct record *record, struct biblio *biblio)
{
    const struct marc_field *field = marc_find(record->marc, "245", NULL);

    if (field)
        map_title(record, biblio, field);
    map_uniform_title(record, biblio);
    /* To withdraw a book its number is enough. */
    if (!biblio->field[BOOK_TITLE].len &&
        !(biblio->withdrawn && biblio->own_id.len))
        record_reject(record, TITLE_MISSING, SLICE("245"),
                      SLICE("$a, $n or $p"), SLICE_NONE);
}
