#include "model/review_settle.h"

#include "base/utf8.h"

#include <inttypes.h>

#define IGNORED_MOST 200
#define IGNORED_BYTES 120

double review_settled(double value)
{
    if (!(value > -1e11 && value < 1e11))
        return value;
    double size = value < 0 ? -value : value;
    double rounded = (double)(uint64_t)(size * 1e4 + 0.5) / 1e4;
    return value < 0 && rounded > 0 ? -rounded : rounded;
}

static void settle(double *value)
{
    *value = review_settled(*value);
}

static void settle_files(struct arena *arena, struct review *review)
{
    const struct submission *submission = review->submission;
    review->prints = arena_alloc(arena, (submission ? submission->n_files : 0) * sizeof *review->prints);
    for (size_t i = 0; submission && i < submission->n_files; i++) {
        const struct text *text = submission->files[i].text;
        if (text)
            review->prints[i] = (struct file_print){true, text->bytes.n, str_hash(text->bytes)};
    }
}

/* Tells two states of a submission apart where there is no commit to name; protects against nothing. */
static void settle_digest(struct arena *arena, struct review *review)
{
    const struct submission *submission = review->submission;
    uint64_t all = 0;
    for (size_t i = 0; submission && i < submission->n_files; i++)
        if (review->prints[i].read)
            all =
                str_hash(str_from(arena_printf(arena, "%016" PRIx64 "%016" PRIx64 "%016" PRIx64, all,
                                               str_hash(submission->files[i].name), review->prints[i].hash)));
    review->digest = str_from(arena_printf(arena, "%016" PRIx64, all));
}

static void ignore(struct arena *arena, struct words_told *words, const struct statement *st,
                   const char *reason)
{
    if (words->n >= IGNORED_MOST) {
        words->left_out++;
        return;
    }
    struct ignored_words *one = ARENA_PUSH(arena, words->ignored, words->n, words->cap);
    *one = (struct ignored_words){st->at, str_from(reason), utf8_cut(st->text, IGNORED_BYTES)};
}

static void settle_words(struct arena *arena, struct review *review)
{
    const struct statements *told = review->reading ? review->reading->told : NULL;
    struct words_told *words = &review->words;
    if (!told)
        return;
    words->n_code_lines = told->n_code_lines;
    words->n_own_words = told->n_own_words;
    const struct statement_index *index =
        statements_index(arena, told, rub_sets_n(review->rubric), rub_roles_n(review->rubric));
    for (size_t i = 0; i < told->n; i++) {
        const struct statement *st = &told->items[i];
        words->of_kind[st->kind]++;
        if (st->ignored != IGNORED_NOT) {
            ignore(arena, words, st, ignored_name(st->ignored));
            continue;
        }
        for (unsigned s = STANDING_HYPOTHETICAL; s <= STANDING_OTHER_SENSE; s++)
            if (index->standings[i] >> s & 1)
                ignore(arena, words, st, standing_name((enum standing)s));
    }
}

/* What a gate says is said once, here: in its own words, or in the pack's where it has none. */
static void settle_gates(struct review *review)
{
    for (size_t i = 0; i < rub_gates_n(review->rubric); i++) {
        const struct rub_gate *gate = rub_gates(review->rubric, i);
        struct gate_verdict *verdict = &review->gates[i];
        if ((verdict->applied || verdict->probable || verdict->noted) && !verdict->message.n)
            verdict->message =
                str_from(rub_text(review->rubric, gate->message ? gate->message : gate->title));
    }
}

void review_settle_numbers(struct review *review)
{
    const struct rubric *rubric = review->rubric;
    for (size_t i = 0; i < rub_predicates_n(rubric); i++)
        settle(&review->predicates[i].confidence);
    for (size_t i = 0; i < rub_rows_n(rubric); i++) {
        settle(&review->rows[i].confidence);
        settle(&review->rows[i].points);
    }
    for (size_t i = 0; i < rub_dimensions_n(rubric); i++) {
        settle(&review->dimensions[i].points);
        settle(&review->dimensions[i].max);
    }
    for (size_t i = 0; i < rub_loops_n(rubric); i++)
        settle(&review->loops[i].confidence);
    for (size_t i = 0; i < rub_gates_n(rubric); i++)
        settle(&review->gates[i].cap);
    settle(&review->total);
    settle(&review->unadjusted);
    settle(&review->ungated);
    settle(&review->max);
}

void review_settle(struct arena *arena, struct review *review)
{
    settle_files(arena, review);
    settle_digest(arena, review);
    settle_words(arena, review);
    settle_gates(review);
    review_settle_numbers(review);
}
