#include "parse/arrows.h"

static bool is_blank(struct str s, size_t i)
{
    return i >= s.n || s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r';
}

static size_t match_sign(struct str s, size_t i, struct arrow *out)
{
    static const struct {
        const char *sign;
        struct arrow arrow;
    } signs[] = {
        {"→", {0}}, {"⇒", {0}}, {"⟶", {0}}, {"↔", {.both = true}}, {"←", {.reversed = true}},
    };
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        if (str_starts(str_sub(s, i, s.n), signs[k].sign)) {
            *out = signs[k].arrow;
            return str_from(signs[k].sign).n;
        }
    return 0;
}

/*
 * Length of the arrow at i, or 0. A hyphen within a name is none, and neither is "<=" or ">=". *run: how far
 * what looks like an arrow goes, at least 1; no arrow begins inside it.
 */
static size_t match_arrow(struct str s, size_t i, struct arrow *out, size_t *run)
{
    *out = (struct arrow){0};
    *run = 1;
    char c = s.p[i];
    if ((unsigned char)c >= 0x80)
        return match_sign(s, i, out);
    bool left = c == '<';
    size_t from = i + left, end = from;
    if (from >= s.n || (s.p[from] != '-' && s.p[from] != '='))
        return 0;
    char line = s.p[from];
    while (end < s.n && (s.p[end] == line || (s.p[end] == '.' && end + 1 < s.n && s.p[end + 1] == line))) {
        out->dashed = out->dashed || s.p[end] == '.';
        end++;
    }
    *run = end - i;
    bool right = end < s.n && s.p[end] == '>';
    out->both = left && right;
    out->reversed = left && !right;
    if (right)
        return end + 1 - i;
    if (left)
        return line == '-' ? end - i : 0;
    out->undirected = true;
    bool apart = i > 0 && is_blank(s, i - 1) && is_blank(s, end);
    return line == '-' && end - i >= 2 && apart ? end - i : 0;
}

static void add_part(struct arrows *out, struct arena *arena, struct str part)
{
    struct str *slot = ARENA_PUSH(arena, out->parts, out->n, out->cap);
    *slot = str_trim(part);
}

bool arrows_read(struct arrows *out, struct arena *arena, struct str text)
{
    size_t start = 0, i = 0;
    *out = (struct arrows){0};
    while (i < text.n) {
        struct arrow arrow;
        size_t run, length = match_arrow(text, i, &arrow, &run);
        if (!length) {
            i += run;
            continue;
        }
        add_part(out, arena, str_sub(text, start, i - start));
        struct arrow *slot = ARENA_PUSH(arena, out->arrows, out->n_arrows, out->cap_arrows);
        *slot = arrow;
        i += length;
        start = i;
    }
    add_part(out, arena, str_sub(text, start, text.n));
    return out->n_arrows > 0;
}

bool arrows_unbracket(struct str *part, bool *bracketed)
{
    bool opens = str_starts(*part, "["), closes = str_ends(*part, "]");
    *bracketed = opens && closes;
    if (*bracketed)
        *part = str_trim(str_sub(*part, 1, part->n - 2));
    /* Brackets within a name ("topic [eu]") are the name's own. */
    return opens == closes || (!opens && str_find(*part, STR("[")) < part->n);
}

bool arrows_next_name(struct str *rest, struct str *out)
{
    while (str_next(rest, ",", out)) {
        char first = out->p[0];
        if (out->n >= 2 && (first == '"' || first == '\'') && out->p[out->n - 1] == first)
            *out = str_trim(str_sub(*out, 1, out->n - 2));
        if (out->n)
            return true;
    }
    return false;
}
