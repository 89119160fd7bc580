#include "parse/dot_attributes.h"

/* Attributes of Graphviz, each with a space on either side. */
static const char drawn[] =
    " Damping K TBbalance URL _background _draw_ _hdraw_ _hldraw_ _ldraw_ _tdraw_ _tldraw_ area"
    " arrowhead arrowsize arrowtail aspect bb beautify bgcolor center charset class cluster clusterrank"
    " color colorscheme comment compound concentrate constraint decorate defaultdist dim dimen dir"
    " diredgeconstraints distortion dpi edgeURL edgehref edgetarget edgetooltip epsilon esep fillcolor"
    " fixedsize fontcolor fontname fontnames fontpath fontsize forcelabels gradientangle group headURL"
    " head_lp headclip headhref headlabel headport headtarget headtooltip height href id image imagepath"
    " imagepos imagescale inputscale key label labelURL label_float label_scheme labelangle"
    " labeldistance labelfloat labelfontcolor labelfontname labelfontsize labelhref labeljust labelloc"
    " labeltarget labeltooltip landscape layer layerlistsep layers layerselect layersep layout len"
    " levels levelsgap lhead lheight linelength lp ltail lwidth margin maxiter mclimit mindist minlen"
    " mode model newrank nodesep nojustify normalize notranslate nslimit nslimit1 oneblock ordering"
    " orientation outputorder overlap overlap_scaling overlap_shrink pack packmode pad page pagedir"
    " pencolor penwidth peripheries pin pos quadtree quantum radius rank rankdir ranksep ratio rects"
    " regular remincross repulsiveforce resolution root rotate rotation samehead sametail samplepoints"
    " scale searchsize sep shape shapefile showboxes sides size skew smoothing sortv splines start style"
    " stylesheet tailURL tail_lp tailclip tailhref taillabel tailport tailtarget tailtooltip target"
    " tooltip truecolor vertices viewport voro_margin weight width xdotversion xlabel xlp z"
    " ";

bool dot_draws(struct str name)
{
    struct str all = STR(drawn); /* a space before and after each name */
    if (name.n == 0 || str_find(name, STR(" ")) < name.n)
        return false;
    for (size_t at = str_find(all, name); at < all.n; at += 1 + str_find(str_sub(all, at + 1, all.n), name))
        if (all.p[at - 1] == ' ' && all.p[at + name.n] == ' ')
            return true;
    return false;
}

static bool is_one_of(struct str name, const char *words)
{
    struct str rest = str_from(words), one;
    while (str_next(&rest, " ", &one))
        if (str_eq(name, one))
            return true;
    return false;
}

struct dot_key dot_key_find(struct parse_context *ctx, bool edge, struct str name, bool slips)
{
    struct dot_key key = {.use = DOT_USE_NONE, .shape = KEY_LIST};
    struct str path = edge ? STR("flows") : STR("components");
    bool extension = key_extension(name, &name), deeper;
    const struct key_set *set = edge ? &keys_flow : &keys_component;
    const struct key_rule *rule = key_find(set, name);
    const char *pack = key_of_pack(ctx->arena, ctx->names, path, name, &deeper);
    /* Words that are keys here but drawing to Graphviz, and are drawing wherever they stand on an arrow. */
    if (!extension && dot_draws(name) &&
        !(edge ? is_one_of(name, "mode comment") : is_one_of(name, "mode comment size group layer")))
        return key;
    if (rule) {
        key.name = str_from(rule->name);
        key.shape = rule->shape;
        key.use = edge && is_one_of(key.name, "from to") ? DOT_USE_NONE
                  : str_is(key.name, "label")            ? DOT_USE_LABEL
                  : str_is(key.name, "role") && !edge    ? DOT_USE_ROLE
                  : str_is(key.name, "tool") && !edge    ? DOT_USE_TOOL
                  : str_is(key.name, "group") && !edge   ? DOT_USE_GROUP
                  : str_is(key.name, "kind") && edge     ? DOT_USE_KIND
                                                         : DOT_USE_FACT;
        return key;
    }
    if (pack) {
        key.name = str_from(pack);
        key.shape = deeper ? KEY_NAMED : KEY_LIST;
        key.use = DOT_USE_FACT;
        return key;
    }
    if (slips)
        key.near = key_nearest(ctx->arena, set, ctx->names, path, name);
    if (key.near)
        return key;
    key.name = str_lower(ctx->arena, name);
    key.use = DOT_USE_FACT;
    return key;
}

static struct doc *make_fact(struct arena *arena, struct doc *parent, const struct dot_key *key,
                             struct str value, struct place at)
{
    struct str rest = value, one;
    bool many = str_find(value, STR("|")) < value.n;
    if (key->shape == KEY_NAMED && str_find(value, STR(":")) < value.n) {
        struct doc *map = doc_new(arena, parent, DOC_MAP, key->name, at);
        while (str_next(&rest, "|", &one)) {
            size_t colon = str_find(one, STR(":"));
            struct str inner = str_trim(str_sub(one, 0, colon));
            doc_scalar(arena, map, inner, str_trim(str_sub(one, colon + 1, one.n)), at);
        }
        return map;
    }
    if (!many && key->shape != KEY_PROSE)
        return doc_scalar(arena, parent, key->name, value, at);
    if (key->shape == KEY_TEXT || key->shape == KEY_WORDS) {
        struct buf joined = buf_new(arena, 2 * value.n);
        while (str_next(&rest, "|", &one)) {
            buf_puts(&joined, joined.n ? ", " : "");
            buf_add(&joined, one);
        }
        return doc_scalar(arena, parent, key->name, buf_str(&joined), at);
    }
    struct doc *list = doc_new(arena, parent, DOC_LIST, key->name, at);
    while (str_next(&rest, "|", &one))
        doc_scalar(arena, list, STR(""), one, at);
    return list;
}

struct doc *dot_fact(struct arena *arena, struct doc *parent, const struct dot_key *key, struct str value,
                     struct dot_places at)
{
    struct doc *fact = make_fact(arena, parent, key, value, at.value);
    fact->key_at = at.key;
    return fact;
}

/* The key in a section of architecture.yaml, or in what the pack adds to it. */
static bool in_section(struct parse_context *ctx, const char *section, struct str name, struct dot_key *out)
{
    const struct key_rule *top = key_find(&keys_top, str_from(section));
    const struct key_rule *rule = top ? key_find(top->inner, name) : NULL;
    bool deeper = false;
    const char *pack = rule ? NULL : key_of_pack(ctx->arena, ctx->names, str_from(section), name, &deeper);
    if (rule && str_is(str_from(rule->name), "note"))
        rule = NULL; /* a key of every section: of none in particular */
    if (!rule && !pack)
        return false;
    out->name = str_from(rule ? rule->name : pack);
    out->shape = rule ? rule->shape : deeper ? KEY_NAMED : KEY_LIST;
    return true;
}

static struct doc *section(struct parse_context *ctx, struct doc **kept, const char *name, struct place at)
{
    if (!*kept)
        *kept = doc_new(ctx->arena, ctx->arch->facts, DOC_MAP, str_from(name), at);
    return *kept;
}

void dot_graph_fact(struct parse_context *ctx, struct dot_sections *sections, struct str name,
                    struct str value, struct dot_places at, struct str *out_title)
{
    struct dot_key key = {.use = DOT_USE_FACT, .shape = KEY_LIST};
    struct arena *arena = ctx->arena;
    bool extension = key_extension(name, &name);
    if (!extension && dot_draws(name))
        return;
    if (key_is(name, "system")) {
        key = (struct dot_key){.use = DOT_USE_FACT, .name = STR("name"), .shape = KEY_WORDS};
        *out_title = value;
        dot_fact(arena, section(ctx, &sections->system, "system", at.key), &key, value, at);
        return;
    }
    if (in_section(ctx, "slo", name, &key)) {
        dot_fact(arena, section(ctx, &sections->slo, "slo", at.key), &key, value, at);
        return;
    }
    const struct key_rule *top = key_find(&keys_top, name);
    if (top && (top->shape == KEY_LIST || top->shape == KEY_PROSE)) {
        key = (struct dot_key){.use = DOT_USE_FACT, .name = str_from(top->name), .shape = top->shape};
        dot_fact(arena, ctx->arch->facts, &key, value, at);
        return;
    }
    if (!in_section(ctx, "assumptions", name, &key))
        key.name = str_lower(arena, name);
    dot_fact(arena, section(ctx, &sections->assumptions, "assumptions", at.key), &key, value, at);
}
