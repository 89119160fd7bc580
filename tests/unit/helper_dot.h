#ifndef HELPER_DOT_H
#define HELPER_DOT_H
/* Reads one DOT text as dot_read would be called, and shows what came of it. */
#include "parse/dot.h"

struct helper_dot {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct architecture *arch;
    struct file file;
};

/* An empty case with default limits; change them before reading. Ends with helper_dot_free(). */
void helper_dot_init(struct helper_dot *c);
/* Reads n bytes of text as architecture.dot; the names known are a handful of roles, kinds and pack keys. */
void helper_dot_read(struct helper_dot *c, const char *text, size_t n);
void helper_dot_free(struct helper_dot *c);

/* helper_dot_init() and helper_dot_read() of a C string. */
struct helper_dot helper_dot(const char *text);

/* Nodes, arrows, groups, facts, diagnostics and what became of the file, with places, as lines of text. */
const char *helper_dot_dump(const struct helper_dot *c);
/* The node of that id, or NULL. */
const struct arch_node *helper_dot_node(const struct helper_dot *c, const char *id);
/* The arrows from one id to another, with the n-th (from 0) returned, or NULL. */
const struct arch_edge *helper_dot_edge(const struct helper_dot *c, const char *from, const char *to,
                                        size_t n);
/* Whether there is exactly one error, of that id, at that line. */
bool helper_dot_one_error(const struct helper_dot *c, enum diag_id id, uint32_t line);

#endif
