#include "recognise/tools.h"
#include "recognise/phrases.h"

#include <string.h>

#define CONTEXT_TOKENS 12
#define HINT_PREFIX 6 /* letters from which a hint word may be the beginning of a word */

struct alias {
    struct str letters;
    uint32_t tool, next; /* next: in the same slot, from 1; 0 ends */
    bool ambiguous;
};

struct hint_word {
    struct str letters; /* folded */
    bool open;          /* any ending: `orchestrat*` */
};

struct hint {
    uint32_t hint;           /* of the rubric's table */
    struct hint_word *words; /* as many as the hint has */
};

/* What belongs to a tool, found when it is first asked for: hints, or aliases of its rivals. */
struct tool_list {
    uint32_t *items; /* numbers of the index */
    size_t n, cap;
    bool known;
};

struct tool_index {
    const struct rubric *rubric;
    struct alias *aliases;
    size_t n_aliases, cap_aliases;
    uint32_t *slots; /* first alias from 1 */
    uint32_t mask;
    struct hint *hints;
    size_t n_hints;
    struct tool_list *hints_of;  /* of each tool */
    struct tool_list *rivals_of; /* of each tool: aliases */
    struct arena *arena;
};

/* By the first three letters; of an alias of two letters by those. */
static uint32_t slot_of(const struct tool_index *index, const char *letters, size_t n)
{
    uint32_t key = (uint32_t)(unsigned char)letters[0] << 8 | (unsigned char)letters[1];
    if (n > 2)
        key = key << 8 | (unsigned char)letters[2];
    key *= 2654435761u;
    return key >> 20 & index->mask;
}

static bool listed(const struct rubric *rubric, struct rub_span words, const char *text)
{
    for (size_t i = 0; i < words.n; i++)
        if (strcmp(rub_text(rubric, rub_word(rubric, words, i)), text) == 0)
            return true;
    return false;
}

struct tool_index *tool_index_new(struct arena *arena, const struct rubric *rubric)
{
    struct tool_index *index = arena_alloc(arena, sizeof *index);
    index->rubric = rubric;
    index->mask = 1023;
    index->slots = arena_alloc(arena, (index->mask + 1) * sizeof *index->slots);
    for (size_t i = 0; i < rub_tools_n(rubric); i++) {
        const struct rub_tool *tool = rub_tools(rubric, i);
        for (size_t k = 0; k < tool->aliases.n; k++) {
            const char *text = rub_text(rubric, rub_word(rubric, tool->aliases, k));
            struct str letters = token_fold(arena, str_from(text));
            if (letters.n < 2)
                continue;
            struct alias *alias = ARENA_PUSH(arena, index->aliases, index->n_aliases, index->cap_aliases);
            uint32_t *slot = &index->slots[slot_of(index, letters.p, letters.n)];
            bool ambiguous = tool->ambiguous && listed(rubric, tool->ambiguous_aliases, text);
            *alias = (struct alias){letters, (uint32_t)i, *slot, ambiguous};
            *slot = (uint32_t)index->n_aliases;
        }
    }
    index->arena = arena;
    index->hints_of = arena_alloc(arena, rub_tools_n(rubric) * sizeof *index->hints_of);
    index->rivals_of = arena_alloc(arena, rub_tools_n(rubric) * sizeof *index->rivals_of);
    index->n_hints = rub_hints_n(rubric);
    index->hints = arena_alloc(arena, index->n_hints * sizeof *index->hints);
    for (size_t i = 0; i < index->n_hints; i++) {
        const struct rub_hint *hint = rub_hints(rubric, i);
        index->hints[i].hint = (uint32_t)i;
        index->hints[i].words = arena_alloc(arena, hint->words.n * sizeof *index->hints[i].words);
        for (size_t k = 0; k < hint->words.n; k++) {
            struct str word = str_from(rub_text(rubric, rub_word(rubric, hint->words, k)));
            index->hints[i].words[k] = (struct hint_word){token_fold(arena, word), str_ends(word, "*")};
        }
    }
    return index;
}

/* ------------------------------------------------------------------ aliases */

/*
 * A word list of the catalogue near the tokens from..end. A word that ends in a sign ("evidently,") is about
 * prose, and needs the sign.
 */
static bool words_near(const struct tool_index *index, struct arena *arena, const struct tokens *tokens,
                       struct rub_span words, size_t from, size_t end, enum tool_where where)
{
    size_t low = from > CONTEXT_TOKENS ? from - CONTEXT_TOKENS : 0;
    for (size_t i = 0; i < words.n; i++) {
        struct str word = str_from(rub_text(index->rubric, rub_word(index->rubric, words, i)));
        struct str letters = token_fold(arena, word);
        char sign = word.n ? word.p[word.n - 1] : '\0';
        bool signed_word = sign == ',' || sign == '!' || sign == '?' || sign == ':';
        if (signed_word && where != TOOL_IN_PROSE)
            continue;
        for (size_t k = low; k < tokens->n && k < end + CONTEXT_TOKENS; k++) {
            size_t after = phrase_letters(tokens, k, letters, true);
            if (!after)
                continue;
            const struct token *last = &tokens->items[after - 1];
            size_t next = last->at + last->n;
            if (!signed_word || (next < tokens->source.n && tokens->source.p[next] == sign))
                return true;
        }
    }
    return false;
}

/* Names of other tools of the group that cannot be anything else. */
static const struct tool_list *rivals_of(const struct tool_index *index, uint32_t number)
{
    struct tool_list *rivals = &index->rivals_of[number];
    const struct rub_tool *tool = rub_tools(index->rubric, number);
    for (size_t i = 0; i < index->n_aliases && !rivals->known; i++) {
        const struct alias *alias = &index->aliases[i];
        if (alias->tool != number && !alias->ambiguous &&
            rub_tools(index->rubric, alias->tool)->group == tool->group)
            *(uint32_t *)ARENA_PUSH(index->arena, rivals->items, rivals->n, rivals->cap) = (uint32_t)i;
    }
    rivals->known = true;
    return rivals;
}

/* "Unlike Tecton, Feast …": beside a rival of the same group the word is the tool. */
static bool rival_near(const struct tool_index *index, const struct tokens *tokens, uint32_t tool,
                       size_t from, size_t end)
{
    const struct tool_list *rivals = rivals_of(index, tool);
    for (size_t k = from > CONTEXT_TOKENS ? from - CONTEXT_TOKENS : 0;
         k < tokens->n && k < end + CONTEXT_TOKENS; k++)
        for (size_t i = 0; i < rivals->n; i++) {
            struct str letters = index->aliases[rivals->items[i]].letters;
            if (tokens->items[k].text.p[0] == letters.p[0] && phrase_letters(tokens, k, letters, false))
                return true;
        }
    return false;
}

static bool accepted(const struct tool_index *index, struct arena *arena, const struct tokens *tokens,
                     const struct alias *alias, size_t from, size_t end, enum tool_where where)
{
    const struct rub_tool *tool = rub_tools(index->rubric, alias->tool);
    if (where == TOOL_IN_ATTRIBUTE)
        return true;
    if (tool->not_context.n && words_near(index, arena, tokens, tool->not_context, from, end, where))
        return false;
    if (!alias->ambiguous)
        return true;
    const struct token *token = &tokens->items[from];
    bool code = token->code || (token->at > 0 && tokens->source.p[token->at - 1] == '`');
    if (where == TOOL_IN_LABEL) {
        bool alone = true;
        for (size_t i = 0; i < tokens->n && alone; i++)
            alone = (i >= from && i < end) || phrase_filler(&tokens->items[i]);
        return alone || code || token->capital ||
               words_near(index, arena, tokens, tool->context, from, end, where);
    }
    /* At the beginning every word has a capital, but in "Feast: features" it is what is spoken of. */
    size_t behind = token->at + token->n;
    while (behind < tokens->source.n && tokens->source.p[behind] == ' ')
        behind++;
    char sign = behind < tokens->source.n ? tokens->source.p[behind] : '\0';
    bool subject = from > 0 || sign == ':' || sign == '(' || sign == '-' || sign == ';';
    return ((token->capital && subject) || code) &&
           (words_near(index, arena, tokens, tool->context, from, end, where) ||
            rival_near(index, tokens, alias->tool, from, end));
}

static struct alias *longest(const struct tool_index *index, struct arena *arena, const struct tokens *tokens,
                             size_t at, enum tool_where where, size_t *end)
{
    char letters[3];
    size_t n = 0;
    for (size_t k = at; k < tokens->n && n < sizeof letters; k++)
        for (size_t c = 0; c < tokens->items[k].text.n && n < sizeof letters; c++)
            letters[n++] = tokens->items[k].text.p[c];
    struct alias *best = NULL;
    if (n < 2)
        return NULL;
    uint32_t next[2] = {index->slots[slot_of(index, letters, n)], 0};
    if (n > 2)
        next[1] = index->slots[slot_of(index, letters, 2)];
    for (uint32_t i = next[0]; i || next[1]; i = index->aliases[i - 1].next) {
        if (!i) {
            i = next[1];
            next[1] = 0;
        }
        struct alias *alias = &index->aliases[i - 1];
        struct str text = tokens->items[at].text;
        size_t same = text.n < alias->letters.n ? text.n : alias->letters.n;
        if ((best && alias->letters.n < best->letters.n) || memcmp(text.p, alias->letters.p, same) != 0)
            continue;
        size_t after = phrase_letters(tokens, at, alias->letters, false);
        if (!after || !accepted(index, arena, tokens, alias, at, after, where))
            continue;
        /* Of two tools with one alias the earlier in the catalogue; the chain runs backwards. */
        best = alias;
        *end = after;
    }
    return best;
}

void tools_find(struct tool_hits *out, const struct tool_index *index, struct arena *arena,
                const struct tokens *tokens, enum tool_where where)
{
    *out = (struct tool_hits){0};
    tools_again(out, index, arena, tokens, where);
}

void tools_again(struct tool_hits *out, const struct tool_index *index, struct arena *arena,
                 const struct tokens *tokens, enum tool_where where)
{
    out->n = 0;
    for (size_t i = 0; i < tokens->n;) {
        size_t end = i + 1;
        const struct alias *alias = longest(index, arena, tokens, i, where, &end);
        if (alias) {
            struct tool_hit *hit = ARENA_PUSH(arena, out->items, out->n, out->cap);
            *hit = (struct tool_hit){alias->tool, (uint32_t)i, (uint32_t)(end - i)};
        }
        i = end;
    }
}

uint32_t *tools_marks(struct arena *arena, const struct tool_hits *hits, const struct tokens *tokens)
{
    uint32_t *marks = arena_alloc(arena, (tokens->n + 1) * sizeof *marks);
    for (size_t i = 0; i < hits->n; i++)
        marks[hits->items[i].first] = hits->items[i].first + hits->items[i].n;
    return marks;
}

/* ------------------------------------------------------------------ what a tool is used for */

uint64_t tools_roles(const struct rubric *rubric, uint32_t number)
{
    const struct rub_tool *tool = rub_tools(rubric, number);
    uint64_t roles = 0;
    for (size_t i = 0; i < tool->roles.n; i++)
        roles |= UINT64_C(1) << rub_word(rubric, tool->roles, i);
    return roles;
}

bool tools_general_store(const struct rubric *rubric, uint32_t tool)
{
    return rub_tools(rubric, tool)->general_store != 0;
}

bool tools_library(const struct rubric *rubric, uint32_t tool)
{
    return strcmp(rub_text(rubric, rub_tools(rubric, tool)->kind), "library") == 0;
}

bool tools_platform(const struct rubric *rubric, uint32_t tool)
{
    return strcmp(rub_text(rubric, rub_tools(rubric, tool)->kind), "platform") == 0;
}

static bool equal_roles(const struct rubric *rubric, const struct rub_tool *a, const struct rub_tool *b)
{
    if (a->roles.n != b->roles.n)
        return false;
    for (size_t i = 0; i < a->roles.n; i++)
        if (rub_word(rubric, a->roles, i) != rub_word(rubric, b->roles, i))
            return false;
    return true;
}

/*
 * The hint is about this tool, about one of its group with the same jobs, or about a general store where this
 * is one that has the role, too: what is said beside one product is understood beside its rivals.
 */
static bool about(const struct tool_index *index, const struct rub_hint *hint, uint32_t number,
                  uint64_t roles)
{
    const struct rubric *rubric = index->rubric;
    const struct rub_tool *tool = rub_tools(rubric, number);
    const char *alias = rub_text(rubric, hint->alias);
    if (listed(rubric, tool->aliases, alias))
        return true;
    bool has = hint->role == RUB_NONE || (roles >> hint->role & 1);
    for (size_t i = 0; i < rub_tools_n(rubric); i++) {
        const struct rub_tool *other = rub_tools(rubric, i);
        bool kin = (tool->general_store && other->general_store && has) ||
                   (other->group == tool->group && equal_roles(rubric, tool, other));
        if (kin && listed(rubric, other->aliases, alias))
            return true;
    }
    return false;
}

static bool says(const struct tokens *tokens, const struct hint_word *hint, size_t *first, size_t *n)
{
    struct str word = hint->letters;
    for (size_t i = 0; i < tokens->n; i++) {
        if (word.n && tokens->items[i].text.p[0] != word.p[0])
            continue;
        size_t end = hint->open ? phrase_begins(tokens, i, word) : phrase_letters(tokens, i, word, true);
        struct str text = tokens->items[i].text;
        if (!end && word.n >= HINT_PREFIX && text.n > word.n && memcmp(text.p, word.p, word.n) == 0)
            end = i + 1;
        if (end) {
            *first = i;
            *n = end - i;
            return true;
        }
    }
    return false;
}

static const struct tool_list *hints_of(const struct tool_index *index, uint32_t tool)
{
    struct tool_list *hints = &index->hints_of[tool];
    uint64_t roles = tools_roles(index->rubric, tool);
    for (size_t i = 0; i < index->n_hints && !hints->known; i++)
        if (about(index, rub_hints(index->rubric, index->hints[i].hint), tool, roles))
            *(uint32_t *)ARENA_PUSH(index->arena, hints->items, hints->n, hints->cap) = (uint32_t)i;
    hints->known = true;
    return hints;
}

uint64_t tools_hint(const struct tool_index *index, uint32_t tool, const struct tokens *tokens,
                    struct str *word, bool *none)
{
    const struct tool_list *hints = hints_of(index, tool);
    uint64_t found = 0;
    size_t longest_word = 0;
    bool longest_none = false;
    for (size_t i = 0; i < hints->n; i++) {
        const struct hint *about_it = &index->hints[hints->items[i]];
        const struct rub_hint *hint = rub_hints(index->rubric, about_it->hint);
        for (size_t k = 0; k < hint->words.n; k++) {
            size_t first, n;
            struct str letters = about_it->words[k].letters;
            /* The longest word decides: "prediction topic" is more than "topic". */
            if (letters.n < longest_word || !says(tokens, &about_it->words[k], &first, &n))
                continue;
            uint64_t role = hint->role == RUB_NONE ? 0 : UINT64_C(1) << hint->role;
            if (letters.n > longest_word) {
                longest_word = letters.n;
                found = 0;
                *word = tokens_quote(tokens, first, n);
                longest_none = hint->role == RUB_NONE;
            }
            found |= role;
        }
    }
    *none = longest_none && !found;
    return found;
}
