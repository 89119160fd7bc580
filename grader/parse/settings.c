#include "parse/settings.h"

#include "parse/blocks.h"
#include "parse/plain_aside.h"

bool settings_sniff(const struct file *file)
{
    return !plain_aside(file->name);
}

void settings_read(struct parse_context *ctx, struct file *file)
{
    struct blocks b;
    struct str bytes = file->text->bytes;
    size_t from = str_starts(bytes, "\xef\xbb\xbf") ? 3 : 0;
    blocks_init(&b, ctx, file->text);
    blocks_begin(&b, BLOCK_CONFIG);
    b.language = STR("yaml");
    blocks_text(&b, str_sub(bytes, from, bytes.n), from);
    file->use = blocks_end(&b) ? FILE_USED : FILE_UNUSED;
    file->why = file->use == FILE_USED ? NULL : "is empty";
}
