#include "report/github.h"

#include "base/sha256.h"
#include "base/utf8.h"
#include "report/alerts.h"
#include "report/escape_workflow.h"
#include "report/terminal.h"

#include <stdio.h>

#define LOG_MOST ((size_t)4 * 1024 * 1024)
#define MESSAGE_MOST 1000 /* bytes of one annotation */

static void append(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (struct str){bytes, n});
}

static void line(struct report_out *out, const char *before, struct str middle, const char *after)
{
    out_puts(out, before);
    out_add(out, middle);
    out_puts(out, after);
}

/* The text cannot hold its own hash, so no text can end the fence around it. */
static void fenced(struct report_out *out, const struct review *review, const struct report_options *options)
{
    struct buf text = buf_new(out->arena, LOG_MOST);
    struct report_out collected = {append, &text, out->arena};
    struct report_options how = *options;
    char hash[65];
    how.colour = false;
    how.unicode = true;
    how.width = 100;
    terminal_write(&collected, review, &how);
    struct str shown = buf_str(&text);
    if (text.full) /* to the last whole line */
        while (shown.n && shown.p[shown.n - 1] != '\n')
            shown.n--;
    sha256_hex(hash, shown);
    const struct str token = {hash, 32};
    line(out, "::stop-commands::", token, "\n");
    out_add(out, shown);
    if (text.full)
        out_puts(out, "(cut here: the report is longer than a log should be)\n");
    line(out, "::", token, "::\n");
}

static void annotation(struct report_out *out, const struct alert *alert)
{
    static const char *const names[] = {"notice", "warning", "error"};
    char number[32];
    line(out, "::", str_from(names[alert->level]), " ");
    if (alert->at.text && alert->at.text->name.n) {
        out_puts(out, "file=");
        escape_workflow_property(out, alert->at.text->name);
        snprintf(number, sizeof number, ",line=%u,", alert->at.line ? (unsigned)alert->at.line : 1U);
        out_puts(out, number);
    }
    out_puts(out, "title=");
    escape_workflow_property(out, str_from(alert->rule));
    out_puts(out, "::");
    escape_workflow_data(out, utf8_cut(alert->message, MESSAGE_MOST));
    out_puts(out, "\n");
}

void github_write(struct report_out *out, const struct review *review, const struct report_options *options)
{
    const struct alerts *alerts = alerts_of(out->arena, review);
    size_t written[SEVERITY_ERROR + 1] = {0}, left = 0;
    fenced(out, review, options);
    for (int level = SEVERITY_ERROR; level >= SEVERITY_NOTE; level--)
        if (alerts->of[level] > GITHUB_ANNOTATIONS)
            left += alerts->of[level] - GITHUB_ANNOTATIONS;
    /* The last notice takes the place of one more. */
    size_t notices = GITHUB_ANNOTATIONS;
    if (left && alerts->of[SEVERITY_NOTE] >= GITHUB_ANNOTATIONS) {
        notices--;
        left++;
    }
    for (size_t i = 0; i < alerts->n; i++) {
        const struct alert *alert = &alerts->items[i];
        if (written[alert->level]++ < (alert->level == SEVERITY_NOTE ? notices : GITHUB_ANNOTATIONS))
            annotation(out, alert);
    }
    if (left) {
        char more[64];
        snprintf(more, sizeof more, "::notice title=grade::%zu more in the report\n", left);
        out_puts(out, more);
    }
}
