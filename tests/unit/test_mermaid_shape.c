#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_mermaid.h"

#include <stdio.h>

/* What stands after a name, and how the box is shown. */
static void test_shapes(void **state)
{
    (void)state;
    static const struct {
        const char *rest, *dump;
    } rows[] = {
        {"", ""},
        {"[Depot map]", "'Depot map'/box"},
        {"(Depot map)", "'Depot map'/rounded"},
        {"([Depot map])", "'Depot map'/stadium"},
        {"[[Depot map]]", "'Depot map'/subroutine"},
        {"[(Depot map)]", "'Depot map'/cylinder"},
        {"((Depot map))", "'Depot map'/circle"},
        {"(((Depot map)))", "'Depot map'/doublecircle"},
        {"(-Depot map-)", "'Depot map'/ellipse"},
        {">Depot map]", "'Depot map'/flag"},
        {"{Depot map}", "'Depot map'/diamond"},
        {"{{Depot map}}", "'Depot map'/hexagon"},
        {"[/Depot map/]", "'Depot map'/parallelogram"},
        {"[\\Depot map\\]", "'Depot map'/parallelogram"},
        {"[/Depot map\\]", "'Depot map'/trapezium"},
        {"[\\Depot map/]", "'Depot map'/invtrapezium"},
        {"[/in/out/]", "'in/out'/parallelogram"},
        {"[\"Depot (map) [1]\"]", "'Depot (map) [1]'/box"},
        {"[ \"Depot\" ]", "'Depot'/box"},
        {"[(\"Depot\")]", "'Depot'/cylinder"},
        {"{\"Late?\"}", "'Late?'/diamond"},
        {"[\"`**Depot** _map_ of snake_case, 2 * 3`\"]", "'Depot map of snake_case, 2 * 3'/box"},
        {"[Depot\n   map]", "'Depot map'/box"},
        {"[\"Depot\nmap\"]", "'Depot map'/box"},
        {"[\"<b class=\"big\">Depot</b> map\"]", "'Depot map'/box"},
        {"[end]", "'end'/box"},
        {"[a --> b; c & d %% e]", "'a --> b; c & d %% e'/box"},
        {"[fa:fa-truck Vans]", "'Vans'/box"},
        {"[fa:fa-truck]", "/box"},
        {"[\"\"]", "/box"},
        {"@{ shape: cyl }", "/cylinder"},
        {"@{ shape: cyl, label: \"Depot, map: {1}\" }", "'Depot, map: {1}'/cylinder"},
        {"@{ label: 'Depot map', shape: \"diam\" }", "'Depot map'/diamond"},
        {"@{\n  shape: docs\n  label: Depot, map's\n}", "'Depot, map's'/docs"},
        {"@{ icon: \"aws:s3\", form: \"square\", label: \"Depot\", h: 60 }", "'Depot'/icon"},
        {"@{ img: \"https://depot.example/a.png\", w: 60 }", "/image"},
        {"@{ label: \"`**Depot**`\" }", "'Depot'"},
        {"[Depot]@{ shape: hex }", "'Depot'/hexagon"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200], dump[200];
        snprintf(text, sizeof text, "graph LR\na%s --> b\n", rows[i].rest);
        snprintf(dump, sizeof dump, "a%s b | a>b", rows[i].dump);
        helper_mermaid_shows(text, dump);
    }
}

/* Mermaid refuses brackets without quotes around them; what is meant is plain. */
static void test_loosely(void **state)
{
    (void)state;
    static const struct {
        const char *rest, *dump;
    } rows[] = {
        {"[Score (XGB)]", "'Score (XGB)'/box"},
        {"[Score [v1] (XGB)]", "'Score [v1] (XGB)'/box"},
        {"(Score (XGB))", "'Score (XGB)'/rounded"},
        {"[/api/v1]", "'/api/v1'/box"},
        {"[a :) b]", "'a :) b'/box"},
        {"[a ( b]", "'a ( b'/box"},
        {"[\"half\" quoted]", "'\"half\" quoted'/box"},
        {"[say \"hi\"]", "'say \"hi\"'/box"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200], dump[200];
        snprintf(text, sizeof text, "graph LR\na%s --> b[/x/]\n", rows[i].rest);
        snprintf(dump, sizeof dump, "a%s b'x'/parallelogram | a>b", rows[i].dump);
        helper_mermaid_complains(text, dump, "2:2 mermaid-syntax");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_loosely),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
