#ifndef GRADE_PROSE_H
#define GRADE_PROSE_H
/*
 * What the candidate wrote, as a reader sees it: blocks of text in the order of the files, with the headings above
 * them, the tables and lists they are part of, and what was hidden.
 *
 * The text of a block is free of markup: emphasis, links and entities are resolved, soft line ends are blanks, hard
 * ones (<br>, the next paragraph of the same item) line feeds; that of code keeps its lines. `pieces` leads from an
 * offset in it back to the file. Nothing is interpreted here: splitting into sentences and all understanding are
 * recognise/'s. Filled by parse/, read by all; slices live in the arena.
 */
#include "base/text.h"

#define PROSE_NONE ((size_t)-1)

enum block_kind {
    BLOCK_HEADING,   /* also a line that is nothing but bold text */
    BLOCK_PARAGRAPH,
    BLOCK_ITEM,      /* one item of a list, without the lists inside it */
    BLOCK_ROW,       /* one row of a table; the header is no block */
    BLOCK_CODE,      /* a fence or an indented block that is no drawing and no architecture */
    BLOCK_CONFIG     /* a file of another kind that holds settings: YAML that is no architecture */
};
const char *block_kind_name(enum block_kind kind); /* "paragraph" */

/* From here on (offset in the block's text) the text stands at that offset of the source. */
struct block_piece {
    uint32_t at, source;
};

struct block {
    enum block_kind kind;
    bool drawn;               /* code that was read as a drawing or a description: its words are not prose */
    bool quoted;              /* within > */
    struct str text;
    const struct text *source;
    struct block_piece *pieces; /* by `at`; the first one is at 0 */
    size_t n_pieces, cap_pieces;
    size_t section;           /* innermost heading above, or PROSE_NONE; of a heading: its own */
    size_t lead;              /* block that introduces this list, table or code: the paragraph or item directly
                                 before it, or PROSE_NONE */
    size_t list;              /* items of one list share a number; PROSE_NONE */
    bool ordered;             /* the list is numbered */
    bool task;                /* item: a box to tick that is empty */
    size_t table;             /* rows; PROSE_NONE */
    struct str *cells;        /* rows: slices of `text`, one a column; text is the cells that say something, joined
                                 by " ; " */
    size_t n_cells;
    struct str language;      /* code: first word after the fence, as written; may be empty */
    bool link_only;           /* item or row that is nothing but links: a pointer to another document */
    struct str *code;         /* what was written as `code` within the text: slices of `text`, one after the other */
    size_t n_code, cap_code;
};

#define PROSE_BOLD 7 /* the level of a heading that is a line in bold */

struct section {
    struct str title;
    unsigned level;           /* 1 to 6, or PROSE_BOLD */
    size_t parent;            /* the section around it, or PROSE_NONE */
    size_t heading;           /* block */
};

struct prose_table {
    struct str *header;       /* may be empty cells; n_columns of them */
    size_t n_columns;
    size_t section, lead;     /* as of blocks */
    struct place at;
};

/* What a reader of the rendered page would not see, or what is no part of the answer. */
enum hidden_kind { HIDDEN_COMMENT, HIDDEN_HTML, HIDDEN_FRONT_MATTER, HIDDEN_LINK_DEFINITION, HIDDEN_STRUCK };
const char *hidden_kind_name(enum hidden_kind kind); /* "comment" */
struct prose_hidden {
    enum hidden_kind kind;
    struct str text;
    struct place at;
};

struct prose_image {
    struct str alt, target;
    struct place at;
};

struct prose {
    struct block *blocks;
    size_t n_blocks, cap_blocks;
    struct section *sections;
    size_t n_sections, cap_sections;
    struct prose_table *tables;
    size_t n_tables, cap_tables;
    struct prose_hidden *hidden;
    size_t n_hidden, cap_hidden;
    struct prose_image *images;
    size_t n_images, cap_images;
    size_t n_lists;
};

struct prose *prose_new(struct arena *arena);
/* Appends and returns one; indices are PROSE_NONE, all else is zero. Pointers move with the next append. */
struct block *prose_block(struct arena *arena, struct prose *prose, enum block_kind kind, const struct text *source);
struct section *prose_section(struct arena *arena, struct prose *prose, struct str title, unsigned level);
struct prose_table *prose_table_new(struct arena *arena, struct prose *prose, struct place at);
void prose_hide(struct arena *arena, struct prose *prose, enum hidden_kind kind, struct str text, struct place at);

/* Where that byte of the block's text stands in the file. */
struct place block_place(const struct block *block, size_t offset);
/* The first of block->code that ends behind that byte of the text; n_code where none does. */
size_t block_code_from(const struct block *block, const char *at);

#endif
