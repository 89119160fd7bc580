#include "report/html_data.h"

#include "report/json_writer.h"

#include <stdio.h>

static void words(const struct html *h, struct json *json, const char *key, uint32_t text)
{
    json_text(json, key, str_from(rub_text(h->rubric, text)));
}

static void hop(const struct html *h, struct json *json, const struct hop_verdict *hop)
{
    json_object(json, NULL);
    json_text(json, "title", str_from(hop->title));
    json_text(json, "value", str_from(truth_name(hop->value)));
    json_array(json, "on");
    for (size_t i = 0; i < hop->witness.n; i++) {
        char id[32];
        size_t thing;
        char kind = html_kit_thing(h, &thing, &hop->witness.items[i]);
        snprintf(id, sizeof id, "%c%zu", kind, thing);
        if (kind)
            json_text(json, NULL, str_from(id));
    }
    json_end(json);
    size_t ghost = picture_ghost_of(h->picture, hop->title);
    if (hop->value == TRUTH_FALSE && ghost != PICTURE_NONE)
        json_count(json, "ghost", ghost);
    json_end(json);
}

static void arrow_ends(const struct html *h, struct json *json)
{
    json_array(json, "arrows");
    for (size_t i = 0; i < h->picture->n_arrows; i++) {
        json_count(json, NULL, h->picture->arrows[i].from);
        json_count(json, NULL, h->picture->arrows[i].to);
    }
    json_end(json);
}

void html_data_write(const struct html *h, const char *tool_version)
{
    struct json json = json_new(h->out);
    const struct rub_info *info = rub_info(h->rubric, 0);
    const struct source *source = &h->review->submission->source;
    json_object(&json, NULL);
    json_text(&json, "grade", str_from(tool_version));
    json_object(&json, "review");
    json_text_or_null(&json, "source", source->url.n ? source->url : source->path);
    json_text_or_null(&json, "commit", source->commit);
    json_text_or_null(&json, "digest", h->review->digest);
    json_end(&json);
    json_object(&json, "pack");
    words(h, &json, "name", info->name);
    words(h, &json, "version", info->version);
    words(h, &json, "hash", info->hash);
    json_end(&json);
    json_array(&json, "rows");
    for (size_t i = 0; i < rub_rows_n(h->rubric); i++) {
        json_object(&json, NULL);
        words(h, &json, "id", rub_rows(h->rubric, i)->id);
        json_count(&json, "level", (size_t)h->review->rows[i].level);
        json_end(&json);
    }
    json_end(&json);
    json_array(&json, "questions");
    for (size_t i = 0; i < h->review->n_questions; i++) {
        json_object(&json, NULL);
        json_text(&json, "text", h->review->questions[i].text);
        json_text_or_null(&json, "because", h->review->questions[i].because);
        json_end(&json);
    }
    json_end(&json);
    arrow_ends(h, &json);
    json_array(&json, "loops");
    for (size_t i = 0; i < rub_loops_n(h->rubric); i++) {
        json_object(&json, NULL);
        words(h, &json, "title", rub_loops(h->rubric, i)->title);
        json_array(&json, "hops");
        for (size_t k = 0; k < h->review->loops[i].n_hops; k++)
            hop(h, &json, &h->review->loops[i].hops[k]);
        json_end(&json);
        json_end(&json);
    }
    json_end(&json);
    json_end(&json);
}
