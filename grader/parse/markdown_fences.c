#include "parse/markdown_fences.h"

#include "parse/dot.h"
#include "parse/mermaid.h"

/* "mermaid", "{mermaid}", "{.mermaid .wide}", ".mermaid" */
static struct str bare(struct arena *arena, struct str language)
{
    while (language.n && (language.p[0] == '{' || language.p[0] == '.'))
        language = str_sub(language, 1, language.n);
    size_t n = 0;
    while (n < language.n && language.p[n] != '}' && language.p[n] != ',' && language.p[n] != ':')
        n++;
    return str_lower(arena, str_sub(language, 0, n));
}

static bool read_dot(struct parse_context *ctx, const struct text *part)
{
    struct file file = {.text = part, .name = part->name, .format = "dot"};
    dot_read(ctx, &file);
    return file.use == FILE_USED;
}

/* Each costs a reader's setting up, for DOT a process: thousands of small ones would use up the time of the others. */
static bool one_more(struct parse_context *ctx, const struct text *part)
{
    size_t most = ctx->limits->prose_fences;
    if (++ctx->n_fences == most + 1)
        diag_add(ctx->diags, DIAG_PROSE_LIMIT, text_place(part, 0),
                 "more than %zu drawings and descriptions within texts: the others are read as code", most);
    return ctx->n_fences <= most;
}

bool markdown_fences_read(struct parse_context *ctx, struct str language, const struct text *part,
                          struct str code)
{
    struct str name = bare(ctx->arena, language);
    if (str_is(name, "mermaid") || str_is(name, "mmd"))
        return one_more(ctx, part) && mermaid_read_block(ctx, part);
    if (str_is(name, "dot") || str_is(name, "graphviz") || str_is(name, "gv"))
        return one_more(ctx, part) && read_dot(ctx, part);
    const char *suffix = str_is(name, "yaml") || str_is(name, "yml") ? ".yaml"
                         : str_is(name, "json")                      ? ".json"
                                                                     : NULL;
    if (!suffix || !one_more(ctx, part))
        return false;
    /* By content alone: the file's name says nothing about the fence. */
    struct file seen = {.text = text_new(ctx->arena, str_from(suffix), code), .name = str_from(suffix)};
    return readers_read_part(ctx, &seen, part);
}
