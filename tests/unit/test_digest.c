#include <CUnit/CUnit.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/digest.h"
#include "read/bytes.h"

static void a_digest_is_what_sha256sum_prints(void)
{
    g_autofree char *digest = digest_of("abc", -1);
    CU_ASSERT_STRING_EQUAL(digest,
                           "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    g_autofree char *nothing = digest_of("", -1);
    CU_ASSERT_STRING_EQUAL(nothing,
                           "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void pieces_give_the_digest_of_the_whole(void)
{
    g_autoptr(digest_t) digest = digest_new();
    digest_add(digest, "a", 1);
    digest_add(digest, "", 0);
    digest_add(digest, "bc", 2);
    g_autofree char *pieces = digest_text(digest);
    g_autofree char *whole = digest_of("abc", -1);
    CU_ASSERT_STRING_EQUAL(pieces, whole);
}

static void bytes_read_twice_are_digested_once(void)
{
    char *path = NULL, start[4];
    gsize got;
    int descriptor = g_file_open_tmp("digestXXXXXX", &path, NULL);
    CU_ASSERT_EQUAL(write(descriptor, "abcdefgh", 8), 8);
    close(descriptor);
    g_autoptr(bytes_t) bytes = bytes_open(path, NULL);
    bytes_take_digest(bytes);
    CU_ASSERT_TRUE(bytes_read(bytes, start, 3, &got, NULL));
    CU_ASSERT_TRUE(bytes_return(bytes, 1, NULL));
    CU_ASSERT_TRUE(bytes_read(bytes, start, 4, &got, NULL));
    g_autofree char *read = NULL;
    CU_ASSERT_TRUE(bytes_digest(bytes, &read, NULL));
    g_autofree char *whole = digest_of("abcdefgh", -1);
    CU_ASSERT_STRING_EQUAL(read, whole);
    g_unlink(path);
    g_free(path);
}

static CU_TestInfo tests[] = {
    {"a digest is what sha256sum prints", a_digest_is_what_sha256sum_prints},
    {"pieces give the digest of the whole", pieces_give_the_digest_of_the_whole},
    {"bytes read twice are digested once", bytes_read_twice_are_digested_once},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo digest_suite = {"digest", NULL, NULL, NULL, NULL, tests};
