#include "parse/markdown_hidden.h"

static bool is_fence_of_matter(struct str line)
{
    return str_is(str_trim(line), "---") && line.p[0] == '-';
}

/* "key:" or "key: value", a comment, or an item that belongs to a key. */
static bool is_key(struct str line)
{
    size_t n = 0;
    while (n < line.n && (str_byte_digit(line.p[n]) || line.p[n] == '_' || line.p[n] == '-' ||
                          (str_byte_lower(line.p[n]) >= 'a' && str_byte_lower(line.p[n]) <= 'z')))
        n++;
    return n > 0 && n < line.n && line.p[n] == ':' && (n + 1 == line.n || str_byte_space(line.p[n + 1]));
}

/* Offset behind --- ... --- at the first line, and hides it. Rules above and below some words are no front
 * matter. */
size_t markdown_front_matter(struct parse_context *ctx, const struct text *text, size_t from)
{
    struct str first = str_sub(text->bytes, from, text->n_lines > 1 ? text->starts[1] - from : 0);
    bool keys = false;
    if (!str_starts(first, "---") || !is_fence_of_matter(first))
        return from;
    for (uint32_t i = 2; i <= text->n_lines; i++) {
        struct str line = text_line(text, i);
        if (str_is(str_trim(line), "...") || (line.n && is_fence_of_matter(line))) {
            size_t end = i < text->n_lines ? text->starts[i] : text->bytes.n;
            if (!keys)
                return from;
            struct str matter = str_sub(text->bytes, text->starts[1], text->starts[i - 1] - text->starts[1]);
            prose_hide(ctx->arena, ctx->prose, HIDDEN_FRONT_MATTER, matter,
                       text_place(text, text->starts[1]));
            return end;
        }
        if (!keys && str_trim(line).n && line.p[0] != '#') {
            if (!is_key(line))
                return from;
            keys = true;
        }
    }
    return from;
}

void markdown_hide_definitions(struct parse_context *ctx, const struct text *text, const unsigned char *seen,
                               size_t from)
{
    for (size_t i = 0; i < text->n_lines; i++) {
        struct str line = text_line(text, text->before + (uint32_t)i + 1), s = line;
        if (seen[i] || text->starts[i] < from)
            continue;
        while (s.n && (str_byte_space(s.p[0]) || s.p[0] == '>'))
            s = str_sub(s, 1, s.n);
        if (s.n && s.p[0] == '[' && str_find(s, STR("]:")) < s.n)
            prose_hide(ctx->arena, ctx->prose, HIDDEN_LINK_DEFINITION, str_trim(s),
                       text_place(text, text->starts[i] + (size_t)(s.p - line.p)));
    }
}
