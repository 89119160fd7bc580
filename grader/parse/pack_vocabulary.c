#include "parse/pack_vocabulary.h"

#include "parse/pack_ontology.h"
#include "parse/pack_phrases.h"
#include "parse/pack_shape.h"
#include "parse/yaml.h"

static void add_set(struct pack_build *b, struct str name, const struct doc *phrases, struct place at)
{
    struct rub_span span = pack_phrases_read(b, phrases, STAND_ANYWHERE);
    uint32_t text = pack_build_text(b, name);
    pack_build_declare(b, PACK_NAME_SET, name, at);
    struct rub_set *set = PACK_NEW(b, sets);
    set->name = text;
    set->phrases = span;
}

static void read_role(struct pack_build *b, const struct doc *doc)
{
    struct doc role = {.kind = DOC_SCALAR, .value = doc->key, .at = doc->key_at};
    uint32_t number = pack_build_named(b, PACK_NAME_ROLE, &role);
    struct rub_span span = pack_phrases_read(b, doc, STAND_ANYWHERE);
    if (number != RUB_NONE && number < b->roles.n)
        b->roles.items[number].phrases = span;
}

/* A row's set may have others beside it, named with a dot: "COMP-01.numbers". */
static void read_row(struct pack_build *b, const struct doc *doc)
{
    struct doc row = {.kind = DOC_SCALAR, .at = doc->key_at};
    row.value = str_sub(doc->key, 0, str_find(doc->key, STR(".")));
    pack_build_named(b, PACK_NAME_ROW, &row);
    add_set(b, doc->key, doc, doc->key_at);
}

/* What names a fact in a sentence. */
static void read_fact(struct pack_build *b, const struct doc *doc)
{
    struct doc fact = {.kind = DOC_SCALAR, .value = doc->key, .at = doc->key_at};
    uint32_t number = pack_build_named(b, PACK_NAME_FACT, &fact);
    struct rub_span span = pack_phrases_read(b, doc, STAND_ANYWHERE);
    if (number == RUB_NONE || number >= b->facts.n)
        return;
    b->facts.items[number].said = span;
    if (b->facts.items[number].local)
        PACK_ERROR(b, DIAG_PACK_VALUE, doc->key_at, "a fact within an entry ('local') cannot be said by itself");
}

/* The words of a flag: "RF-PAN", and more sets of it with a dot. */
static void read_flag(struct pack_build *b, const struct doc *doc)
{
    struct doc flag = {.kind = DOC_SCALAR, .at = doc->key_at};
    flag.value = str_sub(doc->key, 0, str_find(doc->key, STR(".")));
    pack_build_named(b, PACK_NAME_FLAG, &flag);
    add_set(b, doc->key, doc, doc->key_at);
}

static void read_composite(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "composite", "phrase! roles! node"))
        return;
    struct rub_span phrases =
        pack_phrases_read(b, doc_get(doc, "phrase"), pack_shape_bool(b, doc, "node", false) ? STAND_WHOLE : STAND_ANYWHERE);
    uint64_t roles = pack_ontology_roles(b, doc_get(doc, "roles"), NULL);
    for (uint32_t i = 0; i < phrases.n; i++) {
        struct rub_composite *composite = PACK_NEW(b, composites);
        composite->phrase = phrases.at + i;
        composite->roles = roles;
    }
}

static bool holds_maps(const struct doc *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i]->kind == DOC_MAP)
            return true;
    return false;
}

static bool add_number(struct pack_build *b, struct str name, const struct doc *doc)
{
    double value;
    if (doc->kind != DOC_SCALAR || doc->quoted || !pack_shape_parse(&value, doc->value))
        return false;
    uint32_t text = pack_build_text(b, name);
    struct rub_number *number = PACK_NEW(b, numbers);
    number->name = text;
    number->value = value;
    return true;
}

/*
 * Every list of phrases in a tree becomes a set, named by the way to it: language.negation.before; a plain
 * number becomes one of the table of numbers. Maps in a list are named by their `word`, which is a phrase
 * like the rest; `says` is for readers of the file.
 */
static void read_tree(struct pack_build *b, const struct doc *doc, const char *name, struct place at)
{
    if (doc->kind == DOC_MAP) {
        for (size_t i = 0; i < doc->n; i++)
            if (!str_is(doc->items[i]->key, "says"))
                read_tree(b, doc->items[i],
                          arena_printf(b->arena, "%s.%.*s", name, STR_ARG(doc->items[i]->key)),
                          doc->items[i]->key_at);
    } else if (doc->kind == DOC_LIST && holds_maps(doc)) {
        for (size_t i = 0; i < doc->n; i++) {
            const struct doc *word = doc_get(doc->items[i], "word");
            if (word && word->kind == DOC_SCALAR)
                read_tree(b, doc->items[i], arena_printf(b->arena, "%s.%.*s", name, STR_ARG(word->value)),
                          doc->items[i]->at);
            else
                PACK_ERROR(b, DIAG_PACK_TYPE, doc->items[i]->at, "a mapping with a 'word' was expected");
        }
    } else if (!add_number(b, str_from(name), doc)) {
        add_set(b, str_from(name), doc, at);
    }
}

void pack_vocabulary_read(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "vocabulary", "language roles! composites rows flags false_friends facts"))
        return;
    pack_shape_each_key(b, doc, "roles", read_role);
    pack_shape_each_item(b, doc, "composites", read_composite);
    pack_shape_each_key(b, doc, "rows", read_row);
    pack_shape_each_key(b, doc, "facts", read_fact);
    pack_shape_each_key(b, doc, "flags", read_flag);
    const struct doc *friends = doc_get(doc, "false_friends");
    if (!yaml_null(friends))
        read_tree(b, friends, "false_friends", friends->key_at);
}

void pack_vocabulary_language(struct pack_build *b, const struct doc *doc)
{
    if (doc->kind != DOC_MAP) {
        PACK_ERROR(b, DIAG_PACK_TYPE, doc->at, "the file of a language must be a mapping");
        return;
    }
    for (size_t i = 0; i < doc->n; i++)
        if (!str_is(doc->items[i]->key, "language"))
            read_tree(b, doc->items[i], arena_printf(b->arena, "language.%.*s", STR_ARG(doc->items[i]->key)),
                      doc->items[i]->key_at);
}
