#include "parse/mermaid.h"

void mermaid_read(struct parse_context *ctx, struct file *file)
{
    (void)ctx;
    file->use = FILE_UNUSED;
    file->why = "holds no diagram that is understood";
}

bool mermaid_read_block(struct parse_context *ctx, const struct text *part)
{
    (void)ctx, (void)part;
    return false;
}
