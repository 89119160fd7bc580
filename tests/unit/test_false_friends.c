#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_words.h"

static void senses(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        /* a cue anywhere in the statement */
        {"Chargebacks go to each department.", "Chargebacks", "other sense"},
        {"Terraform reports drift detection nightly.", "drift detection", "other sense"},
        /* one that holds the word speaks of that place only */
        {"The data model is wide and the model server is small.", "model server", "positive"},
        {"A canary token sits beside the feature store.", "canary", "other sense"},
        {"A canary token is no canary; model rollout is by canary release.", "canary release", ""},
        /* words that settle it */
        {"Chargebacks and other disputes come from the department of the issuer.", "Chargebacks", "positive"},
        {"Terraform deploys the drift detection of the PSI of each feature.", "drift detection", "positive"},
        /* a phrase that was written with the cue in it */
        {"The feature registry is in git.", "feature registry", "positive"},
        {"The API gateway checks the token.", "API gateway", "positive"},
        /* no cue */
        {"Chargebacks arrive late.", "Chargebacks", "positive"},
        /* a comma parts: nobody speaks of a data model here */
        {"Tests of data, model training and serving.", "model training", "positive"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct helper_words h;
        helper_words_say(&h, cases[i][0]);
        if (*cases[i][2])
            assert_string_equal(helper_words_standing(&h, 0, cases[i][1]), cases[i][2]);
        helper_words_free(&h);
    }
}

static void other_sense_has_its_own_row(void **state)
{
    (void)state;
    struct helper_words h;
    helper_words_say(&h, "Chargebacks are allocated to each team's cloud budget.");
    assert_int_equal(helper_words_count(&h, "COMP-08", STANDING_OTHER_SENSE), 1);
    assert_int_equal(helper_words_count(&h, "COST-07", STANDING_OTHER_SENSE), 0);
    assert_true(helper_words_count(&h, "COST-07", STANDING_POSITIVE) > 0);
    helper_words_free(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(senses),
        cmocka_unit_test(other_sense_has_its_own_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
