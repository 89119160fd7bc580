#include "recognise/label_parts.h"
#include "recognise/phrases.h"

static bool among(struct str word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(word, words[i]))
            return true;
    return false;
}

static bool preposition(const struct token *token)
{
    static const char *const words[] = {"of",   "on",    "for",  "from",    "to",      "with", "in",
                                        "by",   "per",   "into", "via",     "at",      "over", "under",
                                        "that", "using", "when", "between", "through", "if",   "after"};
    return among(token->text, words, sizeof words / sizeof *words);
}

/* "train.py": the suffix says how it is written, not what it is. Those of data and models do say that. */
static bool suffix(const struct tokens *tokens, size_t i)
{
    static const char *const words[] = {"py",  "ipynb", "sql",  "json", "yaml",  "yml", "sh",
                                        "js",  "ts",    "java", "go",   "scala", "rs",  "toml",
                                        "xml", "md",    "html", "conf", "ini"};
    size_t at = tokens->items[i].at;
    return i > 0 && tokens->source.p[at - 1] == '.' &&
           among(tokens->items[i].text, words, sizeof words / sizeof *words);
}

enum gap { GAP_NONE, GAP_LINE, GAP_PART, GAP_ITEM };

/* What stands between two bytes of the label. A slash or ampersand without blanks joins words ("pub/sub"). */
static enum gap gap_between(struct str s, size_t from, size_t to)
{
    enum gap gap = GAP_NONE;
    for (size_t i = from; i < to; i++) {
        char c = s.p[i];
        bool blanks = i > 0 && i + 1 < s.n && s.p[i - 1] == ' ';
        if (c == '+' || c == ',' || c == ';' || c == '|' || (unsigned char)c >= 0x80)
            return GAP_ITEM;
        if ((c == '/' || c == '&') && blanks)
            gap = GAP_PART;
        else if ((c == '\n' || c == '<') && gap == GAP_NONE)
            gap = GAP_LINE;
    }
    return gap;
}

struct reader {
    struct label_part *parts; /* of each token */
    const struct tokens *tokens;
    const uint32_t *tool_end;
    bool details; /* those tokens are read, or the others */
    bool items;
    size_t numbering; /* tokens */
    size_t n;         /* parts so far */
};

/* The next token that is read, from there on. */
static size_t next_token(const struct reader *r, size_t i)
{
    while (i < r->tokens->n && (r->tokens->items[i].part == PART_DETAIL) != r->details)
        i++;
    return i;
}

/* What parts the token from the last one that was read, `before`; GAP_NONE: nothing does. */
static enum gap parted(const struct reader *r, size_t before, size_t i)
{
    const struct token *a = &r->tokens->items[before], *b = &r->tokens->items[i];
    const struct token *near = &r->tokens->items[i - 1];
    enum gap gap = gap_between(r->tokens->source, a->at + a->n, r->tokens->items[before + 1].at);
    if (near != a && !r->details) {
        enum gap other = gap_between(r->tokens->source, near->at + near->n, b->at);
        gap = other > gap ? other : gap;
    }
    if (r->items)
        return gap == GAP_ITEM ? gap : GAP_NONE;
    if (gap == GAP_NONE && r->details && near != a)
        return GAP_LINE; /* another bracket */
    return gap == GAP_NONE && str_is(a->text, "and") ? GAP_PART : gap;
}

/* The part that begins at the token; the first token of the next one. */
static size_t read_part(struct reader *r, size_t from)
{
    struct label_part part = {(uint32_t)r->n++, UINT32_MAX, 0};
    bool tail = false;
    size_t end = from, before = from, in_tool = 0, words = 0;
    enum gap gap = GAP_NONE;
    for (size_t i = from; i < r->tokens->n; i = next_token(r, i + 1)) {
        const struct token *token = &r->tokens->items[i];
        if (i != from && (gap = parted(r, before, i)) != GAP_NONE)
            break;
        before = i;
        end = i + 1;
        if (r->tool_end && r->tool_end[i] > in_tool)
            in_tool = r->tool_end[i];
        if (i < in_tool || i < r->numbering)
            continue;
        if (!r->items && preposition(token)) {
            tail = true;
            if (part.first == UINT32_MAX)
                part.head = UINT32_MAX;
        }
        if (phrase_filler(token) || suffix(r->tokens, i))
            continue;
        if (part.first == UINT32_MAX)
            part.first = (uint32_t)i;
        words++;
        if (!tail)
            part.head = (uint32_t)i + 1;
    }
    if (gap == GAP_PART && words == 1)
        part.head = UINT32_MAX;
    for (size_t i = from; i < end; i = next_token(r, i + 1))
        r->parts[i] = part;
    return next_token(r, end);
}

static const struct label_part *read_all(size_t *out_n, struct arena *arena, const struct tokens *tokens,
                                         const uint32_t *tool_end, bool items)
{
    struct reader r = {.tokens = tokens, .tool_end = tool_end, .items = items};
    r.numbering = tokens_numbering(tokens);
    r.parts = arena_alloc(arena, (tokens->n + 1) * sizeof *r.parts);
    for (unsigned pass = 0; pass < 2; pass++) {
        r.details = pass == 1;
        for (size_t i = next_token(&r, 0); i < tokens->n;)
            i = read_part(&r, i);
    }
    *out_n = r.n;
    return r.parts;
}

void label_parts_read(struct label_parts *out, struct arena *arena, const struct tokens *tokens,
                      const uint32_t *tool_end)
{
    out->parts = read_all(&out->n_parts, arena, tokens, tool_end, false);
    out->items = read_all(&out->n_items, arena, tokens, tool_end, true);
}
