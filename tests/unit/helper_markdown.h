#ifndef HELPER_MARKDOWN_H
#define HELPER_MARKDOWN_H
/*
 * Edits of Markdown that change nothing for whoever reads the page: for laws. Each gives a new text in the arena.
 * Fences (``` and ~~~) are left as they are, but for markdown_comments(), which knows Mermaid.
 */
#include "base/arena.h"
#include "base/str.h"

/* Sections of the second level, items of a list on one line each, rows of a table: each among themselves. */
struct str markdown_shuffle_sections(struct arena *arena, struct str text, uint64_t seed);
struct str markdown_shuffle_items(struct arena *arena, struct str text, uint64_t seed);
struct str markdown_shuffle_rows(struct arena *arena, struct str text, uint64_t seed);
/* Paragraphs that follow one another, where none of them introduces something. */
struct str markdown_shuffle_paragraphs(struct arena *arena, struct str text, uint64_t seed);

/* Carriage returns, blanks at the ends of lines, two blanks for one, more blank lines. */
struct str markdown_blanks(struct arena *arena, struct str text, uint64_t seed);
/* Paragraphs in lines of so many bytes, words unbroken; 0: each on one line. */
struct str markdown_wrap(struct arena *arena, struct str text, uint64_t width);
/* Comments between the blocks, and in drawings in Mermaid. */
struct str markdown_comments(struct arena *arena, struct str text, uint64_t seed);
/* Headings in capitals, all of them or the first letters of their words. */
struct str markdown_headings(struct arena *arena, struct str text, uint64_t all);
/* Words as they are spelt on the other side of the Atlantic: 0 British, 1 American. Fences as well. */
struct str markdown_respell(struct arena *arena, struct str text, uint64_t american);
/* Emphasis around some words, and signs for items and rules in another of the usual forms. */
struct str markdown_dress(struct arena *arena, struct str text, uint64_t seed);

#endif
