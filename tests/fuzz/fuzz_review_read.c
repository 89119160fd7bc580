/*
 * Reviews that come back from their JSON, to be shown again: what is read is written in every format that can
 * show it. fuzz: dict=json max_len=32768
 */
#include "fuzz.h"
#include "parse/review_read.h"

static const struct report_options options = {.all = true, .unicode = true, .width = 80, .tool_version = "0"};

static void show(const uint8_t *data, size_t size, struct review_view view)
{
    struct fuzz f;
    fuzz_open(&f);
    struct text *text = text_new(f.arena, STR("review.json"), fuzz_bytes(f.arena, data, size));
    const struct review *review = review_read(f.arena, &f.diags, &f.limits, text, view);
    FUZZ_SOUND(sound_diags(&f.diags));
    FUZZ_CHECK(review || f.diags.n > 0);
    for (size_t i = 0; review && i < n_formats; i++)
        if (!formats[i].submission)
            fuzz_check_report(formats[i].name, fuzz_report(f.arena, &formats[i], review, &options), &options);
    fuzz_close(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    show(data, size, (struct review_view){0});
    show(data, size, (struct review_view){.anonymous = true, .for_candidate = true});
    return 0;
}
