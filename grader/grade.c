#include "grade.h"

#include "fetching.h"
#include "judge/evaluate.h"
#include "pack_folder.h"
#include "pack_image.h"
#include "parse/readers.h"
#include "parse/scaffold.h"
#include "recognise/recognise.h"

#include <unistd.h>

bool grade_pack(struct rubric *out, struct arena *arena, const char *dir_or_null, struct diags *errors)
{
    struct pack_file *files;
    size_t n;
    struct str message;
    if (!dir_or_null) {
        /* cppcheck-suppress comparePointers ; two labels of one section: pack_image.S */
        size_t size = (size_t)(pack_fraud_detection_end - pack_fraud_detection);
        if (!rubric_open(out, pack_fraud_detection, size))
            BUG("the built-in pack is damaged");
        return true;
    }
    if (!pack_folder_read(&files, &n, &message, arena, dir_or_null)) {
        diag_add(errors, DIAG_PACK_FILE, (struct place){0}, "%.*s", STR_ARG(message));
        return false;
    }
    return pack_load(out, arena, errors, files, n);
}

/* All complaints about a pack in one text: they are for its author, and nothing is graded. */
static struct str pack_errors(struct arena *arena, const char *dir, const struct diags *errors)
{
    struct buf text = buf_new(arena, 64 * KIB);
    buf_printf(&text, "the pack %s cannot be used", dir);
    for (size_t i = 0; i < errors->n; i++) {
        const struct diag *d = &errors->items[i];
        buf_puts(&text, "\n  ");
        if (d->at.text)
            buf_printf(&text, "%.*s:%u:%u: ", STR_ARG(d->at.text->name), (unsigned)d->at.line, (unsigned)d->at.column);
        buf_add(&text, d->message);
    }
    if (errors->dropped)
        buf_printf(&text, "\n  and %zu more", errors->dropped);
    return buf_str(&text);
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
    *names = (struct arch_names){roles, rub_roles_n(rubric), kinds, rub_flows_n(rubric), keys, rub_keys_n(rubric)};
    return names;
}

enum grade_outcome grade_review(struct review **out, struct arena *arena, const struct grade_options *options,
                                struct str *error)
{
    struct rubric *rubric = arena_alloc(arena, sizeof *rubric);
    struct submission *submission = arena_alloc(arena, sizeof *submission);
    struct diags *diags = arena_alloc(arena, sizeof *diags);
    struct diags pack_diags;

    diags_init(&pack_diags, arena, &options->limits);
    if (!grade_pack(rubric, arena, options->rubric, &pack_diags)) {
        *error = pack_errors(arena, options->rubric, &pack_diags);
        return GRADE_USAGE;
    }

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
    diags_init(diags, arena, &options->limits);
    enum fetch_result fetched = fetching_submission(submission, arena, diags, &fetch, error);
    if (fetched != FETCH_OK)
        return fetched == FETCH_USAGE ? GRADE_USAGE : GRADE_FAILED;

    /* The line: from here on no file and no network, only memory. */
    struct architecture *arch = architecture_new(arena);
    struct parse_context parse = {arena, diags, &options->limits, names_of(arena, rubric), arch, prose_new(arena)};
    const struct scaffold *scaffold = scaffold_new(arena, rubric);
    scaffold_skip(scaffold, submission, diags);
    readers_read(&parse, submission);
    scaffold_clear(scaffold, &parse);
    bool any = false;
    for (size_t i = 0; i < submission->n_files; i++)
        any |= submission->files[i].text != NULL;
    if (!any && !options->nothing_is_fine) {
        *error = str_from(arena_printf(arena, "%s holds no file that could be read", options->what));
        return GRADE_FAILED;
    }

    const struct reading *reading = recognise(arena, diags, arch, parse.prose, rubric);
    *out = judge_review(arena, submission, arch, reading, rubric, diags);
    return GRADE_OK;
}
