/*
 * Reviews that were stored as JSON and come back.
 * fuzz: dict=json max_len=4096
 */
#include "fuzz.h"
#include "parse/stored_review.h"

static bool readable(struct str s)
{
    return s.n == 0 || (s.p && sound_utf8(s));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f;
    fuzz_open(&f);
    const struct text *text = text_new(f.arena, STR("out/ada.json"), fuzz_bytes(f.arena, data, size));
    const struct stored_review *review = stored_review_read(f.arena, &f.diags, &f.limits, text);
    FUZZ_SOUND(sound_diags(&f.diags));
    FUZZ_CHECK(review || f.diags.n > 0);
    if (review) {
        FUZZ_CHECK(str_is(review->name, "ada") && readable(review->source));
        FUZZ_CHECK(readable(review->pack_name) && readable(review->pack_version) &&
                   readable(review->pack_hash));
        FUZZ_CHECK(!review->has_total ||
                   (review->total == review->total && review->ungated == review->ungated));
        for (size_t i = 0; i < review->n_rows; i++) {
            const struct stored_row *row = &review->rows[i];
            FUZZ_CHECK(row->level < MARK_LEVELS && row->id.n && readable(row->id) && readable(row->title));
            for (size_t k = 0; k < row->n_evidence; k++)
                FUZZ_CHECK(readable(row->evidence[k].file) && readable(row->evidence[k].quote) &&
                           readable(row->evidence[k].why));
        }
    }
    fuzz_close(&f);
    return 0;
}
