/* Two ways to write a person's name, and two persons of one family. */
#include "../stages/initials.h"

#include <check.h>

Suite *initials_suite(void);

static const struct agree_row {
    const char *a, *b; /* sort names */
    bool agree;
    const char *why;
} agree_rows[] = {
    {"Austen, J.", "Austen, Jane", true, "an initial"},
    {"Austen, Jane", "Austen, Jane", true, "equal"},
    {"AUSTEN, J", "Austen, Jane", true, "capitals, no period"},
    {"Gates, W. III", "Gates, William", true, "a suffix is no run of initials"},
    {"Beeton, I. (Isabella, Mary)", "Beeton, I. M.", true,
     "a comma in parentheses parts nothing"},
    {"Beeton, I. M.)", "Beeton, Isabella Mary", true, "one was not opened"},
    {"King, M. L., Dr., Jr.", "King, M. L., Rev., Sr.", false,
     "the generation behind a title"},
    {"King, M. L., Jr., Sr.", "King, M. L., Jr.", true,
     "of two the first counts"},
    {"Tolkien, J. R. R. (John Ronald Reuel)",
     "Tolkien, J. R. R. (John Ronald Reuel)", true, "fuller forms"},
    {"Tolkien, J. R. R. (John Ronald Reuel)",
     "Tolkien, J. R. R. (Jane Ruth Rose)", false, "that differ"},
    {"Tolkien, J. R. R. (John Ronald Reuel)", "Tolkien, Jane", false,
     "the fuller form of the first"},
    {"Tolkien, L.", "Tolkien, \xd0\x9b", false, "a letter of another size"},
    {"A B C D E F G H I J K L, M N O P Q R S T U V W X Y Z", "L, M.", false,
     "too many words together"},
    {"Austen, Jane", "Austen, John", false, "J is not written"},
    {"Austen, K.", "Austen, Jane", false, "another initial"},
    {"Austin, J.", "Austen, Jane", false, "another family"},
    {"Austen, Ja.", "Austen, Jane", false, "no initial: a name cut short"},
    {"Tolkien, J. R. R.", "Tolkien, John Ronald Reuel", true, "three"},
    {"Tolkien, J.R.R.", "Tolkien, John Ronald Reuel", true, "without blanks"},
    {"Tolkien, JRR", "Tolkien, John Ronald Reuel", true, "without periods"},
    {"Smith, AJ", "Smith, Anthony James", true, "a vowel is a letter too"},
    {"TOLKIEN, JRR", "Tolkien, John Ronald Reuel", false,
     "capitals all over: JRR may be a name"},
    {"Herbert, Br.", "Herbert, Beverly", false, "an abbreviation of Brian"},
    {"Tolkien, J. R.", "Tolkien, John Ronald Reuel", true, "one is missing"},
    {"Tolkien, John Reuel", "Tolkien, J. R. R.", true, "the middle one"},
    {"Tolkien, R. J.", "Tolkien, John Ronald Reuel", false, "order counts"},
    {"Tolkien, R.", "Tolkien, John Ronald Reuel", false, "the first counts"},
    {"Tolkien, J. R. X.", "Tolkien, John Ronald Reuel", false, "one too many"},
    {"Tolkien, John (Jack)", "Tolkien, J. R. R.", true,
     "parentheses that spell nothing out"},
    {"Tolkien, Jane", "Tolkien, J. R. R. (John Ronald Reuel)", false,
     "the fuller form knows better"},
    {"Tolkien, John", "Tolkien, J. R. R. (John Ronald Reuel)", true,
     "and agrees"},
    {"Smith, E.", "Smith, Elizabeth (Ann Elizabeth)", true,
     "a fuller form that adds a name in front decides nothing"},
    {"Beeton, I. M.", "Beeton, (Isabella Mary), Mrs.", true,
     "nothing but a fuller form"},
    {"Sartre, J.-P.", "Sartre, Jean-Paul", true, "hyphens"},
    {"Sartre, J.P.", "Sartre, Jean-Paul", true, "no hyphen"},
    {"Sartre, JP", "Sartre, Jean-Paul", true, "nor periods"},
    {"Sartre, Jean Paul", "Sartre, Jean-Paul", true, "a blank"},
    {"Sartre, J.", "Sartre, Jean-Paul", true, "half of it"},
    {"Sartre, J.-M.", "Sartre, Jean-Paul", false, "another half"},
    {"Gogh, V. van", "Gogh, Vincent van", true, "particle behind"},
    {"van Gogh, V.", "Gogh, Vincent van", true, "before and behind"},
    {"Van Gogh, V.", "van Gogh, Vincent", true, "before, with a capital"},
    {"Gogh, V. von", "Gogh, Vincent van", false, "another particle"},
    {"Beauvoir, S. de", "de Beauvoir, Simone", true, "de"},
    {"Beauvoir, S.", "Beauvoir, Simone de", true, "left out behind"},
    {"Beauvoir, S.", "de Beauvoir, Simone", false, "another family name"},
    {"la Fontaine, J. de", "De La Fontaine, Jean", true, "de and la"},
    {"Waals, J. D. van der", "van der Waals, Johannes Diderik", true,
     "van der"},
    {"Le Guin, U.", "Le Guin, Ursula K.", true, "of the name"},
    {"Marquez, G. Garcia",
     "Garc\xc3\xad"
     "a M\xc3\xa1rquez, Gabriel",
     true, "direct order can't know two family names"},
    {"King, M. L., Jr.", "King, Martin Luther, Jr.", true, "suffix"},
    {"King, M. L.", "King, Martin Luther, Jr.", true, "one has none"},
    {"King, M. L., Sr.", "King, Martin Luther, Jr.", false, "the father"},
    {"King, M. L., Junior", "King, Martin Luther, Jr", true, "in words"},
    {"Gates, W., III", "Gates, William H., II", false, "numerals"},
    {"Scott, W., Ph.D.", "Scott, Walter, Sir", true, "titles say nothing"},
    {"Zola, E.", "Zola, \xc3\x89mile", true, "an accent"},
    {"Zola, \xc3\x89.", "Zola, Emile", true, "on the initial"},
    {"Zola, E\xcc\x81.", "Zola, \xc3\x89mile", true, "decomposed"},
    {"\xc3\x98rsted, H. C.", "Orsted, Hans Christian", true, "stroke"},
    {"O'Brien, F.",
     "O\xe2\x80\x99"
     "Brien, Flann",
     true, "apostrophes"},
    {"\xd0\xa2\xd0\xbe\xd0\xbb\xd1\x81\xd1\x82\xd0\xbe\xd0\xb9, \xd0\x9b.",
     "\xd0\xa2\xd0\xbe\xd0\xbb\xd1\x81\xd1\x82\xd0\xbe\xd0\xb9, "
     "\xd0\x9b\xd0\xb5\xd0\xb2",
     true, "Cyrillic"},
    {"\xe6\x9d\x91\xe4\xb8\x8a\xe6\x98\xa5\xe6\xa8\xb9",
     "\xe6\x9d\x91\xe4\xb8\x8a, \xe6\x98\xa5\xe6\xa8\xb9", true,
     "Japanese with a comma and without"},
    {"\xe6\x9d\x91\xe4\xb8\x8a \xe6\x98\xa5\xe6\xa8\xb9",
     "\xe6\x9d\x91\xe4\xb8\x8a, \xe6\x98\xa5\xe6\xa8\xb9", true,
     "and with a blank"},
    {"\xe7\x8e\x8b, \xe6\x98\x8e", "\xe7\x8e\x8b, \xe6\x98\x8e\xe5\xbe\xb7",
     false, "a Chinese name is no initial of another"},
    {"Mao, Z.", "Mao, Zedong", true, "family name first, with its comma"},
    {"Zedong, Mao", "Mao, Zedong", false,
     "Mao Zedong taken for a name in direct order"},
    {"Mao, Z.", "\xe6\xaf\x9b, \xe6\xb3\xbd\xe4\xb8\x9c", false,
     "two scripts are not compared"},
};

/* The rule says nothing of these, whoever they are compared with. */
static const struct {
    const char *name, *why;
} unread[] = {
    {"", "nothing"},
    {"Plato", "one word"},
    {"Better Homes and Gardens", "no comma"},
    {"NetLibrary, Inc", "a firm"},
    {"Henry VIII, King of England", "a title"},
    {"King, Jr.", "no given name"},
    {"Austen,", "no given name"},
    {", Jane", "no family name"},
    {"Austen, ()", "empty parentheses"},
    {"Austen, a b c d e f g h i j k l m n o p q", "more than a name"},
    {"Austen, J. (a b c d e f g h i j k l m n o p q)", "spelled out"},
    {"a b c d e f g h i j k l m n o p q, Jane", "as the family"},
};

static struct arena arena;

static void setup(void)
{
    arena_init(&arena, 4096);
}

static void teardown(void)
{
    arena_clear(&arena);
}

START_TEST(test_agree)
{
    const struct agree_row *row = &agree_rows[_i];
    struct initials_name a, b;

    ck_assert_msg(initials_read(&arena, slice_of(row->a), &a), "%s", row->a);
    ck_assert_msg(initials_read(&arena, slice_of(row->b), &b), "%s", row->b);
    ck_assert_msg(initials_agree(&a, &b) == row->agree, "%s and %s: %s", row->a,
                  row->b, row->why);
    ck_assert_msg(initials_agree(&b, &a) == row->agree, "%s and %s: %s", row->b,
                  row->a, row->why);
}
END_TEST

START_TEST(test_unread)
{
    struct initials_name name;

    ck_assert_msg(!initials_read(&arena, slice_of(unread[_i].name), &name),
                  "'%s': %s", unread[_i].name, unread[_i].why);
}
END_TEST

Suite *initials_suite(void)
{
    Suite *suite = suite_create("initials");
    TCase *rows = tcase_create("rows");

    tcase_add_checked_fixture(rows, setup, teardown);
    tcase_add_loop_test(rows, test_agree, 0,
                        sizeof agree_rows / sizeof *agree_rows);
    tcase_add_loop_test(rows, test_unread, 0, sizeof unread / sizeof *unread);
    suite_add_tcase(suite, rows);
    return suite;
}
