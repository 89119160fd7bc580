#include "model/template.h"

static const struct {
    const char *name;
    enum template_kind kind;
    bool of; /* something stands after a colon */
} words[] = {
    {"role", TEMPLATE_ROLE, true},    {"tool", TEMPLATE_TOOL, true},  {"fact", TEMPLATE_FACT, true},
    {"check", TEMPLATE_CHECK, false}, {"seen", TEMPLATE_SEEN, false},
};

/* What stands between the braces. */
static bool read_word(struct template_piece *out, struct str inside)
{
    size_t bar = str_find(inside, STR("|"));
    struct str head = str_sub(inside, 0, bar);
    size_t colon = str_find(head, STR(":"));
    struct str word = str_trim(str_sub(head, 0, colon)), of = str_trim(str_sub(head, colon + 1, head.n));
    out->of = of;
    out->text = str_trim(str_sub(inside, bar + 1, inside.n));
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_is(word, words[i].name) && words[i].of == (of.n > 0) && words[i].of == (colon < head.n)) {
            out->kind = words[i].kind;
            return out->text.n > 0;
        }
    return false;
}

bool template_next(struct template_piece *out, struct str *rest)
{
    size_t open = str_find(*rest, STR("{"));
    if (rest->n == 0)
        return false;
    if (open > 0) {
        *out = (struct template_piece){TEMPLATE_TEXT, STR(""), str_sub(*rest, 0, open)};
        *rest = str_sub(*rest, open, rest->n);
        return true;
    }
    size_t close = str_find(*rest, STR("}"));
    if (close == rest->n || !read_word(out, str_sub(*rest, 1, close - 1)))
        *out = (struct template_piece){TEMPLATE_WRONG, STR(""), str_sub(*rest, 0, close + 1)};
    *rest = str_sub(*rest, close + 1, rest->n);
    return true;
}

struct str template_plain(struct arena *arena, const char *text)
{
    struct str rest = str_from(text);
    struct buf out = buf_new(arena, rest.n + 1);
    struct template_piece piece;
    while (template_next(&piece, &rest))
        buf_add(&out, piece.text);
    return buf_str(&out);
}
