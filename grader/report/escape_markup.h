#ifndef GRADE_ESCAPE_MARKUP_H
#define GRADE_ESCAPE_MARKUP_H
/*
 * Text, and values of quoted attributes, of HTML, XML 1.0 and SVG: the same bytes are right in all six
 * places.
 *
 * What comes out is one line of the visible characters (escape_characters.h), in which < > & " ' ` stand as
 * entities that HTML and XML both know (&lt; &gt; &amp; &quot; &#39; &#96;). So it can never open or close a
 * tag, a comment, a CDATA section or an attribute with either quote, holds no character that XML cannot hold,
 * and an & is always the start of one of those six. Not for names of tags or attributes, unquoted values,
 * URLs, scripts (escape_json) or style sheets.
 */
#include "report/out.h"

void escape_markup(struct report_out *out, struct str text);

#endif
