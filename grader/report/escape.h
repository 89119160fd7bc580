#ifndef GRADE_ESCAPE_H
#define GRADE_ESCAPE_H
/*
 * The one mouth for each language: all text that is not the program's own leaves through an escape_*
 * function, one a target (terminal and JSON here; escape_markup, escape_markdown, escape_workflow, escape_uri
 * beside it). Input may be any bytes. Broken UTF-8 becomes U+FFFD, one for each byte, in every target. What
 * people read is made from the visible characters alone (escape_characters.h). The time is linear in the
 * input.
 */
#include "report/escape_characters.h"
#include "report/out.h"

/*
 * For a terminal or a log: one line of valid UTF-8 without anything that moves the cursor, changes colours,
 * hides or reorders text. unicode false: only ASCII comes out ("->" for an arrow, "?" for what has no
 * likeness), since the bytes of UTF-8 are commands to some terminals of other encodings.
 */
void escape_terminal(struct buf *out, struct str text, bool unicode);

/*
 * The inside of a JSON string, without its quotes. Lossless for valid UTF-8; what is dropped for a terminal
 * is written \uXXXX, and so are < > & and the bracket of "##[": the text can stand in HTML and in a runner's
 * log.
 */
void escape_json(struct report_out *out, struct str text);

#endif
