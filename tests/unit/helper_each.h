#ifndef HELPER_EACH_H
#define HELPER_EACH_H
/*
 * What a law is held against: every fixture and the reference solution, as drawings in memory or as files
 * that are edited and graded again.
 */
#include "helper_laws.h"

/* How often the law is broken by this drawing. */
typedef size_t each_law(struct arena *arena, const struct graded *drawn, const char *name);
/* The reference solution in both formats and what is drawn in each fixture's own drawing files, added up. */
size_t each_drawing(each_law *law);

/* A new text for one file, or the same where there is nothing to change. `with` is the caller's. */
typedef struct str each_edit(struct arena *arena, const struct laws_file *file, uint64_t seed, void *with);
/*
 * Edits every file of every fixture and of the reference solution, with each seed from first to last, and
 * grades again. Returns the differences, printed with name and seed, and in out_changed how many submissions
 * changed.
 */
size_t each_edited(size_t *out_changed, each_edit *edit, void *with, uint64_t first, uint64_t last,
                   const char *how);

/* Every submission that laws are held against: fixtures, then the reference solution as it is published. */
size_t each_submission(const char ***out, struct arena *arena);
size_t each_files(struct laws_file **out, struct arena *arena, const char *name);

#endif
