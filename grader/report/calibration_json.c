#include "report/calibration_json.h"

#include "report/json_drawing.h"

static void number_or_null(struct json *json, const char *key, bool known, double value)
{
    if (known)
        json_number(json, key, value);
    else
        json_null(json, key);
}

static void agreement(struct json *json, const struct agreement *a)
{
    json_count(json, "n", a->n);
    number_or_null(json, "kappa", a->has_kappa, a->kappa);
    number_or_null(json, "exact", a->n > 0, a->exact);
    number_or_null(json, "within_one", a->n > 0, a->within_one);
    number_or_null(json, "lean", a->n > 0, a->lean);
}

static void correlation(struct json *json, const char *key, const struct correlation *c)
{
    json_object(json, key);
    json_count(json, "n", c->n);
    number_or_null(json, "spearman", c->has_spearman, c->spearman);
    number_or_null(json, "pearson", c->has_pearson, c->pearson);
    json_end(json);
}

static void head(struct json *json, const struct calibration *c, const struct report_options *options)
{
    json_object(json, "grade");
    json_text(json, "version", str_from(options->tool_version));
    json_end(json);
    json_text(json, "labels", c->marks->text->name);
    json_object(json, "pack");
    json_text_or_null(json, "name", c->pack_of ? c->pack_of->pack_name : STR(""));
    json_text_or_null(json, "version", c->pack_of ? c->pack_of->pack_version : STR(""));
    json_text_or_null(json, "hash", c->pack_of ? c->pack_of->pack_hash : STR(""));
    json_end(json);
    json_object(json, "marks");
    json_count(json, "read", c->n_read);
    json_count(json, "compared", c->n_compared);
    json_end(json);
    json_number(json, "acceptance", MARKS_ACCEPTED);
    json_object(json, "pooled");
    agreement(json, &c->pooled);
    json_end(json);
}

static void rows(struct json *json, const struct calibration *c)
{
    json_array(json, "criteria");
    for (size_t i = 0; i < c->n_rows; i++) {
        const struct calibrated_row *row = &c->rows[i];
        json_object(json, NULL);
        json_text(json, "id", row->id);
        json_text(json, "title", row->title);
        agreement(json, &row->agreement);
        json_bool(json, "accepted", row->accepted);
        json_end(json);
    }
    json_end(json);
}

static void raters(struct json *json, const struct calibration *c)
{
    json_array(json, "raters");
    for (size_t i = 0; i < c->n_raters; i++) {
        json_object(json, NULL);
        json_text(json, "id", c->raters[i].id);
        agreement(json, &c->raters[i].agreement);
        correlation(json, "totals", &c->raters[i].totals);
        json_end(json);
    }
    json_end(json);
    json_array(json, "rater_pairs");
    for (size_t i = 0; i < c->n_pairs; i++) {
        json_object(json, NULL);
        json_text(json, "first", c->raters[c->pairs[i].first].id);
        json_text(json, "second", c->raters[c->pairs[i].second].id);
        agreement(json, &c->pairs[i].agreement);
        json_end(json);
    }
    json_end(json);
}

static void submissions(struct json *json, const struct calibration *c)
{
    json_array(json, "submissions");
    for (size_t i = 0; i < c->n_submissions; i++) {
        const struct calibrated_submission *s = &c->submissions[i];
        json_object(json, NULL);
        json_text(json, "id", s->id);
        json_text_or_null(json, "review", s->review ? s->review->text->name : STR(""));
        json_count(json, "marks", s->n_marks);
        number_or_null(json, "total", s->review && s->review->has_total, s->review ? s->review->total : 0);
        number_or_null(json, "ungated", s->review != NULL, s->review ? s->review->ungated : 0);
        number_or_null(json, "marked_total", s->has_total, s->total);
        json_end(json);
    }
    json_end(json);
}

static void line_or_null(struct json *json, const char *key, uint32_t value)
{
    if (value)
        json_count(json, key, value);
    else
        json_null(json, key);
}

static void program_side(struct json *json, const struct stored_row *row)
{
    json_object(json, "program");
    json_count(json, "level", row->level);
    json_array(json, "evidence");
    for (size_t i = 0; i < row->n_evidence; i++) {
        const struct stored_evidence *e = &row->evidence[i];
        json_object(json, NULL);
        json_text_or_null(json, "file", e->file);
        line_or_null(json, "line", e->line);
        line_or_null(json, "column", e->column);
        json_text(json, "quote", e->quote);
        json_text(json, "why", e->why);
        json_end(json);
    }
    json_end(json);
    json_text_or_null(json, "looked_for", row->looked_for);
    json_end(json);
}

static void people_side(struct json *json, const struct calibrated_cell *cell)
{
    json_object(json, "people");
    json_number(json, "mean", cell->mean);
    json_count(json, "level", cell->level);
    json_array(json, "marks");
    for (size_t i = 0; i < cell->n_marks; i++) {
        const struct human_mark *mark = cell->marks[i];
        json_object(json, NULL);
        json_text(json, "rater", mark->rater);
        json_count(json, "level", mark->level);
        json_text_or_null(json, "note", mark->note);
        json_text_or_null(json, "at", mark->evidence);
        json_drawing_place(json, mark->at, true);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

static void disagreements(struct json *json, const struct calibration *c)
{
    json_array(json, "disagreements");
    for (size_t i = 0; i < c->n_disagreements; i++) {
        const struct calibrated_cell *cell = &c->disagreements[i];
        json_object(json, NULL);
        json_text(json, "submission", c->submissions[cell->submission].id);
        json_text(json, "row", c->rows[cell->row].id);
        json_text(json, "title", cell->stored->title);
        json_number(json, "difference", (double)cell->stored->level - cell->mean);
        program_side(json, cell->stored);
        people_side(json, cell);
        json_end(json);
    }
    json_end(json);
}

void calibration_json_write(struct report_out *out, const struct calibration *calibration,
                            const struct report_options *options)
{
    struct json json = json_new(out);
    json_object(&json, NULL);
    head(&json, calibration, options);
    rows(&json, calibration);
    json_object(&json, "totals");
    correlation(&json, "total", &calibration->totals);
    correlation(&json, "ungated", &calibration->ungated);
    json_end(&json);
    raters(&json, calibration);
    submissions(&json, calibration);
    disagreements(&json, calibration);
    json_drawing_diagnostics(&json, out->arena, calibration->diags, false);
    json_end(&json);
}
