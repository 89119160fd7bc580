#include "fetch/named.h"

#include <string.h>

struct state {
    struct named *out;
    struct arena *arena;
    struct diags *diags;
    const struct text *text;
    bool in_list; /* after `files:`, items on lines of their own */
    bool in_flow; /* between [ and ] */
    bool full;
};

static struct place place_of(const struct state *s, const char *at)
{
    return text_place(s->text, (size_t)(at - s->text->bytes.p));
}

static struct str without_comment(struct str line)
{
    char quote = 0;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '#' && (i == 0 || line.p[i - 1] == ' ' || line.p[i - 1] == '\t'))
            return str_sub(line, 0, i);
    }
    return line;
}

static void add_name(struct state *s, struct str name)
{
    name = str_trim(name);
    if (name.n >= 2 && (name.p[0] == '"' || name.p[0] == '\'') && name.p[name.n - 1] == name.p[0])
        name = str_sub(name, 1, name.n - 2);
    while (str_starts(name, "./"))
        name = str_sub(name, 2, name.n);
    if (name.n == 0)
        return;
    if (s->out->n >= NAMED_MAX) {
        if (!s->full)
            diag_add(s->diags, DIAG_LIMIT_FILES, place_of(s, name.p),
                     "more than %zu names: the rest is ignored", NAMED_MAX);
        s->full = true;
        return;
    }
    arena_push(s->arena, (void **)&s->out->items, &s->out->n, &s->out->cap, sizeof *s->out->items);
    s->out->items[s->out->n - 1].name = name;
    s->out->items[s->out->n - 1].at = place_of(s, name.p);
}

/* Names between commas, up to ']' or the end of the line; what follows ']' is returned. */
static struct str read_flow(struct state *s, struct str rest)
{
    char quote = 0;
    size_t from = 0, i = 0;
    for (; i < rest.n; i++) {
        char c = rest.p[i];
        if (quote) {
            quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == ',' || c == ']') {
            add_name(s, str_sub(rest, from, i - from));
            from = i + 1;
            if (c == ']') {
                s->in_flow = false;
                return str_sub(rest, from, rest.n);
            }
        }
    }
    add_name(s, str_sub(rest, from, i - from));
    return (struct str){rest.p + rest.n, 0};
}

static void read_line(struct state *s, struct str line)
{
    struct str rest = str_trim(without_comment(line));
    if (rest.n == 0 || str_is(rest, "---") || str_is(rest, "..."))
        return;
    if (s->in_flow) {
        rest = str_trim(read_flow(s, rest));
    } else if (s->in_list && rest.p[0] == '-' && (rest.n == 1 || rest.p[1] == ' ' || rest.p[1] == '\t')) {
        add_name(s, str_sub(rest, 1, rest.n));
        return;
    } else if (str_starts(rest, "files:") && rest.p == line.p) {
        rest = str_trim(str_sub(rest, 6, rest.n));
        s->in_list = rest.n == 0;
        if (rest.n && rest.p[0] == '[') {
            s->in_flow = true;
            rest = str_trim(read_flow(s, str_sub(rest, 1, rest.n)));
        }
    } else {
        s->in_list = false;
    }
    if (rest.n)
        diag_add(s->diags, DIAG_ARCH_KEY, place_of(s, rest.p),
                 "not understood and ignored: .grade.yaml holds `files:` and a list of names, nothing else");
}

void named_read(struct named *out, struct arena *arena, struct diags *diags, const struct text *text)
{
    struct state s = {.out = out, .arena = arena, .diags = diags, .text = text};
    *out = (struct named){0};
    for (uint32_t i = 1; i <= text->n_lines; i++) {
        struct str line = text_line(text, i);
        if (i == 1 && str_starts(line, "\xef\xbb\xbf"))
            line = str_sub(line, 3, line.n);
        read_line(&s, line);
    }
    if (s.in_flow)
        diag_add(diags, DIAG_YAML_SYNTAX, (struct place){text, (uint32_t)text->n_lines, 1},
                 "the list of `files:` is not closed with ']': read up to the end");
}
