#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_review.h"
#include "report/complaint.h"
#include "report/escape.h"
#include "report/formats.h"
#include "report/rubric_page.h"

#include <string.h>

static void append(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (struct str){bytes, n});
}

static struct str written(struct arena *arena, enum helper_kind kind, const char *format,
                          struct report_options options)
{
    struct buf *text = arena_alloc(arena, sizeof *text);
    *text = buf_new(arena, 1 << 24);
    struct report_out out = {append, text, arena};
    options.width = options.width ? options.width : 80;
    options.tool_version = "0.0.0";
    formats_find(format)->write(&out, helper_review(arena, kind), &options);
    assert_false(text->full);
    return buf_str(text);
}

static void has(struct str text, const char *part)
{
    if (str_find(text, str_from(part)) == text.n)
        fail_msg("not there: %s\n%.*s", part, STR_ARG(text));
}

static void lacks(struct str text, const char *part)
{
    if (str_find(text, str_from(part)) < text.n)
        fail_msg("there: %s\n%.*s", part, STR_ARG(text));
}

static void test_terminal(void **state)
{
    struct arena *arena = arena_new();
    struct str text = written(arena, HELPER_PLAIN, "terminal", (struct report_options){.unicode = true});
    (void)state;
    has(text, "https://git.example/ada/fraud-design @ 4be1d02");
    has(text, "43 of 100    band C    weakest: training-serving skew, 20 %");
    has(text, "capped at 43: two of six parts are missing");
    has(text, "partial: 1 file refused (docs/big.dot: over 1 MiB)");
    has(text, "Payment API \xE2\x86\x92 Kafka \xE2\x86\x92 S3 data lake");
    has(text, "README.md:3:1  \"Feast prevents training-serving skew.\"");
    has(text, "architecture.yaml:3:45: warning[arch-unknown-key]: 'tol' is not a key: ignored");
    has(text, "(1 more row: --all, or grade rubric ROW)");
    has(text, "(SKEW-01)");
    lacks(text, "COMP-01");
    lacks(text, "\033");
    lacks(text, " \n");
    /* What cost most comes first. */
    assert_true(str_find(text, STR("SKEW-01  1 of 3")) < str_find(text, STR("COMP-02  0 of 3")));
    arena_free(arena);
}

static void test_terminal_options(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct str all =
        written(arena, HELPER_PLAIN, "terminal", (struct report_options){.all = true, .colour = true});
    has(all, "COMP-01");
    has(all, "\033[1m");
    has(all, "[31m");
    struct str quiet = written(arena, HELPER_PLAIN, "terminal", (struct report_options){.quiet = true});
    has(quiet, "43 of 100");
    lacks(quiet, "Loops");
    struct str none = written(arena, HELPER_NO_TOTAL, "terminal", (struct report_options){0});
    has(none, "no total");
    lacks(none, "43 of");
    lacks(none, "band");
    arena_free(arena);
}

/* Whatever the candidate wrote: no line is wider than the page, nothing hidden, no command at the start of a
 * line. */
static void check_lines(struct str text, unsigned width, bool unicode)
{
    size_t columns = 0;
    char first = 0, second = 0;
    while (text.n) {
        if (text.p[0] == '\n') {
            columns = 0;
            first = second = 0;
            text = str_sub(text, 1, text.n);
            continue;
        }
        struct str before = text;
        uint32_t c = escape_next(&text);
        assert_true(c >= ' ' && !(c >= 0x7F && c < 0xA0) && c != 0x202E && (unicode || c < 0x7F));
        columns += escape_width(c);
        assert_true(columns <= width);
        if (c != ' ' && !first)
            first = before.p[0];
        else if (first && !second)
            second = before.p[0];
        assert_false(first == ':' && second == ':');
    }
}

static void test_hostile_lines(void **state)
{
    (void)state;
    for (unsigned width = 40; width <= 100; width++)
        for (int mode = 0; mode < 4; mode++) {
            struct arena *arena = arena_new();
            struct str text =
                written(arena, HELPER_HOSTILE, "terminal",
                        (struct report_options){.all = mode & 1, .unicode = mode & 2, .width = width});
            check_lines(text, width, mode & 2);
            lacks(text, "##[");
            arena_free(arena);
        }
    struct arena *arena = arena_new();
    struct str tree = written(arena, HELPER_HOSTILE, "tree", (struct report_options){.unicode = true});
    check_lines(tree, UINT32_MAX, true);
    arena_free(arena);
}

static void test_json(void **state)
{
    struct arena *arena = arena_new();
    struct str text = written(arena, HELPER_PLAIN, "json", (struct report_options){0});
    (void)state;
    has(text, "{\n  \"grade\": {\n    \"version\": \"0.0.0\"\n  },\n  \"audience\": \"reviewer\",\n  \"pack\": {\n");
    has(text, "\"total\": 43,\n    \"ungated\": 61.25,\n    \"max\": 100,\n    \"band\": \"C\",\n");
    has(text, "\"dimension\": \"SKEW\",\n      \"share\": 0.2\n");
    has(text, "\"id\": \"P-ROLLOUT\",\n      \"title\": \"Rollout\",\n      \"value\": \"false\",\n      \"reason\": null,");
    has(text, "\"smells\": [\n    {\n      \"id\": \"S-DUAL\",\n      \"title\": \"Two implementations\",\n      "
              "\"value\": \"weak\",\n      "
              "\"reason\": \"unlabelled\",");
    has(text, "\"kind\": \"features\"");
    has(text, "\"same_as\": \"kafka\"");
    has(text, "\"partial\": true\n}\n");
    lacks(text, "feature_store\",\n          \"confidence\""); /* a mention is not credited */
    has(written(arena, HELPER_NO_TOTAL, "json", (struct report_options){0}), "\"total\": null");
    struct str hostile = written(arena, HELPER_HOSTILE, "json", (struct report_options){0});
    lacks(hostile, "<");
    lacks(hostile, "\033");
    assert_true(str_eq(hostile, written(arena, HELPER_HOSTILE, "json", (struct report_options){0})));
    arena_free(arena);
}

static void test_tree(void **state)
{
    struct arena *arena = arena_new();
    struct str text = written(arena, HELPER_PLAIN, "tree", (struct report_options){.unicode = true});
    (void)state;
    has(text, "  node kafka \"Kafka events\"  @architecture.yaml:3:5\n");
    has(text, "    role event_stream 0.9 label: label says 'events'  @architecture.yaml:3:5\n");
    has(text, "(mention only)");
    has(text, "    same as kafka");
    has(text, "    decision_p99: 100 ms  @architecture.yaml:3:5\n");
    has(text, "  P-ROLLOUT false 0\n    missing no registry\n");
    arena_free(arena);
}

/* Of a long line only what is near the place is shown, and the caret stands under it. */
static void test_excerpts(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    char *line = arena_alloc(arena, 100001);
    for (size_t column = 1; column <= 99999; column += 997) {
        memset(line, '.', 100000);
        memcpy(line + 40000, "\xE6\x97\xA5\xE6\x9C\xAC\xFF\t\033", 9);
        line[column - 1] = '@';
        struct text *file = text_new(arena, STR("x.dot"), (struct str){line, 100000});
        struct diag diag = {DIAG_DOT_SYNTAX, {file, 1, (uint32_t)column}, STR("wrong"), NULL};
        struct buf text = buf_new(arena, 4096);
        struct report_out out = {append, &text, arena};
        struct report_options options = {.unicode = true, .width = 80};
        struct page page;
        page_init(&page, &out, &options);
        complaint_write(&page, &diag);
        struct str rest = buf_str(&text);
        check_lines(rest, 80, true);
        size_t head = str_find(rest, STR("\n")) + 1;
        struct str shown = str_sub(rest, head, rest.n);
        size_t end = str_find(shown, STR("\n"));
        struct str caret = str_sub(shown, end + 1, shown.n);
        size_t under = str_find(caret, STR("^")), at = str_find(str_sub(shown, 0, end), STR("@"));
        assert_true(at < end && under < caret.n);
        assert_int_equal(escape_columns(str_sub(shown, 0, at)), under);
    }
    arena_free(arena);
}

static void test_rubric_page(void **state)
{
    struct arena *arena = arena_new();
    struct buf text = buf_new(arena, 1 << 20);
    struct report_out out = {append, &text, arena};
    struct report_options options = {.unicode = true, .width = 80};
    struct rubric rubric = helper_rubric(arena);
    (void)state;
    rubric_page_list(&out, &rubric, &options);
    has(buf_str(&text), "     2  COMP-01   Ingestion path that keeps the raw events\n");
    rubric_page_row(&out, &rubric, 0, &options);
    has(buf_str(&text), "Level 2     1.4 points: The path exists.\n");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terminal),      cmocka_unit_test(test_terminal_options),
        cmocka_unit_test(test_hostile_lines), cmocka_unit_test(test_json),
        cmocka_unit_test(test_tree),          cmocka_unit_test(test_excerpts),
        cmocka_unit_test(test_rubric_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
