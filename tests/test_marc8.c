/*
 * What libyaz is to be in before it is used: it crashes if it finds no memory while it
 * sets itself up.
 */
#include "../stages/marc8.h"

#include <check.h>
#include <libxml/globals.h>
#include <stdlib.h>

Suite *marc8_suite(void);

/* With libyaz comes libxml2, whose memory is watched from then on. */
START_TEST(is_set_up_before_main)
{
    xmlFreeFunc release;
    xmlMallocFunc make;
    xmlReallocFunc grow;
    xmlStrdupFunc copy;

    ck_assert_int_eq(xmlMemGet(&release, &make, &grow, &copy), 0);
    ck_assert(make != malloc);
    ck_assert(release == free);
}
END_TEST

Suite *marc8_suite(void)
{
    Suite *suite = suite_create("marc8");
    TCase *tests = tcase_create("marc8");

    tcase_add_test(tests, is_set_up_before_main);
    suite_add_tcase(suite, tests);
    return suite;
}
