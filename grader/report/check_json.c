#include "report/check_json.h"

#include "report/check.h"
#include "report/complaint.h"
#include "report/json_writer.h"

static void place(struct json *json, struct place at)
{
    json_text(json, "file", at.text ? at.text->name : STR(""));
    if (at.line)
        json_count(json, "line", at.line);
    else
        json_null(json, "line");
}

static void places(struct json *json, const struct evidence_list *evidence)
{
    json_array(json, "places");
    for (size_t i = 0; i < evidence->n; i++) {
        json_object(json, NULL);
        place(json, evidence->items[i].at);
        json_end(json);
    }
    json_end(json);
}

static void files(struct json *json, const struct review *review)
{
    static const char *const uses[] = {[FILE_UNUSED] = "unused",
                                       [FILE_USED] = "used",
                                       [FILE_REFUSED] = "refused",
                                       [FILE_SKIPPED] = "skipped"};
    json_array(json, "files");
    for (size_t i = 0; i < review->submission->n_files; i++) {
        const struct file *file = &review->submission->files[i];
        struct check_drawn drawn = check_drawn_in(review, file);
        json_object(json, NULL);
        json_text(json, "name", file->name);
        json_text(json, "use", str_from(uses[file->use]));
        json_text_or_null(json, "why", str_from(file->why));
        json_count(json, "boxes", drawn.boxes);
        json_count(json, "arrows", drawn.arrows);
        json_end(json);
    }
    json_end(json);
    json_count(json, "other_files", review->submission->n_others);
    json_count(json, "pictures", review->reading->prose ? review->reading->prose->n_images : 0);
}

static void complaints(struct json *json, const struct review *review)
{
    const struct diag **sorted = complaint_order(json->out->arena, review->diags);
    json_array(json, "diagnostics");
    for (size_t i = 0; i < review->diags->n; i++) {
        if (!check_shows(sorted[i]))
            continue;
        json_object(json, NULL);
        json_text(json, "id", str_from(diag_name(sorted[i]->id)));
        json_text(json, "severity", str_from(severity_name(diag_severity(sorted[i]->id))));
        place(json, sorted[i]->at);
        json_count(json, "column", sorted[i]->at.column);
        json_text(json, "message", sorted[i]->message);
        json_end(json);
    }
    json_end(json);
    json_count(json, "diagnostics_left_out", review->diags->dropped);
}

static void parts(struct json *json, const struct review *review)
{
    json_array(json, "parts");
    for (size_t i = 0; i < rub_parts_n(review->rubric); i++) {
        const struct rub_part *part = rub_parts(review->rubric, i);
        json_object(json, NULL);
        json_text(json, "id", str_from(rub_text(review->rubric, part->id)));
        json_text(json, "title", str_from(rub_text(review->rubric, part->title)));
        json_text(json, "found", str_from(check_found(review->parts[i].value)));
        places(json, &review->parts[i].evidence);
        json_end(json);
    }
    json_end(json);
}

static void numbers(struct json *json, const struct review *review)
{
    json_array(json, "numbers");
    for (size_t i = 0; i < rub_checks_n(review->rubric); i++) {
        const struct check_verdict *verdict = &review->checks[i];
        if (!check_agrees(verdict->result))
            continue;
        json_object(json, NULL);
        json_text(json, "title", str_from(rub_text(review->rubric, rub_checks(review->rubric, i)->title)));
        json_text(json, "result", str_from(check_agrees(verdict->result)));
        json_text_or_null(json, "arithmetic", verdict->bound ? STR("") : verdict->arithmetic);
        places(json, &verdict->evidence);
        json_end(json);
    }
    json_end(json);
}

void check_json_write(struct report_out *out, const struct review *review,
                      const struct report_options *options)
{
    const struct rub_info *info = rub_info(review->rubric, 0);
    const struct source *source = &review->submission->source;
    struct json json = json_new(out);
    json_object(&json, NULL);
    json_object(&json, "grade");
    json_text(&json, "version", str_from(options->tool_version));
    json_end(&json);
    json_text(&json, "note", STR(CHECK_NOTE));
    json_text(&json, "pack", str_from(rub_text(review->rubric, info->name)));
    json_text(&json, "source", source->url.n ? source->url : source->path);
    files(&json, review);
    complaints(&json, review);
    parts(&json, review);
    numbers(&json, review);
    json_array(&json, "dimensions");
    for (size_t i = 0; i < rub_dimensions_n(review->rubric); i++) {
        json_object(&json, NULL);
        json_text(&json, "name", str_from(rub_text(review->rubric, rub_dimensions(review->rubric, i)->name)));
        json_count(&json, "percent", check_percent(&review->dimensions[i]));
        json_end(&json);
    }
    json_end(&json);
    json_array(&json, "hints");
    for (size_t i = 0; i < review->n_hints; i++)
        json_text(&json, NULL, review->hints[i]);
    json_end(&json);
    json_end(&json);
}
