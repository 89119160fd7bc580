#include "parse/pack_templates.h"

#include "model/template.h"
#include "parse/pack_shape.h"
#include "parse/yaml.h"

static void check_name(struct pack_build *b, enum pack_name kind, struct str name, struct place at)
{
    struct doc doc = {.kind = DOC_SCALAR, .value = name, .at = at};
    uint32_t number = pack_build_named(b, kind, &doc);
    if (kind == PACK_NAME_FACT && number < b->facts.n && b->facts.items[number].local)
        PACK_ERROR(b, DIAG_PACK_VALUE, at, "'%.*s' is a fact of one entry: a text cannot tell which",
                   STR_ARG(name));
}

static void check(struct pack_build *b, const struct doc *doc, bool own)
{
    struct str rest = doc_text(doc), name;
    struct template_piece piece;
    while (template_next(&piece, &rest)) {
        switch (piece.kind) {
        case TEMPLATE_ROLE:
        case TEMPLATE_TOOL:
            while (str_next(&piece.of, ",", &name))
                check_name(b, PACK_NAME_ROLE, name, doc->at);
            break;
        case TEMPLATE_FACT:
            check_name(b, PACK_NAME_FACT, piece.of, doc->at);
            break;
        case TEMPLATE_CHECK:
        case TEMPLATE_SEEN:
            if (!own)
                PACK_ERROR(b, DIAG_PACK_VALUE, doc->at, "{check} and {seen} stand in flags and checks only");
            break;
        case TEMPLATE_WRONG:
            PACK_ERROR(
                b, DIAG_PACK_VALUE, doc->at,
                "'%.*s': braces hold role:ROLE, tool:ROLE, fact:FACT, check or seen, then | and what to "
                "say otherwise",
                STR_ARG(piece.text));
            break;
        case TEMPLATE_TEXT:
            break;
        }
    }
}

uint32_t pack_templates_text(struct pack_build *b, const struct doc *map, const char *key, bool own)
{
    const struct doc *doc = doc_get(map, key);
    if (!yaml_null(doc) && doc->kind == DOC_SCALAR)
        check(b, doc, own);
    return pack_shape_text(b, map, key);
}

struct rub_span pack_templates_texts(struct pack_build *b, const struct doc *map, const char *key)
{
    const struct doc *doc = doc_get(map, key);
    for (size_t i = 0; i < pack_shape_n(doc); i++)
        if (pack_shape_item(doc, i)->kind == DOC_SCALAR)
            check(b, pack_shape_item(doc, i), false);
    return pack_shape_texts(b, map, key);
}
