/*
 * memory - an allocation that finds no memory ends the process, whichever library asked for it.
 *
 * GLib does so by itself. The libraries of charts and workbooks do not: after one failed allocation
 * some of them go on, report success and leave out a cell or draw a text otherwise. All allocation
 * of the process comes through the functions below, for a program's own definitions stand before
 * the C library's. Ending early is safe at any moment: the next command in the output folder puts
 * it in order, and crash.h says the one line. A child that writes a book cannot have them alone: it
 * is forked from the process that has read the data, and the functions that a library calls were
 * chosen when that process was linked.
 *
 * There is no header: <stdlib.h> declares these functions. Some sanitizers bring their own, whether
 * gcc says so (__SANITIZE_ADDRESS__) or clang (__has_feature).
 */
#include <stdlib.h>

#include "base/sanitizer.h"

#if defined(__GLIBC__) && !SANITIZER_ALLOCATES

/* glibc's own functions, under the names that are not replaced. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static void *found(void *memory, size_t size)
{
    if (memory == NULL && size > 0)
        abort();
    return memory;
}

void *malloc(size_t size)
{
    return found(__libc_malloc(size), size);
}

void *calloc(size_t count, size_t size)
{
    return found(__libc_calloc(count, size), count > 0 ? size : 0);
}

void *realloc(void *old, size_t size)
{
    return found(__libc_realloc(old, size), size);
}

#endif
