#ifndef GRADE_HTML_KIT_H
#define GRADE_HTML_KIT_H
/*
 * What the parts of the HTML page share: the review, its picture, the lines that it quotes, and how evidence
 * is written.
 *
 * Ids in the page: `row-3` a row of the rubric by its number, `b3`, `a7`, `g2` a box, an arrow, a ghost of
 * the drawing (svg.h), `box-3`, `arrow-7` their entries, `q-5` a quoted line. `data-on` names what of the
 * drawing something is about, for the script.
 */
#include "report/coordinates.h"
#include "report/out.h"

/* A line of a file that evidence stands on. */
struct html_quote {
    struct place at;
    struct str quote;
};

/* Pairs of a thing of the drawing, or a quoted line, and a row that rests on it; sorted, each once. */
struct html_support {
    size_t thing, row;
};
struct html_supports {
    struct html_support *items;
    size_t n, cap;
};

struct html {
    struct report_out *out;
    struct arena *arena;
    const struct review *review;
    const struct rubric *rubric;
    const struct picture *picture;
    const struct coordinates *coordinates; /* NULL: no drawing, tables instead */
    struct html_quote *quotes;             /* by place, each line once */
    size_t n_quotes, cap_quotes;
    struct html_supports of_box, of_arrow, of_quote;
};

/* Gathers quotes and supports. */
struct html html_kit_new(struct report_out *out, const struct review *review,
                         const struct coordinates *coordinates);

/* A text of the pack, escaped. */
void html_kit_words(const struct html *h, uint32_t text);
/* Evidence as a list: places, what they show, the quoted lines. Nothing for none. */
void html_kit_evidence(const struct html *h, const struct evidence_list *evidence);
/* Places alone, in one line. */
void html_kit_places(const struct html *h, const struct evidence_list *evidence);
/* ` data-on="b3 a7"`: the distinct things of the drawing that the evidence is about; nothing for none. */
void html_kit_on(const struct html *h, const struct evidence_list *evidence);
bool html_kit_supports(const struct html_supports *supports, size_t thing);
/* Links to the rows that rest on a thing: "COMP-01 COMP-02". Nothing for none. */
void html_kit_rows(const struct html *h, const struct html_supports *supports, size_t thing);
/* The box or arrow that a piece of evidence is about, as the kind of its id ('b' or 'a') and number; 0 for
 * none. */
char html_kit_thing(const struct html *h, size_t *number, const struct evidence *evidence);
/* <section id="…"><h2>…</h2> */
void html_kit_section(const struct html *h, const char *id, const char *title);

/* Found, probable, missing: a sign and, for those who do not see it, a word. */
void html_kit_truth(const struct html *h, enum truth value);

#endif
