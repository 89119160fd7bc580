#ifndef GRADE_ESCAPE_MARKDOWN_H
#define GRADE_ESCAPE_MARKDOWN_H
/*
 * Markdown as GitHub and GitLab read it. Both functions are for inline text and for cells of tables alike.
 *
 * What comes out is one line of the visible characters (escape_characters.h) that shows as that text and does
 * nothing else: no heading, list, rule, quote, table border, emphasis, link, image, autolink, HTML, entity,
 * footnote or mathematics; and none of what a forge makes of text after Markdown is done: mentions (@name),
 * references (#1, GH-1, owner/repo#1, !1, ~label, %milestone, &1, $1, ids of commits) and emoji codes
 * (:tada:). It holds no raw < > [ ] * _ ~ \ | @ # ! & but inside a code span or as the & of a numeric entity.
 */
#include "report/out.h"

/*
 * Words: punctuation that Markdown knows stands as numeric entities; a word that a forge would act upon
 * stands in a code span, where entities alone would not hold it. Runs of blanks are one blank, none at the
 * ends.
 */
void escape_markdown(struct report_out *out, struct str text);

/*
 * All of it as one code span, with its backticks: for what is quoted. A backtick becomes U+02CB, a vertical
 * bar U+01C0, which look alike; blanks at the ends are dropped. Of nothing comes nothing.
 */
void escape_markdown_code(struct report_out *out, struct str text);

#endif
