#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/template.h"

static struct template_piece first(const char *text)
{
    struct str rest = str_from(text);
    struct template_piece piece;
    assert_true(template_next(&piece, &rest));
    return piece;
}

static void pieces(void **state)
{
    (void)state;
    struct str rest = STR("When {role: a,b | the store} is down at {fact:peak|peak}.");
    static const struct {
        enum template_kind kind;
        const char *of, *text;
    } wanted[] = {{TEMPLATE_TEXT, "", "When "},
                  {TEMPLATE_ROLE, "a,b", "the store"},
                  {TEMPLATE_TEXT, "", " is down at "},
                  {TEMPLATE_FACT, "peak", "peak"},
                  {TEMPLATE_TEXT, "", "."}};
    struct template_piece piece;
    for (size_t i = 0; i < 5; i++) {
        assert_true(template_next(&piece, &rest));
        assert_int_equal(piece.kind, wanted[i].kind);
        assert_true(str_is(piece.of, wanted[i].of));
        assert_true(str_is(piece.text, wanted[i].text));
    }
    assert_false(template_next(&piece, &rest));
    assert_int_equal(first("{check|the numbers}").kind, TEMPLATE_CHECK);
    assert_int_equal(first("{seen|a box}").kind, TEMPLATE_SEEN);
    assert_int_equal(first("{tool:x|a server}").kind, TEMPLATE_TOOL);
}

static void slips(void **state)
{
    static const char *const wrong[] = {"{",          "{role:a",   "{role:a}",  "{role:a|}",
                                        "{role|a}",   "{role:|a}", "{tol:a|b}", "{check:a|b}",
                                        "{seen: |b}", "{}",        "{|}",       "{role:a|{b}"};
    (void)state;
    for (size_t i = 0; i + 1 < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(first(wrong[i]).kind, TEMPLATE_WRONG);
    /* braces do not nest: the first that closes, closes */
    assert_int_equal(first(wrong[11]).kind, TEMPLATE_ROLE);
    struct template_piece piece;
    struct str none = STR("");
    assert_false(template_next(&piece, &none));
}

static void without_a_candidate(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_true(str_is(template_plain(arena, "Is {role:x|the store} at {fact:p|your peak}?"),
                       "Is the store at your peak?"));
    assert_true(str_is(template_plain(arena, "No braces."), "No braces."));
    assert_true(str_is(template_plain(arena, ""), ""));
    assert_true(str_is(template_plain(arena, "left {open"), "left {open"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces),
        cmocka_unit_test(slips),
        cmocka_unit_test(without_a_candidate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
