#include "rendering.h"

#include "parse/review_read.h"
#include "report/json.h"

struct review *rendering_stored(struct arena *arena, const struct limits *limits, const struct text *json,
                                struct str *error)
{
    struct diags diags;
    diags_init(&diags, arena, limits);
    struct review *review = review_read(arena, &diags, limits, json, (struct review_view){0});
    /* What was complained about without refusing it (a key that stands twice) is no matter of a reader's. */
    for (size_t i = 0; !review && i < diags.n; i++) {
        const struct diag *d = &diags.items[i];
        if (diag_severity(d->id) != SEVERITY_ERROR)
            continue;
        *error = str_from(arena_printf(arena, "%.*s:%u:%u: %.*s", STR_ARG(json->name), (unsigned)d->at.line,
                                       (unsigned)d->at.column, STR_ARG(d->message)));
        break;
    }
    return review;
}

static void append(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (struct str){bytes, n});
}

const struct review *rendering_view(struct arena *arena, const struct limits *limits,
                                    const struct review *review, struct rendering_view view,
                                    struct str *error)
{
    if (!view.anonymous && !view.for_candidate)
        return review;
    struct buf json = buf_new(arena, limits->review_bytes);
    struct report_out out = {append, &json, arena};
    const struct report_options options = {.tool_version = ""};
    report_json_write(&out, review, &options);
    if (json.full) {
        *error = str_from(arena_printf(arena,
                                       "the review is larger than %zu bytes: too large for --anonymous "
                                       "and --audience candidate",
                                       limits->review_bytes));
        return NULL;
    }
    struct diags diags;
    diags_init(&diags, arena, limits);
    const struct text *text = text_new(arena, STR("review"), buf_str(&json));
    const struct review *seen =
        review_read(arena, &diags, limits, text, (struct review_view){view.anonymous, view.for_candidate});
    if (!seen)
        BUG("a review does not come back from its own JSON");
    return seen;
}

void rendering_report(struct report_out *out, const struct review *review, const char *format,
                      const struct report_options *options)
{
    formats_find(format)->write(out, review, options);
}
