#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/unseen.h"

#include <string.h>

struct looked {
    struct arena *arena;
    struct diags diags;
};

static struct looked *look(const char *bytes, size_t n)
{
    struct arena *arena = arena_new();
    struct looked *looked = arena_alloc(arena, sizeof *looked);
    struct limits limits = limits_default();
    looked->arena = arena;
    diags_init(&looked->diags, arena, &limits);
    const struct text *text = text_new(arena, STR("README.md"), (struct str){bytes, n});
    struct file file = {.text = text, .name = text->name, .use = FILE_USED};
    struct submission submission = {.files = &file, .n_files = 1};
    const struct parse_context ctx = {.arena = arena,
                                      .diags = &looked->diags,
                                      .limits = &limits,
                                      .arch = architecture_new(arena),
                                      .prose = prose_new(arena)};
    unseen_read(&ctx, &submission);
    return looked;
}

#define LOOK(literal) look(literal, sizeof(literal) - 1)

static void one(struct looked *looked, enum diag_id id, uint32_t line, uint32_t column, const char *says)
{
    assert_int_equal(looked->diags.n, 1);
    const struct diag *diag = &looked->diags.items[0];
    assert_int_equal(diag->id, id);
    assert_int_equal(diag->at.line, line);
    assert_int_equal(diag->at.column, column);
    if (str_find(diag->message, str_from(says)) == diag->message.n)
        fail_msg("%.*s", STR_ARG(diag->message));
    arena_free(looked->arena);
}

static void none(struct looked *looked)
{
    if (looked->diags.n)
        fail_msg("%.*s", STR_ARG(looked->diags.items[0].message));
    arena_free(looked->arena);
}

static void test_what_is_not_shown(void **state)
{
    (void)state;
    one(LOOK("a\nb \xE2\x80\xAE"
             "c\xE2\x80\xAC"),
        DIAG_TEXT_HIDDEN, 2, 3,
        "2 characters that are not shown, the first is U+202E, an override of the direction");
    one(LOOK("x\xE2\x80\x8By"), DIAG_TEXT_HIDDEN, 1, 2, "1 character that is not shown, the first is U+200B");
    one(LOOK("a\xE2\x80\x8D"
             "b"),
        DIAG_TEXT_HIDDEN, 1, 2, "a joiner");
    one(LOOK("ab\xF3\xA0\x81\x81"), DIAG_TEXT_HIDDEN, 1, 3, "U+E0041, a tag");
    one(LOOK("\033[31mred"), DIAG_TEXT_HIDDEN, 1, 1, "an escape");
    one(LOOK("ab\xEF\xBB\xBF"), DIAG_TEXT_HIDDEN, 1, 3, "a byte order mark");
}

static void test_letters_that_look_alike(void **state)
{
    (void)state;
    one(LOOK("use K\xD0\xB0"
             "fka and P\xD0\xB0ypal"),
        DIAG_TEXT_LOOKALIKE, 1, 5,
        "2 Latin words with some letter of another script that looks alike, the first is U+0430");
    one(LOOK("m\xCE\xBF"
             "del"),
        DIAG_TEXT_LOOKALIKE, 1, 1, "1 Latin word with a letter");
}

static void test_what_is_fine(void **state)
{
    (void)state;
    none(LOOK("plain text, na\xC3\xAFve caf\xC3\xA9\n"));
    none(LOOK("\xEF\xBB\xBF# Title"));                                /* a mark at the front */
    none(LOOK("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB"));       /* an emoji of two */
    none(LOOK("\xD0\x9A\xD0\xB0\xD1\x84\xD0\xBA\xD0\xB0 Kafka"));     /* a word each */
    none(LOOK("5 \xCE\xBCs, k\xCE\xA9, \xCE\xB1-stable, \xCE\x94x")); /* units and formulas */
    none(LOOK("\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7 abc"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_not_shown),
        cmocka_unit_test(test_letters_that_look_alike),
        cmocka_unit_test(test_what_is_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
