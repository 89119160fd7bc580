#ifndef HELPER_PROSE_H
#define HELPER_PROSE_H
/* Blocks of text as a reader of documents would fill them, and what text_drawings_read() makes of them. */
#include "parse/text_drawings.h"

struct helper_prose {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct architecture *arch;
    struct prose *prose;
    size_t n_read;
};

/* Default limits; change them before reading. Ends with helper_prose_free(). */
void helper_prose_init(struct helper_prose *c);
void helper_prose_free(struct helper_prose *c);
/* A block that is a text of its own: line 1 of the file is its first. Indices PROSE_NONE; below the last
 * heading. */
struct block *helper_prose_add(struct helper_prose *c, enum block_kind kind, const char *text);
struct block *helper_prose_add_n(struct helper_prose *c, enum block_kind kind, const char *text, size_t n);
/* A heading of that level. */
void helper_prose_heading(struct helper_prose *c, const char *title, unsigned level);
/* Items of a numbered list of its own. */
void helper_prose_list(struct helper_prose *c, const char *const *items, size_t n);
void helper_prose_read(struct helper_prose *c);

/*
 * All arrows in their order, a line each: "a -> b : label"; "<->" for two heads, "--" for none, "~>" for
 * those to or from a group. A "\n" in a label is shown as " / ". Nodes without an arrow follow as "(a)".
 */
const char *helper_prose_dump(const struct helper_prose *c);

/* Reads one block alone and gives the dump, which lives until helper_prose_free(). */
const char *helper_prose_one(struct helper_prose *c, enum block_kind kind, const char *text);

#endif
