#include "cmd_pack.h"

#include "base/diag.h"
#include "grade.h"
#include "output.h"
#include "report/complaint.h"
#include "report/page.h"

static void append_stderr(void *ctx, const char *bytes, size_t n)
{
    (void)ctx;
    fwrite(bytes, 1, n, stderr);
}

/* A pack with errors is refused with all of them, each with its place. */
static void complain(struct arena *arena, const char *dir, const struct diags *errors)
{
    struct report_out out = {append_stderr, NULL, arena};
    struct report_options options = {.unicode = output_unicode(), .width = 80};
    struct page page;
    const struct diag **sorted = complaint_order(arena, errors);
    output_complain(
        arena, str_from(arena_printf(arena, "the pack %s cannot be used", dir ? dir : "that is built in")));
    page_init(&page, &out, &options);
    for (size_t i = 0; i < errors->n; i++)
        complaint_write(&page, sorted[i]);
}

bool cmd_pack_open(struct rubric *out, struct arena *arena, const struct grade_options *options)
{
    struct diags errors;
    diags_init(&errors, arena, &options->limits);
    if (grade_pack(out, arena, options->rubric, &errors))
        return true;
    complain(arena, options->rubric, &errors);
    return false;
}
