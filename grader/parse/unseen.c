#include "parse/unseen.h"

#include "base/utf8.h"

#include <string.h>

struct unseen {
    size_t hidden, alike;       /* how many */
    size_t hidden_at, alike_at; /* offset of the first; of its word for letters that look alike */
    uint32_t hidden_first, alike_first;
};

/* What each is called: the first range that holds it. */
static const struct {
    uint32_t from, to;
    const char *name;
    bool joiner; /* of use between letters of other scripts, and in emoji */
} ranges[] = {
    {0x1B, 0x1B, "an escape", false},
    {0x180E, 0x180E, "a vowel separator", false},
    {0x200B, 0x200B, "a zero-width space", false},
    {0x200C, 0x200D, "a joiner", true},
    {0x2028, 0x2029, "a separator of lines", false},
    {0x202A, 0x202E, "an override of the direction", false},
    {0x2060, 0x2064, "an invisible operator", false},
    {0x2066, 0x2069, "an isolate of the direction", false},
    {0x3164, 0x3164, "a filler", false},
    {0xFEFF, 0xFEFF, "a byte order mark", false},
    {0xFFA0, 0xFFA0, "a filler", false},
    {0xE0000, 0xE007F, "a tag", true}, /* flags of regions end in them */
};
enum { N_RANGES = sizeof ranges / sizeof *ranges };

static size_t range_of(uint32_t c)
{
    for (size_t i = 0; c >= ranges[0].from && i < N_RANGES; i++)
        if (c >= ranges[i].from && c <= ranges[i].to)
            return i;
    return N_RANGES;
}

/* Letters of Greek and Cyrillic that are drawn like Latin ones. */
static bool looks_latin(uint32_t c)
{
    static const uint16_t letters[] = {
        0x391, 0x392, 0x395, 0x396, 0x397, 0x399, 0x39A, 0x39C, 0x39D, 0x39F, 0x3A1,
        0x3A4, 0x3A5, 0x3A7, 0x3BF, 0x3F2, 0x405, 0x406, 0x408, 0x410, 0x412, 0x415,
        0x41A, 0x41C, 0x41D, 0x41E, 0x420, 0x421, 0x422, 0x425, 0x430, 0x435, 0x43E,
        0x440, 0x441, 0x443, 0x445, 0x455, 0x456, 0x458, 0x4BB, 0x501, 0x51B, 0x51D,
    };
    for (size_t i = 0; c >= 0x391 && c <= 0x51D && i < sizeof letters / sizeof *letters; i++)
        if (letters[i] == c)
            return true;
    return false;
}

static bool latin(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool letter(uint32_t c)
{
    return latin(c) || (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7);
}

static bool plain(uint32_t c)
{
    return latin(c) || (c >= '0' && c <= '9');
}

static struct unseen look(struct str text)
{
    struct unseen found = {0};
    struct str rest = text;
    size_t word = 0, latins = 0, others = 0;
    uint32_t before = 0, other = 0;
    while (rest.n) {
        size_t at = text.n - rest.n;
        uint32_t c = utf8_next(&rest), next = 0;
        size_t range = range_of(c);
        if (range < N_RANGES && ranges[range].joiner && rest.n) {
            struct str peek = rest;
            next = utf8_next(&peek);
        }
        bool fine = range == N_RANGES || (c == 0xFEFF && at == 0) ||
                    (ranges[range].joiner && !plain(before) && !plain(next));
        if (!fine && !found.hidden++) {
            found.hidden_at = at;
            found.hidden_first = c;
        }
        if (!letter(c)) {
            latins = others = 0;
        } else {
            word = latins + others == 0 ? at : word;
            other = looks_latin(c) && !others ? c : other;
            latins += latin(c);
            others += looks_latin(c);
            /* Once a word, when the second of its two Latin letters, or the other one, has come. */
            if (latins >= 2 && others == 1 && (looks_latin(c) || latins == 2) && !found.alike++) {
                found.alike_at = word;
                found.alike_first = other;
            }
        }
        before = c;
    }
    return found;
}

static bool known(const struct diags *diags, enum diag_id id, struct str name)
{
    for (size_t i = 0; i < diags->n; i++)
        if (diags->items[i].id == id && diags->items[i].at.text &&
            str_eq(diags->items[i].at.text->name, name))
            return true;
    return false;
}

static void complain(const struct parse_context *ctx, const struct unseen *found, struct place hidden,
                     struct place alike)
{
    if (found->hidden && !known(ctx->diags, DIAG_TEXT_HIDDEN, hidden.text->name))
        diag_add(
            ctx->diags, DIAG_TEXT_HIDDEN, hidden,
            "%zu character%s that %s not shown, the first is U+%04X, %s: what is read is not what is seen",
            found->hidden, found->hidden == 1 ? "" : "s", found->hidden == 1 ? "is" : "are",
            (unsigned)found->hidden_first, ranges[range_of(found->hidden_first)].name);
    if (found->alike && !known(ctx->diags, DIAG_TEXT_LOOKALIKE, alike.text->name))
        diag_add(ctx->diags, DIAG_TEXT_LOOKALIKE, alike,
                 "%zu Latin word%s with %s letter of another script that looks alike, the first is U+%04X: "
                 "read as it "
                 "is written",
                 found->alike, found->alike == 1 ? "" : "s", found->alike == 1 ? "a" : "some",
                 (unsigned)found->alike_first);
}

static void label(const struct parse_context *ctx, struct str text, struct place at)
{
    const struct unseen found = look(text);
    if (at.text && (found.hidden || found.alike))
        complain(ctx, &found, at, at);
}

void unseen_read(const struct parse_context *ctx, const struct submission *submission)
{
    for (size_t i = 0; i < submission->n_files; i++) {
        const struct text *text = submission->files[i].text;
        if (!text || submission->files[i].use != FILE_USED)
            continue;
        const struct unseen found = look(text->bytes);
        complain(ctx, &found, text_place(text, found.hidden_at), text_place(text, found.alike_at));
    }
    for (size_t i = 0; i < ctx->prose->n_blocks; i++)
        label(ctx, ctx->prose->blocks[i].text, block_place(&ctx->prose->blocks[i], 0));
    for (size_t i = 0; i < ctx->arch->n_nodes; i++) {
        label(ctx, ctx->arch->nodes[i].label, ctx->arch->nodes[i].at);
        label(ctx, ctx->arch->nodes[i].id, ctx->arch->nodes[i].at);
    }
    for (size_t i = 0; i < ctx->arch->n_edges; i++)
        label(ctx, ctx->arch->edges[i].label, ctx->arch->edges[i].at);
    for (size_t i = 0; i < ctx->arch->n_groups; i++)
        label(ctx, ctx->arch->groups[i].label, ctx->arch->groups[i].at);
}
