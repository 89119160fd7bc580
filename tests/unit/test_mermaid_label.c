#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/mermaid_label.h"

#include <string.h>

static void test_text(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
        bool markdown;
    } rows[] = {
        {"Depot map", "Depot map", false},
        {"  Depot \n\t map ", "Depot map", false},
        {"Depot<br>map<br/>of<BR />vans", "Depot map of vans", false},
        {"Depot\\nmap", "Depot map", false},
        {"<b>Depot</b><p class='x'>map</p>", "Depot map", false},
        {"under < 5 ms > 3", "under < 5 ms > 3", false},
        {"a <-- b", "a <-- b", false},
        {"#quot;Depot#quot; #9829; &amp; &lt;x&gt; &#215; &#xd7;",
         "\"Depot\" \xe2\x99\xa5 & <x> \xc3\x97 \xc3\x97", false},
        {"#1 of 3; R&D; #nothing; &nothing;", "#1 of 3; R&D; #nothing; &nothing;", false},
        {"fa:fa-truck Vans fab:fa-x", "Vans", false},
        {"alfa:fa-truck fa: fast", "alfa:fa-truck fa: fast", false},
        {"\xf0\x9f\x9a\x9a Vans \xc3\xbc", "\xf0\x9f\x9a\x9a Vans \xc3\xbc", false},
        {"a\xc2\xa0\xc2\xa0"
         "b",
         "a b", false},
        {"**Depot** 2*3", "**Depot** 2*3", false},
        {"**Depot** *map* of __all__ _vans_", "Depot map of all vans", true},
        {"snake_case 2 * 3 _", "snake_case 2 * 3 _", true},
        {"", "", false},
        {"<br/>", "", false},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str text = mermaid_label_text(arena, str_from(rows[i].label), rows[i].markdown);
        assert_string_equal(arena_copy(arena, text.p, text.n), rows[i].text);
    }
    arena_free(arena);
}

static void test_hostile(void **state)
{
    (void)state;
    static const char *const parts[] = {"<a", "<",   "&",       "#",    "**",   "*_",
                                        "fa", "\\n", "<a b=\"", "&#x;", "\xff", "\x01"};
    enum { TIMES = 100000 };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t n = strlen(parts[i]);
        char *bytes = arena_alloc(arena, n * TIMES);
        for (size_t k = 0; k < TIMES; k++)
            memcpy(bytes + k * n, parts[i], n);
        struct str text = mermaid_label_text(arena, (struct str){bytes, n * TIMES}, true);
        assert_true(text.n <= n * TIMES);
    }
    struct str nul = mermaid_label_text(arena, (struct str){"a\0b", 3}, false);
    assert_true(str_is(nul, "a b"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
