#include "parse/scaffold.h"

struct scaffold {
    struct str *slots; /* lines, trimmed; empty: free */
    size_t n_slots, n;
    size_t longest; /* bytes of a line */
};

/* Blanks that may stand around a line. More, and it is no line of the scaffold: many boxes may begin in one
 * line, and nobody reads it to its end for each of them. */
#define BLANKS 200

static size_t slot_of(const struct scaffold *scaffold, struct str line)
{
    size_t slot = (size_t)str_hash(line) & (scaffold->n_slots - 1);
    while (scaffold->slots[slot].n && !str_eq(scaffold->slots[slot], line))
        slot = (slot + 1) & (scaffold->n_slots - 1);
    return slot;
}

static bool knows(const struct scaffold *scaffold, struct str line)
{
    if (line.n > scaffold->longest + BLANKS)
        return false;
    line = str_trim(line);
    return line.n == 0 || scaffold->slots[slot_of(scaffold, line)].n > 0;
}

/* The i-th file, where it is one to be filled in: a workflow may stay as it is. */
static struct str design(const struct rubric *rubric, size_t i)
{
    bool workflow = str_ends(str_from(rub_text(rubric, rub_scaffolds(rubric, i)->name)), ".yml");
    return workflow ? STR("") : str_from(rub_text(rubric, rub_scaffolds(rubric, i)->text));
}

const struct scaffold *scaffold_new(struct arena *arena, const struct rubric *rubric)
{
    struct scaffold *scaffold = arena_alloc(arena, sizeof *scaffold);
    size_t lines = 0;
    for (size_t i = 0; i < rub_scaffolds_n(rubric); i++) {
        struct str rest = design(rubric, i), line;
        for (; str_next(&rest, "\n", &line); lines++)
            scaffold->longest = line.n > scaffold->longest ? line.n : scaffold->longest;
    }
    if (lines == 0)
        return NULL;
    for (scaffold->n_slots = 64; scaffold->n_slots < 2 * lines;)
        scaffold->n_slots *= 2;
    scaffold->slots = arena_alloc(arena, scaffold->n_slots * sizeof *scaffold->slots);
    for (size_t i = 0; i < rub_scaffolds_n(rubric); i++) {
        struct str rest = design(rubric, i), line;
        while (str_next(&rest, "\n", &line))
            if (line.n && !knows(scaffold, line)) {
                scaffold->slots[slot_of(scaffold, line)] = line;
                scaffold->n++;
            }
    }
    return scaffold;
}

static bool untouched(const struct scaffold *scaffold, const struct text *text)
{
    bool any = false;
    for (uint32_t line = 1; line <= text->n_lines; line++) {
        struct str said = text_line(text, line);
        if (!knows(scaffold, said))
            return false;
        any |= str_trim(said).n > 0;
    }
    return any;
}

void scaffold_skip(const struct scaffold *scaffold, struct submission *submission, struct diags *diags)
{
    for (size_t i = 0; scaffold && i < submission->n_files; i++) {
        struct file *file = &submission->files[i];
        if (file->use == FILE_SKIPPED || !file->text || !untouched(scaffold, file->text))
            continue;
        file->use = FILE_SKIPPED;
        file->why = "is as 'grade init' wrote it";
        diag_add(diags, DIAG_SCAFFOLD, (struct place){file->text, 0, 0},
                 "the file is as 'grade init' wrote it: not read");
    }
}

static bool place_known(const struct scaffold *scaffold, struct place at)
{
    return !at.text || knows(scaffold, text_line(at.text, at.line));
}

static size_t indent_of(struct str line)
{
    size_t n = 0;
    while (n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'))
        n++;
    return n;
}

/*
 * The lines of a YAML entry that stand below its first one, which is known: those that are further in. A
 * stranger ends the walk, and so does an entry that is longer than all of the scaffold.
 */
static bool below_known(const struct scaffold *scaffold, struct place at)
{
    size_t indent = indent_of(text_line(at.text, at.line)), last = at.text->before + at.text->n_lines;
    for (uint32_t line = at.line + 1, n = 0; line <= last; line++, n++) {
        struct str said = text_line(at.text, line);
        size_t in = indent_of(str_sub(said, 0, indent + 1));
        if (in <= indent && in < said.n && said.p[in] != '\r')
            return true;
        if (n > scaffold->n || !knows(scaffold, said))
            return false;
    }
    return true;
}

static bool facts_known(const struct scaffold *scaffold, const struct doc *doc)
{
    bool known = place_known(scaffold, doc->at) && place_known(scaffold, doc->key_at);
    for (size_t i = 0; known && i < doc->n; i++)
        known = facts_known(scaffold, doc->items[i]);
    return known;
}

static bool unchanged(const struct scaffold *scaffold, const struct architecture *arch,
                      const struct arch_node *node)
{
    if (!node->at.text || !node->at.line || !place_known(scaffold, node->at))
        return false;
    if (node->role && !facts_known(scaffold, node->role))
        return false;
    for (size_t i = 0; i < node->attrs->n; i++)
        if (!facts_known(scaffold, node->attrs->items[i]))
            return false;
    return arch->views[node->view].format != ARCH_YAML || below_known(scaffold, node->at);
}

/* Moves what stays to the front; `to` then says where each box went. */
static size_t clear_nodes(const struct scaffold *scaffold, struct architecture *arch, size_t *to,
                          size_t *gone, struct place *first)
{
    size_t kept = 0, all = 0;
    for (size_t i = 0; i < arch->n_nodes; i++) {
        const struct arch_node *node = &arch->nodes[i];
        to[i] = ARCH_NONE;
        if (unchanged(scaffold, arch, node)) {
            arch->views[node->view].n_nodes--;
            if (gone[node->view]++ == 0)
                first[node->view] = node->at;
            all++;
            continue;
        }
        to[i] = kept;
        arch->nodes[kept++] = *node;
    }
    arch->n_nodes = kept;
    return all;
}

static void clear_edges(struct architecture *arch, const size_t *to)
{
    size_t kept = 0;
    for (size_t i = 0; i < arch->n_edges; i++) {
        struct arch_edge edge = arch->edges[i];
        edge.from = to[edge.from];
        edge.to = to[edge.to];
        if (edge.from == ARCH_NONE || edge.to == ARCH_NONE)
            arch->views[edge.view].n_edges--;
        else
            arch->edges[kept++] = edge;
    }
    arch->n_edges = kept;
}

static void clear_drawings(const struct scaffold *scaffold, struct parse_context *ctx)
{
    struct architecture *arch = ctx->arch;
    size_t *to = arena_alloc(ctx->arena, arch->n_nodes * sizeof *to);
    size_t *gone = arena_alloc(ctx->arena, arch->n_views * sizeof *gone);
    struct place *first = arena_alloc(ctx->arena, arch->n_views * sizeof *first);
    if (clear_nodes(scaffold, arch, to, gone, first) == 0)
        return;
    clear_edges(arch, to);
    for (size_t i = 0; i < arch->n_views; i++)
        if (gone[i])
            diag_add(
                ctx->diags, DIAG_SCAFFOLD, first[i],
                gone[i] == 1
                    ? "a box of the example that 'grade init' wrote is unchanged: left out, with its arrows"
                    : "%zu boxes of the example that 'grade init' wrote are unchanged: left out, with "
                      "their arrows",
                gone[i]);
}

/* Pictures of one file stand together, in its order: where they end in the list. */
struct pictures {
    const struct text *text;
    size_t end;
};

static size_t pictures_end(struct parse_context *ctx, struct pictures **out)
{
    const struct prose *prose = ctx->prose;
    struct pictures *files = NULL;
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < prose->n_images; i++) {
        if (n == 0 || files[n - 1].text != prose->images[i].at.text)
            *(struct pictures *)ARENA_PUSH(ctx->arena, files, n, cap) =
                (struct pictures){prose->images[i].at.text, 0};
        files[n - 1].end = i + 1;
    }
    *out = files;
    return n;
}

/*
 * A heading whose section holds nothing at all: no word, no picture, no heading that says something. Blocks
 * and pictures stand in the order of their file, so whether something follows is known from the back.
 */
static void clear_headings(const struct scaffold *scaffold, struct parse_context *ctx)
{
    struct prose *prose = ctx->prose;
    struct pictures *files;
    bool *filled = arena_alloc(ctx->arena, prose->n_sections * sizeof *filled);
    size_t n_files = pictures_end(ctx, &files), image = 0;
    const struct text *source = NULL;
    for (size_t i = prose->n_blocks; i-- > 0;) {
        struct block *block = &prose->blocks[i];
        struct place at = block_place(block, 0);
        size_t section = block->section;
        if (block->source != source) {
            source = block->source;
            image = 0;
            for (size_t k = 0; k < n_files; k++)
                image = files[k].text == source ? files[k].end : image;
        }
        bool heading = block->kind == BLOCK_HEADING, pictured = false;
        for (; image > 0 && prose->images[image - 1].at.text == source &&
               prose->images[image - 1].at.line > at.line;
             image--)
            pictured = true;
        if (section == PROSE_NONE)
            continue;
        filled[section] |= pictured;
        if (heading && !filled[section] && place_known(scaffold, at)) {
            block->text = prose->sections[section].title = STR("");
            continue;
        }
        filled[section] = true;
        if (heading && prose->sections[section].parent != PROSE_NONE)
            filled[prose->sections[section].parent] = true;
    }
}

/* Our own comments, each in one line, are nothing that a candidate hid. */
static void clear_hidden(const struct scaffold *scaffold, struct prose *prose)
{
    size_t kept = 0;
    for (size_t i = 0; i < prose->n_hidden; i++) {
        const struct prose_hidden *hidden = &prose->hidden[i];
        bool one_line = str_find(hidden->text, STR("\n")) == hidden->text.n;
        if (hidden->kind != HIDDEN_COMMENT || !one_line || !place_known(scaffold, hidden->at))
            prose->hidden[kept++] = *hidden;
    }
    prose->n_hidden = kept;
}

void scaffold_clear(const struct scaffold *scaffold, struct parse_context *ctx)
{
    if (!scaffold)
        return;
    clear_drawings(scaffold, ctx);
    clear_headings(scaffold, ctx);
    clear_hidden(scaffold, ctx->prose);
}
