#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "options.h"
#include "options_value.h"

#include <string.h>

struct tried {
    struct arena *arena;
    struct grade_options options;
    struct str error;
};

/* Words are separated by one space; "" stands for an empty argument. */
static enum options_result parse_for(struct tried *t, enum command_id command, const char *line)
{
    char *argv[32];
    int argc = 0;
    struct str rest = str_from(line), word;
    while (str_next(&rest, " ", &word))
        argv[argc++] =
            str_is(word, "\"\"") ? arena_copy(t->arena, "", 0) : arena_copy(t->arena, word.p, word.n);
    t->error = STR("");
    return options_parse(&t->options, t->arena, command, argc, argv, &t->error);
}

static enum options_result parse(struct tried *t, const char *line)
{
    return parse_for(t, COMMAND_GRADE, line);
}

static void wrong(struct tried *t, const char *line, const char *says)
{
    assert_int_equal(parse(t, line), OPTIONS_WRONG);
    if (!str_has_nocase(t->error, str_from(says)))
        fail_msg("%s: \"%s\" does not say \"%s\"", line, t->error.p, says);
}

static void test_defaults(void **state)
{
    struct tried t = {.arena = arena_new()};
    (void)state;
    assert_int_equal(parse(&t, "."), OPTIONS_RUN);
    assert_string_equal(t.options.what, ".");
    assert_true(t.options.fail_under < 0);
    assert_int_equal(t.options.n_outputs, 1);
    assert_string_equal(t.options.outputs[0].format, "terminal");
    assert_null(t.options.outputs[0].output);
    assert_int_equal(t.options.limits.file_bytes, MIB);
    assert_int_equal(t.options.colour, COLOUR_AUTO);
    assert_int_equal(t.options.sandbox, CONFINE_AUTO);
    arena_free(t.arena);
}

static void test_sandbox(void **state)
{
    struct tried t = {.arena = arena_new()};
    (void)state;
    assert_int_equal(parse(&t, "--sandbox require ."), OPTIONS_RUN);
    assert_int_equal(t.options.sandbox, CONFINE_REQUIRE);
    assert_int_equal(parse(&t, ". --sandbox=off"), OPTIONS_RUN);
    assert_int_equal(t.options.sandbox, CONFINE_OFF);
    assert_int_equal(parse_for(&t, COMMAND_CALIBRATE, "--sandbox=off x"), OPTIONS_RUN);
    assert_int_equal(t.options.sandbox, CONFINE_OFF);
    wrong(&t, "--sandbox=on .", "must be auto, require or off");
    wrong(&t, "--sandbox", "needs a value");
    wrong(&t, "-v .", "--verbose goes with --version");
    assert_int_equal(parse(&t, "--version -v"), OPTIONS_VERSION);
    assert_true(t.options.verbose);
    assert_int_equal(parse(&t, "--version"), OPTIONS_VERSION);
    assert_false(t.options.verbose);
    assert_int_equal(parse(&t, "--parse-timeout 3 ."), OPTIONS_RUN);
    assert_int_equal(t.options.limits.parse_time, 3);
    arena_free(t.arena);
}

static void test_values(void **state)
{
    struct tried t = {.arena = arena_new()};
    (void)state;
    assert_int_equal(parse(&t,
                           "--ref main --all -q --fail-under=59.5 --color never --max-file 3M --max-nodes=7 "
                           "--fetch-timeout 5 --exit-zero --allow-http --rubric packs/x --expect-commit "
                           "4be1d02000000000000000000000000000000000 -- -x"),
                     OPTIONS_RUN);
    assert_string_equal(t.options.what, "-x");
    assert_string_equal(t.options.ref, "main");
    assert_true(t.options.all && t.options.quiet && t.options.exit_zero && t.options.allow_http);
    assert_true(t.options.fail_under == 59.5);
    assert_int_equal(t.options.colour, COLOUR_NEVER);
    assert_int_equal(t.options.limits.file_bytes, 3 * MIB);
    assert_int_equal(t.options.limits.nodes, 7);
    assert_int_equal(t.options.limits.fetch_time, 5);
    assert_string_equal(t.options.rubric, "packs/x");
    assert_string_equal(t.options.expect_commit, "4be1d02000000000000000000000000000000000");
    arena_free(t.arena);
}

static void test_outputs(void **state)
{
    struct tried t = {.arena = arena_new()};
    (void)state;
    assert_int_equal(parse(&t, "x -qfjson -o review.json -f terminal -f tree --output=t.txt"), OPTIONS_RUN);
    assert_int_equal(t.options.n_outputs, 3);
    assert_string_equal(t.options.outputs[0].format, "json");
    assert_string_equal(t.options.outputs[0].output, "review.json");
    assert_null(t.options.outputs[1].output);
    assert_string_equal(t.options.outputs[2].output, "t.txt");
    assert_int_equal(parse(&t, "x -o out.txt"), OPTIONS_RUN);
    assert_string_equal(t.options.outputs[0].format, "terminal");
    assert_string_equal(t.options.outputs[0].output, "out.txt");
    assert_int_equal(parse(&t, "x -f json -o -"), OPTIONS_RUN);
    assert_null(t.options.outputs[0].output);
    wrong(&t, "x -f json -f terminal", "standard output");
    wrong(&t, "x -o a -f json", "give the -f first");
    wrong(&t, "x -f json -o a -o b", "has an -o already");
    wrong(&t, "x -f json -o a -f tree -o a", "two reports");
    wrong(&t, "x -f tree -f tree -f tree -f tree -f tree -f tree -f tree -f tree -f tree", "at most 8");
    arena_free(t.arena);
}

static void test_mistakes(void **state)
{
    struct tried t = {.arena = arena_new()};
    (void)state;
    wrong(&t, "", "nothing to grade");
    wrong(&t, "\"\"", "empty");
    wrong(&t, "a b", "one at a time");
    wrong(&t, "--rubic x .", "did you mean '--rubric'");
    wrong(&t, "--max-fil=3 .", "did you mean '--max-file'");
    wrong(&t, "-z .", "unknown option '-z'");
    wrong(&t, "-qz .", "unknown option '-qz'");
    wrong(&t, ". --ref", "needs a value: REF");
    wrong(&t, "--all=yes .", "takes no value");
    wrong(&t, "-f jsn .", "did you mean 'json'");
    wrong(&t, "--format=pdf .", "there are terminal, json, tree, markdown, sarif, junit, github, html");
    wrong(&t, "--ref main --pr 3 .", "give one of them");
    wrong(&t, "--ref=--upload-pack=x .", "not the name");
    wrong(&t, "--pr 0 .", "number of a pull request");
    wrong(&t, "--pr 3x .", "number of a pull request");
    wrong(&t, "--expect-commit xyz .", "hexadecimal");
    wrong(&t, "--expect-commit 4be1d02 .", "full commit id");
    wrong(&t, "--color sometimes .", "auto, always or never");
    wrong(&t, "--fail-under -1 .", "number of points");
    wrong(&t, "--fail-under 1e3 .", "number of points");
    wrong(&t, "--fail-under nan .", "number of points");
    wrong(&t, "--max-file 0 .", "1G");
    wrong(&t, "--max-file 2G .", "1G");
    wrong(&t, "--max-file 99999999999999999999 .", "1G");
    wrong(&t, "--max-file 3x .", "1G");
    wrong(&t, "--max-nodes 1K .", "10000000");
    wrong(&t, "--idle-timeout 1m .", "seconds");
    assert_int_equal(parse_for(&t, COMMAND_RUBRIC, "--fail-under 3"), OPTIONS_WRONG);
    assert_int_equal(parse_for(&t, COMMAND_RUBRIC, ""), OPTIONS_RUN);
    assert_int_equal(parse(&t, "--help --nonsense"), OPTIONS_HELP);
    assert_int_equal(parse(&t, "-qh"), OPTIONS_HELP);
    assert_int_equal(parse(&t, "--version"), OPTIONS_VERSION);
    arena_free(t.arena);
}

static void test_help(void **state)
{
    struct arena *arena = arena_new();
    struct str help = options_help(arena, COMMAND_GRADE), rest = help, line;
    (void)state;
    /* Every limit that has a flag is there, and no line is too long. */
    static const struct {
        const char *flag, *unit;
    } limits[] = {
#define L(name, value, unit, flag, diagnostic, text) {flag, #unit},
        LIMITS(L)
#undef L
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (limits[i].flag)
            assert_true(str_has_nocase(
                help, str_from(arena_printf(arena, "--%s %s", limits[i].flag, limits[i].unit))));
    while (str_next(&rest, "\n", &line))
        assert_true(line.n <= 80);
    assert_true(str_has_nocase(help, STR("default 64M")));
    assert_false(str_has_nocase(options_help(arena, COMMAND_RUBRIC), STR("--fail-under")));
    arena_free(arena);
}

static void test_commands(void **state)
{
    (void)state;
    assert_int_equal(options_command("rubric"), COMMAND_RUBRIC);
    assert_int_equal(options_command("./rubric"), COMMAND_GRADE);
    assert_int_equal(options_command(""), COMMAND_GRADE);
}

static void test_numbers(void **state)
{
    double d;
    (void)state;
    assert_true(options_value_number(&d, STR("60")) && d == 60);
    assert_true(options_value_number(&d, STR("0.25")) && d == 0.25);
    assert_false(options_value_number(&d, STR("")));
    assert_false(options_value_number(&d, STR(".5")));
    assert_false(options_value_number(&d, STR("5.")));
    assert_false(options_value_number(&d, STR("1.2.3")));
    assert_false(options_value_number(&d, STR("1,5")));
    assert_false(options_value_number(&d, STR("1234567890123456")));
}

static void test_check_and_init(void **state)
{
    struct tried t = {.arena = arena_new()};
    (void)state;
    assert_int_equal(parse_for(&t, COMMAND_CHECK, ""), OPTIONS_RUN);
    assert_string_equal(t.options.what, ".");
    assert_string_equal(t.options.outputs[0].format, "terminal");
    assert_false(t.options.strict);
    assert_int_equal(parse_for(&t, COMMAND_CHECK, "--strict -f json there"), OPTIONS_RUN);
    assert_true(t.options.strict);
    assert_string_equal(t.options.what, "there");
    assert_int_equal(parse_for(&t, COMMAND_CHECK, "-f tree"), OPTIONS_WRONG);
    assert_int_equal(parse_for(&t, COMMAND_CHECK, "--fail-under 3"), OPTIONS_WRONG);
    wrong(&t, ". --strict", "unknown option");
    assert_int_equal(parse_for(&t, COMMAND_INIT, ""), OPTIONS_RUN);
    assert_string_equal(t.options.what, ".");
    assert_string_equal(t.options.outputs[0].format, "yaml");
    assert_int_equal(parse_for(&t, COMMAND_INIT, "-fmermaid"), OPTIONS_RUN);
    assert_string_equal(t.options.outputs[0].format, "mermaid");
    assert_int_equal(parse_for(&t, COMMAND_INIT, "-f yaml -f dot"), OPTIONS_WRONG);
    assert_int_equal(parse_for(&t, COMMAND_INIT, "-o x"), OPTIONS_WRONG);
    assert_int_equal(parse_for(&t, COMMAND_COMPLETION, ""), OPTIONS_WRONG);
    arena_free(t.arena);
}

/* What lists options sees those that the command takes, each once. */
static void test_shown(void **state)
{
    struct options_shown option;
    const char *names[OPTIONS_FORMATS];
    size_t n = 0, formats = 0;
    (void)state;
    for (size_t c = 0; c < COMMAND_COUNT; c++) {
        bool format = false;
        for (size_t i = 0; options_shown(&option, (enum command_id)c, i); i++, n++) {
            struct options_shown other;
            assert_non_null(option.help);
            format |= strcmp(option.name, "format") == 0;
            for (size_t k = 0; k < i; k++) {
                assert_true(options_shown(&other, (enum command_id)c, k));
                assert_string_not_equal(option.name, other.name);
            }
        }
        assert_int_equal(format, options_formats(names, (enum command_id)c) > 0);
        formats += format;
    }
    assert_true(n > 50);
    assert_int_equal(formats, 5);
}

static void test_render(void **state)
{
    struct tried t = {.arena = arena_new()};
    (void)state;
    assert_int_equal(options_command("render"), COMMAND_RENDER);
    assert_int_equal(parse_for(&t, COMMAND_RENDER,
                               "r.json -f sarif --anonymous --audience candidate "
                               "--fail-on gate,red --max-bytes 4K"),
                     OPTIONS_RUN);
    assert_string_equal(t.options.what, "r.json");
    assert_true(t.options.anonymous && t.options.for_candidate);
    assert_int_equal(t.options.fail_on, 1 << FAIL_ON_GATE | 1 << FAIL_ON_RED);
    assert_int_equal(t.options.max_bytes, 4096);
    assert_int_equal(parse_for(&t, COMMAND_RENDER, ""), OPTIONS_WRONG);
    assert_int_equal(parse_for(&t, COMMAND_RENDER, "r.json -f tree"), OPTIONS_WRONG);
    assert_int_equal(parse_for(&t, COMMAND_RENDER, "r.json --fail-on ,"), OPTIONS_WRONG);
    assert_int_equal(parse_for(&t, COMMAND_RENDER, "r.json --max-bytes 10"), OPTIONS_WRONG);
    assert_int_equal(parse_for(&t, COMMAND_GRADE, "x -f json --anonymous"), OPTIONS_RUN);
    assert_int_equal(parse_for(&t, COMMAND_GRADE, "x -f tree --audience candidate"), OPTIONS_WRONG);
    arena_free(t.arena);
}

static void test_calibrate(void **state)
{
    struct tried t = {.arena = arena_new()};
    (void)state;
    assert_int_equal(options_command("calibrate"), COMMAND_CALIBRATE);
    assert_int_equal(parse_for(&t, COMMAND_CALIBRATE, "m.csv a.json -f json --all b.json -- -c"),
                     OPTIONS_RUN);
    assert_string_equal(t.options.what, "m.csv");
    assert_int_equal(t.options.n_more, 3);
    assert_string_equal(t.options.more[1], "b.json");
    assert_string_equal(t.options.more[2], "-c");
    assert_true(t.options.all);
    assert_string_equal(t.options.outputs[0].format, "json");
    assert_int_equal(parse_for(&t, COMMAND_CALIBRATE, "m.csv"), OPTIONS_RUN);
    assert_int_equal(t.options.n_more, 0);
    assert_string_equal(t.options.outputs[0].format, "terminal");
    assert_int_equal(parse_for(&t, COMMAND_CALIBRATE, ""), OPTIONS_WRONG);
    assert_int_equal(parse_for(&t, COMMAND_CALIBRATE, "-f tree m.csv"), OPTIONS_WRONG);
    assert_true(str_has_nocase(t.error, STR("there are terminal, json")));
    assert_int_equal(parse_for(&t, COMMAND_CALIBRATE, "--max-files 3 m.csv"), OPTIONS_WRONG);
    arena_free(t.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),       cmocka_unit_test(test_values),
        cmocka_unit_test(test_outputs),        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_help),           cmocka_unit_test(test_commands),
        cmocka_unit_test(test_check_and_init), cmocka_unit_test(test_shown),
        cmocka_unit_test(test_numbers),        cmocka_unit_test(test_render),
        cmocka_unit_test(test_sandbox),
        cmocka_unit_test(test_calibrate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
