#include "report/sarif.h"

#include "report/alerts.h"
#include "report/escape.h"
#include "report/escape_uri.h"
#include "report/json_writer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sarif {
    struct json json;
    struct arena *arena;
    const struct review *review;
    const struct alerts *alerts;
};

/* SARIF makes a link of "[text](place)". */
static struct str plain(struct sarif *w, struct str text)
{
    struct buf visible = buf_new(w->arena, 16 * 1024), out = buf_new(w->arena, 32 * 1024);
    escape_terminal(&visible, text, true);
    for (size_t i = 0; i < visible.n; i++) {
        buf_putc(&out, visible.p[i]);
        if (visible.p[i] == ']' && visible.p[i + 1] == '(')
            buf_putc(&out, ' ');
    }
    return str_trim(buf_str(&out));
}

static void message(struct sarif *w, const char *key, struct str text)
{
    struct str shown = plain(w, text);
    json_object(&w->json, key);
    json_text(&w->json, "text", shown.n ? shown : STR("(no words)"));
    json_end(&w->json);
}

static void append(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (struct str){bytes, n});
}

static struct str uri(struct sarif *w, struct str name)
{
    struct buf collected = buf_new(w->arena, 3 * name.n + 1);
    struct report_out out = {append, &collected, w->arena};
    escape_uri(&out, name);
    return buf_str(&collected);
}

static void artifact(struct sarif *w, const char *key, struct str at)
{
    json_object(&w->json, key);
    json_text(&w->json, "uri", at);
    json_text(&w->json, "uriBaseId", STR("SRCROOT"));
    json_end(&w->json);
}

static const char *level(enum severity severity)
{
    return severity_name(severity);
}

static void driver(struct sarif *w, const struct report_options *options)
{
    struct json *json = &w->json;
    const struct rub_info *info = rub_info(w->review->rubric, 0);
    json_object(json, "tool");
    json_object(json, "driver");
    json_text(json, "name", STR("grade"));
    json_text(json, "version", str_from(options->tool_version));
    json_text(json, "semanticVersion", str_from(options->tool_version));
    json_object(json, "properties");
    json_text(json, "pack", str_from(rub_text(w->review->rubric, info->name)));
    json_text(json, "packVersion", str_from(rub_text(w->review->rubric, info->version)));
    json_text(json, "packHash", str_from(rub_text(w->review->rubric, info->hash)));
    json_end(json);
    json_array(json, "rules");
    for (size_t i = 0; i < w->alerts->n_rules; i++) {
        const struct alert_rule *rule = &w->alerts->rules[i];
        json_object(json, NULL);
        json_text(json, "id", plain(w, str_from(rule->id)));
        message(w, "shortDescription", str_from(rule->title));
        json_object(json, "defaultConfiguration");
        json_text(json, "level", str_from(level(rule->level)));
        json_end(json);
        json_end(json);
    }
    json_end(json);
    json_end(json);
    json_end(json);
}

/* Only what is surely a URI: SARIF wants one. */
static bool web_address(struct str url)
{
    if (!str_starts(url, "https://") || url.n < 12)
        return false;
    for (size_t i = 8; i < url.n; i++) {
        char c = str_byte_lower(url.p[i]);
        if (!(c >= 'a' && c <= 'z') && !str_byte_digit(c) && !strchr("/.-_~:", c))
            return false;
    }
    return true;
}

static void provenance(struct sarif *w)
{
    struct json *json = &w->json;
    const struct source *source = &w->review->submission->source;
    if (!web_address(source->url))
        return;
    json_array(json, "versionControlProvenance");
    json_object(json, NULL);
    json_text(json, "repositoryUri", source->url);
    if (source->commit.n)
        json_text(json, "revisionId", source->commit);
    json_end(json);
    json_end(json);
}

static void artifacts(struct sarif *w)
{
    struct json *json = &w->json;
    const struct review *review = w->review;
    json_array(json, "artifacts");
    for (size_t i = 0; i < review->submission->n_files; i++) {
        struct str at = uri(w, review->submission->files[i].name);
        if (!at.n)
            continue;
        json_object(json, NULL);
        artifact(w, "location", at);
        if (review->prints[i].read)
            json_count(json, "length", review->prints[i].bytes);
        json_end(json);
    }
    json_end(json);
}

/* A place that code scanning can show: an alert that has none stands at the first file that was used. */
static struct str file_of(const struct sarif *w, const struct alert *alert)
{
    if (alert->at.text && alert->at.text->name.n)
        return alert->at.text->name;
    for (size_t i = 0; i < w->review->submission->n_files; i++)
        if (w->review->submission->files[i].use == FILE_USED)
            return w->review->submission->files[i].name;
    return STR("");
}

static void location(struct sarif *w, const struct alert *alert)
{
    struct json *json = &w->json;
    struct str at = uri(w, file_of(w, alert));
    json_array(json, "locations");
    if (at.n) {
        json_object(json, NULL);
        json_object(json, "physicalLocation");
        artifact(w, "artifactLocation", at);
        json_object(json, "region");
        json_count(json, "startLine", alert->at.text && alert->at.line ? alert->at.line : 1);
        json_end(json);
        json_end(json);
        json_end(json);
    }
    json_end(json);
}

/* Of rule, file and the candidate's line, and which of several with the same; not of the line's number. */
static uint64_t print_of(struct sarif *w, const struct alert *alert)
{
    uint64_t parts[] = {str_hash(str_from(alert->rule)), str_hash(uri(w, file_of(w, alert))),
                        str_hash(plain(w, alert->quote))};
    return str_hash((struct str){(const char *)parts, sizeof parts});
}

struct print {
    uint64_t hash;
    size_t alert;
};

static int by_hash(const void *left, const void *right)
{
    const struct print *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->alert < b->alert ? -1 : a->alert > b->alert;
}

static const char **fingerprints(struct sarif *w, size_t n)
{
    struct print *prints = arena_alloc(w->arena, n * sizeof *prints);
    const char **texts = arena_alloc(w->arena, (n + 1) * sizeof *texts);
    for (size_t i = 0; i < n; i++)
        prints[i] = (struct print){print_of(w, &w->alerts->items[i]), i};
    qsort(prints, n, sizeof *prints, by_hash);
    for (size_t i = 0, same = 1; i < n; i++) {
        same = i && prints[i - 1].hash == prints[i].hash ? same + 1 : 1;
        texts[prints[i].alert] = arena_printf(w->arena, "%016" PRIx64 ":%zu", prints[i].hash, same);
    }
    return texts;
}

static size_t rule_index(const struct sarif *w, const char *id)
{
    size_t i = 0;
    while (i + 1 < w->alerts->n_rules && strcmp(w->alerts->rules[i].id, id) != 0)
        i++;
    return i;
}

static void results(struct sarif *w, size_t n)
{
    struct json *json = &w->json;
    const char **prints = fingerprints(w, n);
    json_array(json, "results");
    for (size_t i = 0; i < n; i++) {
        const struct alert *alert = &w->alerts->items[i];
        json_object(json, NULL);
        json_text(json, "ruleId", plain(w, str_from(alert->rule)));
        json_count(json, "ruleIndex", rule_index(w, alert->rule));
        json_text(json, "level", str_from(level(alert->level)));
        message(w, "message", alert->message);
        location(w, alert);
        json_object(json, "partialFingerprints");
        json_text(json, "gradeAlert/v1", str_from(prints[i]));
        json_end(json);
        json_end(json);
    }
    json_end(json);
}

static void figures(struct sarif *w, size_t left_out)
{
    struct json *json = &w->json;
    const struct review *review = w->review;
    json_object(json, "properties");
    if (review->has_total)
        json_number(json, "total", review->total);
    else
        json_null(json, "total");
    json_number(json, "max", review->max);
    if (review->band != RUB_NONE)
        json_text(json, "band",
                  str_from(rub_text(review->rubric, rub_bands(review->rubric, review->band)->name)));
    else
        json_null(json, "band");
    json_bool(json, "partial", review->partial);
    json_count(json, "resultsLeftOut", left_out);
    json_array(json, "hints");
    for (size_t i = 0; i < review->n_hints; i++)
        json_text(json, NULL, plain(w, review->hints[i]));
    json_end(json);
    json_end(json);
}

void sarif_write(struct report_out *out, const struct review *review, const struct report_options *options)
{
    struct sarif w = {json_new(out), out->arena, review, alerts_of(out->arena, review)};
    struct json *json = &w.json;
    size_t n = w.alerts->n < SARIF_RESULTS ? w.alerts->n : SARIF_RESULTS;
    json_object(json, NULL);
    json_text(json, "$schema", STR("https://json.schemastore.org/sarif-2.1.0.json"));
    json_text(json, "version", STR("2.1.0"));
    json_array(json, "runs");
    json_object(json, NULL);
    driver(&w, options);
    json_object(json, "automationDetails");
    json_text(json, "id", STR("grade/"));
    json_end(json);
    provenance(&w);
    json_object(json, "originalUriBaseIds");
    json_object(json, "SRCROOT");
    message(&w, "description", STR("The root of the submission."));
    json_end(json);
    json_end(json);
    artifacts(&w);
    results(&w, n);
    figures(&w, w.alerts->n - n);
    json_end(json);
    json_end(json);
    json_end(json);
}
