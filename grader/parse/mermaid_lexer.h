#ifndef GRADE_MERMAID_LEXER_H
#define GRADE_MERMAID_LEXER_H
/*
 * A place in a Mermaid diagram, and the steps that all of its kinds share: blanks, comments, names, texts in
 * quotes, the end of a statement, and going on after a mistake.
 *
 * Mermaid has no words that mean the same everywhere, so readers look at bytes. Comments and directives count
 * as blanks; `%% grade:` lines are kept on the way. What is read twice after a mistake is counted: all in all
 * no more than a few times the text, so reading is linear in it.
 */
#include "parse/readers.h"

/* A `%% grade:` line: what follows the colon. */
struct mermaid_remark {
    struct str text;
    size_t at;
};

struct mermaid_lexer {
    struct parse_context *ctx;
    const struct text *text;
    struct str s; /* its bytes */
    size_t i;     /* the next one */
    size_t tokens, again;
    size_t undirected;      /* no }%% is found from here on */
    bool unbraced, unended; /* nor a }, nor an "end note" */
    size_t complained;      /* the offset of the last complaint + 1 */
    bool stopped;           /* a limit was passed: nothing more is read */
    struct mermaid_remark *remarks;
    size_t n_remarks, cap_remarks;
    size_t remarked;  /* comments before this offset are in remarks already */
    struct str title; /* of the front matter, a title line or accTitle; may be empty */
};

/* A text with its style; raw, and without the quotes. */
struct mermaid_raw {
    struct str text;
    bool markdown;
    size_t at;
};

void mermaid_lexer_init(struct mermaid_lexer *lexer, struct parse_context *ctx, const struct text *text);
/* Reads what may stand in front of a diagram: `--- title: … ---`. */
void mermaid_lexer_front_matter(struct mermaid_lexer *lexer);

struct place mermaid_lexer_place(const struct mermaid_lexer *lexer, size_t offset);
/* The byte so far ahead; NUL beyond the end. */
char mermaid_lexer_peek(const struct mermaid_lexer *lexer, size_t ahead);
bool mermaid_lexer_done(const struct mermaid_lexer *lexer);
bool mermaid_lexer_looking(const struct mermaid_lexer *lexer, const char *literal);
/* Steps over it where it comes next. */
bool mermaid_lexer_take(struct mermaid_lexer *lexer, const char *literal);
/* Whether a word comes next that is no part of a longer one. */
bool mermaid_lexer_word(const struct mermaid_lexer *lexer, const char *word);

/* Steps over blanks and comments, on the line; over lines too; also over semicolons. */
void mermaid_lexer_blanks(struct mermaid_lexer *lexer);
void mermaid_lexer_lines(struct mermaid_lexer *lexer);
void mermaid_lexer_separators(struct mermaid_lexer *lexer);
/* Whether a line end, a semicolon or the end of the text comes next. */
bool mermaid_lexer_ends(const struct mermaid_lexer *lexer);
/* The line from here on, trimmed; the line end is left. */
struct str mermaid_lexer_line(struct mermaid_lexer *lexer);
/* The same up to a semicolon that ends no entity (#35; &amp;), without a comment. */
struct str mermaid_lexer_statement(struct mermaid_lexer *lexer);

/* A name of a box: letters, digits and most signs. False, and nothing is read, where none comes. */
bool mermaid_lexer_name(struct mermaid_lexer *lexer, struct str *out);
/* At a quote: the text up to the next one. Quotes of HTML attributes are part of it. False without an end. */
bool mermaid_lexer_string(struct mermaid_lexer *lexer, struct mermaid_raw *out);
/* As a reader sees it, cut at limits.mermaid_label. */
struct str mermaid_lexer_text(struct mermaid_lexer *lexer, const struct mermaid_raw *raw);

/* To the end of a style, and of what goes on with it after a semicolon: `style a fill:red;color:blue`. */
void mermaid_lexer_skip_style(struct mermaid_lexer *lexer);
/* To the end of `click a "where; to"`: a semicolon in quotes does not end it. */
void mermaid_lexer_skip_click(struct mermaid_lexer *lexer);
/* Steps over accTitle: … and accDescr: … or accDescr { … }, where they come next; the title is kept. */
bool mermaid_lexer_described(struct mermaid_lexer *lexer);

/* Counts one name, label or arrow: false, and stopped, past limits.mermaid_tokens. */
bool mermaid_lexer_token(struct mermaid_lexer *lexer);
/* Always false. "…: " and what becomes of it are the caller's words. */
bool mermaid_lexer_complain(struct mermaid_lexer *lexer, size_t at, const char *words);
/* After a mistake in a statement that began at `start`: to where the next may begin. */
void mermaid_lexer_recover(struct mermaid_lexer *lexer, size_t start);

#endif
