#ifndef HELPER_PROSE_H
#define HELPER_PROSE_H
/* Reads one text as a reader of prose would be called, and shows what came of it. */
#include "parse/readers.h"

struct helper_prose {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct architecture *arch;
    struct prose *prose;
    struct submission submission;
    struct file *file;
};

/* Default limits; change them before reading. Ends with helper_prose_free(). */
void helper_prose_init(struct helper_prose *c);
/* Reads n bytes under that name, by readers_read(). */
void helper_prose_read(struct helper_prose *c, const char *name, const char *text, size_t n);
void helper_prose_free(struct helper_prose *c);

/*
 * A line for each block: kind, place, what is special, text ("\n" as such). Then tables, pictures, what was
 * hidden, and diagnostics.
 */
const char *helper_prose_dump(const struct helper_prose *c);
/* Fails where that is not the dump of the text. */
void helper_prose_expect(const char *name, const char *text, const char *expected);
/*
 * Fails unless all is in order: pieces ascend and begin at 0, slices lie in their text, letters and digits
 * stand in the file where the pieces say (but for those in `entities`), indices are in range.
 */
void helper_prose_check(const struct helper_prose *c, bool entities);

#endif
