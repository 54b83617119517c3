/*
 * alloc - preloaded by torture.sh: the N-th allocation finds no memory.
 *
 * FAIL_ALLOCATION="parent 812 once" fails that of the process which was started, "child 812 on"
 * that of every process it forks and all later ones. ALLOCATIONS=FILE receives how many there were:
 * two 64-bit numbers, of the parent and of the child that made most.
 */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What glibc offers besides the three that base/memory.c asks for, and that stand below. */
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *memory);

#define ALIGNMENT 16

static struct {
    long made, fails; /* 0: none fails */
    int go_on, in_child;
    long *told; /* by parent and child */
} state;

static int finds_none(void)
{
    long made = __atomic_add_fetch(&state.made, 1, __ATOMIC_RELAXED);
    if (state.told != NULL && made > state.told[state.in_child])
        state.told[state.in_child] = made;
    if (state.fails == 0 || (state.go_on ? made < state.fails : made != state.fails))
        return 0;
    errno = ENOMEM;
    return 1;
}

static void *allocate(size_t size)
{
    return __libc_memalign(ALIGNMENT, size);
}

void *__libc_malloc(size_t size)
{
    return finds_none() ? NULL : allocate(size);
}

void *__libc_calloc(size_t count, size_t size)
{
    size_t all;
    if (__builtin_mul_overflow(count, size, &all) || finds_none())
        return NULL;
    void *memory = allocate(all);
    return memory != NULL ? memset(memory, 0, all) : NULL;
}

void *__libc_realloc(void *old, size_t size)
{
    if (finds_none())
        return NULL;
    void *memory = allocate(size);
    if (memory == NULL || old == NULL)
        return memory;
    size_t kept = malloc_usable_size(old);
    memcpy(memory, old, kept < size ? kept : size);
    __libc_free(old);
    return memory;
}

static void choose(int in_child)
{
    const char *wanted = getenv("FAIL_ALLOCATION");
    char who[8] = "", how[8] = "";
    long number = 0;
    state.fails = state.made = 0;
    state.in_child = in_child;
    if (wanted == NULL || sscanf(wanted, "%7s %ld %7s", who, &number, how) != 3)
        return;
    state.made = 0; /* sscanf has its own */
    state.go_on = strcmp(how, "on") == 0;
    if (strcmp(who, in_child ? "child" : "parent") == 0)
        state.fails = number;
}

static void enter_child(void)
{
    choose(1);
}

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("ALLOCATIONS");
    int file = path != NULL ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (file >= 0 && ftruncate(file, 2 * sizeof(long)) == 0) {
        void *map = mmap(NULL, 2 * sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        state.told = map != MAP_FAILED ? map : NULL;
        close(file);
    }
    pthread_atfork(NULL, NULL, enter_child);
    choose(0);
}
