#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "recognise/people.h"

static void named(const char *line, const char *wanted)
{
    struct arena *arena = arena_new();
    struct prose *prose = prose_new(arena);
    struct architecture *arch = architecture_new(arena);
    struct reading reading = {.arch = arch};
    const struct text *text = text_new(arena, STR("README.md"), str_from(line));
    prose_block(arena, prose, BLOCK_PARAGRAPH, text)->text = text->bytes;
    people_read(arena, &reading, prose);
    if (!wanted) {
        if (reading.n_people)
            fail_msg("'%s' names %.*s", line, STR_ARG(reading.people[0]));
    } else {
        if (reading.n_people != 1)
            fail_msg("'%s' names nobody", line);
        assert_string_equal(str_copy(arena, reading.people[0]).p, wanted);
    }
    arena_free(arena);
}

static void test_introductions(void **state)
{
    (void)state;
    named("Author: Ada Lovelace", "Ada Lovelace");
    named("author: Ada", "Ada");
    named("Prepared by Grace M. Hopper, June", "Grace M. Hopper");
    named("by Jean-Luc O'Neill", "Jean-Luc O'Neill");
    named("Some text\nSubmitted by: Ada Lovelace (ada@x.example)", "Ada Lovelace");
}

static void test_no_names(void **state)
{
    (void)state;
    named("By default the rules decide", NULL);
    named("by Kafka", NULL);
    named("authors write rules", NULL);
    named("The model is trained by Ada Lovelace", NULL);
    named("candidate generation: Two Towers", NULL);
    named("", NULL);
}

static void test_declared(void **state)
{
    struct arena *arena = arena_new();
    struct architecture *arch = architecture_new(arena);
    struct reading reading = {.arch = arch};
    (void)state;
    struct doc *list = doc_new(arena, arch->facts, DOC_LIST, STR("authors"), (struct place){0});
    doc_scalar(arena, list, STR(""), STR("Ada Lovelace"), (struct place){0});
    doc_scalar(arena, list, STR(""), STR("ada lovelace"), (struct place){0});
    people_read(arena, &reading, prose_new(arena));
    assert_int_equal(reading.n_people, 1);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_introductions),
        cmocka_unit_test(test_no_names),
        cmocka_unit_test(test_declared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
