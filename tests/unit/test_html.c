#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_layout.h"
#include "helper_review.h"
#include "report/html.h"

#include <string.h>

static void append(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (struct str){bytes, n});
}

static struct str page(struct arena *arena, const struct review *review, bool drawn)
{
    struct buf *text = arena_alloc(arena, sizeof *text);
    *text = buf_new(arena, 1 << 24);
    struct report_out out = {append, text, arena};
    const struct report_options options = {.tool_version = "0.0.0",
                                           .coordinates = drawn ? helper_layout(arena, review) : NULL};
    assert_true(!drawn || options.coordinates);
    html_write(&out, review, &options);
    assert_false(text->full);
    return buf_str(text);
}

static size_t count(struct str text, const char *part)
{
    size_t n = 0;
    for (;;) {
        size_t at = str_find(text, str_from(part));
        if (at == text.n)
            return n;
        n++;
        text = str_sub(text, at + strlen(part), text.n);
    }
}

static void has(struct str text, const char *part)
{
    if (!count(text, part))
        fail_msg("not there: %s", part);
}

/* What a reviewer looks for, in the page itself: no script is needed to read it. */
static void test_holds(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct str text = page(arena, helper_review(arena, HELPER_PLAIN), true);
    has(text, "<title>Review of https://git.example/ada/fraud-design</title>");
    has(text, "<strong>43</strong> of 100");
    has(text, "<dt>Band</dt><dd>C</dd>");
    has(text, "<dd>Training-serving skew, 20 %</dd>");
    has(text, "<b>Capped at 43</b> two of six parts are missing: monitoring, retraining trigger");
    has(text, "<dt>Without gates</dt><dd>61.3</dd>");
    has(text, "<b>Partial</b>");
    has(text, "Payment API \xE2\x86\x92 Kafka \xE2\x86\x92 S3 data lake");
    has(text, "<q>Feast prevents training-serving skew.</q>");
    has(text, "nothing defines both");
    has(text, "two implementations of features");
    has(text, "45 ms of 100 ms");
    has(text, "Your stream job and a backfill disagree");
    has(text, "arch-unknown-key");
    has(text, "over 1 MiB");
    has(text, "<text class=\"name\"");
    has(text, "id=\"b0\"");
    has(text, "id=\"a0\"");
    has(text, "id=\"g0\"");
    assert_int_equal(count(text, "<details class=\"row "), 4);
    /* Told apart without colours. */
    has(text, "no role recognised");
    has(text, "\xE2\x9C\x98 source");
    arena_free(arena);
}

/* A row's evidence names the box it is about, the box names the row, and so does the quoted line. */
static void test_joined(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct review *review = helper_review(arena, HELPER_PLAIN);
    review->rows[0].evidence.items[0].on = ON_NODE;
    review->rows[0].evidence.items[0].drawn = 2; /* joined with box 0 */
    review->rows[2].evidence.items[1].on = ON_EDGE;
    struct str text = page(arena, review, true);
    has(text, "id=\"row-0\" data-on=\"b0\"");
    has(text, "id=\"row-2\" data-on=\"a0\"");
    has(text, "<li data-on=\"b0\"><a class=\"at\" href=\"#q-1\">README.md:2</a>");
    struct str box = str_sub(text, str_find(text, STR("id=\"box-0\"")), 2000);
    has(str_sub(box, 0, str_find(box, STR("</details>"))), "<a href=\"#row-0\">COMP-01</a>");
    struct str quote = str_sub(text, str_find(text, STR("id=\"q-1\"")), 2000);
    quote = str_sub(quote, 0, str_find(quote, STR("</li>")));
    has(quote, "<q>Payments go to Kafka.</q>");
    has(quote, "<a href=\"#row-0\">COMP-01</a> <a href=\"#row-2\">SKEW-01</a>");
    arena_free(arena);
}

static void test_not_drawn(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct str text = page(arena, helper_review(arena, HELPER_PLAIN), false);
    has(text, "2 boxes and 1 arrows could not be laid out");
    assert_int_equal(count(text, "id=\"svg\""), 0);
    has(text, "id=\"box-1\"");
    has(text, "id=\"arrow-0\"");
    struct str none = page(arena, helper_review(arena, HELPER_NO_TOTAL), true);
    has(none, "<strong>No total</strong>");
    assert_int_equal(count(none, "Band"), 0);
    arena_free(arena);
}

/* What a candidate may see: the drawing without what was understood, parts, numbers, hints. */
static void test_for_candidate(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct review *review = helper_review(arena, HELPER_PLAIN);
    *(struct str *)ARENA_PUSH(arena, review->hints, review->n_hints, review->cap_hints) =
        STR("Ask yourself.");
    review->for_candidate = true;
    struct str text = page(arena, review, true);
    has(text, "Feedback on your design");
    has(text, "Ask yourself.");
    has(text, "data pipeline");
    has(text, "id=\"svg\"");
    static const char *const hidden[] = {"<strong>43",       "Band",          "class=\"points\"",
                                         "id=\"rows\"",      "class=\"row ",  "id=\"flags\"",
                                         "id=\"questions\"", "id=\"loops\"",  "no role recognised",
                                         "probable ?",       "id=\"ignored\""};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        if (count(text, hidden[i]))
            fail_msg("a candidate sees %s", hidden[i]);
    arena_free(arena);
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':';
}

/*
 * Walks over the tags of the page, without what stands in its own style sheet and script: every < begins a
 * tag of ours, every attribute is known, and its value is quoted and holds neither < nor >.
 */
static void assert_tags(struct str text)
{
    static const char *const known[] = {"class",
                                        "id",
                                        "href",
                                        "charset",
                                        "http-equiv",
                                        "content",
                                        "name",
                                        "lang",
                                        "aria-label",
                                        "role",
                                        "hidden",
                                        "d",
                                        "x",
                                        "y",
                                        "width",
                                        "height",
                                        "rx",
                                        "viewBox",
                                        "xmlns",
                                        "scope",
                                        "type",
                                        "data-on",
                                        "aria-hidden",
                                        "data-loop",
                                        "aria-pressed",
                                        "tabindex",
                                        "aria-labelledby",
                                        "preserveAspectRatio",
                                        "data-question"};
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] != '<')
            continue;
        size_t at = i + 1;
        if (str_starts(str_sub(text, i, 9), "<!DOCTYPE"))
            continue;
        assert_true(is_name(text.p[at]) || text.p[at] == '/');
        while (text.p[at] != '>') {
            while (is_name(text.p[at]) || text.p[at] == '/')
                at++;
            if (text.p[at] == '>')
                break;
            assert_int_equal(text.p[at], ' ');
            size_t from = ++at;
            while (is_name(text.p[at]))
                at++;
            struct str name = str_sub(text, from, at - from);
            bool ours = false;
            for (size_t k = 0; k < sizeof known / sizeof *known; k++)
                ours = ours || str_is(name, known[k]);
            if (!ours)
                fail_msg("an attribute that nobody writes: '%.*s'", STR_ARG(name));
            if (text.p[at] != '=')
                continue;
            assert_int_equal(text.p[at + 1], '"');
            for (at += 2; text.p[at] != '"'; at++)
                assert_true(text.p[at] != '<' && text.p[at] != '>');
            at++;
        }
        bool own = str_starts(str_sub(text, i, 8), "<style>") || str_starts(str_sub(text, i, 9), "<script>");
        i = own ? i + str_find(str_sub(text, i, text.n), STR("</s")) - 1 : at;
    }
}

/* Names, labels, quotes and messages of somebody who writes markup, controls and broken UTF-8. */
static void test_hostile(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct str text = page(arena, helper_review(arena, HELPER_HOSTILE), true);
    assert_tags(text);
    has(text, "&lt;script&gt;");
    assert_int_equal(count(text, "<script"), 2); /* the data and ours */
    assert_int_equal(count(text, "</script>"), 2);
    assert_int_equal(count(text, "\033"), 0);
    assert_int_equal(count(text, "\xFF"), 0);
    assert_int_equal(count(text, "\xE2\x80\xAE"), 0);
    assert_int_equal(str_find(text, (struct str){"\0", 1}), text.n);
    arena_free(arena);
}

/* Nothing but one style sheet and one script, each by its hash, and nothing from elsewhere. */
static void test_policy(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct str text = page(arena, helper_review(arena, HELPER_PLAIN), true);
    has(text, "content=\"default-src 'none'; script-src 'sha256-");
    has(text, "'; style-src 'sha256-");
    has(text, "base-uri 'none'; form-action 'none'\">");
    assert_int_equal(count(text, "<style"), 1);
    assert_int_equal(count(text, " style=\""), 0);
    assert_int_equal(count(text, " src="), 0);
    assert_int_equal(count(text, "<link"), 0);
    assert_int_equal(count(text, "@import"), 0);
    assert_int_equal(count(text, "url("), 0);
    assert_true(str_find(text, STR("Content-Security-Policy")) < str_find(text, STR("<style")));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_holds),   cmocka_unit_test(test_joined), cmocka_unit_test(test_not_drawn),
        cmocka_unit_test(test_hostile), cmocka_unit_test(test_policy), cmocka_unit_test(test_for_candidate)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
