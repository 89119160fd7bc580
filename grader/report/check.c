#include "report/check.h"

#include "report/check_json.h"
#include "report/escape.h"
#include "report/page.h"
#include "report/terminal_rows.h"

enum { FILES_SHOWN = 12, NAME_MOST = 30, TITLE = 4 };

const struct report_format check_formats[] = {
    {"terminal", "the self-check, for a reader (the default)", false, false, check_write},
    {"json", "the self-check, for a program (schemas/check.schema.json)", false, false, check_json_write},
};
const size_t n_check_formats = sizeof check_formats / sizeof *check_formats;

struct check_drawn check_drawn_in(const struct review *review, const struct file *file)
{
    struct check_drawn drawn = {0, 0};
    for (size_t i = 0; i < review->arch->n_views; i++) {
        const struct arch_view *view = &review->arch->views[i];
        if (view->text && str_eq(view->text->name, file->name)) {
            drawn.boxes += view->n_nodes;
            drawn.arrows += view->n_edges;
        }
    }
    return drawn;
}

unsigned check_percent(const struct dimension_verdict *verdict)
{
    double share = verdict->max > 0 ? verdict->points / verdict->max : 0;
    return share <= 0 ? 0 : share >= 1 ? 100 : 10 * (unsigned)(10 * share + 0.5);
}

const char *check_found(enum truth value)
{
    return value == TRUTH_TRUE ? "yes" : value == TRUTH_WEAK ? "perhaps" : "no";
}

const char *check_agrees(enum check_result result)
{
    static const char *const words[] = {[CHECK_NA] = NULL,
                                        [CHECK_PASS] = "agrees",
                                        [CHECK_WARN] = "looks off",
                                        [CHECK_FAIL] = "does not agree"};
    return words[result];
}

bool check_shows(const struct diag *diag)
{
    /* A scaffold as a whole file: the list of files says it. */
    return !diag_of_judging(diag->id) && (diag->id != DIAG_SCAFFOLD || diag->at.line > 0);
}

static void count(struct page *page, size_t n, const char *one, const char *many)
{
    page_printf(page, STYLE_PLAIN, "%zu %s", n, n == 1 ? one : many);
}

static void file_line(struct page *page, const struct review *review, const struct file *file,
                      unsigned column)
{
    bool used = file->use == FILE_USED;
    page_start(page, 2, column);
    page_put(page, STYLE_PLAIN, file->name);
    page_column(page, column);
    if (used) {
        struct check_drawn drawn = check_drawn_in(review, file);
        if (drawn.boxes) {
            count(page, drawn.boxes, "box, ", "boxes, ");
            count(page, drawn.arrows, "arrow", "arrows");
        } else {
            page_puts(page, STYLE_PLAIN, "read");
        }
    } else {
        page_puts(page, file->use == FILE_REFUSED ? STYLE_RED : STYLE_YELLOW,
                  file->use == FILE_UNUSED    ? "not used"
                  : file->use == FILE_REFUSED ? "could not be used"
                                              : "not read");
        if (file->why) {
            page_puts(page, STYLE_DIM, ": ");
            page_puts(page, STYLE_DIM, file->why);
        }
    }
    page_end(page);
}

/* What no reader is for: a picture may hold the whole design, and none of it counts. */
static void not_opened(struct page *page, const struct review *review)
{
    const struct prose *prose = review->reading->prose;
    if (prose && prose->n_images) {
        page_start(page, 2, TITLE);
        count(page, prose->n_images, "picture: ", "pictures: ");
        page_puts(page, STYLE_YELLOW, "not looked at");
        page_puts(page, STYLE_PLAIN, ", what they show must be written or drawn as text");
        page_gap(page, 2);
        page_put(page, STYLE_DIM, page_place(page, prose->images[0].at, false));
        page_puts(page, STYLE_DIM, prose->n_images > 1 ? " \xE2\x80\xA6" : "");
        page_end(page);
    }
    if (review->submission->n_others) {
        page_start(page, 2, TITLE);
        count(page, review->submission->n_others, "file", "files");
        page_puts(page, STYLE_PLAIN, " of other kinds: not opened");
        page_end(page);
    }
}

/* Names of files in a column, as wide as the longest that is no exception. */
static unsigned names_end(const struct submission *submission)
{
    size_t longest = 0;
    for (size_t i = 0; i < submission->n_files; i++) {
        size_t n = submission->files[i].name.n;
        longest = n > longest && n <= NAME_MOST ? n : longest;
    }
    return (unsigned)longest + 4;
}

static void files(struct page *page, const struct review *review, bool all)
{
    const struct submission *submission = review->submission;
    unsigned column = names_end(submission);
    size_t shown = 0, left = 0;
    page_heading(page, "Read");
    for (int pass = 0; pass < 2; pass++) /* what was used goes first */
        for (size_t i = 0; i < submission->n_files; i++) {
            const struct file *file = &submission->files[i];
            if ((file->use == FILE_USED) != (pass == 0))
                continue;
            if (!all && shown >= FILES_SHOWN) {
                left++;
                continue;
            }
            shown++;
            file_line(page, review, file, column);
        }
    if (left) {
        page_start(page, 2, 2);
        page_printf(page, STYLE_DIM, "(%zu more: --all)", left);
        page_end(page);
    }
    if (submission->n_files == 0) {
        page_start(page, 2, 2);
        page_puts(page, STYLE_PLAIN, "nothing: no file here is of a kind that is read");
        page_end(page);
    }
    not_opened(page, review);
}

static void complaints(struct page *page, const struct review *review, bool all)
{
    struct diags shown = *review->diags;
    shown.items = arena_alloc(page->out->arena, (shown.n + 1) * sizeof *shown.items);
    shown.n = 0;
    for (size_t i = 0; i < review->diags->n; i++)
        if (check_shows(&review->diags->items[i]))
            shown.items[shown.n++] = review->diags->items[i];
    terminal_rows_diagnostics(page, &shown, all);
}

static void mark(struct page *page, enum truth value)
{
    if (value == TRUTH_TRUE)
        page_puts(page, STYLE_GREEN, page->unicode ? "\xE2\x9C\x94" : "+");
    else if (value == TRUTH_FALSE)
        page_puts(page, STYLE_RED, page->unicode ? "\xE2\x9C\x98" : "-");
    else
        page_puts(page, STYLE_YELLOW, "?");
}

static void parts(struct page *page, const struct review *review)
{
    static const char *const words[] = {
        [TRUTH_FALSE] = "not found", [TRUTH_WEAK] = "perhaps: say so more plainly", [TRUTH_TRUE] = "found"};
    unsigned longest = 0;
    for (size_t i = 0; i < rub_parts_n(review->rubric); i++) {
        size_t n = escape_columns(str_from(rub_text(review->rubric, rub_parts(review->rubric, i)->title)));
        longest = n > longest ? (unsigned)n : longest;
    }
    page_heading(page, "The take-home asks for");
    for (size_t i = 0; i < rub_parts_n(review->rubric); i++) {
        const struct part_verdict *verdict = &review->parts[i];
        page_start(page, 2, TITLE);
        mark(page, verdict->value);
        page_column(page, TITLE);
        page_puts(page, STYLE_PLAIN, rub_text(review->rubric, rub_parts(review->rubric, i)->title));
        page_column(page, TITLE + longest + 2);
        page_puts(page, STYLE_DIM, words[verdict->value]);
        if (verdict->value != TRUTH_FALSE)
            page_right(page, STYLE_DIM, page_places(page, &verdict->evidence, 3));
        page_end(page);
    }
}

/* What does not agree goes first. */
static void numbers(struct page *page, const struct review *review)
{
    static const enum style styles[] = {STYLE_PLAIN, STYLE_GREEN, STYLE_YELLOW, STYLE_RED};
    bool any = false;
    for (int result = CHECK_FAIL; result > CHECK_NA; result--)
        for (size_t i = 0; i < rub_checks_n(review->rubric); i++) {
            const struct check_verdict *verdict = &review->checks[i];
            if ((int)verdict->result != result)
                continue;
            if (!any)
                page_heading(page, "Your numbers");
            any = true;
            page_start(page, 2, TITLE);
            page_puts(page, styles[result], check_agrees(verdict->result));
            page_puts(page, STYLE_PLAIN, ", ");
            page_puts(page, STYLE_PLAIN, rub_text(review->rubric, rub_checks(review->rubric, i)->title));
            if (!verdict->bound && verdict->arithmetic.n) {
                page_puts(page, STYLE_PLAIN, ": ");
                page_claim(page, STYLE_PLAIN, verdict->arithmetic);
            }
            struct str where = page_places(page, &verdict->evidence, 3);
            if (where.n) {
                page_gap(page, 2);
                page_put(page, STYLE_DIM, where);
            }
            page_end(page);
        }
}

static void standing(struct page *page, const struct review *review)
{
    unsigned longest = 0;
    for (size_t i = 0; i < rub_dimensions_n(review->rubric); i++) {
        size_t n =
            escape_columns(str_from(rub_text(review->rubric, rub_dimensions(review->rubric, i)->name)));
        longest = n > longest ? (unsigned)n : longest;
    }
    page_heading(page, "How far it goes, in tens");
    for (size_t i = 0; i < rub_dimensions_n(review->rubric); i++) {
        page_start(page, 2, 2);
        page_puts(page, STYLE_PLAIN, rub_text(review->rubric, rub_dimensions(review->rubric, i)->name));
        page_column(page, longest + 4);
        page_keep(page, STYLE_BOLD,
                  str_from(arena_printf(page->out->arena, "%3u %%", check_percent(&review->dimensions[i]))));
        page_end(page);
    }
}

static void hints(struct page *page, const struct review *review)
{
    if (review->n_hints)
        page_heading(page, "Ask yourself");
    for (size_t i = 0; i < review->n_hints; i++) {
        page_start(page, 2, 2 + TITLE);
        page_printf(page, STYLE_BOLD, "%zu", i + 1);
        page_column(page, 2 + TITLE);
        page_put(page, STYLE_PLAIN, review->hints[i]);
        page_end(page);
    }
}

void check_write(struct report_out *out, const struct review *review, const struct report_options *options)
{
    struct page page;
    const struct rub_info *info = rub_info(review->rubric, 0);
    const struct source *source = &review->submission->source;
    bool any = false;
    for (size_t i = 0; i < review->submission->n_files; i++)
        any |= review->submission->files[i].use == FILE_USED;
    page_init(&page, out, options);
    page_start(&page, 0, 2);
    page_put(&page, STYLE_BOLD, source->url.n ? source->url : source->path);
    page_gap(&page, 3);
    page_puts(&page, STYLE_DIM, rub_text(review->rubric, info->title));
    page_end(&page);
    page_start(&page, 2, 2);
    page_puts(&page, STYLE_DIM, CHECK_NOTE);
    page_end(&page);
    files(&page, review, options->all);
    complaints(&page, review, options->all);
    parts(&page, review);
    numbers(&page, review);
    if (any) {
        standing(&page, review);
        hints(&page, review);
        return;
    }
    page_blank(&page);
    page_start(&page, 0, 0);
    page_puts(&page, STYLE_PLAIN, "Nothing here describes a design yet");
    page_puts(&page, STYLE_PLAIN,
              review->diags->of[DIAG_SCAFFOLD]
                  ? " but the example of 'grade init': put your own in its place."
                  : ": 'grade init' writes an example of the format to begin with.");
    page_end(&page);
}
