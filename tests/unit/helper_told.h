#ifndef HELPER_TOLD_H
#define HELPER_TOLD_H
/* Blocks of text as a reader of documents would fill them, and what text_drawings_read() makes of them. */
#include "parse/text_drawings.h"

struct helper_told {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct architecture *arch;
    struct prose *prose;
    size_t n_read;
};

/* Default limits; change them before reading. Ends with helper_told_free(). */
void helper_told_init(struct helper_told *c);
void helper_told_free(struct helper_told *c);
/* A block that is a text of its own: line 1 of the file is its first. Indices PROSE_NONE; below the last
 * heading. */
struct block *helper_told_add(struct helper_told *c, enum block_kind kind, const char *text);
struct block *helper_told_add_n(struct helper_told *c, enum block_kind kind, const char *text, size_t n);
/* A heading of that level. */
void helper_told_heading(struct helper_told *c, const char *title, unsigned level);
/* Items of a numbered list of its own. */
void helper_told_list(struct helper_told *c, const char *const *items, size_t n);
void helper_told_read(struct helper_told *c);

/*
 * All arrows in their order, a line each: "a -> b : label"; "<->" for two heads, "--" for none, "~>" for
 * those to or from a group. A "\n" in a label is shown as " / ". Nodes without an arrow follow as "(a)".
 */
const char *helper_told_dump(const struct helper_told *c);

/* Reads one block alone and gives the dump, which lives until helper_told_free(). */
const char *helper_told_one(struct helper_told *c, enum block_kind kind, const char *text);

#endif
