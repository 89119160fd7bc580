#include "helper_each.h"

#include <string.h>

#define REFERENCE "the reference"

size_t each_drawing(each_law *law)
{
    struct arena *names_arena = arena_new(), *arena = arena_new();
    const char **names;
    size_t n = laws_fixtures(&names, names_arena);
    size_t broken = law(arena, laws_reference(arena, "yaml"), "reference.yaml");
    broken += law(arena, laws_reference(arena, "dot"), "reference.dot");
    arena_free(arena);
    for (size_t i = 0; i < n; i++) {
        struct laws_file *files;
        arena = arena_new();
        size_t n_files = laws_drawings(&files, arena, names[i]);
        const struct graded *drawn = laws_grade(arena, files, n_files);
        if (drawn->arch->n_nodes)
            broken += law(arena, drawn, names[i]);
        arena_free(arena);
    }
    arena_free(names_arena);
    return broken;
}

size_t each_submission(const char ***out, struct arena *arena)
{
    const char **fixtures;
    size_t n = laws_fixtures(&fixtures, arena);
    *out = arena_alloc(arena, (n + 1) * sizeof **out);
    memcpy(*out, fixtures, n * sizeof **out);
    (*out)[n] = REFERENCE;
    return n + 1;
}

size_t each_files(struct laws_file **out, struct arena *arena, const char *name)
{
    return strcmp(name, REFERENCE) == 0 ? laws_submission(out, arena, "reference/fraud-detection/solution")
                                        : laws_fixture(out, arena, name);
}

size_t each_edited(size_t *out_changed, each_edit *edit, void *with, uint64_t first, uint64_t last,
                   const char *how)
{
    struct arena *names_arena = arena_new();
    const char **names;
    size_t n = each_submission(&names, names_arena), broken = 0;
    *out_changed = 0;
    for (size_t i = 0; i < n; i++) {
        struct arena *arena = arena_new();
        struct laws_file *files;
        size_t n_files = each_files(&files, arena, names[i]);
        const struct graded *before = laws_grade(arena, files, n_files);
        for (uint64_t seed = first; seed <= last; seed++) {
            struct arena *one = arena_new();
            struct laws_file *edited = arena_alloc(one, (n_files + 1) * sizeof *edited);
            bool changed = false;
            for (size_t f = 0; f < n_files; f++) {
                edited[f] = (struct laws_file){files[f].name, edit(one, &files[f], seed, with)};
                changed |= !str_eq(edited[f].bytes, files[f].bytes);
            }
            const char *what = arena_printf(one, "%s, %s, seed %u", names[i], how, (unsigned)seed);
            if (changed)
                broken += laws_differences(before, laws_grade(one, edited, n_files), what);
            *out_changed += changed;
            arena_free(one);
        }
        arena_free(arena);
    }
    arena_free(names_arena);
    return broken;
}
