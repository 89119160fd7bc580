#include "parse/mermaid_grade.h"

#include "parse/architecture_components.h"
#include "parse/arrows.h"
#include "parse/dot_attributes.h"
#include "parse/yaml_words.h"

/* Slips in names of keys are looked for among so many a diagram. */
#define SLIPS 200

/* What a line is about: the system, a name, or the links from one name to another. */
enum about { ABOUT_SYSTEM, ABOUT_NAME, ABOUT_LINKS };

struct line {
    struct mermaid_graph *graph;
    enum about about;
    size_t *of, n, cap; /* names or links */
    size_t slips;
    struct dot_sections sections;
};

struct pair {
    struct str key, value;
    struct dot_places at;
};

static struct parse_context *context(const struct line *line)
{
    return line->graph->lexer->ctx;
}

static struct place place_of(const struct line *line, struct str s)
{
    return mermaid_lexer_place(line->graph->lexer, (size_t)(s.p - line->graph->lexer->s.p));
}

static bool is_key(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!str_byte_digit(s.p[i]) && !(str_byte_lower(s.p[i]) >= 'a' && str_byte_lower(s.p[i]) <= 'z') &&
            s.p[i] != '_' && s.p[i] != '-' && s.p[i] != '.')
            return false;
    return s.n > 0;
}

/* How long the part before the first key is. */
static size_t head_length(struct str text)
{
    size_t word = 0;
    for (size_t i = 0; i < text.n; i++) {
        bool sign = i + 1 < text.n && (text.p[i + 1] == '=' || text.p[i + 1] == '>');
        if (text.p[i] == '=' && !sign && is_key(str_sub(text, word, i - word)))
            return word;
        if (str_byte_space(text.p[i]))
            word = i + 1;
    }
    return text.n;
}

/* key=value, where the value is one word or in quotes. False at the end; a word without = is an empty value.
 */
static bool next_pair(const struct line *line, struct str *rest, struct pair *out)
{
    struct str s = *rest;
    size_t i = 0, from, to;
    while (i < s.n && (str_byte_space(s.p[i]) || s.p[i] == ','))
        i++;
    for (from = i; i < s.n && !str_byte_space(s.p[i]) && s.p[i] != '=';)
        i++;
    out->key = str_sub(s, from, i - from);
    if (from == s.n)
        return false;
    out->at.key = out->at.value = place_of(line, out->key);
    out->value = STR("");
    if (i < s.n && s.p[i] == '=') {
        i++;
        char quote = i < s.n && (s.p[i] == '"' || s.p[i] == '\'') ? s.p[i] : '\0';
        from = i += quote != '\0';
        while (i < s.n && (quote ? s.p[i] != quote : !str_byte_space(s.p[i])))
            i++;
        to = i;
        i += quote && i < s.n;
        while (!quote && to > from && s.p[to - 1] == ',')
            to--;
        out->value = str_sub(s, from, to - from);
        out->at.value = place_of(line, out->value);
    }
    *rest = str_sub(s, i, s.n);
    return true;
}

/* ---- what a line is about ---- */

/* Counted, as many lines may name many links. */
static void add(struct line *line, size_t number)
{
    if (mermaid_lexer_token(line->graph->lexer))
        *(size_t *)ARENA_PUSH(context(line)->arena, line->of, line->n, line->cap) = number;
}

static bool unknown(const struct line *line, struct str head, const char *what, const char *words)
{
    diag_add(context(line)->diags, DIAG_MERMAID_GRADE, place_of(line, head),
             "%s \"%.*s\"%s: the line is ignored", what, STR_ARG(yaml_clip(head)), words);
    return false;
}

static struct str unquoted(struct str name)
{
    bool quoted = name.n > 1 && (name.p[0] == '"' || name.p[0] == '\'') && name.p[name.n - 1] == name.p[0];
    return quoted ? str_sub(name, 1, name.n - 2) : name;
}

static void add_links(struct line *line, size_t from, size_t to)
{
    size_t i = mermaid_graph_between(line->graph, from, to);
    for (; i != ARCH_NONE && !line->graph->lexer->stopped; i = line->graph->links[i].next)
        add(line, i);
}

static bool find_links(struct line *line, struct str head, const struct arrows *arrows)
{
    const struct mermaid_graph *graph = line->graph;
    for (size_t i = 0; i + 1 < arrows->n; i++) {
        size_t from = mermaid_graph_find(graph, unquoted(arrows->parts[i]));
        size_t to = mermaid_graph_find(graph, unquoted(arrows->parts[i + 1]));
        size_t before = line->n;
        if (from != ARCH_NONE && to != ARCH_NONE) {
            add_links(line, arrows->arrows[i].reversed ? to : from, arrows->arrows[i].reversed ? from : to);
            /* An arrow without a direction, or with both, may be named from either end. */
            size_t back = line->n == before ? mermaid_graph_between(graph, to, from) : ARCH_NONE;
            if (back != ARCH_NONE && (graph->links[back].drawn.both || graph->links[back].drawn.undirected))
                add_links(line, to, from);
        }
        if (line->n == before && !graph->lexer->stopped)
            return unknown(line, head, "no arrow", " in this diagram");
    }
    return true;
}

static bool find_head(struct line *line, struct str head)
{
    const struct mermaid_graph *graph = line->graph;
    struct arrows arrows;
    size_t name = mermaid_graph_find(graph, unquoted(head));
    line->n = 0;
    line->about = ABOUT_NAME;
    if (!head.n)
        return unknown(line, head, "no name before the first key", "");
    if (name == ARCH_NONE && str_eq_nocase(head, STR("system"))) {
        line->about = ABOUT_SYSTEM;
        return true;
    }
    if (name == ARCH_NONE && arrows_read(&arrows, context(line)->arena, head)) {
        line->about = ABOUT_LINKS;
        return find_links(line, head, &arrows);
    }
    if (name == ARCH_NONE || (!graph->names[name].box && graph->names[name].group == ARCH_NONE))
        return unknown(line, head, "no box", " in this diagram");
    if (!graph->names[name].box)
        return unknown(line, head, "a subgraph takes no facts:", "");
    add(line, name);
    return true;
}

/* ---- what it says ---- */

static void say(struct line *line, const struct dot_key *key, const struct pair *pair, size_t number)
{
    struct parse_context *ctx = context(line);
    struct mermaid_name *name = line->about == ABOUT_NAME ? &line->graph->names[number] : NULL;
    struct mermaid_said *said = name ? &name->said : &line->graph->links[number].said;
    struct str rest = pair->value, one;
    if (key->use == DOT_USE_ROLE) {
        while (str_next(&rest, "+,|", &one)) {
            const char *role = components_known(ctx->names->roles, ctx->names->n_roles, one);
            mermaid_graph_role(line->graph, number, role ? str_from(role) : one, pair->at.value);
        }
        return;
    }
    const struct doc **slot = key->use == DOT_USE_TOOL    ? &said->tool
                              : key->use == DOT_USE_KIND  ? &said->kind
                              : key->use == DOT_USE_LABEL ? &said->label
                              : key->use == DOT_USE_GROUP ? &said->group
                                                          : NULL;
    if (slot) {
        *slot = dot_fact(ctx->arena, NULL, key, pair->value, pair->at);
        return;
    }
    if (!said->attrs)
        said->attrs = doc_new(ctx->arena, NULL, DOC_MAP, STR(""), pair->at.key);
    if (said->attrs->n >= ctx->limits->mermaid_facts)
        diag_add(ctx->diags, DIAG_MERMAID_LIMIT, pair->at.key,
                 "more than %zu facts of one box or arrow: ignored", ctx->limits->mermaid_facts);
    else if (doc_get(said->attrs, key->name.p))
        diag_add(ctx->diags, DIAG_MERMAID_GRADE, pair->at.key, "\"%.*s\" a second time: the first counts",
                 STR_ARG(yaml_clip(pair->key)));
    else
        dot_fact(ctx->arena, said->attrs, key, pair->value, pair->at);
}

/* So are many keys for many links. */
static bool counted(const struct line *line, size_t i)
{
    return i == 0 || mermaid_lexer_token(line->graph->lexer);
}

static void read_pair(struct line *line, const struct pair *pair, struct str *title)
{
    struct parse_context *ctx = context(line);
    if (!pair->value.n || !is_key(pair->key)) {
        diag_add(ctx->diags, DIAG_MERMAID_GRADE, pair->at.key,
                 "\"%.*s\" is no key=value: ignored; values with blanks need quotes",
                 STR_ARG(yaml_clip(pair->key)));
        return;
    }
    /* Graphviz draws with some names; nothing is drawn here. */
    struct str bare;
    key_extension(pair->key, &bare);
    if (line->about == ABOUT_SYSTEM && key_is(bare, "name"))
        bare = STR("system"); /* the key that a drawing has for it */
    struct str name = str_from(arena_printf(ctx->arena, "x_%.*s", STR_ARG(bare)));
    if (line->about == ABOUT_SYSTEM) {
        dot_graph_fact(ctx, &line->sections, name, pair->value, pair->at, title);
        return;
    }
    struct dot_key key = dot_key_find(ctx, line->about == ABOUT_LINKS, name, line->slips < SLIPS);
    if (key.near) {
        line->slips++;
        diag_add(ctx->diags, DIAG_ARCH_KEY, pair->at.key,
                 "\"%.*s\" is no key that is read: ignored; did you mean \"%s\"?",
                 STR_ARG(yaml_clip(pair->key)), key.near);
    }
    for (size_t i = 0; key.use != DOT_USE_NONE && key.name.n && i < line->n && counted(line, i); i++)
        say(line, &key, pair, line->of[i]);
}

void mermaid_grade_read(struct mermaid_graph *graph)
{
    struct mermaid_lexer *lexer = graph->lexer;
    struct line line = {.graph = graph};
    struct pair pair;
    for (size_t i = 0; i < lexer->n_remarks; i++) {
        struct str text = lexer->remarks[i].text;
        size_t head = head_length(text);
        struct str rest = str_sub(text, head, text.n);
        if (!find_head(&line, str_trim(str_sub(text, 0, head))))
            continue;
        if (!rest.n)
            diag_add(lexer->ctx->diags, DIAG_MERMAID_GRADE, mermaid_lexer_place(lexer, lexer->remarks[i].at),
                     "no key=value in the line: it is ignored");
        while (next_pair(&line, &rest, &pair))
            read_pair(&line, &pair, &lexer->title);
    }
}
