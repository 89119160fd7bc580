#include "parse/text_steps.h"

#include "parse/step_label.h"
#include "parse/text_glyphs.h"
#include "parse/text_view.h"

#define LEAST 3      /* steps of a chain */
#define NAME_WORDS 5 /* an item of so few words is a name without a mark behind it */

struct chain {
    const struct block *first; /* of the list: NULL before it came */
    struct text_view told;
    size_t n;           /* items of the list, then those read */
    size_t last;        /* node of the item before, or ARCH_NONE */
    struct str waiting; /* its name where it has no node yet */
    struct place at;
    bool flows;
};

/* Words of headings and leads; a word counts where it begins one of the text. */
static const char *const flow_words[] = {
    "flow",       "pipeline",   "architecture", "how it works", "how this works", "sequence",
    "lifecycle",  "life cycle", "journey",      "path",         "workflow",       "dataflow",
    "end-to-end", "end to end", "walkthrough",  "process",      "request",        "loop"};
static const char *const other_words[] = {"install",   "setup",
                                          "set up",    "usage",
                                          "run ",      "running",
                                          "quick",     "getting",
                                          "reproduc",  "next",
                                          "future",    "roadmap",
                                          "plan",      "todo",
                                          "to do",     "build",
                                          "contribut", "learn",
                                          "question",  "reference",
                                          "prerequis", "milestone",
                                          "timeline",  "checklist",
                                          "test",      "development process"};

static bool has_word(struct str text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < text.n; i++) {
        char before = i ? str_byte_lower(text.p[i - 1]) : ' ';
        if ((before >= 'a' && before <= 'z') || text.p[i] == ' ')
            continue;
        for (size_t k = 0; k < n; k++) {
            struct str word = str_from(words[k]);
            if (str_eq_nocase(str_sub(text, i, word.n), word))
                return true;
        }
    }
    return false;
}

static bool speaks_of_flow(struct str text, bool *other)
{
    text = str_sub(text, 0, 400);
    *other = has_word(text, other_words, sizeof other_words / sizeof *other_words);
    return !*other && has_word(text, flow_words, sizeof flow_words / sizeof *flow_words);
}

/*
 * The lead or the heading speaks of a flow, or the heading around a line of bold text; no heading above
 * speaks of another matter.
 */
static bool under_flow(const struct prose *prose, const struct block *block, bool skip_own)
{
    bool other = false,
         flow = block->lead != PROSE_NONE && speaks_of_flow(prose->blocks[block->lead].text, &other);
    size_t section = block->section;
    if (skip_own && section != PROSE_NONE)
        section = prose->sections[section].parent;
    bool near = true;
    for (size_t i = 0; i < 8 && section != PROSE_NONE && !other; i++) {
        flow |= speaks_of_flow(prose->sections[section].title, &other) && near;
        near = near && prose->sections[section].level == PROSE_BOLD;
        section = prose->sections[section].parent;
    }
    return flow && !other;
}

/* Where the name ends: a colon or dash with blanks, or an arrow; text.n where there is none. */
static size_t name_end(struct str text)
{
    size_t n, depth = 0;
    for (size_t i = 0; i < text.n; i += n) {
        uint32_t cp = glyph_next(&n, text, i);
        char before = i ? text.p[i - 1] : ' ', after = i + n < text.n ? text.p[i + n] : ' ';
        depth += cp == '(';
        depth -= cp == ')' && depth > 0;
        if (depth == 0 && ((cp == ':' && after == ' ') || cp == 0x2014 ||
                           ((cp == '-' || cp == 0x2013) && before == ' ' && after == ' ')))
            return i;
    }
    return text.n;
}

static bool name_of(struct str *out, struct str text, bool heading)
{
    size_t number, end;
    text = step_unnumbered(&number, text);
    end = name_end(text);
    if (end == text.n && step_words(text) > (heading ? STEP_WORDS : NAME_WORDS))
        return false;
    struct str name = str_sub(text, 0, end);
    for (size_t i = name.n; i-- > 0;)
        if (name.p[i] == '|') { /* "T+5 ms | gateway" */
            name = str_sub(name, i + 1, name.n);
            break;
        }
    if (step_words(name) <= 2 && name.n && str_byte_digit(name.p[name.n - 1]) && end < text.n)
        return false; /* "Layer 2: …" counts, and names nothing */
    return str_find(name, STR("->")) == name.n && str_find(name, STR("→")) == name.n && step_label(out, name);
}

static void add_step(struct parse_context *ctx, struct chain *chain, const struct block *block)
{
    struct str name;
    struct place at = block_place(block, 0);
    if (++chain->n > ctx->limits->text_steps) {
        if (chain->n == ctx->limits->text_steps + 1)
            diag_add(ctx->diags, DIAG_TEXT_LIMIT, at, "more than %zu steps in one list: the rest is left out",
                     ctx->limits->text_steps);
        return;
    }
    if (!name_of(&name, block->text, block->kind == BLOCK_HEADING)) {
        chain->last = ARCH_NONE;
        chain->waiting = STR("");
        return;
    }
    if (str_eq_nocase(chain->waiting, name))
        return;
    if (chain->waiting.n || chain->last != ARCH_NONE) {
        size_t from =
            chain->last != ARCH_NONE ? chain->last : text_view_named(&chain->told, chain->waiting, chain->at);
        chain->last = text_view_named(&chain->told, name, at);
        text_view_edge(&chain->told, from, chain->last, at);
    }
    chain->waiting = name;
    chain->at = at;
}

static void start(struct parse_context *ctx, struct chain *chain, const struct block *block)
{
    *chain = (struct chain){.first = block, .told = text_view_new(ctx, block, TOLD_STEPS), .last = ARCH_NONE};
    chain->waiting = STR("");
}

/* Lists inside lists come between the items of the outer one, so each list has a chain of its own. */
static void read_lists(struct parse_context *ctx)
{
    const struct prose *prose = ctx->prose;
    size_t n_lists = 0;
    for (size_t i = 0; i < prose->n_blocks; i++)
        if (prose->blocks[i].list != PROSE_NONE && prose->blocks[i].list >= n_lists)
            n_lists = prose->blocks[i].list + 1;
    struct chain *chains = arena_alloc(ctx->arena, (n_lists + 1) * sizeof *chains);
    for (size_t i = 0; i < prose->n_blocks; i++)
        if (prose->blocks[i].kind == BLOCK_ITEM && prose->blocks[i].ordered &&
            prose->blocks[i].list != PROSE_NONE)
            chains[prose->blocks[i].list].n++;
    for (size_t i = 0; i < prose->n_blocks; i++) {
        const struct block *block = &prose->blocks[i];
        if (block->kind != BLOCK_ITEM || !block->ordered || block->list == PROSE_NONE)
            continue;
        struct chain *chain = &chains[block->list];
        if (!chain->first) {
            bool flows = chain->n >= LEAST && under_flow(prose, block, false);
            start(ctx, chain, block);
            chain->flows = flows;
        }
        if (chain->flows)
            add_step(ctx, chain, block);
    }
}

/* "Step 2: …": its number, or 0. Headings need the word: numbered chapters are no steps. */
static size_t step_number(const struct prose *prose, const struct block *block)
{
    size_t number;
    bool word = str_eq_nocase(str_sub(block->text, 0, 4), STR("step")) ||
                str_eq_nocase(str_sub(block->text, 0, 5), STR("stage")) ||
                str_eq_nocase(str_sub(block->text, 0, 5), STR("phase"));
    if (block->kind == BLOCK_HEADING) {
        if (!word || block->section == PROSE_NONE || prose->sections[block->section].heading == PROSE_NONE)
            return 0;
    } else if (block->kind != BLOCK_PARAGRAPH) {
        return 0;
    }
    step_unnumbered(&number, block->text);
    return number;
}

/* How many blocks from `first` on count 1, 2, 3 …; the last of them in *out_last. */
static size_t count_run(size_t *out_last, const struct prose *prose, size_t first)
{
    const struct block *head = &prose->blocks[first];
    size_t n = 1;
    *out_last = first;
    for (size_t i = first + 1;
         i < prose->n_blocks && str_eq(prose->blocks[i].source->name, head->source->name); i++) {
        const struct block *block = &prose->blocks[i];
        if (block->kind != head->kind) {
            /* A paragraph ends with the section; a heading when one above it comes. */
            if (block->kind == BLOCK_HEADING)
                break;
            continue;
        }
        size_t number = step_number(prose, block);
        if (number == n + 1) {
            n++;
            *out_last = i;
        } else if (number == 1 ||
                   (number == 0 && head->kind == BLOCK_HEADING &&
                    prose->sections[block->section].level <= prose->sections[head->section].level)) {
            break;
        }
    }
    return n;
}

static void read_paragraphs(struct parse_context *ctx)
{
    const struct prose *prose = ctx->prose;
    for (size_t i = 0; i < prose->n_blocks; i++) {
        size_t last;
        if (step_number(prose, &prose->blocks[i]) != 1 || count_run(&last, prose, i) < LEAST ||
            !under_flow(prose, &prose->blocks[i], prose->blocks[i].kind == BLOCK_HEADING))
            continue;
        struct chain chain;
        start(ctx, &chain, &prose->blocks[i]);
        for (size_t k = i, number = 1; k <= last; k++)
            if (prose->blocks[k].kind == prose->blocks[i].kind &&
                step_number(prose, &prose->blocks[k]) == number) {
                add_step(ctx, &chain, &prose->blocks[k]);
                number++;
            }
        i = last;
    }
}

void text_steps_read(struct parse_context *ctx)
{
    read_lists(ctx);
    read_paragraphs(ctx);
}
