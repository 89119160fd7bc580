#ifndef GRADE_BLOCKS_H
#define GRADE_BLOCKS_H
/*
 * Builds the blocks of one file for the readers of prose: text, pieces, headings above, lists, tables.
 *
 * One block is open at a time. Text that comes while none is open opens a paragraph, or an item within a
 * list. A block that says nothing is dropped. Bytes keep their place: `source` is their offset in the file,
 * BLOCKS_HERE says that they follow what was added last (or stand for something there). Limits: prose_blocks,
 * over all files; what comes after is dropped, with one diagnostic.
 */
#include "model/prose.h"
#include "parse/readers.h"

#define BLOCKS_HERE ((size_t)-1)

struct blocks_list {
    size_t list; /* PROSE_NONE outside of lists */
    size_t lead;
    size_t item; /* the block of the item at hand, or PROSE_NONE */
    bool ordered;
    bool task; /* the item has a box, which is empty */
};

/* What holds for the text to come. Readers keep a copy and put it back at the end of a quote or an item. */
struct blocks_scope {
    size_t sections[PROSE_BOLD + 1]; /* by level; PROSE_NONE */
    struct blocks_list list;
    bool quoted;
};

struct blocks_slice {
    size_t from, n;
};

struct blocks {
    struct parse_context *ctx;
    const struct text *text;
    struct blocks_scope scope;
    size_t last;   /* the block before the open one, or PROSE_NONE */
    size_t source; /* offset behind the bytes that were added last */
    bool full;

    /* The open block; the arrays are used again for the next one. */
    bool is_open;
    enum block_kind kind;
    unsigned level; /* of a heading */
    size_t table;
    struct str language;
    char *bytes;
    size_t n, cap;
    struct block_piece *pieces;
    size_t n_pieces, cap_pieces;
    struct blocks_slice *code;
    size_t n_code, cap_code;
    struct blocks_slice *cells;
    size_t n_cells, cap_cells;
    bool cell_begins;
    unsigned in_strong, n_strong, in_link, n_links;
    bool beside_strong, beside_links; /* words that are not in bold, not in a link */
    unsigned muted;
    size_t muted_from;
    enum hidden_kind muted_as;
};

void blocks_init(struct blocks *b, struct parse_context *ctx, const struct text *text);

/* Ends what is open. Items take their list from the scope. */
void blocks_begin(struct blocks *b, enum block_kind kind);
void blocks_heading(struct blocks *b, unsigned level);
void blocks_code(struct blocks *b, struct str language);
/* Stores the open block, if it says something. False where there was none. */
bool blocks_end(struct blocks *b);

void blocks_text(struct blocks *b, struct str s, size_t source);
void blocks_gap(struct blocks *b);   /* a soft line end: one blank */
void blocks_break(struct blocks *b); /* a hard one: a line feed */

/* Spans, which may nest. What is muted is hidden: it runs from `source` to what was added last before the
 * end. */
void blocks_strong(struct blocks *b, bool begins);
void blocks_link(struct blocks *b, bool begins);
void blocks_code_span(struct blocks *b, bool begins);
void blocks_mute(struct blocks *b, enum hidden_kind kind, size_t source);
void blocks_unmute(struct blocks *b);

/* A list that begins here: its number and lead; the scope is the caller's to set. */
struct blocks_list blocks_list_new(struct blocks *b, bool ordered);

/* A table that begins here; then rows, each with its cells from left to right. */
size_t blocks_table(struct blocks *b);
void blocks_row(struct blocks *b, size_t table);
void blocks_cell(struct blocks *b);
/* Ends the open row as the table's header instead of as a block. */
void blocks_row_is_header(struct blocks *b);

#endif
