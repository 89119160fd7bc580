#ifndef GRADE_FORMATS_H
#define GRADE_FORMATS_H
/*
 * The table of report formats. To add one, add a row in formats.c.
 *
 * A writer is a function from a review to bytes: it only reads the review, and the same review and options
 * give the same bytes. It opens nothing and asks neither the environment nor the locale: what it may use is
 * in the options.
 */
#include "model/review.h"
#include "report/coordinates.h"
#include "report/out.h"

struct report_options {
    bool all;         /* every row, hop, diagnostic and file */
    bool quiet;       /* the headline alone (terminal) */
    bool colour;      /* SGR colours may be used */
    bool unicode;     /* the reader sees UTF-8; else only ASCII is written (terminal, tree) */
    unsigned width;   /* columns of a line (terminal) */
    size_t max_bytes; /* the report is cut before it is longer (markdown); 0: no bound */
    const char *tool_version;
    const struct coordinates *coordinates; /* of the picture, for formats that draw; NULL: a table instead */
};

struct report_format {
    const char *name, *about;
    bool submission; /* it shows the submission itself: not to be had from a stored review */
    bool draws;      /* it uses options->coordinates (laying_out.h) */
    void (*write)(struct report_out *out, const struct review *review, const struct report_options *options);
};

extern const struct report_format formats[];
extern const size_t n_formats;

/* The format of that name, or NULL. */
const struct report_format *formats_find(const char *name);

#endif
