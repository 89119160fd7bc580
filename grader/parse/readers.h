#ifndef GRADE_READERS_H
#define GRADE_READERS_H
/*
 * The table of input formats: which reader takes which file. To add a format, add a row in readers.c.
 *
 * A reader is a function from memory to memory: it turns one text into nodes, arrows, groups and facts appended to
 * ctx->arch, and blocks of text appended to ctx->prose, complains through ctx->diags, and says in file->use, file->why
 * and file->format what became of the file. What it could not follow is a diagnostic; the rest is kept. It never opens
 * anything.
 */
#include "model/architecture.h"
#include "model/prose.h"
#include "model/submission.h"

/* Words of the pack that readers must know to tell a role from a label. Not owned. */
struct arch_names {
    const char *const *roles; /* role ids */
    size_t n_roles;
    const char *const *kinds; /* flow kinds */
    size_t n_kinds;
    const char *const *keys;  /* "section.key" that the pack adds to the format's own keys */
    size_t n_keys;
};

struct dot_apart;

struct parse_context {
    struct arena *arena;
    struct diags *diags;
    const struct limits *limits;
    const struct arch_names *names;
    struct architecture *arch;
    struct prose *prose;
    const struct dot_apart *dot_apart; /* where DOT is read (parse/dot_apart.h); NULL: in this process */
    size_t n_fences;                   /* drawings and descriptions met in texts so far */
};

struct reader {
    const char *format;        /* "architecture-yaml": shown to users */
    const char *suffixes;      /* " .yaml .yml "; a whole name where it has no dot */
    /* Whether the file is one of this format's, by name or content. NULL: the suffix decides. */
    bool (*sniff)(const struct file *file);
    void (*read)(struct parse_context *ctx, struct file *file);
};

extern const struct reader readers[];
extern const size_t n_readers;

/*
 * A part of a document, such as a fence, by those readers that know a text by its content. seen: the text they are
 * shown to find that out, under a name that is only a suffix (".yaml"). True when something in it was understood.
 */
bool readers_read_part(struct parse_context *ctx, const struct file *seen, const struct text *part);

/* Reads every file of the submission that is not skipped, in order. */
void readers_read(struct parse_context *ctx, struct submission *submission);

#endif
