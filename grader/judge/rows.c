/* Levels of rows: nested, with what was found for the level that is given and what is missing for the next.
 */
#include "judge/conditions.h"
#include "judge/scoring.h"
#include "judge/told.h"

#define SENTENCE_WORDS 5
#define COPIED_ROWS 3
#define DEEPEST 16 /* conditions within conditions */
#define CONFIDENCE_TOLD 0.5 /* of what words alone say */

static bool holds(const struct finding *f)
{
    return f->value >= TRUTH_WEAK && !f->thin;
}

/* Good enough to stand on when one asks for reasons: what is merely probable stays at level 2. */
static bool solid(const struct finding *f)
{
    return f->value == TRUTH_TRUE || (f->value == TRUTH_WEAK && f->reason == WEAK_FORM && !f->thin);
}

static void keep(struct judge *j, struct row_verdict *out, const struct finding *f)
{
    evidence_join(j, &out->evidence, &f->evidence);
    out->probable |= f->value == TRUTH_WEAK;
    out->confidence = f->confidence < out->confidence ? f->confidence : out->confidence;
}

static struct str looked_for(struct judge *j, const struct rub_row *row, int level, struct str missing)
{
    const char *says = rub_text(j->rubric, row->level[level - 1].says);
    return missing.n ? evidence_text(j, "%s: %.*s", says, STR_ARG(missing)) : evidence_text(j, "%s", says);
}

/* A check that contradicts the row. */
static const struct check_verdict *failing(struct judge *j, uint32_t row, uint32_t *which)
{
    for (uint32_t c = 0; c < rub_checks_n(j->rubric); c++) {
        const struct rub_check *check = rub_checks(j->rubric, c);
        for (size_t i = 0; i < check->rows.n; i++)
            if (rub_word(j->rubric, check->rows, i) == row && check_verdict_of(j, c)->result == CHECK_FAIL) {
                *which = c;
                return check_verdict_of(j, c);
            }
    }
    return NULL;
}

static struct str why_probable(const struct finding *f)
{
    if (f->reason == WEAK_ONE_NODE)
        return f->missing;
    return f->confidence + 1e-6 < CONFIDENCE_TRUE
               ? STR("what is there is only probable: arrows do not say what they carry")
               : STR("what is there is only probable");
}

/* A level always has a place: the boxes that the row is about, or the drawing, stand in where nothing else is
 * named. */
static void give_place(struct judge *j, struct row_verdict *out, const struct rub_row *row)
{
    for (uint32_t v = 0; out->evidence.n == 0 && v < j->graph->n_vertices; v++)
        if (row->roles & role_bit(j->graph->vertices[v].role))
            evidence_vertex(j, &out->evidence, v);
    if (out->evidence.n == 0 && j->arch->n_views)
        evidence_add(j, &out->evidence, j->arch->views[0].at, STR("the drawing as a whole"));
    if (out->evidence.n == 0 && j->reading->told->n)
        evidence_add(j, &out->evidence, j->reading->told->items[0].at, STR("the text as a whole"));
}

/*
 * Reasons are told in sentences, be it in a document or as a value; figures and names alone are none. Fewer sentences
 * than this in the whole submission, and nothing in it is reasoned.
 */
static bool anything_reasoned(struct judge *j)
{
    const struct statements *told = j->reading->told;
    double enough = rub_number_of(j->rubric, "language.stuffing.sentences", 0), n = 0;
    for (size_t i = 0; i < told->n && n < enough; i++) {
        const struct statement *st = &told->items[i];
        n += st->n_words >= SENTENCE_WORDS && st->ignored == IGNORED_NOT && !st->bare && st->kind != STATEMENT_LABEL && st->kind != STATEMENT_ROW &&
             st->kind != STATEMENT_ARROW && st->kind != STATEMENT_CONFIG && st->kind != STATEMENT_HEADING;
    }
    return n >= enough;
}

/* What the drawing and the facts give. */
static void judge_drawn(struct judge *j, uint32_t number, struct row_verdict *out, bool *wired)
{
    const struct rub_row *row = rub_rows(j->rubric, number);
    struct finding second = judge_condition(j, row->level[1].when);
    *wired = false;
    if (!holds(&second)) {
        struct finding first = judge_condition(j, row->level[0].when);
        const struct finding *best =
            finding_grade(&first) >= 2 || finding_grade(&second) < 2 ? &first : &second;
        if (finding_grade(best) < 2) {
            out->looked_for = looked_for(j, row, 1, first.missing);
            return;
        }
        out->level = 1;
        keep(j, out, best);
        out->looked_for = looked_for(j, row, 2, second.missing);
        return;
    }
    out->level = 2;
    *wired = solid(&second);
    keep(j, out, &second);
    struct finding third = judge_condition(j, row->level[2].when);
    /* a threshold that is copied about reasons for so many rows only, first come first served in the pack's order */
    bool worn = solid(&second) && solid(&third) && third.copied && ++j->copied_rows > COPIED_ROWS;
    if (solid(&second) && solid(&third) && !worn) {
        out->level = 3;
        keep(j, out, &third);
        out->looked_for = STR("");
        return;
    }
    struct str missing = third.missing;
    if (worn)
        missing = STR("what is there rests on one threshold that stands on many entries");
    else if (!solid(&second))
        missing = why_probable(&second);
    else if (third.value == TRUTH_WEAK)
        missing = why_probable(&third);
    out->looked_for = looked_for(j, row, 3, missing);
}

static bool declares(struct judge *j, const struct rub_row *row)
{
    for (uint32_t v = 0; v < j->graph->n_vertices; v++) {
        const struct vertex *x = &j->graph->vertices[v];
        if ((row->roles & role_bit(x->role)) && graph_is_drawn(j->graph, x->node) &&
            reading_role(j->reading, x->node, x->role)->evidence == ROLE_DECLARED)
            return true;
    }
    return false;
}

/* Whether the drawing joins what the condition asks to be joined; facts and words are not looked at. */
static bool joined(struct judge *j, uint32_t number, int depth)
{
    const struct rub_cond *cond = rub_conds(j->rubric, number);
    struct finding f;
    switch (cond->kind) {
    case COND_PREDICATE:
    case COND_PATH:
    case COND_WIRE:
    case COND_CUT:
    case COND_DOMINATES:
    case COND_CYCLE:
    case COND_ADJACENT:
    case COND_COMMON_FEEDER:
        f = judge_condition(j, number);
        return holds(&f);
    case COND_ALL:
        for (size_t i = 0; depth < DEEPEST && i < arg_n(j, cond, "of"); i++)
            if (!joined(j, arg_item(j, cond, "of", i), depth + 1))
                return false;
        return true;
    default:
        return true;
    }
}

/*
 * The most that words can say of boxes that the drawing declares: where it does not join them as a level asks, the
 * words do not reach that level. Where roles were only recognised the drawing may have been misread, and the words
 * have the benefit of the doubt.
 */
static int drawn_most(struct judge *j, const struct rub_row *row)
{
    if (!declares(j, row))
        return 3;
    return !joined(j, row->level[1].when, 0) ? 1 : !joined(j, row->level[2].when, 0) ? 2 : 3;
}

/*
 * What the words add: by themselves they give a probable level, up to what the row allows; to a row whose wiring is
 * drawn they bring the reasons.
 */
static void add_told(struct judge *j, uint32_t number, struct row_verdict *out, bool wired)
{
    const struct rub_row *row = rub_rows(j->rubric, number);
    if (row->told == RUB_NONE)
        return;
    const struct told_finding *told = told_level(j, number);
    int most = wired ? 3 : (int)rub_tolds(j->rubric, row->told)->most;
    int level = told->level < most ? told->level : most;
    int drawn = level > out->level ? drawn_most(j, row) : 3;
    bool open = level > drawn;
    level = open ? drawn : level;
    if (level <= out->level)
        return;
    if (out->level < 2 || level == 3)
        out->told = true;
    out->level = level;
    out->probable |= level >= 2;
    out->confidence = out->confidence < CONFIDENCE_TOLD ? out->confidence : CONFIDENCE_TOLD;
    evidence_join(j, &out->evidence, &told->evidence);
    struct str missing = open ? STR("the words say so, but the drawing does not join what it declares") : told->missing;
    out->looked_for = level == 3 ? STR("") : looked_for(j, row, level + 1, missing);
}

static void judge_row(struct judge *j, uint32_t number, struct row_verdict *out)
{
    uint32_t which = 0;
    bool wired;
    out->confidence = 1;
    judge_drawn(j, number, out, &wired);
    add_told(j, number, out, wired);
    const struct check_verdict *fails = out->level == 3 ? failing(j, number, &which) : NULL;
    if (out->level == 3 && !anything_reasoned(j)) {
        out->level = 2;
        out->looked_for = looked_for(j, rub_rows(j->rubric, number), 3,
                                     STR("hardly a sentence in the submission gives a reason for anything"));
    }
    if (fails) {
        out->level = 2;
        out->looked_for =
            looked_for(j, rub_rows(j->rubric, number), 3,
                       evidence_text(j, "the numbers contradict one another (%s): %.*s",
                                     rub_text(j->rubric, rub_checks(j->rubric, which)->title),
                                     STR_ARG(fails->arithmetic)));
    }
}

int row_level(struct judge *j, uint32_t number)
{
    struct row_verdict *out = &j->review->rows[number];
    if (j->rows_done[number] != NOT_YET)
        return out->level;
    j->rows_done[number] = RUNNING;
    struct row_verdict made = {.looked_for = STR("")};
    const struct entry *entry = j->entry;
    j->entry = NULL;
    judge_row(j, number, &made);
    if (made.level > 0)
        give_place(j, &made, rub_rows(j->rubric, number));
    j->entry = entry;
    *out = made;
    j->rows_done[number] = DONE;
    scoring_row(j->review, number);
    return out->level;
}
