#include "grade.h"

#include "fetching.h"
#include "judge/evaluate.h"
#include "laying_out.h"
#include "pack_image.h"
#include "parse/dot_apart.h"
#include "parse/readers.h"
#include "parse/scaffold.h"
#include "recognise/recognise.h"
#include "report/complaint.h"

#include <unistd.h>

/* ---- in the parent: bytes in ---- */

bool grade_pack_read(struct grade_pack *out, struct arena *arena, const char *dir_or_null, struct str *error)
{
    struct str message;
    *out = (struct grade_pack){.dir = dir_or_null};
    if (!dir_or_null)
        return true;
    if (!pack_folder_read(&out->files, &out->n, &message, arena, dir_or_null)) {
        *error = str_from(
            arena_printf(arena, "the pack %s cannot be used\n  %.*s", dir_or_null, STR_ARG(message)));
        return false;
    }
    for (size_t i = 0; i < out->n; i++)
        out->bytes += out->files[i].bytes.n;
    return true;
}

enum grade_outcome grade_gather(struct grade_input *out, struct arena *arena,
                                const struct grade_options *options, struct str *error)
{
    *out = (struct grade_input){.options = options,
                                .submission = arena_alloc(arena, sizeof *out->submission),
                                .diags = arena_alloc(arena, sizeof *out->diags)};
    if (!grade_pack_read(&out->pack, arena, options->rubric, error))
        return GRADE_USAGE;
    const struct fetch_options fetch = {
        .what = options->what,
        .ref = options->ref,
        .pr = options->pr,
        .expect_commit = options->expect_commit,
        .allow_http = options->allow_http,
        .public_only = options->public_only,
        .progress = !options->quiet && isatty(STDERR_FILENO),
        .limits = options->limits,
    };
    diags_init(out->diags, arena, &options->limits);
    enum fetch_result fetched = fetching_submission(out->submission, arena, out->diags, &fetch,
                                                    options->sandbox, &out->fetched, error);
    if (fetched != FETCH_OK)
        return fetched == FETCH_USAGE ? GRADE_USAGE : GRADE_FAILED;
    out->bytes = out->pack.bytes;
    for (size_t i = 0; i < out->submission->n_files; i++)
        if (out->submission->files[i].text)
            out->bytes += out->submission->files[i].text->bytes.n;
    return GRADE_OK;
}

/* ---- the line: from here on no file and no network, only memory ---- */

bool grade_pack_load(struct rubric *out, struct arena *arena, const struct grade_pack *pack,
                     struct diags *errors)
{
    if (pack->dir)
        return pack_load(out, arena, errors, pack->files, pack->n);
    /* cppcheck-suppress comparePointers ; two labels of one section: pack_image.S */
    size_t size = (size_t)(pack_fraud_detection_end - pack_fraud_detection);
    if (!rubric_open(out, pack_fraud_detection, size))
        BUG("the built-in pack is damaged");
    return true;
}

/* A pack with errors is refused with all of them, each with its place. */
bool grade_pack_open(struct rubric *out, struct worker *worker, const struct grade_pack *pack,
                     const struct limits *limits)
{
    struct arena *arena = worker_arena(worker);
    struct report_options plain = {.unicode = worker_unicode(worker), .width = 80};
    struct diags errors;
    struct page page;
    diags_init(&errors, arena, limits);
    if (grade_pack_load(out, arena, pack, &errors))
        return true;
    const struct diag **sorted = complaint_order(arena, &errors);
    worker_say(worker, str_from(arena_printf(arena, "the pack %s cannot be used", pack->dir)));
    page_init(&page, worker_page(worker), &plain);
    for (size_t i = 0; i < errors.n; i++)
        complaint_write(&page, sorted[i]);
    worker_status(worker, GRADE_USAGE);
    return false;
}

/* The pack's words that readers must know. */
static const struct arch_names *names_of(struct arena *arena, const struct rubric *rubric)
{
    struct arch_names *names = arena_alloc(arena, sizeof *names);
    const char **roles = arena_alloc(arena, rub_roles_n(rubric) * sizeof *roles);
    const char **kinds = arena_alloc(arena, rub_flows_n(rubric) * sizeof *kinds);
    const char **keys = arena_alloc(arena, rub_keys_n(rubric) * sizeof *keys);
    for (size_t i = 0; i < rub_roles_n(rubric); i++)
        roles[i] = rub_text(rubric, rub_roles(rubric, i)->id);
    for (size_t i = 0; i < rub_flows_n(rubric); i++)
        kinds[i] = rub_text(rubric, rub_flows(rubric, i)->id);
    for (size_t i = 0; i < rub_keys_n(rubric); i++)
        keys[i] = rub_text(rubric, *rub_keys(rubric, i));
    *names =
        (struct arch_names){roles, rub_roles_n(rubric), kinds, rub_flows_n(rubric), keys, rub_keys_n(rubric)};
    return names;
}

static bool serve_dot(void *context, struct str request, struct apart_port *port)
{
    const struct parse_context *ctx = context;
    struct str reply;
    return dot_apart_serve(&reply, ctx, request, ctx->limits->total_bytes + 32 * request.n) &&
           apart_send(port, reply.p, reply.n);
}

static enum dot_apart_end ask_dot(void *context, struct str *reply, struct str request)
{
    static const enum dot_apart_end ends[] = {
        [APART_OK] = DOT_APART_OK,           [APART_FAILED] = DOT_APART_FAILED,
        [APART_CRASHED] = DOT_APART_CRASHED, [APART_TIMEOUT] = DOT_APART_TIME,
        [APART_TOO_LARGE] = DOT_APART_SIZE,  [APART_SPENT] = DOT_APART_TIME_ALL,
    };
    return ends[worker_ask(reply, context, ASK_DOT, request)];
}

const struct review *grade_review(struct worker *worker, const struct grade_input *input)
{
    struct arena *arena = worker_arena(worker);
    const struct limits *limits = &input->options->limits;
    struct submission *submission = input->submission;
    struct rubric *rubric = arena_alloc(arena, sizeof *rubric);
    if (!grade_pack_open(rubric, worker, &input->pack, limits))
        return NULL;

    struct architecture *arch = architecture_new(arena);
    const struct dot_apart dot = {.ask = ask_dot, .context = worker};
    struct parse_context parse = {arena, input->diags,     limits, names_of(arena, rubric),
                                  arch,  prose_new(arena), &dot, 0};
    const struct apart_rules rules = {
        .kinds[ASK_DOT] = {serve_dot, &parse, limits->dot_time, limits->dot_time_all},
        .kinds[ASK_LAYOUT] = laying_out_kind(),
        .request_max = limits->total_bytes + DOT_APART_HEAD,
        .reply_max = 33 * limits->total_bytes,
    };
    worker_apart(worker, &rules);
    worker_seal(worker);

    const struct scaffold *scaffold = scaffold_new(arena, rubric);
    scaffold_skip(scaffold, submission, input->diags);
    readers_read(&parse, submission);
    scaffold_clear(scaffold, &parse);
    bool any = false;
    for (size_t i = 0; i < submission->n_files; i++)
        any |= submission->files[i].text != NULL;
    if (!any && !input->options->nothing_is_fine) {
        worker_say(worker, str_from(arena_printf(arena, "%s holds no file that could be read",
                                                 input->options->what)));
        worker_status(worker, GRADE_FAILED);
        return NULL;
    }
    const struct reading *reading = recognise(arena, input->diags, arch, parse.prose, rubric);
    struct review *review = judge_review(arena, submission, arch, reading, rubric, input->diags);
    review->confine = input->options->sandbox;
    review->fetched = input->fetched;
    review->graded = *worker_confined(worker);
    return review;
}

bool grade_pack(struct rubric *out, struct arena *arena, const char *dir_or_null, struct diags *errors)
{
    struct grade_pack pack;
    struct str error;
    if (grade_pack_read(&pack, arena, dir_or_null, &error))
        return grade_pack_load(out, arena, &pack, errors);
    diag_add(errors, DIAG_PACK_FILE, (struct place){0}, "%.*s", STR_ARG(error));
    return false;
}
