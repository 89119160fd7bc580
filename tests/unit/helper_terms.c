#include "helper_terms.h"

uint64_t terms_random(uint64_t *state)
{
    uint64_t x = (*state += UINT64_C(0x9E3779B97F4A7C15));
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

size_t terms_below(uint64_t *state, size_t n)
{
    return n ? (size_t)(terms_random(state) % n) : 0;
}

static void word(struct buf *out, struct str text)
{
    if (out->n)
        buf_putc(out, ' ');
    buf_add(out, text);
}

static void node(struct buf *out, const struct rubric *rubric, uint32_t number, uint64_t *state)
{
    static const char *const amounts[] = {"5 ms", "20 %", "30 days", "$500", "700 TPS", "2 TB", "15 minutes"};
    const struct rub_phrase_node *x = rub_phrase_nodes(rubric, number);
    size_t one = terms_below(state, x->parts.n);
    switch ((enum rub_phrase_op)x->op) {
    case PHRASE_WORD:
    case PHRASE_PREFIX:
        word(out, str_from(rub_text(rubric, x->text)));
        break;
    case PHRASE_QUANTITY:
        word(out, str_from(amounts[terms_below(state, sizeof amounts / sizeof *amounts)]));
        break;
    case PHRASE_TOOL:
        word(out, str_from(rub_text(rubric, rub_tools(rubric, terms_below(state, rub_tools_n(rubric)))->name)));
        break;
    case PHRASE_ONE_OF:
        node(out, rubric, rub_word(rubric, x->parts, one), state);
        break;
    case PHRASE_OPTIONAL:
        if (terms_random(state) % 2)
            node(out, rubric, rub_word(rubric, x->parts, 0), state);
        break;
    case PHRASE_SEQUENCE:
    case PHRASE_NEAR:
        for (size_t i = 0; i < x->parts.n; i++)
            node(out, rubric, rub_word(rubric, x->parts, i), state);
        break;
    }
}

struct str terms_phrase(struct arena *arena, const struct rubric *rubric, uint32_t phrase, uint64_t *state)
{
    struct buf out = buf_new(arena, 400);
    node(&out, rubric, rub_phrases(rubric, phrase)->root, state);
    return buf_str(&out);
}

static bool holds_number(struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] >= '0' && text.p[i] <= '9')
            return true;
    return false;
}

struct str terms_of_row(struct arena *arena, const struct rubric *rubric, size_t row, uint64_t *state)
{
    uint32_t number = rub_set_of(rubric, str_from(rub_text(rubric, rub_rows(rubric, row)->id)));
    struct str text = STR("");
    for (size_t i = 0; number != RUB_NONE && i < 20; i++) {
        const struct rub_set *set = rub_sets(rubric, number);
        uint32_t phrase = set->phrases.at + (uint32_t)terms_below(state, set->phrases.n);
        text = terms_phrase(arena, rubric, phrase, state);
        if (!rub_phrases(rubric, phrase)->weak && !holds_number(text))
            break;
    }
    return text;
}
