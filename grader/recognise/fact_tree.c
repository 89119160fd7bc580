#include "recognise/fact_tree.h"

struct doc *fact_tree_copy(struct arena *arena, const struct doc *facts)
{
    struct doc *root = arena_alloc(arena, sizeof *root);
    *root = *facts;
    root->items = arena_alloc(arena, facts->n * sizeof *root->items);
    root->cap = facts->n;
    for (size_t i = 0; i < facts->n; i++)
        root->items[i] = facts->items[i];
    return root;
}

/* What stands for a value that is still to come. */
static bool to_come(struct str s)
{
    static const char *const words[] = {"todo", "tbd", "tba", "n/a", "-", "?", "..."};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(s, str_from(words[i])))
            return true;
    return s.n == 0 || s.p[0] == '<';
}

bool fact_tree_has(const struct doc *facts, struct str path)
{
    struct str rest = path, step;
    if (!str_next(&rest, ".", &step))
        return facts->kind == DOC_SCALAR ? !to_come(str_trim(facts->value)) : facts->n > 0;
    for (size_t i = 0; facts->kind == DOC_MAP && i < facts->n; i++)
        if (str_eq_nocase(facts->items[i]->key, step) && fact_tree_has(facts->items[i], rest))
            return true;
    return false;
}

static struct doc *section(struct fact_source *source, struct str name, enum doc_kind kind, struct place at)
{
    for (size_t i = 0; i < source->n_sections; i++)
        if (str_eq(source->sections[i]->key, name) && source->sections[i]->kind == kind)
            return source->sections[i];
    struct doc *made = doc_new(source->arena, source->root, kind, name, at);
    made->key_at = at;
    if (source->n_sections < sizeof source->sections / sizeof *source->sections)
        source->sections[source->n_sections++] = made;
    return made;
}

struct doc *fact_tree_at(struct fact_source *source, struct str path, enum doc_kind kind, struct place at)
{
    struct str rest = path, step = {0}, next = {0};
    bool more = str_next(&rest, ".", &step);
    if (!more)
        return source->root;
    more = str_next(&rest, ".", &next);
    struct doc *here = section(source, step, more ? DOC_MAP : kind, at);
    while (more) {
        step = next;
        more = str_next(&rest, ".", &next);
        enum doc_kind wanted = more ? DOC_MAP : kind;
        struct doc *found = NULL;
        for (size_t i = 0; !found && i < here->n; i++)
            if (str_eq(here->items[i]->key, step) && here->items[i]->kind == wanted)
                found = here->items[i];
        if (!found) {
            found = doc_new(source->arena, here, wanted, step, at);
            found->key_at = at;
        }
        here = found;
    }
    return here;
}

void fact_tree_put(struct fact_source *source, struct str path, struct str value, struct place at)
{
    size_t dot = path.n;
    while (dot > 0 && path.p[dot - 1] != '.')
        dot--;
    struct doc *map = fact_tree_at(source, str_sub(path, 0, dot ? dot - 1 : 0), DOC_MAP, at);
    doc_scalar(source->arena, map, str_sub(path, dot, path.n), value, at)->key_at = at;
}
