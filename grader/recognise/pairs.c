#include "recognise/pairs.h"

static struct pairs *read_pairs(struct arena *arena, const struct rubric *rubric, bool expected_only)
{
    struct pairs *pairs = arena_alloc(arena, sizeof *pairs);
    pairs->n_kinds = (uint32_t)rub_flows_n(rubric);
    pairs->n_roles = (uint32_t)rub_roles_n(rubric);
    if (pairs->n_kinds > RUBRIC_MAX_KINDS || pairs->n_roles > RUBRIC_MAX_ROLES)
        BUG("rubric: more roles or kinds than there are bits");
    for (size_t i = 0; i < rub_pairs_n(rubric); i++) {
        const struct rub_pair *pair = rub_pairs(rubric, i);
        if (expected_only && !pair->expected)
            continue;
        for (uint32_t r = 0; r < pairs->n_roles; r++) {
            if (pair->from >> r & 1) {
                pairs->to[pair->kind][r] |= pair->to;
                if (pair->reverse)
                    pairs->back_from[pair->kind][r] |= pair->to;
            }
            if (pair->to >> r & 1) {
                pairs->from[pair->kind][r] |= pair->from;
                if (pair->reverse)
                    pairs->back_to[pair->kind][r] |= pair->from;
            }
        }
    }
    return pairs;
}

struct pairs *pairs_new(struct arena *arena, const struct rubric *rubric)
{
    struct pairs *pairs = read_pairs(arena, rubric, false);
    pairs->expected = read_pairs(arena, rubric, true);
    return pairs;
}

static uint64_t fit(const struct pairs *pairs, const uint64_t table[][RUBRIC_MAX_ROLES], uint32_t kinds,
                    uint64_t mine, uint64_t other)
{
    uint64_t found = 0, rest = mine;
    for (uint32_t r = 0; rest && r < pairs->n_roles; r++, rest >>= 1) {
        if (!(rest & 1))
            continue;
        for (uint32_t k = 0; k < pairs->n_kinds; k++)
            if ((kinds >> k & 1) && (table[k][r] & other)) {
                found |= UINT64_C(1) << r;
                break;
            }
    }
    return found;
}

uint64_t pairs_to(const struct pairs *pairs, uint32_t kinds, uint64_t mine, uint64_t other, bool backwards)
{
    return fit(pairs, backwards ? pairs->back_to : pairs->to, kinds, mine, other);
}

uint64_t pairs_from(const struct pairs *pairs, uint32_t kinds, uint64_t mine, uint64_t other, bool backwards)
{
    return fit(pairs, backwards ? pairs->back_from : pairs->from, kinds, mine, other);
}

uint64_t pairs_fit(const struct pairs *pairs, uint32_t kinds, uint64_t mine, uint64_t other, bool outgoing,
                   bool both_ways)
{
    if (both_ways)
        return pairs_to(pairs, kinds, mine, other, false) | pairs_from(pairs, kinds, mine, other, false);
    uint64_t forwards =
        outgoing ? pairs_to(pairs, kinds, mine, other, false) : pairs_from(pairs, kinds, mine, other, false);
    if (forwards)
        return forwards;
    return outgoing ? pairs_to(pairs, kinds, mine, other, true) : pairs_from(pairs, kinds, mine, other, true);
}

uint32_t pairs_kinds(const struct pairs *pairs, uint32_t kinds, uint64_t a, uint64_t b)
{
    uint32_t forwards = 0, backwards = 0;
    for (uint32_t k = 0; k < pairs->n_kinds; k++) {
        uint32_t bit = UINT32_C(1) << k;
        if (!(kinds & bit))
            continue;
        if (pairs_to(pairs, bit, a, b, false))
            forwards |= bit;
        else if (pairs_to(pairs, bit, a, b, true))
            backwards |= bit;
    }
    return forwards ? forwards : backwards;
}
