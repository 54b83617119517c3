/*
 * Runs the suites of tests/unit/test_*.c; suites.def is their list, made by the Makefile. With
 * arguments only the suites of these names, test by test. No test at all is a failure.
 */
#include <CUnit/Basic.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#define SUITE(name) extern CU_SuiteInfo name##_suite;
#include "suites.def"
#undef SUITE

static const CU_SuiteInfo *const suites[] = {
#define SUITE(name) &name##_suite,
#include "suites.def"
#undef SUITE
};

static int is_wanted(const CU_SuiteInfo *suite, int count, char **names)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(names[i], suite->pName) == 0)
            return 1;
    }
    return count == 0;
}

static int register_suites(int count, char **names)
{
    for (size_t i = 0; i < sizeof suites / sizeof suites[0]; i++) {
        CU_SuiteInfo list[] = {*suites[i], CU_SUITE_INFO_NULL};
        if (is_wanted(suites[i], count, names) && CU_register_suites(list) != CUE_SUCCESS)
            return 0;
    }
    return 1;
}

/*
 * The folder for temporary files of this run, beside the program: what a test leaves that fails
 * halfway goes with it, and a run that is killed leaves nothing in the system's folder.
 */
static char *temporary_folder(const char *program)
{
    g_autofree char *beside = g_path_get_dirname(program);
    g_autofree char *top = g_canonicalize_filename(beside, NULL);
    char *folder = g_mkdtemp(g_build_filename(top, "tmp-XXXXXX", NULL));
    if (folder == NULL || !g_setenv("TMPDIR", folder, TRUE))
        g_error("no folder for temporary files in %s", top);
    return folder;
}

int main(int argc, char **argv)
{
    g_autofree char *folder = temporary_folder(argv[0]);
    if (CU_initialize_registry() != CUE_SUCCESS || !register_suites(argc - 1, argv + 1)) {
        fprintf(stderr, "unit: %s\n", CU_get_error_msg());
        return EXIT_FAILURE;
    }
    setvbuf(stdout, NULL, _IOLBF, 0); /* A crash must not swallow what was said before. */
    CU_basic_set_mode(argc > 1 ? CU_BRM_VERBOSE : CU_BRM_NORMAL);
    CU_ErrorCode run = CU_basic_run_tests();

    unsigned failed = CU_get_number_of_tests_failed() + CU_get_number_of_suites_failed();
    unsigned passed = CU_get_number_of_tests_run() - CU_get_number_of_tests_failed();
    CU_cleanup_registry();
    file_remove_tree(folder, NULL);
    printf("%u passed, %u failed\n", passed, failed);
    return run == CUE_SUCCESS && failed == 0 && passed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
