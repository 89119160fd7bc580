#include "report/rubric_page.h"

#include "model/template.h"

#include <string.h>

/* "Title   a, b, c" over as many lines as it takes. */
static void words(struct page *page, const struct rubric *rubric, const char *title, size_t n,
                  uint32_t (*word)(const struct rubric *, size_t))
{
    if (n == 0)
        return;
    page_start(page, 0, 8);
    page_puts(page, STYLE_BOLD, title);
    page_end(page);
    page_start(page, 8, 8);
    for (size_t i = 0; i < n; i++) {
        page_puts(page, STYLE_PLAIN, rub_text(rubric, word(rubric, i)));
        page_puts(page, STYLE_PLAIN, i + 1 < n ? ", " : "");
    }
    page_end(page);
}

static uint32_t role_word(const struct rubric *rubric, size_t i)
{
    return rub_roles(rubric, i)->id;
}

static uint32_t kind_word(const struct rubric *rubric, size_t i)
{
    return rub_flows(rubric, i)->id;
}

static uint32_t key_word(const struct rubric *rubric, size_t i)
{
    return *rub_keys(rubric, i);
}

void rubric_page_list(struct report_out *out, const struct rubric *rubric,
                      const struct report_options *options)
{
    const struct rub_info *info = rub_info(rubric, 0);
    struct page page;
    page_init(&page, out, options);
    page_start(&page, 0, 2);
    page_puts(&page, STYLE_BOLD, rub_text(rubric, info->title));
    page_gap(&page, 3);
    page_puts(&page, STYLE_DIM, "pack ");
    page_puts(&page, STYLE_DIM, rub_text(rubric, info->name));
    page_printf(&page, STYLE_DIM, " %s (%.8s)", rub_text(rubric, info->version),
                rub_text(rubric, info->hash));
    page_end(&page);
    for (size_t d = 0; d < rub_dimensions_n(rubric); d++) {
        const struct rub_dimension *dimension = rub_dimensions(rubric, d);
        page_blank(&page);
        page_start(&page, 0, 8);
        const char *weight = page_number(&page, dimension->weight, 1, true);
        page_column(&page, strlen(weight) < 6 ? 6 - (unsigned)strlen(weight) : 0);
        page_puts(&page, STYLE_BOLD, weight);
        page_column(&page, 8);
        page_puts(&page, STYLE_BOLD, rub_text(rubric, dimension->name));
        page_end(&page);
        for (size_t k = 0; k < dimension->rows.n; k++) {
            const struct rub_row *row = rub_rows(rubric, dimension->rows.at + k);
            const char *points = page_number(&page, row->points, 1, true);
            page_start(&page, 0, 18);
            page_column(&page, strlen(points) < 6 ? 6 - (unsigned)strlen(points) : 0);
            page_puts(&page, STYLE_PLAIN, points);
            page_column(&page, 8);
            page_puts(&page, STYLE_CYAN, rub_text(rubric, row->id));
            page_column(&page, 18);
            page_puts(&page, STYLE_PLAIN, rub_text(rubric, row->title));
            page_end(&page);
        }
    }
    page_blank(&page);
    words(&page, rubric, "Roles that a box may declare", rub_roles_n(rubric), role_word);
    words(&page, rubric, "Kinds of flows", rub_flows_n(rubric), kind_word);
    words(&page, rubric, "Keys of architecture.yaml that belong to this rubric", rub_keys_n(rubric),
          key_word);
    page_blank(&page);
    page_start(&page, 0, 0);
    page_puts(&page, STYLE_DIM,
              "grade rubric ROW prints one row in full; grade explain ROW how it is decided, too.");
    page_end(&page);
}

void rubric_page_paragraph(struct page *page, const struct rubric *rubric, const char *label, uint32_t text)
{
    struct str plain = template_plain(page->out->arena, rub_text(rubric, text));
    if (!plain.n)
        return;
    page_start(page, 2, 14);
    page_puts(page, STYLE_DIM, label);
    page_column(page, 14);
    page_put(page, STYLE_PLAIN, plain);
    page_end(page);
}

void rubric_page_write_row(struct page *page, const struct rubric *rubric, size_t row)
{
    const struct rub_row *r = rub_rows(rubric, row);
    const struct rub_info *info = rub_info(rubric, 0);
    page_start(page, 0, 4);
    page_puts(page, STYLE_BOLD, rub_text(rubric, r->id));
    page_gap(page, 2);
    page_puts(page, STYLE_BOLD, rub_text(rubric, r->title));
    page_end(page);
    page_start(page, 2, 4);
    page_puts(page, STYLE_DIM, rub_text(rubric, rub_dimensions(rubric, r->dimension)->name));
    page_printf(page, STYLE_DIM, ", %s points", page_number(page, r->points, 2, true));
    page_end(page);
    page_blank(page);
    rubric_page_paragraph(page, rubric, "Wants", r->wants);
    for (int level = 1; level <= 3; level++) {
        page_start(page, 2, 14);
        page_printf(page, STYLE_DIM, "Level %d", level);
        page_column(page, 14);
        page_printf(page, STYLE_BOLD,
                    "%s points: ", page_number(page, r->points * info->level_share[level], 2, true));
        page_puts(page, STYLE_PLAIN, rub_text(rubric, r->level[level - 1].says));
        page_end(page);
    }
    rubric_page_paragraph(page, rubric, "Superficial", r->superficial);
    rubric_page_paragraph(page, rubric, "Review", r->review);
    rubric_page_paragraph(page, rubric, "Hint", r->hint);
    for (size_t i = 0; i < r->live.n; i++)
        rubric_page_paragraph(page, rubric, i ? "" : "Ask live", rub_word(rubric, r->live, i));
    rubric_page_paragraph(page, rubric, "Source", r->source);
}

void rubric_page_row(struct report_out *out, const struct rubric *rubric, size_t row,
                     const struct report_options *options)
{
    struct page page;
    page_init(&page, out, options);
    rubric_page_write_row(&page, rubric, row);
}
