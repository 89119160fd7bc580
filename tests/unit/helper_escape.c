#include "helper_escape.h"

#include <string.h>

static void append(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (struct str){bytes, n});
}

const char *helper_escaped(struct arena *arena, void (*escape)(struct report_out *, struct str),
                           const char *bytes, size_t n)
{
    struct buf collected = buf_new(arena, 1 << 20);
    struct report_out out = {append, &collected, arena};
    escape(&out, (struct str){bytes, n});
    return collected.p;
}

void helper_escape_pairs(void (*escape)(struct report_out *, struct str), void (*check)(struct str escaped))
{
    /* "\x01" stands for every byte. */
    static const char *const fragments[] = {
        "\x01",     "::error::", "##[group]",    "]]>",          "-->",          "</script>",
        "<!--",     "@someone",  "#1",           "GH-1",         ":tada:",       "www.a.de",
        "http://a", "a@b.cc",    "```",          "---",          "1.",           "![x](y)",
        "deadbeef", "|",         "\xE2\x80\xAE", "\xEF\xBF\xBE", "\xED\xA0\x80", "\xF4\x90\x80\x80",
        "%0A",      "a",
    };
    size_t n = sizeof fragments / sizeof *fragments;
    for (size_t i = 0; i < n * 256; i++)
        for (size_t k = 0; k < n; k++) {
            if (i / 256 && (i & 255))
                break; /* only the first stands for many */
            struct arena *arena = arena_new();
            char text[64];
            size_t half = strlen(fragments[i / 256]);
            memcpy(text, fragments[i / 256], half);
            if (i / 256 == 0)
                text[0] = (char)(i & 255);
            memcpy(text + half, fragments[k], strlen(fragments[k]));
            const char *escaped = helper_escaped(arena, escape, text, half + strlen(fragments[k]));
            check((struct str){escaped, strlen(escaped)});
            arena_free(arena);
        }
}
