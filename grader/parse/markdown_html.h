#ifndef GRADE_MARKDOWN_HTML_H
#define GRADE_MARKDOWN_HTML_H
/*
 * HTML within Markdown, as far as it says something: tags are taken off and the words stay. Headings, items,
 * rows of tables, <pre>, pictures, bold, code and links are what they are in Markdown. Comments,
 * declarations, scripts, styles and what is marked as hidden or struck out are hidden.
 *
 * It is fed piece by piece and keeps its state within one block of Markdown. Linear, no nesting is followed.
 */
#include "parse/blocks.h"

#define HTML_TAG_MAX 2048 /* a longer tag is hidden unread */

enum html_state {
    HTML_TEXT,
    HTML_TAG,
    HTML_COMMENT,
    HTML_OTHER /* <! or <? */,
    HTML_RAW /* script, style */
};

struct html {
    struct blocks *b;
    bool inside; /* in a line of text: tags of blocks only end the line there */
    enum html_state state;
    char tag[HTML_TAG_MAX];
    size_t n_tag;
    char quote;     /* within a tag */
    size_t from;    /* where the tag or comment began */
    struct str raw; /* "script": what ends HTML_RAW */
    bool pre;
    struct str hider; /* the element that is hidden, and how often it is open */
    unsigned hides;
    struct blocks_list lists[8]; /* around the list at hand */
    size_t n_lists;
    size_t table; /* or PROSE_NONE */
    bool in_row, only_heads;
};

void markdown_html_begin(struct html *h, struct blocks *b, bool inside);
/* source: as of blocks_text(). */
void markdown_html_feed(struct html *h, struct str s, size_t source);
/* Whether text between inline tags belongs to a script or comment; such text is to be fed, too. */
bool markdown_html_swallows(const struct html *h);
/* The end of the block: what is open is closed, and hidden where it was no text. */
void markdown_html_end(struct html *h);

#endif
