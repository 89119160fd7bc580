#include "report/alerts.h"

#include "report/complaint.h"
#include "report/cost.h"
#include "report/number.h"

#include <stdlib.h>
#include <string.h>

struct run {
    struct arena *arena;
    const struct review *review;
    const struct rubric *rubric;
    struct alerts *out;
};

static void rule(struct run *run, const char *id, const char *title, enum severity level)
{
    struct alerts *out = run->out;
    *(struct alert_rule *)ARENA_PUSH(run->arena, out->rules, out->n_rules, out->cap_rules) =
        (struct alert_rule){id, title, level};
}

static void sound(struct run *run, enum severity level, const char *id, const char *title, struct str message,
                  const struct evidence_list *evidence)
{
    struct alerts *out = run->out;
    struct alert *alert = ARENA_PUSH(run->arena, out->items, out->n, out->cap);
    *alert = (struct alert){.level = level, .rule = id, .title = title, .message = message};
    /* The first place that is a line; else the first. */
    for (size_t i = 0; evidence && i < evidence->n; i++) {
        const struct evidence *e = &evidence->items[i];
        if (!e->at.text || (alert->at.text && !e->at.line))
            continue;
        alert->at = e->at;
        alert->quote = e->quote;
        if (e->at.line)
            break;
    }
    out->of[level]++;
}

static const char *words(const struct run *run, uint32_t text)
{
    return rub_text(run->rubric, text);
}

static struct str joined(struct run *run, const char *first, const char *between, struct str then)
{
    struct buf text = buf_new(run->arena, strlen(first) + strlen(between) + then.n + 8);
    buf_puts(&text, first);
    if (then.n) {
        buf_puts(&text, between);
        buf_add(&text, then);
    }
    return buf_str(&text);
}

static void gates(struct run *run)
{
    for (size_t i = 0; i < rub_gates_n(run->rubric); i++) {
        const struct rub_gate *gate = rub_gates(run->rubric, i);
        const struct gate_verdict *verdict = &run->review->gates[i];
        const char *id = words(run, gate->id), *title = words(run, gate->title),
                   *does = cost_of_gate(run->arena, run->review, i);
        rule(run, id, title, gate->effect == GATE_FLAG ? SEVERITY_NOTE : SEVERITY_ERROR);
        if (does)
            sound(run,
                  verdict->applied    ? SEVERITY_ERROR
                  : verdict->probable ? SEVERITY_WARNING
                                      : SEVERITY_NOTE,
                  id, title, joined(run, does, ": ", verdict->message), &verdict->evidence);
    }
}

static void flags(struct run *run)
{
    for (size_t i = 0; i < rub_flags_n(run->rubric); i++) {
        const struct rub_flag *flag = rub_flags(run->rubric, i);
        const struct flag_verdict *verdict = &run->review->flags[i];
        const char *id = words(run, flag->id), *title = words(run, flag->title),
                   *colour = words(run, flag->colour);
        enum severity level = strcmp(colour, "red") == 0      ? SEVERITY_ERROR
                              : strcmp(colour, "yellow") == 0 ? SEVERITY_WARNING
                                                              : SEVERITY_NOTE;
        rule(run, id, title, level);
        if (verdict->raised && strcmp(colour, "green") != 0)
            sound(run, level, id, title, joined(run, title, ": ", verdict->says), &verdict->evidence);
    }
}

static void checks(struct run *run)
{
    for (size_t i = 0; i < rub_checks_n(run->rubric); i++) {
        const struct rub_check *check = rub_checks(run->rubric, i);
        const struct check_verdict *verdict = &run->review->checks[i];
        const char *id = words(run, check->id), *title = words(run, check->title);
        rule(run, id, title, SEVERITY_ERROR);
        if (verdict->result == CHECK_FAIL || verdict->result == CHECK_WARN)
            sound(run, verdict->result == CHECK_FAIL ? SEVERITY_ERROR : SEVERITY_WARNING, id, title,
                  joined(run, title, ": ", verdict->arithmetic), &verdict->evidence);
    }
}

static void parts(struct run *run)
{
    for (size_t i = 0; i < rub_parts_n(run->rubric); i++) {
        const struct part_verdict *verdict = &run->review->parts[i];
        const char *id = words(run, rub_parts(run->rubric, i)->id),
                   *title = words(run, rub_parts(run->rubric, i)->title);
        rule(run, id, title, SEVERITY_WARNING);
        if (verdict->value == TRUTH_FALSE)
            sound(run, SEVERITY_WARNING, id, title,
                  joined(run, "asked for, and not found: ", "", str_from(title)), &verdict->evidence);
    }
}

static void rows(struct run *run)
{
    for (size_t i = 0; i < rub_rows_n(run->rubric); i++)
        rule(run, words(run, rub_rows(run->rubric, i)->id), words(run, rub_rows(run->rubric, i)->title),
             SEVERITY_NOTE);
    size_t n;
    const size_t *dearest = cost_rows(&n, run->arena, run->review);
    for (size_t i = 0; i < n; i++) {
        const struct rub_row *row = rub_rows(run->rubric, dearest[i]);
        const struct row_verdict *verdict = &run->review->rows[dearest[i]];
        char lost[NUMBER_MAX];
        number_write(lost, cost_of_row(run->review, dearest[i]), 1, true);
        const char *says = arena_printf(run->arena, "%s: level %d of 3, costs %s", words(run, row->title),
                                        verdict->level, lost);
        const char *next = arena_printf(run->arena, "; not %d: ", verdict->level + 1);
        sound(run, verdict->level == 0 ? SEVERITY_WARNING : SEVERITY_NOTE, words(run, row->id),
              words(run, row->title), joined(run, says, next, verdict->looked_for), &verdict->evidence);
    }
}

/* The ids of lints and diagnostics are rules where they occur. */
static void others(struct run *run)
{
    const struct review *review = run->review;
    for (size_t i = 0; i < review->n_lints; i++) {
        const char *id = str_copy(run->arena, review->lints[i].id).p;
        bool known = false;
        for (size_t k = 0; k < i && !known; k++)
            known = str_eq(review->lints[k].id, review->lints[i].id);
        if (!known)
            rule(run, id, id, SEVERITY_WARNING);
        sound(run, SEVERITY_WARNING, id, "drawn", review->lints[i].message, &review->lints[i].evidence);
    }
    bool seen[DIAG_COUNT] = {false};
    const struct diag **sorted = complaint_order(run->arena, review->diags);
    for (size_t i = 0; i < review->diags->n; i++) {
        const struct diag *diag = sorted[i];
        enum severity level = diag_severity(diag->id);
        if (!seen[diag->id])
            rule(run, diag_name(diag->id), diag_meaning(diag->id), level);
        seen[diag->id] = true;
        const struct evidence_list nowhere = {0};
        sound(run, level, diag_name(diag->id), diag_name(diag->id), diag->message, &nowhere);
        run->out->items[run->out->n - 1].at = diag->at;
        run->out->items[run->out->n - 1].quote = diag_excerpt(run->arena, diag).line;
    }
}

struct alerts *alerts_of(struct arena *arena, const struct review *review)
{
    struct run run = {arena, review, review->rubric, arena_alloc(arena, sizeof *run.out)};
    gates(&run);
    flags(&run);
    checks(&run);
    parts(&run);
    rows(&run);
    others(&run);
    struct alerts *out = run.out;
    struct alert *sorted = arena_alloc(arena, out->n * sizeof *sorted);
    size_t n = 0;
    for (int level = SEVERITY_ERROR; level >= SEVERITY_NOTE; level--)
        for (size_t i = 0; i < out->n; i++)
            if ((int)out->items[i].level == level)
                sorted[n++] = out->items[i];
    out->items = sorted;
    return out;
}
