#include "parse/pack_gates.h"

#include "parse/pack_conditions.h"
#include "parse/pack_ontology.h"
#include "parse/pack_shape.h"
#include "parse/yaml.h"

static void read_part(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "part", "id! title! rows! roles show"))
        return;
    struct rub_part part = {0};
    struct pack_list rows = pack_shape_names(b, doc, "rows", PACK_NAME_ROW);
    part.id = pack_shape_id(b, doc, "id", PACK_NAME_PART);
    part.title = pack_shape_text(b, doc, "title");
    part.show = pack_conditions_at(b, doc, "show");
    part.rows = pack_build_list(b, &rows);
    part.roles = pack_ontology_roles(b, doc_get(doc, "roles"), NULL);
    *(struct rub_part *)PACK_NEW(b, parts) = part;
}

static void read_hop(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "hop", "title! when!"))
        return;
    struct rub_hop hop = {0};
    hop.title = pack_shape_text(b, doc, "title");
    hop.when = pack_conditions_at(b, doc, "when");
    *(struct rub_hop *)PACK_NEW(b, hops) = hop;
}

static void read_loop(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "loop", "id! title! hops!"))
        return;
    struct rub_loop loop = {0};
    loop.id = pack_shape_id(b, doc, "id", PACK_NAME_LOOP);
    loop.title = pack_shape_text(b, doc, "title");
    loop.hops.at = (uint32_t)b->hops.n;
    pack_shape_each_item(b, doc, "hops", read_hop);
    loop.hops.n = (uint32_t)b->hops.n - loop.hops.at;
    *(struct rub_loop *)PACK_NEW(b, loops) = loop;
}

/* ---- gates */

/* `caps: [75, 60, 45]`: whole numbers, for one, two, three and more missing parts. */
static struct rub_span read_caps(struct pack_build *b, const struct doc *doc)
{
    const struct doc *list = doc_get(doc, "caps");
    struct pack_list caps = {0};
    double before = 100, cap = 0;
    for (size_t i = 0; i < pack_shape_n(list); i++) {
        const struct doc *item = pack_shape_item(list, i);
        if (!pack_shape_parse(&cap, doc_text(item)) || cap < 0 || cap > before ||
            cap != (double)(uint32_t)cap)
            PACK_ERROR(b, DIAG_PACK_VALUE, item->at,
                       "'caps' are whole numbers between 0 and 100, none above the one before");
        else
            pack_build_add(b, &caps, (uint32_t)cap);
        before = cap >= 0 && cap <= 100 ? cap : before;
    }
    return pack_build_list(b, &caps);
}

/* A message may hold {parts}, {ends} and {entries}; any other brace is a slip. */
static void check_message(struct pack_build *b, const struct doc *message)
{
    struct str rest = doc_text(message);
    for (size_t open = str_find(rest, STR("{")); open < rest.n; open = str_find(rest, STR("{"))) {
        rest = str_sub(rest, open, rest.n);
        if (!str_starts(rest, "{parts}") && !str_starts(rest, "{ends}") && !str_starts(rest, "{entries}"))
            PACK_ERROR(b, DIAG_PACK_VALUE, message->at, "a message knows {parts}, {ends} and {entries} only");
        rest = str_sub(rest, 1, rest.n);
    }
}

static void read_gate(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "gate", "id! title! when! message! cap caps no_total rows flag"))
        return;
    struct rub_gate gate = {0};
    gate.id = pack_shape_id(b, doc, "id", PACK_NAME_GATE);
    gate.title = pack_shape_text(b, doc, "title");
    gate.message = pack_shape_text(b, doc, "message");
    if (doc_get(doc, "message"))
        check_message(b, doc_get(doc, "message"));
    gate.when = pack_conditions_at(b, doc, "when");
    size_t effects = 0;
    if (!yaml_null(doc_get(doc, "cap"))) {
        gate.effect = GATE_CAP;
        gate.cap = pack_shape_number(b, doc, "cap", 0);
        if (gate.cap < 0 || gate.cap > 100)
            PACK_ERROR(b, DIAG_PACK_VALUE, doc_get(doc, "cap")->at, "'cap' must be between 0 and 100");
        effects++;
    }
    if (!yaml_null(doc_get(doc, "caps"))) {
        gate.effect = GATE_CAP;
        gate.caps = read_caps(b, doc);
        gate.cap = gate.caps.n ? b->words.items[gate.caps.at] : 0;
        effects++;
    }
    if (pack_shape_bool(b, doc, "no_total", false)) {
        gate.effect = GATE_NO_TOTAL;
        effects++;
    }
    if (!yaml_null(doc_get(doc, "rows"))) {
        struct pack_list rows = pack_shape_names(b, doc, "rows", PACK_NAME_ROW);
        gate.effect = GATE_ROWS;
        gate.rows = pack_build_list(b, &rows);
        effects++;
    }
    if (pack_shape_bool(b, doc, "flag", false)) {
        gate.effect = GATE_FLAG;
        effects++;
    }
    if (effects != 1)
        PACK_ERROR(b, DIAG_PACK_VALUE, doc->at, "a gate has one effect of: cap, caps, no_total, rows, flag");
    *(struct rub_gate *)PACK_NEW(b, gates) = gate;
}

void pack_gates_read(struct pack_build *b, const struct doc *doc)
{
    pack_shape_each_item(b, doc, "parts", read_part);
    pack_shape_each_item(b, doc, "loops", read_loop);
    pack_shape_each_item(b, doc, "gates", read_gate);
}
