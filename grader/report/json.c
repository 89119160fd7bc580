#include "report/json.h"

#include "report/json_drawing.h"
#include "report/json_marks.h"
#include "report/json_statements.h"
#include "report/json_told.h"

struct writer {
    struct json json;
    const struct review *review;
    const struct rubric *rubric;
    struct arena *arena;
    const size_t *edges; /* of each arrow: its number (json_drawing_edge_numbers) */
};

static void text_of(struct writer *w, const char *key, uint32_t text)
{
    json_text(&w->json, key, str_from(rub_text(w->rubric, text)));
}

static void evidence(struct writer *w, const char *key, const struct evidence_list *list)
{
    json_array(&w->json, key);
    for (size_t i = 0; i < list->n; i++) {
        json_object(&w->json, NULL);
        json_drawing_place(&w->json, list->items[i].at, true);
        json_text(&w->json, "quote", list->items[i].quote);
        json_text(&w->json, "why", list->items[i].why);
        if (list->items[i].on == ON_NODE)
            json_count(&w->json, "node", list->items[i].drawn);
        else if (list->items[i].on == ON_EDGE)
            json_count(&w->json, "edge", w->edges[list->items[i].drawn]);
        json_end(&w->json);
    }
    json_end(&w->json);
}

/* Three values: what only prose could tell was not found. */
static void truth(struct writer *w, const char *key, enum truth value)
{
    json_text(&w->json, key, str_from(truth_name(value)));
}

static void head(struct writer *w, const struct report_options *options)
{
    struct json *json = &w->json;
    const struct rub_info *info = rub_info(w->rubric, 0);
    const struct source *source = &w->review->submission->source;
    json_object(json, "grade");
    json_text(json, "version", str_from(options->tool_version));
    json_end(json);
    json_text(json, "audience", str_from(w->review->for_candidate ? "candidate" : "reviewer"));
    json_object(json, "pack");
    text_of(w, "name", info->name);
    text_of(w, "title", info->title);
    text_of(w, "version", info->version);
    text_of(w, "hash", info->hash);
    json_array(json, "flows");
    for (size_t i = 0; i < rub_flows_n(w->rubric); i++)
        text_of(w, NULL, rub_flows(w->rubric, i)->id);
    json_end(json);
    json_array(json, "tables");
    for (size_t i = 0; i < rub_forms_n(w->rubric); i++)
        text_of(w, NULL, rub_forms(w->rubric, i)->id);
    json_end(json);
    json_end(json);
    json_object(json, "source");
    json_text(json, "kind", str_from(source_kind_name(source->kind)));
    json_text_or_null(json, "url", source->url);
    json_text_or_null(json, "commit", source->commit);
    json_text_or_null(json, "path", source->path);
    json_text_or_null(json, "digest", w->review->digest);
    json_array(json, "people");
    for (size_t i = 0; i < w->review->reading->n_people; i++)
        json_text(json, NULL, w->review->reading->people[i]);
    json_end(json);
    json_end(json);
}

static double share(double points, double max)
{
    return max > 0 ? points / max : 0;
}

static void score(struct writer *w)
{
    const struct review *review = w->review;
    struct json *json = &w->json;
    json_object(json, "score");
    if (review->has_total)
        json_number(json, "total", review->total);
    else
        json_null(json, "total");
    json_number(json, "ungated", review->ungated);
    json_number(json, "max", review->max);
    if (review->has_total && review->band != RUB_NONE)
        text_of(w, "band", rub_bands(w->rubric, review->band)->name);
    else
        json_null(json, "band");
    if (review->weakest != RUB_NONE) {
        const struct dimension_verdict *weakest = &review->dimensions[review->weakest];
        json_object(json, "weakest");
        text_of(w, "dimension", rub_dimensions(w->rubric, review->weakest)->key);
        json_number(json, "share", share(weakest->points, weakest->max));
        json_end(json);
    } else {
        json_null(json, "weakest");
    }
    json_number(json, "unadjusted", review->unadjusted);
    json_end(json);
}

static void dimensions(struct writer *w)
{
    struct json *json = &w->json;
    json_array(json, "dimensions");
    for (size_t i = 0; i < rub_dimensions_n(w->rubric); i++) {
        const struct rub_dimension *dimension = rub_dimensions(w->rubric, i);
        const struct dimension_verdict *verdict = &w->review->dimensions[i];
        json_object(json, NULL);
        text_of(w, "id", dimension->key);
        text_of(w, "name", dimension->name);
        json_number(json, "points", verdict->points);
        json_number(json, "max", verdict->max);
        json_number(json, "share", share(verdict->points, verdict->max));
        json_array(json, "criteria");
        for (size_t k = 0; k < dimension->rows.n; k++)
            text_of(w, NULL, rub_rows(w->rubric, dimension->rows.at + k)->id);
        json_end(json);
        json_end(json);
    }
    json_end(json);
}

static void criteria(struct writer *w)
{
    struct json *json = &w->json;
    json_array(json, "criteria");
    for (size_t i = 0; i < rub_rows_n(w->rubric); i++) {
        const struct rub_row *row = rub_rows(w->rubric, i);
        const struct row_verdict *verdict = &w->review->rows[i];
        json_object(json, NULL);
        text_of(w, "id", row->id);
        text_of(w, "title", row->title);
        text_of(w, "dimension", rub_dimensions(w->rubric, row->dimension)->key);
        json_count(json, "level", (size_t)verdict->level);
        json_number(json, "points", verdict->points);
        json_number(json, "max", row->points);
        json_number(json, "confidence", verdict->confidence);
        json_bool(json, "probable", verdict->probable);
        json_bool(json, "told", verdict->told);
        json_bool(json, "capped", verdict->capped);
        evidence(w, "evidence", &verdict->evidence);
        json_text_or_null(json, "looked_for", verdict->looked_for);
        json_marks_row(json, w->review, verdict);
        json_end(json);
    }
    json_end(json);
}

static void roles(struct writer *w)
{
    struct json *json = &w->json;
    json_array(json, "roles");
    for (size_t i = 0; i < rub_roles_n(w->rubric); i++) {
        json_object(json, NULL);
        text_of(w, "id", rub_roles(w->rubric, i)->id);
        text_of(w, "plane", rub_roles(w->rubric, i)->plane);
        json_count(json, "level", (size_t)w->review->roles[i].level);
        evidence(w, "evidence", &w->review->roles[i].evidence);
        json_end(json);
    }
    json_end(json);
}

static void predicates(struct writer *w, const char *key, bool smells)
{
    struct json *json = &w->json;
    json_array(json, key);
    for (size_t i = 0; i < rub_predicates_n(w->rubric); i++) {
        const struct rub_predicate *predicate = rub_predicates(w->rubric, i);
        const struct predicate_verdict *verdict = &w->review->predicates[i];
        if ((predicate->smell != 0) != smells)
            continue;
        json_object(json, NULL);
        text_of(w, "id", predicate->id);
        text_of(w, "title", predicate->title);
        truth(w, "value", verdict->value);
        json_text_or_null(json, "reason", str_from(weak_reason_name(verdict->reason)));
        json_number(json, "confidence", verdict->confidence);
        evidence(w, "witness", &verdict->witness);
        json_text_or_null(json, "missing", verdict->missing);
        json_end(json);
    }
    json_end(json);
}

static void loops(struct writer *w)
{
    struct json *json = &w->json;
    json_array(json, "loops");
    for (size_t i = 0; i < rub_loops_n(w->rubric); i++) {
        const struct loop_verdict *verdict = &w->review->loops[i];
        json_object(json, NULL);
        text_of(w, "id", rub_loops(w->rubric, i)->id);
        text_of(w, "title", rub_loops(w->rubric, i)->title);
        json_bool(json, "closed", verdict->closed);
        json_number(json, "confidence", verdict->confidence);
        json_array(json, "hops");
        for (size_t k = 0; k < verdict->n_hops; k++) {
            json_object(json, NULL);
            json_text(json, "title", str_from(verdict->hops[k].title));
            truth(w, "value", verdict->hops[k].value);
            evidence(w, "witness", &verdict->hops[k].witness);
            json_end(json);
        }
        json_end(json);
        json_end(json);
    }
    json_end(json);
}

static void parts(struct writer *w)
{
    struct json *json = &w->json;
    json_array(json, "parts");
    for (size_t i = 0; i < rub_parts_n(w->rubric); i++) {
        const struct part_verdict *verdict = &w->review->parts[i];
        json_object(json, NULL);
        text_of(w, "id", rub_parts(w->rubric, i)->id);
        text_of(w, "title", rub_parts(w->rubric, i)->title);
        truth(w, "value", verdict->value);
        json_text(json, "shown", verdict->shown);
        evidence(w, "evidence", &verdict->evidence);
        json_end(json);
    }
    json_end(json);
}

static void gates(struct writer *w)
{
    struct json *json = &w->json;
    json_array(json, "gates");
    for (size_t i = 0; i < rub_gates_n(w->rubric); i++) {
        const struct gate_verdict *verdict = &w->review->gates[i];
        json_object(json, NULL);
        text_of(w, "id", rub_gates(w->rubric, i)->id);
        text_of(w, "title", rub_gates(w->rubric, i)->title);
        json_text(json, "effect", str_from(gate_effect_name(rub_gates(w->rubric, i)->effect)));
        json_bool(json, "applied", verdict->applied);
        json_bool(json, "probable", verdict->probable);
        json_bool(json, "noted", verdict->noted);
        json_number(json, "cap", verdict->cap);
        json_text(json, "message", verdict->message);
        evidence(w, "evidence", &verdict->evidence);
        json_end(json);
    }
    json_end(json);
}

static void flags(struct writer *w)
{
    struct json *json = &w->json;
    json_array(json, "flags");
    for (size_t i = 0; i < rub_flags_n(w->rubric); i++) {
        const struct rub_flag *flag = rub_flags(w->rubric, i);
        json_object(json, NULL);
        text_of(w, "id", flag->id);
        text_of(w, "colour", flag->colour);
        json_bool(json, "raised", w->review->flags[i].raised);
        text_of(w, "title", flag->title);
        json_text(json, "says", w->review->flags[i].says);
        json_text(json, "ask", w->review->flags[i].ask);
        evidence(w, "evidence", &w->review->flags[i].evidence);
        json_end(json);
    }
    json_end(json);
}

static void checks(struct writer *w)
{
    struct json *json = &w->json;
    json_array(json, "checks");
    for (size_t i = 0; i < rub_checks_n(w->rubric); i++) {
        const struct check_verdict *verdict = &w->review->checks[i];
        json_object(json, NULL);
        text_of(w, "id", rub_checks(w->rubric, i)->id);
        text_of(w, "title", rub_checks(w->rubric, i)->title);
        json_text(json, "result", str_from(check_result_name(verdict->result)));
        json_text_or_null(json, "arithmetic", verdict->arithmetic);
        json_bool(json, "bound", verdict->bound);
        evidence(w, "evidence", &verdict->evidence);
        json_end(json);
    }
    json_end(json);
}

static void lints_and_questions(struct writer *w)
{
    struct json *json = &w->json;
    json_array(json, "lints");
    for (size_t i = 0; i < w->review->n_lints; i++) {
        const struct lint_verdict *lint = &w->review->lints[i];
        json_object(json, NULL);
        json_text(json, "id", lint->id);
        json_text(json, "message", lint->message);
        evidence(w, "evidence", &lint->evidence);
        json_end(json);
    }
    json_end(json);
    json_array(json, "hints");
    for (size_t i = 0; i < w->review->n_hints; i++)
        json_text(json, NULL, w->review->hints[i]);
    json_end(json);
    json_array(json, "questions");
    for (size_t i = 0; i < w->review->n_questions; i++) {
        json_object(json, NULL);
        json_text(json, "text", w->review->questions[i].text);
        json_text_or_null(json, "because", w->review->questions[i].because);
        json_end(json);
    }
    json_end(json);
}

static void maturity(struct writer *w)
{
    struct json *json = &w->json;
    json_array(json, "maturity");
    for (size_t i = 0; i < rub_maturities_n(w->rubric); i++) {
        const struct rub_maturity *scale = rub_maturities(w->rubric, i);
        const struct maturity_verdict *verdict = &w->review->maturities[i];
        json_object(json, NULL);
        text_of(w, "id", scale->id);
        text_of(w, "title", scale->title);
        json_count(json, "level", verdict->level);
        json_count(json, "highest", scale->levels.n - 1);
        text_of(w, "name", rub_maturity_levels(w->rubric, scale->levels.at + verdict->level)->name);
        json_bool(json, "probable", verdict->probable);
        evidence(w, "evidence", &verdict->evidence);
        json_text_or_null(json, "looked_for", verdict->looked_for);
        json_end(json);
    }
    json_end(json);
}

static void process(struct json *json, const char *key, const struct confinement *confined)
{
    if (!confined->ran) {
        json_null(json, key);
        return;
    }
    json_object(json, key);
    json_count(json, "landlock", confined->landlock);
    json_bool(json, "seccomp", confined->seccomp);
    json_bool(json, "memory", confined->memory);
    json_end(json);
}

/* Of the machine, not of the submission: the one key that may differ between two that grade the same. */
static void sandbox(struct writer *w)
{
    json_object(&w->json, "sandbox");
    json_text(&w->json, "mode", str_from(confine_mode_name(w->review->confine)));
    process(&w->json, "fetch", &w->review->fetched);
    process(&w->json, "grade", &w->review->graded);
    json_end(&w->json);
}

void report_json_write(struct report_out *out, const struct review *review,
                       const struct report_options *options)
{
    struct writer w = {json_new(out), review, review->rubric, out->arena,
                       json_drawing_edge_numbers(out->arena, review->arch)};
    json_object(&w.json, NULL);
    head(&w, options);
    score(&w);
    json_marks_scale(&w.json, review);
    json_marks_write(&w.json, review);
    dimensions(&w);
    criteria(&w);
    roles(&w);
    predicates(&w, "predicates", false);
    predicates(&w, "smells", true);
    loops(&w);
    parts(&w);
    gates(&w);
    flags(&w);
    checks(&w);
    maturity(&w);
    lints_and_questions(&w);
    json_drawing_diagnostics(&w.json, w.arena, review->diags, true);
    json_drawing_files(&w.json, review);
    json_drawing_write(&w.json, review);
    json_told_write(&w.json, review);
    json_statements_write(&w.json, review);
    sandbox(&w);
    json_bool(&w.json, "partial", review->partial);
    json_end(&w.json);
}
