/*
 * Runs a harness over files and folders, without libFuzzer: usage: replay_NAME PATH…
 * Each input is given as it is and, so that every cut is tried that a short read could make, without its
 * second half. What is wrong ends the program in the harness; an empty folder is wrong, too.
 */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void run(const char *bytes, size_t n)
{
    /* Of that size exactly. */
    uint8_t *copy = malloc(n ? n : 1);
    if (!copy)
        die_memory();
    if (n)
        memcpy(copy, bytes, n);
    (void)LLVMFuzzerTestOneInput(copy, n);
    free(copy);
}

static size_t replay(const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
        struct dirent **entries;
        int n = scandir(path, &entries, NULL, alphasort);
        size_t inputs = 0;
        for (int i = 0; i < n; i++) {
            char inner[4096];
            snprintf(inner, sizeof inner, "%s/%s", path, entries[i]->d_name);
            if (entries[i]->d_name[0] != '.')
                inputs += replay(inner);
            free(entries[i]);
        }
        if (n >= 0)
            free(entries);
        return inputs;
    }
    struct arena *arena = arena_new();
    struct str bytes = fuzz_slurp(arena, path);
    puts(path); /* the last one that is named is the one that failed */
    fflush(stdout);
    run(bytes.p, bytes.n);
    run(bytes.p, bytes.n / 2);
    arena_free(arena);
    return 1;
}

int main(int argc, char **argv)
{
    size_t inputs = 0;
    for (int i = 1; i < argc; i++)
        inputs += replay(argv[i]);
    printf("%zu inputs\n", inputs);
    if (inputs == 0)
        fputs("replay: nothing to replay\n", stderr);
    return inputs ? 0 : 1;
}
