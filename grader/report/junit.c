#include "report/junit.h"

#include "report/cost.h"
#include "report/escape_markup.h"
#include "report/number.h"

#include <stdio.h>
#include <string.h>

#define EVIDENCE_SHOWN 5

enum outcome { PASSED, FAILED, SKIPPED, OUTCOMES };

struct test {
    enum outcome outcome;
    const char *id, *title;
    struct str message; /* of what did not pass */
    struct str more;    /* beneath it; may be empty */
    const struct evidence_list *evidence;
};

struct suite {
    const char *name, *group; /* group: the tests' class */
    struct test *tests;
    size_t n, cap;
    size_t of[OUTCOMES];
};

struct junit {
    struct report_out *out;
    const struct review *review;
    struct suite *suites;
    size_t n, cap;
    size_t of[OUTCOMES];
};

static struct suite *suite(struct junit *w, const char *name, const char *group)
{
    struct suite *new = ARENA_PUSH(w->out->arena, w->suites, w->n, w->cap);
    new->name = name;
    new->group = group;
    return new;
}

static struct test *test(struct junit *w, struct suite *in, enum outcome outcome, uint32_t id, uint32_t title)
{
    struct test *new = ARENA_PUSH(w->out->arena, in->tests, in->n, in->cap);
    new->outcome = outcome;
    new->id = rub_text(w->review->rubric, id);
    new->title = rub_text(w->review->rubric, title);
    in->of[outcome]++;
    w->of[outcome]++;
    return new;
}

static void parts(struct junit *w)
{
    const struct rubric *rubric = w->review->rubric;
    struct suite *in = rub_parts_n(rubric) ? suite(w, "Asked for", "parts") : NULL;
    for (size_t i = 0; i < rub_parts_n(rubric); i++) {
        const struct part_verdict *verdict = &w->review->parts[i];
        struct test *one = test(w, in,
                                verdict->value == TRUTH_TRUE   ? PASSED
                                : verdict->value == TRUTH_WEAK ? SKIPPED
                                                               : FAILED,
                                rub_parts(rubric, i)->id, rub_parts(rubric, i)->title);
        one->message =
            verdict->value == TRUTH_WEAK ? STR("probable: not certain from what was read") : STR("not found");
        one->more = verdict->shown;
        one->evidence = &verdict->evidence;
    }
}

static void rows(struct junit *w)
{
    const struct rubric *rubric = w->review->rubric;
    for (size_t d = 0; d < rub_dimensions_n(rubric); d++) {
        const struct rub_dimension *dimension = rub_dimensions(rubric, d);
        if (!dimension->rows.n)
            continue;
        struct suite *in = suite(w, rub_text(rubric, dimension->name), rub_text(rubric, dimension->key));
        for (size_t k = 0; k < dimension->rows.n; k++) {
            size_t i = dimension->rows.at + k;
            const struct rub_row *row = rub_rows(rubric, i);
            const struct row_verdict *verdict = &w->review->rows[i];
            struct test *one = test(w, in, verdict->level >= 2 ? PASSED : FAILED, row->id, row->title);
            char lost[NUMBER_MAX];
            number_write(lost, cost_of_row(w->review, i), 1, true);
            one->message = str_from(arena_printf(w->out->arena, "level %d of 3%s, costs %s", verdict->level,
                                                 verdict->capped ? " (capped by a gate)" : "", lost));
            if (verdict->looked_for.n)
                one->more = str_from(arena_printf(w->out->arena, "not %d: %.*s", verdict->level + 1,
                                                  STR_ARG(verdict->looked_for)));
            one->evidence = &verdict->evidence;
        }
    }
}

static void gates(struct junit *w)
{
    const struct rubric *rubric = w->review->rubric;
    struct suite *in = rub_gates_n(rubric) ? suite(w, "Gates", "gates") : NULL;
    for (size_t i = 0; i < rub_gates_n(rubric); i++) {
        const struct gate_verdict *verdict = &w->review->gates[i];
        const char *does = cost_of_gate(w->out->arena, w->review, i);
        struct test *one = test(w, in, verdict->applied ? FAILED : PASSED, rub_gates(rubric, i)->id,
                                rub_gates(rubric, i)->title);
        one->message = str_from(does);
        one->more = verdict->message;
        one->evidence = &verdict->evidence;
    }
}

static void flags(struct junit *w)
{
    const struct rubric *rubric = w->review->rubric;
    struct suite *in = NULL;
    for (size_t i = 0; i < rub_flags_n(rubric); i++) {
        const struct rub_flag *flag = rub_flags(rubric, i);
        const struct flag_verdict *verdict = &w->review->flags[i];
        if (strcmp(rub_text(rubric, flag->colour), "red") != 0)
            continue;
        in = in ? in : suite(w, "Red flags", "flags");
        struct test *one = test(w, in, verdict->raised ? FAILED : PASSED, flag->id, flag->title);
        one->message = verdict->says.n ? verdict->says : str_from(one->title);
        one->evidence = &verdict->evidence;
    }
}

static void checks(struct junit *w)
{
    const struct rubric *rubric = w->review->rubric;
    struct suite *in = rub_checks_n(rubric) ? suite(w, "Numbers", "checks") : NULL;
    for (size_t i = 0; i < rub_checks_n(rubric); i++) {
        const struct check_verdict *verdict = &w->review->checks[i];
        struct test *one = test(w, in,
                                verdict->result == CHECK_NA     ? SKIPPED
                                : verdict->result == CHECK_FAIL ? FAILED
                                                                : PASSED,
                                rub_checks(rubric, i)->id, rub_checks(rubric, i)->title);
        one->message = verdict->result == CHECK_NA ? STR("not stated") : STR("the numbers do not agree");
        one->more = verdict->arithmetic;
        one->evidence = &verdict->evidence;
    }
}

/* ---- writing */

static void puts_out(struct junit *w, const char *s)
{
    out_puts(w->out, s);
}

static void attribute(struct junit *w, const char *name, struct str value)
{
    puts_out(w, " ");
    puts_out(w, name);
    puts_out(w, "=\"");
    escape_markup(w->out, value);
    puts_out(w, "\"");
}

static void count(struct junit *w, const char *name, size_t n)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%zu", n);
    attribute(w, name, str_from(digits));
}

static void totals(struct junit *w, const size_t of[OUTCOMES])
{
    count(w, "tests", of[PASSED] + of[FAILED] + of[SKIPPED]);
    count(w, "failures", of[FAILED]);
    count(w, "errors", 0);
    count(w, "skipped", of[SKIPPED]);
}

static void seen(struct junit *w, const struct test *one)
{
    size_t n = one->evidence ? one->evidence->n : 0;
    for (size_t i = 0; i < n && i < EVIDENCE_SHOWN; i++) {
        const struct evidence *e = &one->evidence->items[i];
        char place[48] = "";
        puts_out(w, "\n");
        if (e->at.text) {
            escape_markup(w->out, e->at.text->name);
            if (e->at.line)
                snprintf(place, sizeof place, ":%u", (unsigned)e->at.line);
            puts_out(w, place);
            puts_out(w, ": ");
        }
        escape_markup(w->out, e->why.n ? e->why : e->quote);
    }
    if (n > EVIDENCE_SHOWN) {
        char more[48];
        snprintf(more, sizeof more, "\n(and %zu more)", n - EVIDENCE_SHOWN);
        puts_out(w, more);
    }
}

static void write_test(struct junit *w, const struct suite *in, const struct test *one)
{
    puts_out(w, "    <testcase");
    attribute(w, "classname", str_from(in->group));
    attribute(w, "name", str_from(arena_printf(w->out->arena, "%s %s", one->id, one->title)));
    bool empty = one->outcome == PASSED && (!one->evidence || !one->evidence->n);
    puts_out(w, empty ? "/>\n" : ">");
    if (empty)
        return;
    const char *element = one->outcome == FAILED    ? "failure"
                          : one->outcome == SKIPPED ? "skipped"
                                                    : "system-out";
    puts_out(w, "\n      <");
    puts_out(w, element);
    if (one->outcome != PASSED)
        attribute(w, "message", one->message);
    if (one->outcome == FAILED)
        attribute(w, "type", str_from(one->id));
    puts_out(w, ">");
    escape_markup(w->out, one->more);
    seen(w, one);
    puts_out(w, "</");
    puts_out(w, element);
    puts_out(w, ">\n    </testcase>\n");
}

void junit_write(struct report_out *out, const struct review *review, const struct report_options *options)
{
    struct junit w = {.out = out, .review = review};
    (void)options;
    parts(&w);
    rows(&w);
    gates(&w);
    flags(&w);
    checks(&w);
    puts_out(&w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"grade\"");
    totals(&w, w.of);
    puts_out(&w, ">\n");
    for (size_t i = 0; i < w.n; i++) {
        puts_out(&w, "  <testsuite");
        attribute(&w, "name", str_from(w.suites[i].name));
        totals(&w, w.suites[i].of);
        puts_out(&w, ">\n");
        for (size_t k = 0; k < w.suites[i].n; k++)
            write_test(&w, &w.suites[i], &w.suites[i].tests[k]);
        puts_out(&w, "  </testsuite>\n");
    }
    puts_out(&w, "</testsuites>\n");
}
