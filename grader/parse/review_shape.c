#include "parse/review_shape.h"

#include "parse/pack_shape.h"
#include "parse/yaml.h"

#include <stdarg.h>
#include <stdio.h>

#define EVIDENCE_MOST 100000

void review_shape_wrong(struct review_shape *s, struct place at, const char *format, ...)
{
    char what[256];
    va_list args;
    if (s->failed)
        return;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    s->failed = true;
    diag_add(s->diags, DIAG_REVIEW_SHAPE, at, "not a review that this version of grade can show: %s", what);
}

static const struct doc *nothing(struct review_shape *s, enum doc_kind kind)
{
    return doc_new(s->arena, NULL, kind, STR(""), (struct place){0});
}

/* The value of that key if it is of that kind. */
static const struct doc *get(struct review_shape *s, const struct doc *map, const char *key,
                             enum doc_kind kind, const char *what)
{
    const struct doc *doc = doc_get(map, key);
    if (doc && doc->kind == kind)
        return doc;
    review_shape_wrong(s, doc ? doc->at : map->at, doc ? "'%s' must be %s" : "'%s' is missing; it must be %s",
                       key, what);
    return nothing(s, kind);
}

const struct doc *review_shape_map(struct review_shape *s, const struct doc *map, const char *key)
{
    return get(s, map, key, DOC_MAP, "an object");
}

const struct doc *review_shape_list(struct review_shape *s, const struct doc *map, const char *key,
                                    size_t most, bool maps)
{
    const struct doc *list = get(s, map, key, DOC_LIST, "a list");
    if (list->n > most) {
        review_shape_wrong(s, list->at, "'%s' has more than %zu entries", key, most);
        return nothing(s, DOC_LIST);
    }
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i]->kind != (maps ? DOC_MAP : DOC_SCALAR)) {
            review_shape_wrong(s, list->items[i]->at, "an entry of '%s' must be %s", key,
                               maps ? "an object" : "a text");
            return nothing(s, DOC_LIST);
        }
    return list;
}

bool review_shape_null(const struct doc *map, const char *key)
{
    const struct doc *doc = doc_get(map, key);
    return doc && doc->kind == DOC_SCALAR && !doc->quoted && str_is(doc->value, "null");
}

struct str review_shape_text(struct review_shape *s, const struct doc *map, const char *key)
{
    const struct doc *doc = get(s, map, key, DOC_SCALAR, "a text");
    if (!doc->quoted && doc->at.text)
        review_shape_wrong(s, doc->at, "'%s' must be a text", key);
    return str_copy(s->arena, doc->value);
}

struct str review_shape_text_or_null(struct review_shape *s, const struct doc *map, const char *key)
{
    return review_shape_null(map, key) ? STR("") : review_shape_text(s, map, key);
}

struct str review_shape_said(struct review_shape *s, const struct doc *map, const char *key)
{
    struct str text = review_shape_text_or_null(s, map, key);
    return s->anonymous ? anonymous_text(s->arena, s->anonymous, text) : text;
}

bool review_shape_bool(struct review_shape *s, const struct doc *map, const char *key)
{
    const struct doc *doc = get(s, map, key, DOC_SCALAR, "true or false");
    bool is = !doc->quoted && str_is(doc->value, "true");
    if (!is && doc->at.text && (doc->quoted || !str_is(doc->value, "false")))
        review_shape_wrong(s, doc->at, "'%s' must be true or false", key);
    return is;
}

double review_shape_number(struct review_shape *s, const struct doc *map, const char *key)
{
    double value = 0;
    const struct doc *doc = get(s, map, key, DOC_SCALAR, "a number");
    if (doc->at.text && (doc->quoted || !pack_shape_parse(&value, doc->value) || value > 1e9 || value < -1e9))
        review_shape_wrong(s, doc->at, "'%s' must be a number", key);
    return s->failed ? 0 : value;
}

size_t review_shape_count(struct review_shape *s, const struct doc *map, const char *key, size_t most)
{
    const struct doc *doc = get(s, map, key, DOC_SCALAR, "a whole number");
    size_t value = 0;
    bool fine = !doc->quoted && doc->value.n > 0 && doc->value.n <= 15;
    for (size_t i = 0; fine && i < doc->value.n; i++) {
        fine = str_byte_digit(doc->value.p[i]);
        value = value * 10 + (size_t)(doc->value.p[i] - '0');
    }
    if (fine && value <= most)
        return value;
    review_shape_wrong(s, doc->at, "'%s' must be a whole number from 0 to %zu", key, most);
    return 0;
}

size_t review_shape_count_or(struct review_shape *s, const struct doc *map, const char *key, size_t most,
                             size_t none)
{
    return review_shape_null(map, key) ? none : review_shape_count(s, map, key, most);
}

size_t review_shape_word(struct review_shape *s, const struct doc *map, const char *key,
                         const char *(*name)(size_t i), size_t n)
{
    struct str text = review_shape_text(s, map, key);
    for (size_t i = 0; i < n; i++)
        if (str_is(text, name(i)))
            return i;
    if (!s->failed)
        review_shape_wrong(s, doc_get(map, key)->at, "'%s' is not a word that it may be", key);
    return 0;
}

/* ---- places */

static size_t slot_of(const struct review_shape *s, struct str name)
{
    size_t slot = (size_t)str_hash(name) & (s->n_slots - 1);
    while (s->texts[slot] && !str_eq(s->texts[slot]->name, name))
        slot = (slot + 1) & (s->n_slots - 1);
    return slot;
}

static const struct text *text_named(struct review_shape *s, struct str name)
{
    if (2 * s->n_texts >= s->n_slots) {
        struct text **old = s->texts;
        size_t n = s->n_slots;
        s->n_slots = n ? 2 * n : 64;
        s->texts = arena_alloc(s->arena, s->n_slots * sizeof(struct text *));
        for (size_t i = 0; i < n; i++)
            if (old[i])
                s->texts[slot_of(s, old[i]->name)] = old[i];
    }
    size_t slot = slot_of(s, name);
    if (!s->texts[slot]) {
        s->texts[slot] = text_new(s->arena, name, STR(""));
        s->n_texts++;
    }
    return s->texts[slot];
}

struct place review_shape_place(struct review_shape *s, const struct doc *map)
{
    struct place at = {0};
    if (review_shape_null(map, "file"))
        return at;
    at.text = text_named(s, review_shape_said(s, map, "file"));
    at.line = (uint32_t)review_shape_count_or(s, map, "line", UINT32_MAX, 0);
    if (doc_get(map, "column"))
        at.column = (uint32_t)review_shape_count_or(s, map, "column", UINT32_MAX, 0);
    return at;
}

/* The box or arrow that a piece of evidence is about, where it is about one. */
static void read_on(struct review_shape *s, struct evidence *out, const struct doc *map)
{
    if (doc_get(map, "node") && s->n_nodes) {
        out->on = ON_NODE;
        out->drawn = review_shape_count(s, map, "node", s->n_nodes - 1);
    } else if (doc_get(map, "edge") && s->n_edges) {
        out->on = ON_EDGE;
        out->drawn = s->edges[review_shape_count(s, map, "edge", s->n_edges - 1)];
    } else if (doc_get(map, "node") || doc_get(map, "edge")) {
        review_shape_wrong(s, map->at, "evidence about what was not drawn");
    }
}

void review_shape_evidence(struct review_shape *s, struct evidence_list *out, const struct doc *map,
                           const char *key)
{
    const struct doc *list = review_shape_list(s, map, key, EVIDENCE_MOST, true);
    out->items = arena_alloc(s->arena, list->n * sizeof *out->items);
    out->cap = list->n;
    for (size_t i = 0; i < list->n && !s->failed; i++) {
        struct evidence *one = &out->items[out->n++];
        *one = (struct evidence){
            .at = review_shape_place(s, list->items[i]),
            .quote = review_shape_said(s, list->items[i], "quote"),
            .why = review_shape_said(s, list->items[i], "why"),
        };
        read_on(s, one, list->items[i]);
    }
}
