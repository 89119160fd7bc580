/*
 * The whole way: a small repository in (files as fuzz_parts() frames them), all reports out.
 * fuzz: dict=pipeline max_len=4096
 *
 * The files are listed, ordered and chosen as those of a git tree are, go through a parcel as between two
 * processes, are read, recognised and judged with the built-in pack, and every format is written, for three
 * readers. All of it happens twice, and the bytes must be the same.
 */
#include "fetch/discover.h"
#include "fetch/parcel.h"
#include "fuzz.h"
#include "helper_laws.h"
#include "judge/evaluate.h"
#include "pack_image.h"
#include "recognise/recognise.h"

#include <string.h>

static const struct report_options ways[] = {
    {.all = true, .unicode = true, .width = 80, .tool_version = "0"},
    {.all = true, .colour = true, .unicode = true, .width = 132, .tool_version = "0"},
    {.width = 40, .tool_version = "0"},
};
#define WAYS (sizeof ways / sizeof *ways)

static enum read_result read_part(void *context, const struct entry *entry, size_t max, struct str *out,
                                  size_t *size, const char **why)
{
    const struct fuzz_part *part = (const struct fuzz_part *)context + entry->handle;
    (void)why;
    *size = part->bytes.n;
    *out = part->bytes;
    return part->bytes.n > max ? READ_TOO_LARGE : READ_OK;
}

/* As a lister of folders does it: each folder on the way is asked for, then the file. */
static void list(struct listing *listing, const struct fuzz_part *part, size_t handle)
{
    struct str folder = {"", 0}, rest = part->name;
    for (size_t slash; (slash = str_find(rest, STR("/"))) < rest.n;) {
        struct str path;
        if (!listing_folder(listing, folder, str_sub(rest, 0, slash), &path) || path.n == 0)
            return;
        folder = path;
        rest = str_sub(rest, slash + 1, rest.n);
    }
    listing_add(listing, folder, rest, ENTRY_FILE, handle);
}

static bool take(void *context, const void *bytes, size_t n)
{
    buf_add(context, (struct str){bytes, n});
    return true;
}

/* What one process has found, in another. */
static void carry(struct fuzz *f, const struct submission *found, const struct diags *said)
{
    struct buf bytes = buf_new(f->arena, 64 * MIB);
    struct repository_port port = {take, take, &bytes};
    struct str error = {"", 0};
    enum fetch_result result;
    FUZZ_CHECK(parcel_write(&port, FETCH_OK, error, found, said) && bytes.n <= parcel_max(&f->limits));
    FUZZ_CHECK(
        parcel_read(&f->submission, &result, &error, f->arena, &f->diags, &f->limits, buf_str(&bytes)));
    FUZZ_CHECK(result == FETCH_OK && f->submission.n_files == found->n_files);
}

/* Colours, width and ASCII make a difference to this format. */
static bool depends(const char *format)
{
    return strcmp(format, "terminal") == 0 || strcmp(format, "tree") == 0;
}

/* All reports of the submission for the first n_ways readers, one after the other. */
static struct str run(struct fuzz *f, struct str input, size_t n_ways)
{
    struct submission found = {.source = {SOURCE_FOLDER, STR(""), STR(""), STR("fuzzed"), STR("")}};
    struct diags said;
    struct fuzz_part *parts;
    struct rubric rubric;
    size_t n = fuzz_parts(&parts, f->arena, input);
    diags_init(&said, f->arena, &f->limits);
    struct listing listing = listing_new(f->arena, &said, &f->limits);
    for (size_t i = 0; i < n; i++)
        list(&listing, &parts[i], i);
    const struct discover_source source = {read_part, parts};
    FUZZ_CHECK(discover_read(&found, &listing, &source));
    carry(f, &found, &said);
    FUZZ_CHECK(rubric_open(&rubric, pack_fraud_detection,
                           (size_t)(pack_fraud_detection_end - pack_fraud_detection)));
    f->ctx.names = laws_names(f->arena, &rubric);
    readers_read(&f->ctx, &f->submission);
    const struct reading *reading = recognise(f->arena, &f->diags, f->arch, f->prose, &rubric);
    const struct review *review =
        judge_review(f->arena, &f->submission, f->arch, reading, &rubric, &f->diags);
    FUZZ_SOUND(sound_architecture(f->arch));
    FUZZ_SOUND(sound_diags(&f->diags));
    FUZZ_SOUND(sound_review(review));
    struct buf all = buf_new(f->arena, 256 * MIB);
    for (size_t w = 0; w < n_ways; w++)
        for (size_t i = 0; i < n_formats; i++) {
            if (w > 0 && !depends(formats[i].name))
                continue;
            struct str report = fuzz_report(f->arena, &formats[i], review, &ways[w]);
            fuzz_check_report(formats[i].name, report, &ways[w]);
            buf_add(&all, report);
        }
    return buf_str(&all);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz first, second;
    fuzz_open(&first);
    fuzz_open(&second);
    struct str a = run(&first, fuzz_bytes(first.arena, data, size), WAYS);
    struct str b = run(&second, fuzz_bytes(second.arena, data, size), 1);
    FUZZ_CHECK(str_eq(str_sub(a, 0, b.n), b));
    fuzz_close(&first);
    fuzz_close(&second);
    return 0;
}
