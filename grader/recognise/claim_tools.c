#include "recognise/collector.h"

static void note_tool(struct collector *c, uint32_t tool, struct str text, struct place at)
{
    struct node_reading *node = &c->reading->nodes[c->node];
    for (size_t i = 0; i < node->n_tools; i++)
        if (node->tools[i].tool == tool)
            return;
    struct tool_reading *reading = ARENA_PUSH(c->arena, node->tools, node->n_tools, node->cap_tools);
    *reading = (struct tool_reading){tool, text, at};
}

/* Words of the arrows at the box and of its group say which job of the tool is meant. */
static struct tool_around hints_around(struct collector *c, uint32_t tool)
{
    for (size_t i = 0; i < c->n_around; i++)
        if (c->around[i].tool == tool)
            return c->around[i];
    struct tool_around around = {.tool = tool, .word = STR("")};
    struct tokens tokens;
    bool other_job;
    for (size_t i = c->map->edge_at[c->node]; i < c->map->edge_at[c->node + 1]; i++) {
        struct str label = c->reading->arch->edges[c->map->edges[i]].label;
        if (label.n == 0)
            continue;
        tokens_read(&tokens, c->arena, label);
        around.roles |= tools_hint(c->index->tools, tool, &tokens, &around.word, &other_job);
        around.none = around.none || other_job;
    }
    if (!around.roles && c->group_title.n) {
        tokens_read(&tokens, c->arena, c->group_title);
        around.roles = tools_hint(c->index->tools, tool, &tokens, &around.word, &other_job);
        around.none = around.none || other_job;
    }
    *(struct tool_around *)ARENA_PUSH(c->arena, c->around, c->n_around, c->cap_around) = around;
    return around;
}

/*
 * The other jobs of a tool whose job is known: only where an arrow cannot be understood without them. A word
 * on an arrow is about that arrow: the tool's first job is not put in doubt by it.
 */
static void claim_extras(struct collector *c, uint32_t tool, uint64_t known, bool by_arrow, struct place at)
{
    const struct rubric *rubric = c->index->rubric;
    const struct rub_tool *entry = rub_tools(rubric, tool);
    uint64_t roles = tools_roles(rubric, tool);
    if (!(roles & known) || tools_general_store(rubric, tool) || tools_library(rubric, tool) ||
        entry->roles.n < 2)
        return;
    struct claim claim = {.evidence = ROLE_TOOL, .confidence = CONFIDENCE_GUESS, .tool = tool, .at = at};
    const struct rub_info *info = rub_info(rubric, 0);
    uint32_t primary = rub_word(rubric, entry->roles, 0);
    uint64_t bit = UINT64_C(1) << primary;
    /* A processor's first job comes with its second: what computes features from a stream processes the
     * stream. */
    uint64_t working = ~(info->dry_roles | info->request_roles | info->exempt_roles | info->stand_in_roles);
    bool hop = !tools_platform(rubric, tool) && !(known & bit) && (bit & working) &&
               pairs_to(c->index->pairs, KINDS_ANY, bit, known & roles & working, false);
    for (size_t i = 0; i < entry->roles.n; i++) {
        claim.role = rub_word(rubric, entry->roles, i);
        bool first = claim.role == primary;
        claim.state = first && hop ? CLAIM_SETTLED : first && by_arrow ? CLAIM_ALLOWED : CLAIM_EXTRA;
        claim.why = str_from(arena_printf(c->arena, "tool %s, %s", rub_text(rubric, entry->name),
                                          first ? "whose first job it is" : "as an arrow needs it"));
        claims_add(c->out, c->arena, claim);
    }
}

/* Its name says nothing; what writes and reads it may. Only stores: no queue, no case file. */
static void claim_store(struct collector *c, uint32_t tool, struct claim claim)
{
    const struct rubric *rubric = c->index->rubric;
    const struct rub_tool *entry = rub_tools(rubric, tool);
    claim.state = CLAIM_STORE;
    claim.confidence = CONFIDENCE_GUESS;
    claim.why = str_from(arena_printf(c->arena, "tool %s", rub_text(rubric, entry->name)));
    for (size_t i = 0; i < entry->roles.n; i++) {
        claim.role = rub_word(rubric, entry->roles, i);
        if (rub_info(rubric, 0)->dry_roles >> claim.role & 1)
            claims_add(c->out, c->arena, claim);
    }
}

static void claim_tool(struct collector *c, uint32_t tool, const struct tokens *said, struct place at)
{
    const struct rubric *rubric = c->index->rubric;
    const struct rub_tool *entry = rub_tools(rubric, tool);
    const char *name = rub_text(rubric, entry->name);
    uint64_t roles = tools_roles(rubric, tool);
    struct claim claim = {.evidence = ROLE_TOOL, .confidence = CONFIDENCE_TOOL, .tool = tool, .at = at};
    struct str word = STR("");
    bool none = false, by_arrow = false;
    uint64_t hinted = tools_hint(c->index->tools, tool, said, &word, &none);
    if (tools_library(rubric, tool))
        c->out->library = true;
    else
        c->out->own_tool = c->out->own_tool || roles || none;
    if (none)
        return;
    if (!hinted && (entry->roles.n > 1 || tools_general_store(rubric, tool))) {
        struct tool_around around = hints_around(c, tool);
        hinted = around.roles;
        by_arrow = hinted != 0;
        word = around.word;
        none = around.none;
    }
    if (hinted) {
        claim.why = str_from(arena_printf(c->arena, "tool %s beside '%.*s'", name, STR_ARG(word)));
    } else if (roles & c->group_roles) {
        hinted = roles & c->group_roles;
        claim.why = str_from(arena_printf(c->arena, "tool %s in '%.*s'", name, STR_ARG(c->group_title)));
    }
    if (hinted) {
        /* Several hints are several jobs, each said. */
        for (uint32_t role = 0; role < rub_roles_n(rubric); role++)
            if (hinted >> role & 1) {
                claim.role = role;
                claims_add(c->out, c->arena, claim);
            }
        claim_extras(c, tool, hinted, by_arrow, at);
        return;
    }
    if (tools_general_store(rubric, tool)) {
        if (!none)
            claim_store(c, tool, claim);
        return;
    }
    if (roles == 0)
        return;
    claim.why = str_from(arena_printf(c->arena, "tool %s", name));
    claim.state = tools_library(rubric, tool) ? CLAIM_ALLOWED
                  : entry->roles.n > 1        ? CLAIM_OPEN
                                              : CLAIM_SETTLED;
    for (size_t i = 0; i < entry->roles.n; i++) {
        claim.role = rub_word(rubric, entry->roles, i);
        claims_add(c->out, c->arena, claim);
    }
}

/* The box is called after a tool that does something, and what is told in brackets is something else besides.
 */
static bool another_job(const struct collector *c, const struct spot *label, const struct tool_hit *hit,
                        uint64_t known, bool in_label)
{
    const struct rubric *rubric = c->index->rubric;
    uint64_t roles = tools_roles(rubric, hit->tool);
    if (!in_label || !roles || (roles & known) || label->tokens.items[hit->first].part != PART_NAME)
        return false;
    for (size_t i = 0; i < label->hits.n; i++)
        if (label->tokens.items[label->hits.items[i].first].part != PART_DETAIL)
            return false;
    uint32_t primary = rub_word(rubric, rub_tools(rubric, hit->tool)->roles, 0);
    return !(rub_info(rubric, 0)->dry_roles >> primary & 1) && !tools_general_store(rubric, hit->tool);
}

/*
 * What runs the work of others keeps that job where the label says what it runs ("Airflow training"); one
 * that does the work itself is just what it is done with.
 */
static void claim_platform(struct collector *c, uint32_t tool, uint64_t known, struct place at)
{
    const struct rubric *rubric = c->index->rubric;
    const struct rub_tool *entry = rub_tools(rubric, tool);
    uint64_t roles = tools_roles(rubric, tool);
    if (!roles || (roles & known) || tools_library(rubric, tool))
        return;
    struct claim claim = {.role = rub_word(rubric, entry->roles, 0),
                          .evidence = ROLE_TOOL,
                          .confidence = CONFIDENCE_GUESS,
                          .tool = tool,
                          .at = at};
    if (!(rub_info(rubric, 0)->exempt_roles >> claim.role & 1))
        return;
    claim.why = str_from(arena_printf(c->arena, "tool %s, which runs it", rub_text(rubric, entry->name)));
    claims_add(c->out, c->arena, claim);
}

/* A phrase of several roles beside a tool that does one of them: that one. */
static void choose_open(struct collector *c, uint64_t tool_roles)
{
    uint64_t open = 0;
    for (size_t i = 0; i < c->out->n; i++)
        if (c->out->items[i].state == CLAIM_OPEN && c->out->items[i].evidence == ROLE_LABEL)
            open |= UINT64_C(1) << c->out->items[i].role;
    uint64_t chosen = open & tool_roles;
    if (!chosen || (chosen & (chosen - 1)))
        return;
    size_t kept = 0;
    for (size_t i = 0; i < c->out->n; i++) {
        struct claim claim = c->out->items[i];
        if ((open & ~chosen) >> claim.role & 1)
            continue;
        if (chosen >> claim.role & 1) {
            claim.state = CLAIM_SETTLED;
            claim.confidence = CONFIDENCE_TOOL;
        }
        c->out->items[kept++] = claim;
    }
    c->out->n = kept;
}

void claim_tools(struct collector *c)
{
    bool told = c->out->n > 0;
    uint64_t known = claims_mask(c->out, 1u << CLAIM_SETTLED | 1u << CLAIM_OPEN);
    for (size_t m = 0; m < c->n_labels; m++) {
        const struct arch_node *node = collector_member(c, c->map->members[c->map->member_at[c->node] + m]);
        struct spot *label = &c->labels[m], attr = {0};
        struct place at = node->at;
        if (node->tool.n)
            collector_spot(&attr, c, node->tool, TOOL_IN_ATTRIBUTE, false);
        bool named = attr.tools.n > 0;
        for (size_t i = 0; i < label->tools.n; i++)
            named = named || label->tokens.items[label->tools.items[i].first].part != PART_DETAIL;
        /* Hint words may stand in the label, the attribute, or attributes that say how it works. */
        struct buf words = buf_new(c->arena, node->label.n + node->tool.n + 256);
        buf_add(&words, node->label);
        buf_putc(&words, '\n');
        buf_add(&words, node->tool);
        buf_putc(&words, '\n');
        buf_add(&words, str_sub(doc_text(doc_get(node->attrs, "mode")), 0, 100));
        struct tokens said;
        tokens_read(&said, c->arena, buf_str(&words));
        for (size_t pass = 0; pass < 2; pass++) {
            struct spot *spot = pass ? &attr : label;
            for (size_t i = 0; i < spot->tools.n; i++) {
                const struct tool_hit *hit = &spot->tools.items[i];
                bool detail = spot->tokens.items[hit->first].part == PART_DETAIL;
                note_tool(c, hit->tool, tokens_quote(&spot->tokens, hit->first, hit->n), at);
                if (c->out->declared || (detail && named && !pass))
                    continue;
                if (told)
                    choose_open(c, tools_roles(c->index->rubric, hit->tool));
                if (told && !another_job(c, label, hit, known, pass == 0))
                    claim_extras(c, hit->tool, known, false, at), claim_platform(c, hit->tool, known, at);
                else
                    claim_tool(c, hit->tool, &said, at);
            }
        }
    }
}
