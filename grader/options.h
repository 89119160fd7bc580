#ifndef GRADE_OPTIONS_H
#define GRADE_OPTIONS_H
/*
 * The command line: one row an option feeds the parser, --help and the check of the manual
 * (tests/cli/run.sh). The flags of limits come from base/limits.h by themselves.
 */
#include "base/limits.h"
#include "base/str.h"
#include "model/confinement.h"

enum command_id {
    COMMAND_GRADE,
    COMMAND_CHECK,
    COMMAND_INIT,
    COMMAND_RUBRIC,
    COMMAND_EXPLAIN,
    COMMAND_RENDER,
    COMMAND_CALIBRATE,
    COMMAND_COMPLETION,
    COMMAND_HELP,
    COMMAND_COUNT
};

enum colour_when { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/* What --fail-on may name: bits of fail_on. */
enum fail_on {
    FAIL_ON_GATE,    /* a gate that was applied */
    FAIL_ON_RED,     /* a flag of that colour */
    FAIL_ON_YELLOW,
    FAIL_ON_ERROR,   /* a diagnostic of that severity, or a worse one */
    FAIL_ON_WARNING,
    FAIL_ON_PARTIAL, /* something was left out of the grading */
    FAIL_ON_COUNT
};
const char *options_fail_on_name(enum fail_on what); /* "gate" */

#define OUTPUTS_MAX 8

/* Texts are those of argv: they live as long as the program. NULL: not given. */
struct grade_options {
    const char *what;          /* repository URL, folder or file; ROW of `grade rubric`, ID of `grade explain`, … */
    const char **more;         /* the REVIEWs of `grade calibrate` */
    size_t n_more, cap_more;
    const char *in;            /* what `grade explain` looks into: repository URL, folder or file */
    const char *ref;           /* branch, tag or commit */
    const char *pr;            /* digits; never together with ref */
    const char *expect_commit; /* 40 or 64 hex digits */
    const char *rubric;        /* folder of a pack */
    const char *adjustments;   /* file of a person's marks */
    bool allow_http, public_only, all, quiet, exit_zero;
    bool strict;
    bool nothing_is_fine; /* grade check: where nothing could be read there is a review, too */
    bool anonymous, for_candidate;
    int colour;           /* enum colour_when */
    enum confine_mode sandbox;
    bool verbose;         /* with --version */
    double fail_under;    /* below 0: no bar */
    unsigned fail_on;     /* bits 1 << enum fail_on */
    size_t max_bytes;     /* of a Markdown report; 0: no bound */
    struct limits limits; /* settled */
    struct {
        const char *format; /* a name that the command knows: report/formats.h, report/check.h … */
        const char *output; /* NULL: standard output, at most one */
    } outputs[OUTPUTS_MAX];
    size_t n_outputs; /* at least one after options_parse */
};

enum options_result {
    OPTIONS_RUN,
    OPTIONS_HELP, /* --help was given: nothing else was checked after it, but --verbose after --version */
    OPTIONS_VERSION,
    OPTIONS_WRONG /* *error says what, on one line without a line end */
};

/* argv holds what follows the program's name and the command's. */
enum options_result options_parse(struct grade_options *out, struct arena *arena, enum command_id command,
                                  int argc, char *const *argv, struct str *error);

/* What --help prints for the command, in lines of at most 80 columns. */
struct str options_help(struct arena *arena, enum command_id command);

/* "rubric", "help"; NULL for grading, which has no word of its own. */
const char *options_command_name(enum command_id command);
/* What the command does, in a sentence or more. */
const char *options_about(enum command_id command);
/* The command of that name, or COMMAND_GRADE where there is none: then the word is what to grade. */
enum command_id options_command(const char *word);

/* One row of the table, as whoever lists options sees it. */
struct options_shown {
    char brief; /* 0: none */
    const char *name, *argument /* NULL: takes none */, *help;
};
/* The i-th option of the command; false after the last. */
bool options_shown(struct options_shown *out, enum command_id command, size_t i);
/* What `-f` of the command can be, the default first; how many (at most OPTIONS_FORMATS), 0 without -f. */
#define OPTIONS_FORMATS 16
size_t options_formats(const char *names[OPTIONS_FORMATS], enum command_id command);

/* The version of the program: "0.1.0". */
const char *options_version(void);

#endif
