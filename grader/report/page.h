#ifndef GRADE_PAGE_H
#define GRADE_PAGE_H
/*
 * A page of plain text: words that wrap at the width, hanging indents, columns, a few styles.
 *
 * All text goes through escape_terminal. A line is put together from pieces and ended with page_end; a piece
 * breaks at its spaces, runs of which count as one. Words longer than a line are cut. No line ends in a
 * space.
 */
#include "base/text.h"
#include "model/review.h"
#include "report/formats.h"

enum style { STYLE_PLAIN, STYLE_BOLD, STYLE_DIM, STYLE_RED, STYLE_GREEN, STYLE_YELLOW, STYLE_CYAN };

struct page {
    struct report_out *out;
    bool colour, unicode;
    unsigned width;
    unsigned column; /* what has been written of this line */
    unsigned spaces; /* wanted before the next word */
    unsigned hang;   /* where lines that wrap go on */
    struct buf word; /* under construction, with its styles */
    unsigned word_width;
    enum style word_style;
    struct buf scratch;
};

void page_init(struct page *page, struct report_out *out, const struct report_options *options);
/* Begins a line: `first` spaces before it, `hang` before those that it wraps into. */
void page_start(struct page *page, unsigned first, unsigned hang);
void page_put(struct page *page, enum style style, struct str text);
void page_puts(struct page *page, enum style style, const char *text);
void page_printf(struct page *page, enum style style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* As it stands: neither broken at its spaces nor are they joined. */
void page_keep(struct page *page, enum style style, struct str text);
/* Spaces, where the line may break. */
void page_gap(struct page *page, unsigned n);
/* Goes on at that column, or one space after what is already beyond it. */
void page_column(struct page *page, unsigned column);
/* Flush with the right margin; on a line of its own where there is no room. */
void page_right(struct page *page, enum style style, struct str text);
void page_end(struct page *page);
void page_blank(struct page *page);
void page_heading(struct page *page, const char *title);
/* One line, `-> ` shown as an arrow. For what the program says about the candidate's names. */
void page_claim(struct page *page, enum style style, struct str text);

/* "README.md:14", with the column "README.md:14:3"; empty for nowhere. */
struct str page_place(struct page *page, struct place at, bool column);
/* The places of the first `most`, those of one file together: "README.md:14, :16, drawing.dot:3 …". */
struct str page_places(struct page *page, const struct evidence_list *evidence, size_t most);
/* value with `decimals` at most, zeros kept where `trim` is false. Lives in the arena. */
const char *page_number(struct page *page, double value, unsigned decimals, bool trim);

#endif
