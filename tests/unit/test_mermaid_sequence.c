#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_mermaid.h"

#define HEAD "sequenceDiagram\n"

static void test_participants(void **state)
{
    (void)state;
    helper_mermaid_shows(HEAD "participant S as Sorting <br/> belt\nactor D as Driver\nparticipant V@{ "
                              "\"type\": \"database\" } as Vans\n"
                              "create participant N\nparticipant Depot map\n",
                         "S'Sorting belt' D'Driver'/actor V'Vans' N Depot map");
}

/* Labels, and whether the caller waits. */
static void test_messages(void **state)
{
    (void)state;
    static const struct {
        const char *sign, *dump, *mode;
    } rows[] = {
        {"->>", "a>b\"scan\"", "sync"},   {"->", "a>b\"scan\"", "sync"},    {"-->>", "a>b\"scan\"d", ""},
        {"-->", "a>b\"scan\"d", ""},      {"-)", "a>b\"scan\"", "async"},   {"--)", "a>b\"scan\"d", "async"},
        {"-x", "a>b\"scan\"", "sync"},    {"--x", "a>b\"scan\"d", ""},      {"<<->>", "a>b\"scan\"b", "sync"},
        {"<<-->>", "a>b\"scan\"bd", ""},  {"->>+", "a>b\"scan\"", "sync"},  {"-->>-", "a>b\"scan\"d", ""},
        {" ->> ", "a>b\"scan\"", "sync"}, {"->>()", "a>b\"scan\"", "sync"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct helper_mermaid c = helper_mermaid(arena_printf(arena, HEAD "a%sb: scan", rows[i].sign));
        assert_string_equal(helper_mermaid_dump(&c), arena_printf(arena, "a b | %s", rows[i].dump));
        assert_string_equal(helper_mermaid_fact(&c, c.arch->edges[0].attrs, "mode"), rows[i].mode);
        assert_string_equal(helper_mermaid_diags(&c), "");
        helper_mermaid_free(&c);
    }
    arena_free(arena);
    helper_mermaid_shows(HEAD "web app->>x-ray machine: scan #35;1: now; a->>a: wait",
                         "web app x-ray machine a | web app>x-ray machine\"scan #1: now\" a>a\"wait\"");
    helper_mermaid_shows(HEAD "title->>note: wrap: hello", "title note | title>note\"hello\"");
}

static void test_stepped_over(void **state)
{
    (void)state;
    helper_mermaid_shows(
        HEAD
        "autonumber 10\n%% a->>z: no\nNote over a,b: c->>d: x; y\nnote right of a\n"
        "loop every hour\nalt late\na->>b: one\nelse in time\na->>b: two\nend\n"
        "par first\na->>b: three\nand second\nopt perhaps\na->>b: four\nend\nend\nend\n"
        "critical now\noption else\nend\nbreak out\nend\nrect rgb(0, 0, 0)\nactivate a\ndeactivate a\nend\n"
        "destroy b\nlinks a: {}\nlink a: x @ y\nproperties a: {}\ndetails a: x\n",
        "a b | a>b\"one\" a>b\"two\" a>b\"three\" a>b\"four\"");
}

static void test_boxes(void **state)
{
    (void)state;
    helper_mermaid_shows(HEAD "box Aqua Sorting hall\nparticipant a\nend\nbox rgb(1, 2, 3) Yard\nactor "
                              "b\nend\nbox\nparticipant c\nend\n"
                              "box Depot\nparticipant d\nend\na->>e: x",
                         "a@Sorting hall b/actor@Yard c@ d@Depot e | a>e\"x\" | Sorting hall Yard  Depot");
}

static void test_title(void **state)
{
    (void)state;
    struct helper_mermaid c = helper_mermaid(HEAD "title: Sorting &amp; more\na->>b: x");
    assert_true(str_is(c.arch->views[0].title, "Sorting & more"));
    helper_mermaid_free(&c);
}

static void test_mistakes(void **state)
{
    (void)state;
    helper_mermaid_complains(HEAD "what is this\na->>b: x", "a b | a>b\"x\"", "2:1 mermaid-syntax");
    helper_mermaid_complains(HEAD "  ->>b: x\na->>: x\na->>b", "a b | a>b",
                             "2:3 mermaid-syntax 3:1 mermaid-syntax");
    helper_mermaid_complains(HEAD "end\nloop x\na->>b: x", "a b | a>b\"x\"",
                             "2:1 mermaid-syntax 3:1 mermaid-syntax");
    helper_mermaid_complains(HEAD "participant\na->>b: x", "a b | a>b\"x\"", "2:12 mermaid-syntax");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_participants), cmocka_unit_test(test_messages),
        cmocka_unit_test(test_stepped_over), cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_title),        cmocka_unit_test(test_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
