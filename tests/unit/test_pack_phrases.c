#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "parse/pack_phrases.h"
#include "parse/yaml.h"

struct world {
    struct arena *arena;
    struct diags diags;
    struct pack_build build;
};

static int setup(void **state)
{
    struct limits limits = limits_default();
    struct arena *arena = arena_new();
    struct world *w = arena_alloc(arena, sizeof *w);
    w->arena = arena;
    diags_init(&w->diags, arena, &limits);
    pack_build_init(&w->build, arena, &w->diags);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    arena_free(((struct world *)*state)->arena);
    return 0;
}

/* A node as text: words as they are, the rest as (operation parts …). */
static void show(struct buf *out, const struct pack_build *b, uint32_t number)
{
    static const char *const operations[] = {"", "*", "#", "TOOL", "seq", "one", "opt", "near"};
    const struct rub_phrase_node *node = &b->phrase_nodes.items[number];
    const char *text = b->strings.items + node->text;
    switch (node->op) {
    case PHRASE_WORD:
        buf_puts(out, text);
        return;
    case PHRASE_PREFIX:
        buf_printf(out, "%s*", text);
        return;
    case PHRASE_QUANTITY:
        buf_printf(out, "#%s", text);
        return;
    case PHRASE_TOOL:
        buf_puts(out, "TOOL");
        return;
    default:
        buf_printf(out, "(%s", operations[node->op]);
        if (node->op == PHRASE_NEAR)
            buf_printf(out, "%u", (unsigned)node->distance);
        for (uint32_t i = 0; i < node->parts.n; i++) {
            /* Parts come before the whole: no circle is possible. */
            uint32_t part = b->words.items[node->parts.at + i];
            assert_true(part < number);
            buf_putc(out, ' ');
            show(out, b, part);
        }
        buf_putc(out, ')');
    }
}

static void show_words(struct buf *out, const struct pack_build *b, const char *name, struct rub_span span)
{
    for (uint32_t i = 0; i < span.n; i++) {
        buf_puts(out, i ? "," : name);
        show(out, b, b->words.items[span.at + i]);
    }
}

/* All phrases of one entry, "; " between them, with their marks. */
static const char *parsed(struct world *w, const char *source)
{
    struct buf out = buf_new(w->arena, 1000);
    struct doc *doc = doc_new(w->arena, NULL, DOC_LIST, STR(""), (struct place){0});
    doc_scalar(w->arena, doc, STR(""), str_from(source), (struct place){0});
    struct rub_span span = pack_phrases_read(&w->build, doc, STAND_ANYWHERE);
    for (uint32_t i = 0; i < span.n; i++) {
        const struct rub_phrase *phrase = &w->build.phrases.items[span.at + i];
        buf_puts(&out, i ? "; " : "");
        buf_puts(&out, phrase->weak ? "?" : "");
        show(&out, &w->build, phrase->root);
        show_words(&out, &w->build, " near:", phrase->near);
        show_words(&out, &w->build, " not:", phrase->not_near);
        static const char *const stands[] = {"", " label", " node", " begins", " ends"};
        buf_puts(&out, stands[phrase->stand]);
    }
    return out.p;
}

#define PARSES(source, expected)                                                                             \
    do {                                                                                                     \
        assert_string_equal(parsed(w, source), expected);                                                    \
        assert_false(w->build.failed);                                                                       \
    } while (0)

static void test_words(void **state)
{
    struct world *w = *state;
    PARSES("dead letter", "(seq dead letter)");
    PARSES("  dead   letter ", "(seq dead letter)");
    PARSES("Kafka", "kafka");
    PARSES("point-in-time pub/sub node.js", "(seq point-in-time pub/sub node.js)");
    PARSES("monitor* service*", "(seq monitor* service*)");
    PARSES("1,000 precision@k &", "(seq 1,000 precision@k &)");
    PARSES("donn\xc3\xa9"
           "es",
           "donn\xc3\xa9"
           "es");
    PARSES("TOOL over TOOL", "(seq TOOL over TOOL)");
    PARSES("tool", "tool");
}

static void test_quantities(void **state)
{
    struct world *w = *state;
    PARSES("latency #dur", "(seq latency #dur)");
    PARSES("# of #n", "(seq # of #n)");
    PARSES("#dur|#pct|#money|#rate|#bytes|#n|#", "#dur; #pct; #money; #rate; #bytes; #n; #");
}

static void test_groups(void **state)
{
    struct world *w = *state;
    PARSES("(dead|failed) letter", "(seq (one dead failed) letter)");
    PARSES("dead (letter queue|box)", "(seq dead (one (seq letter queue) box))");
    PARSES("model (name)? registry", "(seq model (opt name) registry)");
    PARSES("model (big|small)? registry", "(seq model (opt (one big small)) registry)");
    PARSES("in (a (b|c)? d|e)", "(seq in (one (seq a (opt (one b c)) d) e))");
    PARSES("(a|b)", "(one a b)");
}

static void test_near(void **state)
{
    struct world *w = *state;
    PARSES("drift ~6 detect*", "(near6 drift detect*)");
    PARSES("log* ~3 (a|b) c ~10 run*", "(near10 (near3 log* (seq (one a b) c)) run*)");
}

static void test_alternatives_and_marks(void **state)
{
    struct world *w = *state;
    PARSES("data lake|dwh", "(seq data lake); dwh");
    PARSES("?scalab*", "?scalab*");
    PARSES("?a|?b c", "?a; ?(seq b c)");
    PARSES("registry {near: model}", "registry near:model");
    PARSES("registry {near: model|ml artifact} {not: container, docker*}",
           "registry near:model,(seq ml artifact) not:container,docker*");
    PARSES("registry {near: a, not: b}", "registry near:a not:b");
    PARSES("edge {node}", "edge node");
    PARSES("edge {node}|rim {not: x}", "edge node; rim not:x");
    PARSES("train* {begins} {not: data}", "train* not:data begins");
    PARSES("collector { ends }|job {label}", "collector ends; job label");
}

static void test_source_is_kept(void **state)
{
    struct world *w = *state;
    parsed(w, " ?Data  lake {node} ");
    assert_string_equal(w->build.strings.items + w->build.phrases.items[0].source, "?Data  lake {node}");
}

static void test_what_does_not_parse(void **state)
{
    static const char *const wrong[] = {"",
                                        " ",
                                        "?",
                                        "|",
                                        "a|",
                                        "|a",
                                        "a||b",
                                        "()",
                                        "(a|)",
                                        "(|a)",
                                        "(a",
                                        "a)",
                                        "(a|b",
                                        "a|b)",
                                        "(a)",
                                        "(a)?",
                                        "(a|b)?",
                                        "(a)? ~3 b",
                                        "a ~3 (b)?",
                                        "a~3",
                                        "a ~ b",
                                        "a ~0 b",
                                        "a ~101 b",
                                        "a ~99999999999999999999 b",
                                        "a ~6",
                                        "~6 a",
                                        "a ~6b c",
                                        "a ~6 ~6 b",
                                        "*",
                                        "a*",
                                        "mo*el",
                                        "mon**",
                                        "(a|b)*",
                                        "word(s)",
                                        "(a|b)c",
                                        "((a)?|b) c",
                                        "a ? b",
                                        "a?",
                                        "#foo",
                                        "a#n",
                                        "a $5",
                                        "a;b",
                                        "a = b",
                                        "\"a\"",
                                        "[a]",
                                        "a {near: model",
                                        "a {}",
                                        "a {foo}",
                                        "a {nodes}",
                                        "a {near:}",
                                        "a {near: }",
                                        "a {near: (b)?}",
                                        "a {near: b ~3 c}",
                                        "a {not: b} c",
                                        "{node}",
                                        "a }",
                                        "a {model}",
                                        "(a {node}|b) c",
                                        "(a ~3 b|c) d",
                                        "?a|b",
                                        "a|b {node}",
                                        "a, b",
                                        "-",
                                        "a\x01",
                                        "a.*",
                                        "a\\b"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct world *w;
        setup((void **)&w);
        parsed(w, wrong[i]);
        if (!w->build.failed || w->diags.n != 1)
            fail_msg("'%s' gave %zu errors", wrong[i], w->diags.n);
        assert_int_equal(w->diags.items[0].id, DIAG_PACK_PHRASE);
        arena_free(w->arena);
    }
    (void)state;
}

static void test_nesting_is_bounded(void **state)
{
    struct world *w = *state;
    char deep[40001];
    memset(deep, '(', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    parsed(w, deep);
    assert_true(w->build.failed);
    assert_int_equal(w->diags.n, 1);
}

static struct diag read_error(struct world *w, const char *yaml)
{
    struct limits limits = limits_default();
    struct doc *doc;
    struct text *text = text_new(w->arena, STR("v.yaml"), str_from(yaml));
    assert_true(yaml_read(&doc, w->arena, &w->diags, &limits, text));
    pack_phrases_read(&w->build, doc, STAND_ANYWHERE);
    assert_int_equal(w->diags.n, 1);
    return w->diags.items[0];
}

static void test_errors_have_places(void **state)
{
    struct world *w = *state;
    struct diag d = read_error(w, "- fine\n- also fine\n- data lake (s)\n");
    assert_int_equal(d.at.line, 3);
    assert_int_equal(d.at.column, 13);
}

static void test_place_in_quotes(void **state)
{
    struct world *w = *state;
    struct diag d = read_error(w, "[\"fine\", \"a ~6\"]\n");
    assert_int_equal(d.at.line, 1);
    assert_int_equal(d.at.column, 15);
}

/* YAML would cut these short without a word. */
static void test_comment_in_a_phrase(void **state)
{
    struct world *w = *state;
    struct diag d = read_error(w, "- latency  # in ms\n- within #dur\n");
    assert_int_equal(d.id, DIAG_PACK_PHRASE);
    assert_int_equal(d.at.line, 2);
}

static void test_lists_and_shapes(void **state)
{
    struct world *w = *state;
    struct diag d = read_error(w, "- a\n- {near: b}\n- c|d\n");
    assert_int_equal(d.id, DIAG_PACK_TYPE);
    assert_int_equal(d.at.line, 2);
    assert_int_equal(w->build.phrases.n, 3);
    assert_int_equal(pack_phrases_read(&w->build, NULL, false).n, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_words),
        TEST(test_quantities),
        TEST(test_groups),
        TEST(test_near),
        TEST(test_alternatives_and_marks),
        TEST(test_source_is_kept),
        TEST(test_what_does_not_parse),
        TEST(test_nesting_is_bounded),
        TEST(test_errors_have_places),
        TEST(test_place_in_quotes),
        TEST(test_comment_in_a_phrase),
        TEST(test_lists_and_shapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
