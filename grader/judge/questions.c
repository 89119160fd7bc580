#include "judge/questions.h"

#include "judge/templates.h"

#include <string.h>

/* False where there is no text, enough are asked, or the same was asked already. */
static bool ask(struct judge *j, struct str text, uint32_t because)
{
    struct review *r = j->review;
    if (text.n == 0 || r->n_questions >= QUESTIONS)
        return false;
    for (size_t i = 0; i < r->n_questions; i++)
        if (str_eq(r->questions[i].text, text))
            return false;
    struct question *question = ARENA_PUSH(j->arena, r->questions, r->n_questions, r->cap_questions);
    *question = (struct question){.text = text, .because = str_from(rub_text(j->rubric, because))};
    return true;
}

/* Of a row's questions the one that says most of the candidate's own; the first of these. */
static bool ask_row(struct judge *j, uint32_t number)
{
    const struct rub_row *row = rub_rows(j->rubric, number);
    const struct template_context context = {.arithmetic = STR("")};
    struct str best = STR("");
    size_t most = 0;
    for (size_t i = 0; i < row->live.n; i++) {
        size_t filled;
        struct str text =
            template_fill(j, rub_text(j->rubric, rub_word(j->rubric, row->live, i)), &context, &filled);
        if (best.n == 0 || filled > most) {
            best = text;
            most = filled;
        }
    }
    return ask(j, best, row->id);
}

static double lost(struct judge *j, uint32_t row)
{
    return rub_rows(j->rubric, row)->points - j->review->rows[row].points;
}

/* The rows up to that level that cost most, dearest first. */
static void ask_rows(struct judge *j, size_t n, int level, bool guide_only)
{
    bool *tried = arena_alloc(j->arena, rub_rows_n(j->rubric) + 1);
    while (n > 0) {
        uint32_t worst = RUB_NONE;
        for (uint32_t i = 0; i < rub_rows_n(j->rubric); i++) {
            bool guide = rub_dimensions(j->rubric, rub_rows(j->rubric, i)->dimension)->guide;
            if (!tried[i] && j->review->rows[i].level <= level && (guide || !guide_only) &&
                lost(j, i) > 1e-9 && (worst == RUB_NONE || lost(j, i) > lost(j, worst) + 1e-9))
                worst = i;
        }
        if (worst == RUB_NONE)
            return;
        tried[worst] = true;
        n -= ask_row(j, worst);
    }
}

static bool ask_check(struct judge *j, enum check_result result)
{
    for (uint32_t i = 0; i < rub_checks_n(j->rubric); i++) {
        const struct rub_check *check = rub_checks(j->rubric, i);
        const struct check_verdict *verdict = &j->review->checks[i];
        const struct template_context context = {verdict->arithmetic, &verdict->evidence};
        if (verdict->result != result)
            continue;
        struct str text = template_fill(j, rub_text(j->rubric, check->ask), &context, NULL);
        if (text.n == 0)
            text = evidence_text(j, "%s: %.*s. Which of these numbers would you change?",
                                 rub_text(j->rubric, check->title), STR_ARG(verdict->arithmetic));
        if (ask(j, text, check->id))
            return true;
    }
    return false;
}

/* The first that is raised: flags stand in the order of their weight. */
static void ask_flag(struct judge *j, const char *colour)
{
    for (uint32_t i = 0; i < rub_flags_n(j->rubric); i++) {
        const struct rub_flag *flag = rub_flags(j->rubric, i);
        if (j->review->flags[i].raised && strcmp(rub_text(j->rubric, flag->colour), colour) == 0 &&
            ask(j, j->review->flags[i].ask, flag->id))
            return;
    }
}

void questions_choose(struct judge *j)
{
    const struct template_context none = {.arithmetic = STR("")};
    ask_rows(j, 2, 1, true);
    if (!ask_check(j, CHECK_FAIL))
        ask_check(j, CHECK_WARN);
    ask_flag(j, "red");
    ask_flag(j, "green");
    if (j->review->n_questions < QUESTIONS)
        ask_flag(j, "yellow");
    ask_rows(j, QUESTIONS - j->review->n_questions, 1, true);
    ask_rows(j, QUESTIONS - j->review->n_questions, 2, false);
    for (uint32_t i = 0; i < rub_questions_n(j->rubric); i++) {
        const struct rub_question *question = rub_questions(j->rubric, i);
        ask(j, template_fill(j, rub_text(j->rubric, question->text), &none, NULL), question->id);
    }
}
