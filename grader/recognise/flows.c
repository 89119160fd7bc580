#include "recognise/flows.h"

#define LABEL_CONFIDENCE 0.9

struct flow_index {
    const struct rubric *rubric;
    struct phrase_index *phrases;
    uint32_t *kind_of; /* of each phrase of the rubric: a mask of kinds */
};

struct flow_index *flow_index_new(struct arena *arena, const struct rubric *rubric)
{
    struct flow_index *index = arena_alloc(arena, sizeof *index);
    index->rubric = rubric;
    index->kind_of = arena_alloc(arena, rub_phrases_n(rubric) * sizeof *index->kind_of);
    uint32_t *numbers = NULL;
    size_t n = 0, cap = 0;
    for (uint32_t kind = 0; kind < rub_flows_n(rubric); kind++) {
        struct rub_span labels = rub_flows(rubric, kind)->labels;
        for (uint32_t i = labels.at; i < labels.at + labels.n; i++) {
            index->kind_of[i] |= UINT32_C(1) << kind;
            uint32_t *number = ARENA_PUSH(arena, numbers, n, cap);
            *number = i;
        }
    }
    index->phrases = phrase_index_new(arena, rubric, numbers, n);
    return index;
}

static uint32_t label_kinds(const struct flow_index *index, struct arena *arena, struct str label)
{
    if (label.n == 0)
        return 0;
    struct tokens tokens;
    struct phrase_hits hits;
    tokens_read(&tokens, arena, label);
    phrases_find(&hits, index->phrases, arena, (struct phrase_unit){.tokens = &tokens}, false);
    uint32_t kinds = 0;
    for (size_t i = 0; i < hits.n; i++)
        kinds |= index->kind_of[hits.items[i].phrase];
    return kinds;
}

/* "data", "data, features", "data + model". Unknown words, of which the reader has complained, are label text. */
static uint32_t declared_kinds(const struct flow_index *index, struct arena *arena, const struct arch_edge *edge,
                               struct str *unknown)
{
    const struct rubric *rubric = index->rubric;
    uint32_t kinds = 0;
    struct str rest = edge->kind, piece;
    while (str_next(&rest, ",+|/", &piece)) {
        uint32_t kind = rub_kind_of(rubric, str_lower(arena, piece));
        if (kind != RUB_NONE) {
            kinds |= UINT32_C(1) << kind;
            continue;
        }
        *unknown = piece;
    }
    return kinds;
}

void flows_read(struct reading *out, struct arena *arena, const struct flow_index *index)
{
    const struct architecture *arch = out->arch;
    for (size_t i = 0; i < arch->n_edges; i++) {
        const struct arch_edge *edge = &arch->edges[i];
        struct edge_reading *reading = &out->edges[i];
        struct str unknown = STR("");
        reading->from = reading_node(out, edge->from);
        /* What was drawn invisible places boxes and carries nothing. */
        reading->to = edge->hidden ? reading->from : reading_node(out, edge->to);
        reading->evidence = KIND_DECLARED;
        reading->confidence = 1;
        reading->kinds = declared_kinds(index, arena, edge, &unknown);
        if (!reading->kinds) {
            reading->kinds = label_kinds(index, arena, edge->label) | label_kinds(index, arena, unknown);
            reading->evidence = reading->kinds ? KIND_LABEL : KIND_UNKNOWN;
            reading->confidence = reading->kinds ? LABEL_CONFIDENCE : 0;
        }
        struct str mode = doc_text(doc_get(edge->attrs, "mode"));
        reading->sync = str_eq_nocase(mode, STR("sync")) || str_eq_nocase(mode, STR("synchronous"));
        reading->async = str_eq_nocase(mode, STR("async")) || str_eq_nocase(mode, STR("asynchronous")) ||
                         str_eq_nocase(mode, STR("batch")) || (mode.n == 0 && edge->dashed);
    }
}

void flows_narrow(struct reading *out, const struct pairs *pairs)
{
    for (size_t i = 0; i < out->arch->n_edges; i++) {
        struct edge_reading *edge = &out->edges[i];
        bool several = edge->kinds & (edge->kinds - 1);
        if (edge->evidence != KIND_LABEL || !several)
            continue;
        uint64_t from = out->nodes[edge->from].credited, to = out->nodes[edge->to].credited;
        if (!from || !to)
            continue; /* a box without a role is looked through: its arrows keep what their words say */
        const struct arch_edge *drawn = &out->arch->edges[i];
        uint32_t legal = pairs_kinds(pairs, edge->kinds, from, to);
        if (!legal && (drawn->undirected || drawn->both))
            legal = pairs_kinds(pairs, edge->kinds, to, from);
        edge->kinds = legal;
        if (!edge->kinds) {
            edge->evidence = KIND_UNKNOWN;
            edge->confidence = 0;
        }
    }
}
