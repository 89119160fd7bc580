#include "parse/dot_apart.h"

#include "parse/dot.h"
#include "parse/dot_piece.h"

/* A request: lines of the file before the text, nodes and arrows drawn elsewhere (4 bytes each, low first),
 * and the text. */

static void put_number(struct buf *out, size_t n)
{
    uint32_t v = n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
    const char bytes[4] = {(char)v, (char)(v >> 8), (char)(v >> 16), (char)(v >> 24)};
    buf_add(out, (struct str){bytes, sizeof bytes});
}

static uint32_t number_at(struct str s, size_t at)
{
    const unsigned char *b = (const unsigned char *)s.p + at;
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static void refuse(struct parse_context *ctx, struct file *file, enum dot_apart_end end)
{
    struct place whole = {file->text, 0, 0};
    const struct limits *limits = ctx->limits;
    file->use = FILE_REFUSED;
    file->why = "not a DOT file that can be used";
    switch (end) {
    case DOT_APART_TIME:
        diag_add(ctx->diags, DIAG_DOT_LIMIT, whole,
                 "a graph that takes longer than the limit of %zu s of processor time: the file is not used",
                 limits->dot_time);
        break;
    case DOT_APART_TIME_ALL:
        diag_add(ctx->diags, DIAG_DOT_LIMIT, whole,
                 "the DOT files before it took more than the limit of %zu s of processor time: the file is "
                 "not used",
                 limits->dot_time_all);
        break;
    case DOT_APART_SIZE:
        diag_add(ctx->diags, DIAG_DOT_LIMIT, whole,
                 "what is drawn is many times larger than the file: the file is not used");
        break;
    case DOT_APART_OK: /* with nonsense in the reply */
    case DOT_APART_FAILED:
    case DOT_APART_CRASHED:
        diag_add(ctx->diags, DIAG_DOT_CRASHED, whole, "%s: the file is not used",
                 end == DOT_APART_FAILED ? "it could not be read in a process of its own"
                                         : "the process that read it crashed");
        break;
    }
}

void dot_apart_read(struct parse_context *ctx, struct file *file)
{
    const struct text *text = file->text;
    struct buf request = buf_new(ctx->arena, text->bytes.n + DOT_APART_HEAD);
    struct str reply;
    put_number(&request, text->before);
    put_number(&request, ctx->arch->n_nodes);
    put_number(&request, ctx->arch->n_edges);
    buf_add(&request, text->bytes);
    enum dot_apart_end end = ctx->dot_apart->ask(ctx->dot_apart->context, &reply, buf_str(&request));
    if (end != DOT_APART_OK || !dot_piece_read(ctx, file, reply))
        refuse(ctx, file, end);
}

bool dot_apart_serve(struct str *reply, const struct parse_context *ctx, struct str request, size_t max)
{
    if (request.n < DOT_APART_HEAD)
        return false;
    struct diags diags;
    struct text *text = text_new(ctx->arena, STR(""), str_sub(request, DOT_APART_HEAD, request.n));
    struct file file = {.text = text, .name = STR("")};
    struct buf piece = buf_new(ctx->arena, max);
    const struct dot_apart here = {.nodes = number_at(request, 4), .edges = number_at(request, 8)};
    text->before = number_at(request, 0);
    diags_init(&diags, ctx->arena, ctx->limits);
    struct parse_context alone = *ctx;
    alone.diags = &diags;
    alone.arch = architecture_new(ctx->arena);
    alone.dot_apart = &here;
    dot_read(&alone, &file);
    dot_piece_write(&piece, &alone, &file);
    *reply = buf_str(&piece);
    return !piece.full;
}
