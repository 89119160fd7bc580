#include "parse/pack_examples.h"

#include "parse/yaml.h"

/* The first slash ends the roles, as for the reader of submissions. */
static struct str tool_of(const struct doc *component)
{
    if (component->kind != DOC_SCALAR) {
        const struct doc *tool = doc_get(component, "tool");
        return yaml_null(tool) ? STR("") : str_trim(doc_text(tool));
    }
    struct str line = component->value;
    return str_trim(str_sub(line, str_find(line, STR("/")) + 1, line.n));
}

void pack_examples_read(struct pack_build *b, const struct doc *doc)
{
    const struct doc *components = doc_get(doc, "components");
    for (size_t i = 0; components && components->kind == DOC_MAP && i < components->n; i++) {
        const struct doc *component = components->items[i];
        struct str id = str_trim(component->key), tool = tool_of(component);
        if (id.n == 0 || tool.n == 0)
            continue;
        struct rub_example *example = PACK_NEW(b, examples);
        example->id = pack_build_text(b, id);
        example->tool = pack_build_text(b, tool);
    }
}
