#ifndef GRADE_MERMAID_SHAPE_H
#define GRADE_MERMAID_SHAPE_H
/*
 * What stands right after the name of a box: brackets with a text, whose kind is the shape, or @{ shape: …,
 * label: … }.
 *
 * Shapes have the words of DOT where it has one: box, cylinder, diamond, hexagon, circle, doublecircle,
 * parallelogram, trapezium, invtrapezium; and rounded, stadium, subroutine, flag, ellipse. Others of @{ } are
 * kept as written.
 */
#include "parse/mermaid_lexer.h"

struct mermaid_shape {
    struct str shape;        /* empty: none was given */
    struct mermaid_raw text; /* empty: none was given */
};

/* Whether a bracket comes next that opens a shape. */
bool mermaid_shape_opens(const struct mermaid_lexer *lexer);
/* At a bracket: up to its end. False, with a complaint, where there is none. */
bool mermaid_shape_read(struct mermaid_lexer *lexer, struct mermaid_shape *out);
/* After "@{": up to its end. False, with a complaint, where there is none. */
bool mermaid_shape_read_data(struct mermaid_lexer *lexer, struct mermaid_shape *out);

#endif
