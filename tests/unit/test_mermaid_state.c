#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_mermaid.h"

#define HEAD "stateDiagram-v2\n"

static void test_states(void **state)
{
    (void)state;
    helper_mermaid_shows(
        HEAD "direction LR\n[*] --> Staged\nStaged --> Live : gate passed\nLive --> [*]\n"
             "state \"On hold\" as Held\nLive --> Held\nStaged : Waits for the gate\nstate Gone\n",
        "Staged'Waits for the gate' Live Held'On hold' Gone | Staged>Live\"gate passed\" Live>Held");
    helper_mermaid_shows("stateDiagram\na --> b", "a b | a>b");
}

static void test_composite(void **state)
{
    (void)state;
    helper_mermaid_shows(
        HEAD "state Live {\n[*] --> Small\nSmall --> Full\n--\nWatched\n}\nStaged --> Live\nstate \"All "
             "else\" as Rest {\nx\n}\n",
        "Small@Live Full@Live Watched@Live Staged x@Rest | Small>Full Staged>Smallf Staged>Fullf "
        "Staged>Watchedf | Live Rest'All else'");
}

static void test_marks(void **state)
{
    (void)state;
    helper_mermaid_shows(HEAD "state ok <<choice>>\nstate both <<fork>>\nok --> both\nclass ok,both "
                              "model_server\nboth:::fallback --> c",
                         "ok/diamond!model_server both/bar!model_server+fallback c | ok>both both>c");
}

static void test_stepped_over(void **state)
{
    (void)state;
    helper_mermaid_shows(
        HEAD "note right of a : b --> c\nnote left of a\n  d --> e\nend note\nclassDef x fill:#fff\n"
             "style a fill:#fff\nhide empty description\n%% f --> g\na --> b\n",
        "a b | a>b");
}

static void test_mistakes(void **state)
{
    (void)state;
    helper_mermaid_complains(HEAD "two words\na --> b", "a b | a>b", "2:1 mermaid-syntax");
    helper_mermaid_complains(HEAD "a -->\nb", "a b", "2:6 mermaid-syntax");
    helper_mermaid_complains(HEAD "}\nstate x {\na", "a@x | | x", "2:1 mermaid-syntax 3:1 mermaid-syntax");
    helper_mermaid_shows(HEAD "note left of a\nb --> c", "b c | b>c");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_states),       cmocka_unit_test(test_composite), cmocka_unit_test(test_marks),
        cmocka_unit_test(test_stepped_over), cmocka_unit_test(test_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
