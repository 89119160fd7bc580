/*
 * The loader of rubric packs: files as fuzz_parts() frames them, and those that are missing from a small
 * pack. fuzz: dict=pack max_len=8192
 *
 * What it accepts must be usable: a drawing is graded with it and its pages are written.
 */
#include "fuzz.h"
#include "helper_laws.h"
#include "helper_pack.h"
#include "judge/evaluate.h"
#include "recognise/recognise.h"
#include "report/explanation.h"
#include "report/rubric_page.h"

#include <string.h>

static const struct report_options options = {.all = true, .unicode = true, .width = 80, .tool_version = "0"};

static const char drawing[] = "digraph {\n"
                              "  pay [label=\"Payment gateway\"]; bus [label=\"Kafka event stream\"]\n"
                              "  pay -> bus [label=\"transaction\"]; bus -> lake [label=raw]\n"
                              "  lake [label=\"S3 data lake\"]; job [label=\"feature job\"]; bus -> job\n"
                              "  job -> store [label=features]; store [label=\"online feature store\"]\n"
                              "  model [label=\"model server\"]; store -> model; model -> log [label=score]\n"
                              "}\n";
static const char words[] = "# Design\n\nKafka keeps raw events for 7 days, so a bad job can be replayed.\n\n"
                            "| metric | threshold | action |\n|---|---|---|\n| PSI | > 0.2 | retrain |\n\n"
                            "The model server answers within 50 ms; on time-out the rules decide.\n";

static void grade_with(const struct rubric *rubric)
{
    struct fuzz f;
    fuzz_open(&f);
    f.ctx.names = laws_names(f.arena, rubric);
    fuzz_read(&f, "system.dot", STR(drawing));
    f.submission.n_files = 0;
    fuzz_read(&f, "README.md", STR(words));
    const struct reading *reading = recognise(f.arena, &f.diags, f.arch, f.prose, rubric);
    const struct review *review = judge_review(f.arena, &f.submission, f.arch, reading, rubric, &f.diags);
    FUZZ_SOUND(sound_review(review));
    for (size_t i = 0; i < n_formats; i++)
        fuzz_check_text(fuzz_report(f.arena, &formats[i], review, &options));
    fuzz_close(&f);
}

static void write_pages(struct arena *arena, const struct rubric *rubric)
{
    struct buf bytes;
    struct report_out out = fuzz_out(&bytes, arena);
    rubric_page_list(&out, rubric, &options);
    explanation_list(&out, rubric, &options);
    for (uint32_t i = 0; i < rub_rows_n(rubric); i++) {
        struct explained row = {EXPLAINED_ROW, i};
        rubric_page_row(&out, rubric, i, &options);
        explanation_write(&out, rubric, NULL, &row, 1, &options);
    }
    fuzz_check_terminal(buf_str(&bytes), false, true);
}

/* The input's files, and those of the small pack that it does not have. */
static size_t collect(struct pack_file **out, struct arena *arena, struct str input)
{
    const struct pack_file *rest;
    struct fuzz_part *parts;
    size_t n = fuzz_parts(&parts, arena, input), n_rest = helper_pack_files(&rest), all = 0;
    *out = arena_alloc(arena, (n + n_rest + 1) * sizeof **out);
    for (size_t i = 0; i < n; i++) {
        bool twice = false;
        for (size_t k = 0; k < all; k++)
            twice |= str_eq((*out)[k].name, parts[i].name);
        if (!twice && pack_wants(parts[i].name))
            (*out)[all++] = (struct pack_file){parts[i].name, parts[i].bytes};
    }
    for (size_t i = 0, own = all; i < n_rest; i++) {
        bool there = false;
        for (size_t k = 0; k < own; k++)
            there |= str_eq((*out)[k].name, rest[i].name);
        if (!there)
            (*out)[all++] = rest[i];
    }
    return all;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct limits limits = limits_default();
    struct diags errors, again;
    struct rubric rubric, turned;
    struct pack_file *files;
    size_t n = collect(&files, arena, fuzz_bytes(arena, data, size));
    diags_init(&errors, arena, &limits);
    diags_init(&again, arena, &limits);
    bool loaded = pack_load(&rubric, arena, &errors, files, n);
    FUZZ_SOUND(sound_diags(&errors));
    FUZZ_CHECK(loaded == (errors.n == 0));
    for (size_t i = 0; i < n / 2; i++) {
        struct pack_file first = files[i];
        files[i] = files[n - 1 - i];
        files[n - 1 - i] = first;
    }
    /* The order of the files makes no difference. */
    FUZZ_CHECK(pack_load(&turned, arena, &again, files, n) == loaded && again.n == errors.n);
    if (loaded) {
        FUZZ_CHECK(rubric.size == turned.size && memcmp(rubric.image, turned.image, rubric.size) == 0);
        write_pages(arena, &rubric);
        grade_with(&rubric);
    }
    arena_free(arena);
    return 0;
}
