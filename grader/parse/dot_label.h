#ifndef GRADE_DOT_LABEL_H
#define GRADE_DOT_LABEL_H
/*
 * What a reader of the drawing sees of a Graphviz label: one line of text.
 *
 * Line breaks (\n \l \r, <BR/>, table cells, record fields) become a space, markup and ports go, entities
 * become their characters, and white space is squeezed. The result is cut at DOT_LABEL_MAX bytes.
 */
#include "base/str.h"

#define DOT_LABEL_MAX 4096

enum dot_label_style { DOT_LABEL_PLAIN, DOT_LABEL_RECORD, DOT_LABEL_HTML };

/* What \N, \G, \T, \H stand for; \E is "tail->head". Unused ones are empty. */
struct dot_label_names {
    struct str node, graph, tail, head;
    bool directed;
};

struct str dot_label_text(struct arena *arena, struct str label, enum dot_label_style style,
                          const struct dot_label_names *names);

#endif
