#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_mermaid.h"

#include <stdio.h>
#include <string.h>

/* One arrow between a and b, and how it is shown. */
static void test_arrows(void **state)
{
    (void)state;
    static const struct {
        const char *arrow, *dump;
    } rows[] = {
        {"-->", "a>b"},
        {"---->", "a>b"},
        {"---", "a>bu"},
        {"------", "a>bu"},
        {"--o", "a>b"},
        {"--x", "a>b"},
        {"<-->", "a>bb"},
        {"o--o", "a>bb"},
        {"x--x", "a>bb"},
        {"<---", "b>ar"},
        {"-.->", "a>bd"},
        {"-..->", "a>bd"},
        {"-.-", "a>bud"},
        {"<-.->", "a>bbd"},
        {"-.-x", "a>bd"},
        {"~~~", "a>buh"},
        {"~~~~~", "a>buh"},
        {"-->|text|", "a>b\"text\""},
        {"--> | text |", "a>b\"text\""},
        {"-->|\"a | (b)\"|", "a>b\"a | (b)\""},
        {"-->|\"`some **bold** text`\"|", "a>b\"some bold text\""},
        {"---|text|", "a>b\"text\"u"},
        {"-- text -->", "a>b\"text\""},
        {"--text-->", "a>b\"text\""},
        {"-- some-text, v1.0 ---->", "a>b\"some-text, v1.0\""},
        {"-- \"text -- with (dashes)\" -->", "a>b\"text -- with (dashes)\""},
        {"-- text ---", "a>b\"text\"u"},
        {"<-- text -->", "a>b\"text\"b"},
        {"o-- text --o", "a>b\"text\"b"},
        {"-- into-->", "a>b\"into\""},
        {"-. text .->", "a>b\"text\"d"},
        {"-. v1.0 .-", "a>b\"v1.0\"ud"},
        {"-.text.->", "a>b\"text\"d"},
        {"-->|#quot;text#quot;<br/>&amp; more|", "a>b\"\"text\" & more\""},
        {"e1@-->", "a>b"},
        {"e1@-.->|text|", "a>b\"text\"d"},
        {"e1@x--x", "a>bb"},
        {"e1@o-- text --o", "a>b\"text\"b"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200], dump[200];
        snprintf(text, sizeof text, "graph LR\na %s b\n", rows[i].arrow);
        snprintf(dump, sizeof dump, "a b | %s", rows[i].dump);
        helper_mermaid_shows(text, dump);
    }
}

/* Thick sets an arrow apart only where others are not. */
static void test_thick(void **state)
{
    (void)state;
    helper_mermaid_shows("graph\na ==> b === c == text ==> d <==> e --> f",
                         "a b c d e f | a>bt b>cut c>d\"text\"t d>ebt e>f");
    helper_mermaid_shows("graph\na ==> b ==> c ~~~ d", "a b c d | a>b b>c c>duh");
}

static void test_close_by(void **state)
{
    (void)state;
    helper_mermaid_shows("graph\na-->b---c-.->d~~~e", "a b c d e | a>b b>cu c>dd d>euh");
    helper_mermaid_shows("graph\na-->|text|b--more-->c", "a b c | a>b\"text\" b>c\"more\"");
    /* As Mermaid has it: a letter right after the dashes is a head. */
    helper_mermaid_shows("graph\na---order", "a rder | a>rder");
    helper_mermaid_shows("graph\no-->x\nx-->a", "o x a | o>x x>a");
}

static void test_ids_of_arrows(void **state)
{
    (void)state;
    helper_mermaid_shows("graph\na e1@--> b\ne1@{ animate: true }\nb --> c", "a b c | a>b b>c");
    /* An id that is a box as well stays one. */
    helper_mermaid_shows("graph\na b@--> b\n", "a b | a>b");
}

static void test_over_lines(void **state)
{
    (void)state;
    helper_mermaid_shows("graph\na -->|some\ntext| b", "a b | a>b\"some text\"");
    helper_mermaid_shows("graph\na -->\n |text| b", "a b | a>b\"text\"");
    helper_mermaid_complains("graph\na -->|with (brackets)| b", "a b | a>b\"with (brackets)\"",
                             "2:6 mermaid-syntax");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arrows),     cmocka_unit_test(test_thick),
        cmocka_unit_test(test_close_by),   cmocka_unit_test(test_ids_of_arrows),
        cmocka_unit_test(test_over_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
