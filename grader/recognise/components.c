#include "recognise/components.h"

#include "recognise/false_friends.h"
#include "recognise/standing.h"

#define HINT_TOKENS 8   /* to either side of a tool */
#define PLATFORM_JOBS 3 /* a platform with more does anything */
#define USUAL_JOBS 2

static struct component *add(struct said *said, struct component component)
{
    struct component *added =
        ARENA_PUSH(said->arena, said->components, said->n_components, said->cap_components);
    *added = component;
    return added;
}

/* The phrase is a part of the name of a tool that does something else: "Kinesis Data Streams". */
static bool inside_tool(const struct said *said, const struct phrase_hit *hit, uint64_t roles)
{
    for (size_t i = 0; i < said->tools.n; i++) {
        const struct tool_hit *tool = &said->tools.items[i];
        if (tool->first > hit->first)
            return false;
        if (hit->first + hit->n <= tool->first + tool->n && hit->n < tool->n)
            return (roles & ~tools_roles(said->lexicon->rubric, tool->tool)) != 0;
    }
    return false;
}

/* Names of roles, in order; one inside a longer one goes, those of the same words are one component. */
static void read_roles(struct said *said)
{
    const struct lexicon *lexicon = said->lexicon;
    uint32_t covered = 0; /* by phrases whose words stand side by side */
    for (size_t i = 0; i < said->hits.n; i++) {
        const struct phrase_hit *hit = &said->hits.items[i];
        if (said_class(said, hit) != WORDS_ROLE)
            continue;
        uint64_t roles = lexicon->roles_of[hit->phrase];
        struct component *last = said->n_components ? &said->components[said->n_components - 1] : NULL;
        bool same = last && last->first == hit->first && last->n == hit->n;
        if (said_echoed(said, hit->first, hit->n) || inside_tool(said, hit, roles) ||
            (!same && hit->first + hit->n <= covered))
            continue;
        if (!hit->apart && hit->first + hit->n > covered)
            covered = hit->first + hit->n;
        if (same) {
            last->roles |= roles;
            continue;
        }
        struct component component = {.roles = roles, .tool = RUB_NONE, .first = hit->first, .n = hit->n};
        component.phrase = hit->phrase;
        component.sure = true;
        component.weak = rub_phrases(lexicon->rubric, hit->phrase)->weak != 0;
        component.standing =
            standing_of(said, hit->first, hit->n, hit->apart && !lexicon->negative[hit->phrase]);
        if (component.standing != STANDING_IGNORED && false_friends_here(said, hit, RUB_NONE))
            component.standing = STANDING_OTHER_SENSE;
        add(said, component);
    }
}

/* Roles that hint words within so many tokens speak for. */
static uint64_t hinted(const struct said *said, const struct tool_hit *hit, uint32_t distance, bool *none)
{
    uint32_t low = hit->first > distance ? hit->first - distance : 0, high = hit->first + hit->n + distance;
    if (high > said->tokens->n)
        high = (uint32_t)said->tokens->n;
    struct tokens near = *said->tokens;
    near.items += low;
    near.n = high - low;
    struct str word;
    return tools_hint(said->lexicon->tools, hit->tool, &near, &word, none);
}

static void find_job(struct component *out, const struct said *said, const struct tool_hit *hit)
{
    const struct rubric *rubric = said->lexicon->rubric;
    const struct rub_tool *tool = rub_tools(rubric, hit->tool);
    bool none = false;
    if (tools_library(rubric, hit->tool))
        return;
    out->roles = hinted(said, hit, HINT_TOKENS, &none);
    if (!out->roles && !none && tools_general_store(rubric, hit->tool))
        out->roles = hinted(said, hit, (uint32_t)said->tokens->n, &none);
    out->sure = out->roles != 0;
    if (out->roles || none || tools_general_store(rubric, hit->tool) ||
        (tools_platform(rubric, hit->tool) && tool->roles.n > PLATFORM_JOBS))
        return;
    out->roles = tools_roles(rubric, hit->tool);
    out->sure = tool->roles.n == 1;
}

/* A tool that a phrase begins or ends with is what plays that role: "Kafka topics". */
static bool named_with(struct said *said, const struct tool_hit *hit)
{
    uint32_t end = hit->first + hit->n;
    for (size_t i = 0; i < said->n_components; i++) {
        struct component *c = &said->components[i];
        if (c->tool == RUB_NONE && ((c->first == hit->first && c->first + c->n >= end) ||
                                    (c->first + c->n == end && c->first <= hit->first))) {
            c->tool = hit->tool;
            return true;
        }
    }
    return false;
}

static int by_place(const struct component *a, const struct component *b)
{
    return a->first != b->first ? (a->first < b->first ? -1 : 1) : a->n > b->n ? -1 : a->n < b->n;
}

void components_read(struct said *said)
{
    said->n_components = 0;
    read_roles(said);
    for (size_t i = 0; i < said->tools.n; i++) {
        const struct tool_hit *hit = &said->tools.items[i];
        if (said_echoed(said, hit->first, hit->n) || named_with(said, hit))
            continue;
        struct component component = {
            .tool = hit->tool, .first = hit->first, .n = hit->n, .phrase = RUB_NONE};
        component.standing = standing_of(said, hit->first, hit->n, false);
        find_job(&component, said, hit);
        add(said, component);
    }
    /* Two runs, each in order: the second is moved into the first. */
    for (size_t i = 1; i < said->n_components; i++) {
        struct component moved = said->components[i];
        size_t k = i;
        for (; k > 0 && by_place(&moved, &said->components[k - 1]) < 0; k--)
            said->components[k] = said->components[k - 1];
        said->components[k] = moved;
    }
}

void components_settle(const struct rubric *rubric, struct statement *statement, const uint64_t *jobs)
{
    for (size_t i = 0; i < statement->n_components; i++) {
        struct component *c = &statement->components[i];
        if (c->tool == RUB_NONE || c->sure || !(c->roles & (c->roles - 1)))
            continue;
        if (jobs[c->tool] & c->roles) {
            c->roles &= jobs[c->tool];
            continue;
        }
        struct rub_span usual = rub_tools(rubric, c->tool)->roles;
        c->roles = 0;
        for (size_t k = 0; k < usual.n && k < USUAL_JOBS; k++)
            c->roles |= UINT64_C(1) << rub_word(rubric, usual, k);
    }
}
