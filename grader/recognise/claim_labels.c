#include "recognise/collector.h"

void collector_claim(struct collector *c, uint64_t mask, struct claim like)
{
    bool several = mask & (mask - 1);
    for (uint32_t role = 0; role < rub_roles_n(c->index->rubric); role++)
        if (mask >> role & 1) {
            struct claim claim = like;
            claim.role = role;
            if (several && like.state == CLAIM_SETTLED) {
                claim.state = CLAIM_OPEN;
                claim.confidence = CONFIDENCE_GUESS;
            }
            claims_add(c->out, c->arena, claim);
        }
}

void collector_spot(struct spot *out, const struct collector *c, struct str text, enum tool_where where,
                    bool label)
{
    tokens_read(&out->tokens, c->arena, text);
    if (where != TOOL_IN_ATTRIBUTE)
        phrase_mend(c->index->phrases, &out->tokens);
    tools_find(&out->tools, c->index->tools, c->arena, &out->tokens, where);
    struct phrase_unit unit = {&out->tokens, tools_marks(c->arena, &out->tools, &out->tokens), label};
    phrases_find(&out->hits, c->index->phrases, c->arena, unit, false);
    out->parts = (struct label_parts){0};
    if (label)
        label_parts_read(&out->parts, c->arena, &out->tokens, unit.tool_end);
}

/* A phrase inside the name of a tool that does something else ("Kinesis Data Streams"). */
static bool inside_tool(const struct collector *c, const struct spot *spot, const struct phrase_hit *hit)
{
    for (size_t i = 0; i < spot->tools.n; i++) {
        const struct tool_hit *tool = &spot->tools.items[i];
        if (tool->first <= hit->first && hit->first + hit->n <= tool->first + tool->n && hit->n < tool->n)
            return (c->index->roles_of[hit->phrase] & ~tools_roles(c->index->rubric, tool->tool)) != 0;
    }
    return false;
}

static enum rub_stand stand_of(const struct collector *c, const struct phrase_hit *hit)
{
    return rub_phrases(c->index->rubric, hit->phrase)->stand;
}

/* What a name begins or ends with is probable; the rest is said. */
static bool probable(const struct collector *c, const struct phrase_hit *hit)
{
    return stand_of(c, hit) == STAND_BEGINS || stand_of(c, hit) == STAND_ENDS;
}

/* Parts of the label in which something is said: what else they begin or end with does not count. */
static bool *said_parts(const struct collector *c, const struct spot *spot)
{
    bool *said = arena_alloc(c->arena, (spot->parts.n_parts + 1) * sizeof *said);
    for (size_t i = 0; spot->parts.n_parts && i < spot->hits.n; i++) {
        const struct phrase_hit *hit = &spot->hits.items[i];
        for (uint32_t k = hit->first; k < hit->first + hit->n && !probable(c, hit); k++)
            said[spot->parts.parts[k].number] = true;
    }
    return said;
}

/* Whether the name holds a tool that does something: its last word is then about the tool ("Kafka producer").
 */
static bool names_tool(const struct collector *c, const struct spot *spot)
{
    for (size_t i = 0; i < spot->tools.n; i++) {
        uint32_t tool = spot->tools.items[i].tool;
        if (spot->tokens.items[spot->tools.items[i].first].part != PART_DETAIL &&
            !tools_library(c->index->rubric, tool) && tools_roles(c->index->rubric, tool))
            return true;
    }
    return false;
}

/* Items outside brackets that hold words. */
static size_t items_of_name(const struct spot *spot)
{
    size_t n = 0, last = SIZE_MAX;
    for (size_t i = 0; i < spot->tokens.n; i++) {
        const struct label_part *item = &spot->parts.items[i];
        if (spot->tokens.items[i].part == PART_DETAIL || item->number == last || item->first == UINT32_MAX)
            continue;
        last = item->number;
        n++;
    }
    return n;
}

/* Which hits of a text count, and how much. */
struct manner {
    enum token_part part;
    bool probable; /* those that a name begins or ends with, or the others */
    double confidence;
    enum claim_state state;
};

static void claim_hits(struct collector *c, const struct spot *spot, struct manner manner, const char *what,
                       struct place at)
{
    bool tool = manner.probable && names_tool(c, spot);
    bool several = spot->parts.n_items > 1 && items_of_name(spot) > 1;
    const bool *said = manner.probable ? said_parts(c, spot) : NULL;
    for (size_t i = 0, next; i < spot->hits.n; i = next) {
        const struct phrase_hit *hit = &spot->hits.items[i];
        uint64_t mask = 0;
        bool weak = true, composite = false;
        /* All phrases on the same words together; a label that the pack names as a whole overrules single
         * roles. */
        for (next = i; next < spot->hits.n && spot->hits.items[next].first == hit->first &&
                       spot->hits.items[next].n == hit->n;
             next++) {
            uint32_t phrase = spot->hits.items[next].phrase;
            if (probable(c, &spot->hits.items[next]) != manner.probable ||
                (tool && stand_of(c, &spot->hits.items[next]) == STAND_ENDS))
                continue;
            uint64_t roles = c->index->roles_of[phrase];
            if (c->index->composite[phrase] && !composite) {
                composite = true;
                mask = 0;
            }
            if (c->index->composite[phrase] == composite)
                mask |= roles;
            weak = weak && rub_phrases(c->index->rubric, phrase)->weak;
        }
        if (!mask || spot->tokens.items[hit->first].part != manner.part || inside_tool(c, spot, hit) ||
            (said && said[spot->parts.parts[hit->first].number]))
            continue;
        struct str quote = tokens_quote(&spot->tokens, hit->first, hit->n);
        /* One item of several is less than the whole of a label. */
        bool item = several && stand_of(c, hit) == STAND_WHOLE;
        double confidence =
            item && manner.confidence > CONFIDENCE_GUESS ? CONFIDENCE_GUESS : manner.confidence;
        struct claim like = {.evidence = ROLE_LABEL, .confidence = confidence, .tool = RUB_NONE, .at = at};
        like.state = weak ? CLAIM_MENTION : manner.state;
        like.why = str_from(arena_printf(c->arena, "%s says '%.*s'", what, STR_ARG(quote)));
        if (weak)
            like.confidence = CONFIDENCE_MENTION;
        if (composite) {
            like.confidence = CONFIDENCE_GUESS;
            for (uint32_t role = 0; role < rub_roles_n(c->index->rubric); role++)
                if (mask >> role & 1) {
                    like.role = role;
                    claims_add(c->out, c->arena, like);
                }
        } else {
            collector_claim(c, mask, like);
        }
    }
}

/* Jobs of the name, or of further lines: those that are said, and what other parts begin or end with. */
static void claim_names(struct collector *c, const struct spot *spot, enum token_part part, const char *what,
                        struct place at)
{
    claim_hits(c, spot, (struct manner){part, false, CONFIDENCE_LABEL, CLAIM_SETTLED}, what, at);
    claim_hits(c, spot, (struct manner){part, true, CONFIDENCE_GUESS, CLAIM_SETTLED}, what, at);
}

/*
 * The name of the box counts; what is said about it counts where the name says nothing. Further lines that
 * look like names are further jobs where an arrow allows them.
 */
void claim_text(struct collector *c, const struct spot *spot, const char *what, struct place at)
{
    size_t before = c->out->n;
    claim_names(c, spot, PART_NAME, what, at);
    if (c->out->n == before)
        claim_names(c, spot, PART_MORE, what, at);
    else
        claim_hits(c, spot, (struct manner){PART_MORE, false, CONFIDENCE_GUESS, CLAIM_ALLOWED}, what, at);
    bool tool_named = false;
    for (size_t i = 0; i < spot->tools.n && !tool_named; i++) {
        const struct tool_hit *hit = &spot->tools.items[i];
        tool_named = spot->tokens.items[hit->first].part != PART_DETAIL &&
                     tools_roles(c->index->rubric, hit->tool) != 0;
    }
    if (c->out->n == before)
        claim_hits(c, spot,
                   (struct manner){PART_DETAIL, false, tool_named ? CONFIDENCE_LABEL : CONFIDENCE_GUESS,
                                   CLAIM_SETTLED},
                   what, at);
}
