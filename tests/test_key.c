/* Keys: bytes and numbers, the order of a BLOB column, the keyed hash. */
#include "../pipeline/key.h"

#include <check.h>

Suite *key_suite(void);

/* The reference vectors of SipHash-2-4 with 128 bits of output (key 00 01 ..
 * 0f, message 00 01 .. len-1). Source: github.com/veorq/SipHash, vectors.h. */
static const struct vector_row {
    size_t len;
    unsigned char bytes[16];
} vector_rows[] = {
    {0,
     {0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6, 0x6d, 0xf6, 0x72, 0x14,
      0xc7, 0x55, 0x02, 0x93}},
    {1,
     {0xda, 0x87, 0xc1, 0xd8, 0x6b, 0x99, 0xaf, 0x44, 0x34, 0x76, 0x59, 0x11,
      0x9b, 0x22, 0xfc, 0x45}},
};

START_TEST(test_vector)
{
    const struct vector_row *row = &vector_rows[_i];
    unsigned char secret[SECRET_BYTES], bytes[16];
    char message[16];

    for (int i = 0; i < 16; i++) {
        secret[i] = (unsigned char)i;
        message[i] = (char)i;
    }
    key_to_bytes(key_hash(secret, (struct slice){message, row->len}), bytes);
    ck_assert_mem_eq(bytes, row->bytes, 16);
}
END_TEST

static const unsigned char order_rows[][16] = {
    {128}, /* the first bit of a half is its sign */
    {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
     255},
    {[8] = 128},
    {0},
    {[15] = 1},
    {[15] = 255},
    {[7] = 1},
    {1},
};
#define NONE_ROW 3

/* Bytes come back; key_compare is the order of signed numbers. */
START_TEST(test_order)
{
    struct key a = key_from_bytes(order_rows[_i]);
    unsigned char bytes[16];

    key_to_bytes(a, bytes);
    ck_assert_mem_eq(bytes, order_rows[_i], 16);
    ck_assert_int_eq(key_is_none(a), _i == NONE_ROW);
    for (int i = 0; i < (int)(sizeof order_rows / sizeof *order_rows); i++) {
        struct key b = key_from_bytes(order_rows[i]);

        ck_assert_int_eq(key_compare(a, b), (_i > i) - (_i < i));
        ck_assert_int_eq(key_equal(a, b), _i == i);
    }
}
END_TEST

START_TEST(test_digest)
{
    static const unsigned char one[SECRET_BYTES] = {1}, two[SECRET_BYTES] = {2};
    char bytes[1000] = {0};
    struct slice text = {bytes, sizeof bytes};
    struct key before = key_digest(one, text);

    ck_assert(key_equal(before, key_digest(one, text)));
    ck_assert(!key_equal(before, key_digest(two, text)));
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = 1;
        ck_assert(!key_equal(before, key_digest(one, text)));
        bytes[i] = 0;
    }
}
END_TEST

START_TEST(test_secret_matters)
{
    static const unsigned char one[SECRET_BYTES] = {1}, two[SECRET_BYTES] = {2};
    struct slice text = SLICE("JANE AUSTEN");

    ck_assert(!key_equal(key_hash(one, text), key_hash(two, text)));
    ck_assert(key_equal(key_hash(one, text), key_hash(one, text)));
    ck_assert(!key_equal(key_hash(one, SLICE("a")), key_hash(one, SLICE("b"))));
}
END_TEST

Suite *key_suite(void)
{
    Suite *suite = suite_create("key");
    TCase *tests = tcase_create("key");

    tcase_add_loop_test(tests, test_vector, 0,
                        sizeof vector_rows / sizeof *vector_rows);
    tcase_add_loop_test(tests, test_order, 0,
                        sizeof order_rows / sizeof *order_rows);
    tcase_add_test(tests, test_digest);
    tcase_add_test(tests, test_secret_matters);
    suite_add_tcase(suite, tests);
    return suite;
}
