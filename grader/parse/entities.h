#ifndef GRADE_ENTITIES_H
#define GRADE_ENTITIES_H
/*
 * Character references as HTML, Markdown and Graphviz write them: &amp; &#8594; &#x2192;
 *
 * Every numeric one, and the named ones that occur in technical writing; others stay as they are written.
 */
#include "base/str.h"

#define ENTITY_BYTES 4

/*
 * s begins with '&'. Writes what the reference there stands for as UTF-8, and returns how many bytes of s it
 * takes; 0 where there is none. Blanks of special width are plain blanks; what is no character is U+FFFD.
 */
size_t entity_read(char out[ENTITY_BYTES], size_t *out_n, struct str s);

#endif
