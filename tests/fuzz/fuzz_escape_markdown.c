/*
 * Markdown: another reader of it (md4c, with all of its extensions) must see text and code spans, nothing
 * else, with all that is visible in them: alone, in a cell, in an item. fuzz: dict=escape_markdown
 * max_len=256
 */
#include "fuzz.h"
#include "report/escape_markdown.h"

#include <md4c.h>
#include <stdlib.h>
#include <string.h>

struct seen {
    struct buf text;
    bool code;        /* within a code span */
    bool strange;     /* something other than text and code */
    unsigned allowed; /* blocks of the frame: 1 << MD_BLOCKTYPE */
};

static int block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct seen *seen = context;
    (void)detail;
    seen->strange |= !(seen->allowed >> type & 1);
    return 0;
}

static int span(MD_SPANTYPE type, void *detail, void *context)
{
    struct seen *seen = context;
    (void)detail;
    seen->strange |= type != MD_SPAN_CODE;
    return 0;
}

static int text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE n, void *context)
{
    struct seen *seen = context;
    struct str s = {bytes, n};
    if (type == MD_TEXT_ENTITY) {
        seen->strange |= !(str_starts(s, "&#") && str_ends(s, ";"));
        buf_putc(&seen->text, (char)strtol(bytes + 2, NULL, 10));
    } else {
        seen->strange |= type != MD_TEXT_NORMAL && type != MD_TEXT_CODE;
        buf_add(&seen->text, s);
    }
    return 0;
}

/* Single blanks, none at the ends; and the two signs whose likenesses stand in code. */
static struct str alike(struct arena *arena, struct str s)
{
    struct buf out = buf_new(arena, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        struct str rest = str_sub(s, i, s.n);
        bool tick = str_starts(rest, "\xCB\x8B"), bar = str_starts(rest, "\xC7\x80");
        char c = tick ? '`' : bar ? '|' : s.p[i];
        i += tick || bar;
        if (c != ' ' || (out.n && out.p[out.n - 1] != ' '))
            buf_putc(&out, c);
    }
    return str_trim(buf_str(&out));
}

static void check(struct arena *arena, const char *before, struct str escaped, const char *after,
                  unsigned allowed, struct str visible)
{
    const MD_PARSER parser = {
        .flags = MD_DIALECT_GITHUB | MD_FLAG_LATEXMATHSPANS | MD_FLAG_WIKILINKS,
        .enter_block = block,
        .leave_block = block,
        .enter_span = span,
        .leave_span = span,
        .text = text,
    };
    struct str page = str_from(arena_printf(arena, "%s%.*s%s", before, STR_ARG(escaped), after));
    struct seen seen = {.text = buf_new(arena, page.n + 1), .allowed = allowed};
    FUZZ_CHECK(md_parse(page.p, (MD_SIZE)page.n, &parser, &seen) == 0);
    FUZZ_CHECK_TEXT(!seen.strange, page);
    struct str got = buf_str(&seen.text);
    if (str_starts(got, ":") && str_starts(page, "| :")) /* the table's header */
        got = str_sub(got, 1, got.n);
    FUZZ_CHECK_TEXT(str_eq(alike(arena, got), visible), page);
}

static void both(struct arena *arena, struct str source, void (*escape)(struct report_out *, struct str))
{
    struct buf bytes;
    struct report_out out = fuzz_out(&bytes, arena);
    escape(&out, source);
    struct str escaped = buf_str(&bytes), visible = alike(arena, fuzz_visible(arena, source));
    const unsigned paragraph = 1u << MD_BLOCK_DOC | 1u << MD_BLOCK_P;
    const unsigned item = paragraph | 1u << MD_BLOCK_UL | 1u << MD_BLOCK_LI;
    const unsigned table = paragraph | 1u << MD_BLOCK_TABLE | 1u << MD_BLOCK_THEAD | 1u << MD_BLOCK_TBODY |
                           1u << MD_BLOCK_TR | 1u << MD_BLOCK_TH | 1u << MD_BLOCK_TD;
    fuzz_check_terminal(escaped, false, true);
    check(arena, "", escaped, "\n", paragraph, visible);
    check(arena, "- ", escaped, "\n", item, visible);
    check(arena, "| : |\n|---|\n| ", escaped, " |\n", table, visible);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct str source = fuzz_bytes(arena, data, size);
    both(arena, source, escape_markdown);
    both(arena, source, escape_markdown_code);
    arena_free(arena);
    return 0;
}
