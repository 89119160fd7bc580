#include "parse/text_drawings.h"

void text_drawings_read(struct parse_context *ctx)
{
    (void)ctx;
}
