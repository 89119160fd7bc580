#include "parse/yaml.h"

#include "parse/duplicates.h"
#include "parse/yaml_words.h"

#include <string.h>
#include <yaml.h>

struct frame {
    struct doc *doc;
    struct str key; /* maps: the key whose value comes next */
    struct place key_at;
    bool has_key;
    size_t anchor; /* index, or ARCH_NONE */
};

struct anchor {
    struct str name;
    const struct doc *doc;
    bool open; /* its collection has not ended: an alias to it now would be a circle */
};

struct run {
    struct arena *arena;
    struct diags *diags;
    const struct limits *limits;
    const struct text *text;
    size_t base; /* bytes before the parser's first: a byte order mark */
    size_t chars,
        bytes; /* the parser counts characters; these two name the same point, near the last one asked for */
    size_t nodes, aliases;
    struct frame *stack;
    size_t depth, cap_stack;
    struct anchor *anchors;
    size_t n_anchors, cap_anchors;
    struct doc *root;
    struct doc *all; /* the list that takes every document; NULL: the first is all that is read */
};

static bool is_tail(const struct run *run, size_t byte)
{
    return ((unsigned char)run->text->bytes.p[byte] & 0xc0) == 0x80;
}

/*
 * The place of a mark. Its own line and column will not do: libyaml ends lines at more characters than a text
 * does, and counts columns in characters. Marks come nearly in order, so stepping from the last one is linear
 * in all.
 */
static struct place mark_place(struct run *run, yaml_mark_t mark)
{
    size_t end = run->text->bytes.n;
    while (run->chars < mark.index && run->bytes < end) {
        run->bytes++;
        while (run->bytes < end && is_tail(run, run->bytes))
            run->bytes++;
        run->chars++;
    }
    while (run->chars > mark.index && run->bytes > run->base) {
        run->bytes--;
        while (run->bytes > run->base && is_tail(run, run->bytes))
            run->bytes--;
        run->chars--;
    }
    return text_place(run->text, run->bytes);
}

static bool over_limit(struct run *run, struct place at, const char *what, size_t limit)
{
    diag_add(run->diags, DIAG_YAML_LIMIT, at, "%s than %zu: the file is not used", what, limit);
    return false;
}

static bool count_node(struct run *run, struct place at)
{
    if (++run->nodes > run->limits->yaml_nodes)
        return over_limit(run, at, "more values", run->limits->yaml_nodes);
    return true;
}

/* A value where one is due: appended to the open collection, or the root. Its key, if any, is used up. */
static struct doc *place_value(struct run *run, enum doc_kind kind, struct place at)
{
    struct frame *top = run->depth ? &run->stack[run->depth - 1] : NULL;
    struct doc *doc =
        doc_new(run->arena, top ? top->doc : run->all, kind, top && top->has_key ? top->key : STR(""), at);
    if (top && top->has_key) {
        doc->key_at = top->key_at;
        top->has_key = false;
    }
    if (!top)
        run->root = doc;
    return doc;
}

static bool key_is_due(const struct run *run)
{
    const struct frame *top = run->depth ? &run->stack[run->depth - 1] : NULL;
    return top && top->doc->kind == DOC_MAP && !top->has_key;
}

static void take_key(struct run *run, struct str key, struct place at)
{
    struct frame *top = &run->stack[run->depth - 1];
    top->key = key;
    top->key_at = at;
    top->has_key = true;
}

static bool refuse_key(struct run *run, struct place at)
{
    diag_add(run->diags, DIAG_YAML_SYNTAX, at,
             "a list or a map stands where a key is due: put text that begins with [ or { in quotes");
    return false;
}

static bool add_anchor(struct run *run, const yaml_char_t *name, const struct doc *doc, bool open,
                       size_t *out)
{
    *out = ARCH_NONE;
    if (!name)
        return true;
    /* As many as aliases: more serve nothing, and looking one up walks the list. */
    if (run->n_anchors >= run->limits->yaml_aliases)
        return over_limit(run, doc->at, "more anchors (&name)", run->limits->yaml_aliases);
    *out = run->n_anchors;
    struct anchor *anchor = ARENA_PUSH(run->arena, run->anchors, run->n_anchors, run->cap_anchors);
    anchor->name = str_copy(run->arena, str_from((const char *)name));
    anchor->doc = doc;
    anchor->open = open;
    return true;
}

static void note_tag(struct run *run, const yaml_char_t *tag, struct place at)
{
    if (tag)
        diag_add(run->diags, DIAG_YAML_TAG, at, "the tag \"%.*s\" is ignored",
                 STR_ARG(yaml_clip(str_from((const char *)tag))));
}

static bool on_scalar(struct run *run, const yaml_event_t *event, struct place at)
{
    size_t n = event->data.scalar.length, anchor;
    if (n > run->limits->yaml_scalar)
        return over_limit(run, at, "a value longer", run->limits->yaml_scalar);
    note_tag(run, event->data.scalar.tag, at);
    struct str value = {arena_copy(run->arena, (const char *)event->data.scalar.value, n), n};
    yaml_scalar_style_t style = event->data.scalar.style;
    struct doc *doc;
    if (key_is_due(run)) {
        take_key(run, value, at);
        if (!event->data.scalar.anchor)
            return true;
        doc = doc_new(run->arena, NULL, DOC_SCALAR, STR(""), at);
    } else {
        if (!count_node(run, at))
            return false;
        doc = place_value(run, DOC_SCALAR, at);
    }
    doc->value = value;
    doc->quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    return add_anchor(run, event->data.scalar.anchor, doc, false, &anchor);
}

static bool on_start(struct run *run, enum doc_kind kind, const yaml_char_t *anchor, const yaml_char_t *tag,
                     struct place at)
{
    if (key_is_due(run))
        return refuse_key(run, at);
    if (run->depth >= run->limits->yaml_depth)
        return over_limit(run, at, "nested deeper", run->limits->yaml_depth);
    if (!count_node(run, at))
        return false;
    note_tag(run, tag, at);
    struct doc *doc = place_value(run, kind, at);
    size_t index;
    if (!add_anchor(run, anchor, doc, true, &index))
        return false;
    struct frame *frame = ARENA_PUSH(run->arena, run->stack, run->depth, run->cap_stack);
    *frame = (struct frame){.doc = doc, .anchor = index};
    return true;
}

static void on_end(struct run *run)
{
    struct frame *frame = &run->stack[--run->depth];
    if (frame->doc->kind == DOC_MAP)
        duplicates_drop(run->arena, run->diags, DIAG_YAML_DUPLICATE, frame->doc);
    if (frame->anchor != ARCH_NONE)
        run->anchors[frame->anchor].open = false;
}

/* Depth is the number of collections around `to`. */
static bool copy_into(struct run *run, struct doc *to, const struct doc *from, size_t depth,
                      struct place alias)
{
    to->quoted = from->quoted;
    to->value = from->value;
    if (from->kind != DOC_SCALAR && depth >= run->limits->yaml_depth)
        return over_limit(run, alias, "an alias nests deeper", run->limits->yaml_depth);
    for (size_t i = 0; i < from->n; i++) {
        const struct doc *item = from->items[i];
        if (!count_node(run, alias))
            return false;
        struct doc *copy = doc_new(run->arena, to, item->kind, item->key, item->at);
        copy->key_at = item->key_at;
        if (!copy_into(run, copy, item, depth + 1, alias))
            return false;
    }
    return true;
}

static bool on_alias(struct run *run, struct str name, struct place at)
{
    const struct anchor *anchor = NULL;
    for (size_t i = run->n_anchors; i > 0 && !anchor; i--) /* the latest of a name */
        if (str_eq(run->anchors[i - 1].name, name))
            anchor = &run->anchors[i - 1];
    if (++run->aliases > run->limits->yaml_aliases)
        return over_limit(run, at, "more aliases (*name)", run->limits->yaml_aliases);
    if (!anchor || anchor->open) {
        diag_add(
            run->diags, DIAG_YAML_ALIAS, at,
            anchor
                ? "the alias *%.*s stands inside what it repeats: the file is not used"
                : "the alias *%.*s repeats nothing: no &%.*s stands above it (text that begins with * needs "
                  "quotes); the file is not used",
            STR_ARG(yaml_clip(name)), STR_ARG(yaml_clip(name)));
        return false;
    }
    if (key_is_due(run)) {
        if (anchor->doc->kind != DOC_SCALAR)
            return refuse_key(run, at);
        take_key(run, anchor->doc->value, at);
        return true;
    }
    if (!count_node(run, at))
        return false;
    return copy_into(run, place_value(run, anchor->doc->kind, at), anchor->doc, run->depth, at);
}

/* `ended` says that all that is wanted was read, or that the stream is over. */
static bool on_event(struct run *run, const yaml_event_t *event, bool *ended)
{
    struct place at = mark_place(run, event->start_mark);
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return on_scalar(run, event, at);
    case YAML_SEQUENCE_START_EVENT:
        return on_start(run, DOC_LIST, event->data.sequence_start.anchor, event->data.sequence_start.tag, at);
    case YAML_MAPPING_START_EVENT:
        return on_start(run, DOC_MAP, event->data.mapping_start.anchor, event->data.mapping_start.tag, at);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        on_end(run);
        return true;
    case YAML_ALIAS_EVENT:
        return on_alias(run, str_from((const char *)event->data.alias.anchor), at);
    case YAML_DOCUMENT_START_EVENT:
        run->n_anchors = 0; /* they end with their document */
        if (run->root && !run->all) {
            diag_add(run->diags, DIAG_YAML_DOCUMENTS, at,
                     "a second document begins here: only the first is read");
            *ended = true;
        }
        return true;
    case YAML_STREAM_END_EVENT:
        *ended = true;
        return true;
    default:
        return true;
    }
}

static void complain(struct run *run, const yaml_parser_t *parser)
{
    if (parser->error == YAML_MEMORY_ERROR)
        die_memory();
    if (parser->error == YAML_READER_ERROR) {
        /* The reader runs ahead of the marks: only its byte offset is true. */
        struct place at = text_place(run->text, run->base + parser->problem_offset);
        diag_add(run->diags, DIAG_YAML_SYNTAX, at, "%s",
                 yaml_reader_words(run->arena, str_from(parser->problem), parser->problem_value));
        return;
    }
    struct place at = mark_place(run, parser->problem_mark);
    struct place context = parser->context ? mark_place(run, parser->context_mark) : (struct place){0};
    diag_add(
        run->diags, DIAG_YAML_SYNTAX, at, "%s",
        yaml_problem_words(run->arena, str_from(parser->problem), at, str_from(parser->context), context));
}

static bool read_events(struct run *run, yaml_parser_t *parser)
{
    bool ended = false;
    while (!ended) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            complain(run, parser);
            return false;
        }
        bool ok = on_event(run, &event, &ended);
        yaml_event_delete(&event);
        if (!ok)
            return false;
    }
    return true;
}

/* What libyaml would take, or would take long over. */
static bool acceptable(struct run *run)
{
    struct str bytes = run->text->bytes;
    struct place start = text_place(run->text, 0);
    const unsigned char *p = (const unsigned char *)bytes.p;
    if (bytes.n >= 2 &&
        ((p[0] == 0xfe && p[1] == 0xff) || (p[0] == 0xff && p[1] == 0xfe) || p[0] == 0 || p[1] == 0)) {
        diag_add(run->diags, DIAG_YAML_SYNTAX, start,
                 "the file is UTF-16 or UTF-32, not UTF-8: save it as UTF-8");
        return false;
    }
    /* libyaml compares each %TAG line with all before it. */
    enum { DIRECTIVES = 64 };
    size_t n = 0;
    for (uint32_t i = 1; i <= run->text->n_lines; i++) {
        uint32_t line = run->text->before + i;
        if (str_starts(text_line(run->text, line), "%TAG") && ++n > DIRECTIVES)
            return over_limit(run, (struct place){run->text, line, 1}, "more %TAG lines", DIRECTIVES);
    }
    if (bytes.n >= 3 && memcmp(bytes.p, "\xef\xbb\xbf", 3) == 0)
        run->base = run->bytes = 3;
    return true;
}

static bool read_text(struct run *run)
{
    if (!acceptable(run))
        return false;
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        die_memory();
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    struct str bytes = str_sub(run->text->bytes, run->base, run->text->bytes.n);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes.p, bytes.n);
    bool ok = read_events(run, &parser);
    yaml_parser_delete(&parser);
    return ok;
}

bool yaml_read(struct doc **out, struct arena *arena, struct diags *diags, const struct limits *limits,
               const struct text *text)
{
    struct run run = {.arena = arena, .diags = diags, .limits = limits, .text = text};
    bool ok = read_text(&run);
    *out = !ok ? NULL : run.root ? run.root : doc_new(arena, NULL, DOC_SCALAR, STR(""), text_place(text, 0));
    return ok;
}

bool yaml_read_all(struct doc **out, struct arena *arena, struct diags *diags, const struct limits *limits,
                   const struct text *text)
{
    struct run run = {.arena = arena, .diags = diags, .limits = limits, .text = text};
    run.all = doc_new(arena, NULL, DOC_LIST, STR(""), text_place(text, 0));
    bool ok = read_text(&run);
    *out = ok ? run.all : NULL;
    return ok;
}

bool yaml_null(const struct doc *doc)
{
    return !doc || (doc->kind == DOC_SCALAR && !doc->quoted &&
                    (doc->value.n == 0 || str_is(doc->value, "~") || str_eq_nocase(doc->value, STR("null"))));
}
