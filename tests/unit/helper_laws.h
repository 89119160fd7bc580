#ifndef HELPER_LAWS_H
#define HELPER_LAWS_H
/*
 * The pipeline in this process, without files and forks: bytes or an edited drawing in, a review out. For
 * laws, which grade the same design twice and compare.
 *
 * All that comes out lives in the arena of the call. A file that cannot be opened ends the test.
 */
#include "model/review.h"
#include "parse/readers.h"

struct laws_file {
    struct str name, bytes;
};

struct graded {
    struct rubric rubric;
    struct limits limits;
    struct diags diags;
    struct submission submission;
    struct architecture *arch;
    struct prose *prose;
    const struct review *review;
};

/* A path below the source folder, as one file. */
struct laws_file laws_file(struct arena *arena, const char *path);
/* Every file below a folder of the source, named as from there, in the order of reading. */
size_t laws_submission(struct laws_file **out, struct arena *arena, const char *folder);
/* The same of fixtures/<name>/submission; and only what is YAML, DOT or Mermaid there. */
size_t laws_fixture(struct laws_file **out, struct arena *arena, const char *name);
size_t laws_drawings(struct laws_file **out, struct arena *arena, const char *name);
/* The names of all fixtures, sorted. */
size_t laws_fixtures(const char ***out, struct arena *arena);

/* Reads, recognises and judges with the built-in pack. */
struct graded *laws_grade(struct arena *arena, const struct laws_file *files, size_t n);
/* The same with the pack in a folder below the source folder. */
struct graded *laws_grade_by(struct arena *arena, const char *pack, const struct laws_file *files, size_t n);
/* The same from a drawing in memory; pack, files and complaints of reading are those of `like`, which must
 * live on. */
struct graded *laws_judge(struct arena *arena, const struct graded *like, struct architecture *arch);
/* The reference solution, "yaml" or "dot". */
struct graded *laws_reference(struct arena *arena, const char *suffix);
/* The pack's words that readers must know. */
const struct arch_names *laws_names(struct arena *arena, const struct rubric *rubric);

/* Number of the predicate, row; an unknown id ends the test. */
uint32_t laws_predicate(const struct graded *graded, const char *id);
uint32_t laws_row(const struct graded *graded, const char *id);
enum truth laws_value(const struct graded *graded, const char *id);
int laws_level(const struct graded *graded, const char *id);

/*
 * Prints every predicate and level (and total) in which the two differ, after `what`, and returns how many
 * there are.
 */
size_t laws_differences(const struct graded *a, const struct graded *b, const char *what);
/* The same for the credited roles of boxes; `of` gives for each node of a its node of b, NULL means the same.
 */
size_t laws_role_differences(const struct graded *a, const struct graded *b, const size_t *of,
                             const char *what);

/* One line to stderr: a law is broken, and how. Always returns 1, to be added up. */
size_t laws_broken(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
