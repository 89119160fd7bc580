#ifndef GRADE_MERMAID_LABEL_H
#define GRADE_MERMAID_LABEL_H
/*
 * What a reader of the drawing sees of a Mermaid label: one line of text.
 *
 * Line breaks (in the text, <br/>, \n) become a space, other HTML and icons (fa:fa-x) go, entities (#quot;
 * #9829; &amp;) become their characters, and white space is squeezed. Of a Markdown label the marks of
 * emphasis go too. Linear in the label; the result is no longer than it.
 */
#include "base/str.h"

struct str mermaid_label_text(struct arena *arena, struct str label, bool markdown);

#endif
