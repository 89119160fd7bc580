#ifndef GRADE_MERMAID_LINK_H
#define GRADE_MERMAID_LINK_H
/*
 * Arrows of a flowchart: `-->`, `-- text -->`, `-->|text|`, `==>`, `-.->`, `---`, `--o`, `--x`, `<-->`,
 * `~~~`, each of any length, with an id before it (`e1@-->`) or none.
 */
#include "parse/mermaid_lexer.h"

struct mermaid_arrow {
    struct arch_edge drawn;  /* heads, style and place; ends, label and attrs are unset */
    struct mermaid_raw text; /* empty: none was given */
    struct str id;           /* empty: none was given */
    size_t at;
};

enum mermaid_link_found { MERMAID_LINK_NONE, MERMAID_LINK_READ, MERMAID_LINK_WRONG };
/*
 * Reads an arrow and what is written on it, if one comes next; blanks before it are the caller's. WRONG comes
 * with a complaint. `fresh`: a line began since the last box, so that a letter that comes next is a name, not
 * a head.
 */
enum mermaid_link_found mermaid_link_read(struct mermaid_lexer *lexer, struct mermaid_arrow *out, bool fresh);

#endif
