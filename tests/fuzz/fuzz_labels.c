/*
 * People's marks, as CSV and as YAML, held against a review.
 * fuzz: dict=labels max_len=2048
 */
#include "fuzz.h"
#include "judge/calibrate.h"
#include "parse/labels.h"
#include "parse/stored_review.h"
#include "report/calibration.h"

static const char stored[] =
    "{\"grade\": {\"version\": \"1\"}, \"pack\": {\"name\": \"p\", \"version\": \"2\", \"hash\": \"00ff\"},\n"
    "\"score\": {\"total\": 61.25, \"ungated\": 70}, \"source\": {\"url\": null, \"path\": \"ada\"},\n"
    "\"criteria\": [{\"id\": \"R-1\", \"title\": \"T\", \"level\": 2, \"evidence\":\n"
    "[{\"file\": \"a.dot\", \"line\": 3, \"column\": 4, \"quote\": \"q\", \"why\": \"w\"}]},\n"
    "{\"id\": \"R-2\", \"level\": 3, \"evidence\": []}]}";

static void check(const struct calibration *c)
{
    FUZZ_CHECK(c && c->n_compared <= c->n_read);
    FUZZ_CHECK(c->pooled.n == 0 || (c->pooled.exact >= 0 && c->pooled.exact <= c->pooled.within_one &&
                                    c->pooled.within_one <= 1));
    FUZZ_CHECK(!c->pooled.has_kappa || (c->pooled.kappa >= -1.000001 && c->pooled.kappa <= 1.000001));
}

static void read(const char *name, const uint8_t *data, size_t size)
{
    struct fuzz f;
    struct marks marks;
    struct buf bytes;
    const struct report_options options = {.all = true, .unicode = true, .width = 100, .tool_version = "0"};
    fuzz_open(&f);
    const struct text *text = text_new(f.arena, str_from(name), fuzz_bytes(f.arena, data, size));
    struct stored_review *review =
        stored_review_read(f.arena, &f.diags, &f.limits, text_new(f.arena, STR("ada.json"), STR(stored)));
    FUZZ_CHECK(review && f.diags.n == 0);
    bool ok = labels_read(&marks, f.arena, &f.diags, &f.limits, text);
    FUZZ_CHECK(ok || (f.diags.n > 0 && marks.n == 0));
    for (size_t i = 0; i < marks.n; i++) {
        const struct human_mark *mark = &marks.items[i];
        FUZZ_CHECK(mark->is_total || mark->level < MARK_LEVELS);
        FUZZ_CHECK(!mark->is_total || (mark->total >= 0 && mark->total <= MARKS_TOTAL_MOST));
        FUZZ_CHECK(mark->submission.n && mark->rater.n && (mark->is_total || mark->row.n));
    }
    for (size_t i = 0; i < marks.n_reviews; i++)
        marks.reviews[i].review = MARKS_NONE;
    const struct calibration *c = calibrate(f.arena, &f.diags, &f.limits, &marks, &review, 1);
    check(c);
    for (size_t i = 0; i < n_calibration_formats; i++) {
        struct report_out out = fuzz_out(&bytes, f.arena);
        calibration_formats[i].write(&out, c, &options);
        if (str_is(str_from(calibration_formats[i].name), "json"))
            fuzz_check_json(buf_str(&bytes));
        else
            fuzz_check_terminal(buf_str(&bytes), false, true);
    }
    FUZZ_SOUND(sound_diags(&f.diags));
    fuzz_close(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read("marks.csv", data, size);
    read("marks.yaml", data, size);
    return 0;
}
