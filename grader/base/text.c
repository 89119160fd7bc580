#include "base/text.h"

struct text *text_new(struct arena *arena, struct str name, struct str bytes)
{
    if (bytes.n >= UINT32_MAX)
        BUG("text over 4 GiB");
    struct text *text = arena_alloc(arena, sizeof *text);
    text->name = name;
    text->bytes = bytes;
    size_t lines = 1;
    for (size_t i = 0; i < bytes.n; i++)
        lines += bytes.p[i] == '\n';
    text->starts = arena_alloc(arena, lines * sizeof *text->starts);
    text->n_lines = 1;
    for (size_t i = 0; i < bytes.n; i++)
        if (bytes.p[i] == '\n')
            text->starts[text->n_lines++] = (uint32_t)(i + 1);
    return text;
}

struct text *text_part(struct arena *arena, const struct text *whole, size_t from, size_t to)
{
    struct text *part = text_new(arena, whole->name, str_sub(whole->bytes, from, to - from));
    part->before = text_place(whole, from).line - 1;
    return part;
}

struct place text_place(const struct text *text, size_t offset)
{
    size_t low = 0, high = text->n_lines;
    if (offset > text->bytes.n)
        offset = text->bytes.n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (text->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return (struct place){text, text->before + (uint32_t)(low + 1),
                          (uint32_t)(offset - text->starts[low] + 1)};
}

struct str text_line(const struct text *text, uint32_t line)
{
    if (line <= text->before || line - text->before > text->n_lines)
        return (struct str){"", 0};
    line -= text->before;
    size_t from = text->starts[line - 1];
    size_t to = line < text->n_lines ? text->starts[line] - 1 : text->bytes.n;
    if (to > from && text->bytes.p[to - 1] == '\r')
        to--;
    return str_sub(text->bytes, from, to - from);
}

bool text_holds(const struct text *text, uint32_t line, uint32_t column)
{
    if (line == 0 || column == 0)
        return line == 0 && column == 0;
    if (!text || line <= text->before || line - text->before > text->n_lines)
        return false;
    line -= text->before;
    size_t end = line < text->n_lines ? text->starts[line] - 1 : text->bytes.n;
    return column <= end - text->starts[line - 1] + 1;
}

int place_cmp(struct place a, struct place b)
{
    if (!a.text || !b.text)
        return a.text ? 1 : b.text ? -1 : 0;
    int order = a.text == b.text ? 0 : str_cmp(a.text->name, b.text->name);
    if (order)
        return order;
    if (a.line != b.line)
        return a.line < b.line ? -1 : 1;
    return a.column == b.column ? 0 : a.column < b.column ? -1 : 1;
}
