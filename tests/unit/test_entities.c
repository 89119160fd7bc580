#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/entities.h"

static void references(void **state)
{
    static const struct {
        const char *text, *out;
        size_t length;
    } cases[] = {{"&amp;x", "&", 5},
                 {"&rarr;", "\xe2\x86\x92", 6},
                 {"&#65;", "A", 5},
                 {"&#x2192;", "\xe2\x86\x92", 8},
                 {"&#0;", "\xef\xbf\xbd", 4},
                 {"&#x110000;", "\xef\xbf\xbd", 10},
                 {"&#99999999;", "\xef\xbf\xbd", 11},
                 {"&#xD800;", "\xef\xbf\xbd", 8},
                 {"&#128512;", "\xf0\x9f\x98\x80", 9},
                 {"&nbsp;", " ", 6},
                 {"&#160;", " ", 6},
                 {"&amp", "", 0},
                 {"&", "", 0},
                 {"&;", "", 0},
                 {"&nope;", "", 0},
                 {"&#;", "", 0},
                 {"&#x;", "", 0},
                 {"&#12a;", "", 0},
                 {"&AMP;", "", 0},
                 {"&averylongnamethatisnone;", "", 0}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[ENTITY_BYTES];
        size_t n, length = entity_read(out, &n, str_from(cases[i].text));
        if (length != cases[i].length || !str_eq((struct str){out, n}, str_from(cases[i].out)))
            fail_msg("%s: %zu, %.*s", cases[i].text, length, (int)n, out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(references)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
