#include "report/condition_words.h"

#include "report/condition_leaf.h"

#define DEEPEST 40 /* conditions within conditions; packs are a few deep */
#define STEP 2     /* columns that parts stand further in */

/* How it came out, behind its name. */
static void came_out(struct page *page, enum truth value)
{
    static const char *const signs[] = {"\xE2\x9C\x98", "?", "\xE2\x9C\x94"}, *const words[] = {"no", "?",
                                                                                                "yes"};
    static const enum style styles[] = {STYLE_RED, STYLE_YELLOW, STYLE_GREEN};
    page_gap(page, 2);
    page_puts(page, styles[value], page->unicode ? signs[value] : words[value]);
}

static void result_of(struct page *page, const struct rubric *rubric, const struct review *review,
                      const struct rub_cond *cond)
{
    const struct rub_arg *id = rub_arg_of(rubric, cond, "id"), *row = rub_arg_of(rubric, cond, "row");
    struct str name = str_from(id ? rub_text(rubric, id->text) : row ? rub_text(rubric, row->text) : "");
    uint32_t number;
    switch (cond->kind) {
    case COND_PREDICATE:
        number = rub_predicate_of(rubric, name);
        if (number != RUB_NONE)
            came_out(page, review->predicates[number].value);
        break;
    case COND_LEVEL:
        number = rub_row_of(rubric, name);
        if (number != RUB_NONE) {
            page_gap(page, 2);
            page_printf(page, STYLE_DIM, "(it is at %d)", review->rows[number].level);
        }
        break;
    case COND_CHECK:
        number = rub_check_of(rubric, name);
        if (number != RUB_NONE) {
            page_gap(page, 2);
            page_printf(page, STYLE_DIM, "(it is %s)", check_result_name(review->checks[number].result));
        }
        break;
    default:
        break;
    }
}

static void write_one(struct page *page, const struct rubric *rubric, const struct review *review,
                      uint32_t number, unsigned column, unsigned depth)
{
    const struct rub_cond *cond = rub_conds(rubric, number);
    unsigned inner = column + STEP;
    page_start(page, column, column + STEP);
    page_puts(page, STYLE_DIM, "- ");
    page_put(page, STYLE_PLAIN, condition_leaf(page->out->arena, rubric, cond));
    if (cond->strict)
        page_puts(page, STYLE_PLAIN, ", and certainly so");
    if (review)
        result_of(page, rubric, review, cond);
    page_end(page);
    for (size_t i = 0; i < cond->args.n; i++) {
        const struct rub_arg *arg = rub_args(rubric, cond->args.at + i);
        for (size_t k = 0; arg->type == ARG_CONDS && k < arg->list.n; k++)
            if (depth >= DEEPEST)
                return;
            else if (rub_word(rubric, arg->list, k) != RUB_NONE)
                write_one(page, rubric, review, rub_word(rubric, arg->list, k), inner, depth + 1);
    }
}

void condition_words(struct page *page, const struct rubric *rubric, const struct review *review,
                     uint32_t cond, unsigned column)
{
    if (cond != RUB_NONE)
        write_one(page, rubric, review, cond, column, 0);
}

struct str condition_words_phrases(struct arena *arena, const struct rubric *rubric, uint32_t set)
{
    enum { SHOWN = 6 };
    struct rub_span phrases = rub_sets(rubric, set)->phrases;
    struct buf out = buf_new(arena, 1200);
    for (uint32_t i = 0; i < phrases.n; i++) {
        if (i == SHOWN && phrases.n > SHOWN + 1) {
            buf_printf(&out, " and %u more", phrases.n - SHOWN);
            break;
        }
        buf_printf(&out, "%s\"%s\"", i ? ", " : "",
                   rub_text(rubric, rub_phrases(rubric, phrases.at + i)->source));
    }
    return buf_str(&out);
}

struct str condition_words_roles(struct arena *arena, const struct rubric *rubric, uint64_t roles)
{
    struct buf out = buf_new(arena, 1200);
    size_t n = rub_roles_n(rubric), missing = 0;
    for (uint32_t r = 0; r < n; r++)
        missing += !(roles >> r & 1);
    if (missing == 0)
        return STR("any role");
    for (uint32_t r = 0, left = (uint32_t)(n - missing); r < n; r++) {
        if (!(roles >> r & 1))
            continue;
        buf_puts(&out, out.n == 0 ? "" : left == 1 ? " or " : ", ");
        left--;
        for (const char *c = rub_text(rubric, rub_roles(rubric, r)->id); *c; c++)
            buf_putc(&out, *c == '_' ? ' ' : *c);
    }
    return buf_str(&out);
}
