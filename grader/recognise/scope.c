#include "recognise/scope.h"

#define LEAD_BYTES 80 /* of a line that is like a heading */

static enum scope title_scope(struct scopes *s, struct str title)
{
    enum scope scope = SCOPE_NONE;
    if (title.n > 4 * LEAD_BYTES)
        return SCOPE_NONE;
    tokens_again(&s->tokens, s->arena, title);
    phrases_again(&s->hits, s->lexicon->headings, s->arena, (struct phrase_unit){&s->tokens, NULL, true},
                  true);
    for (size_t i = 0; i < s->hits.n; i++) {
        uint32_t set = s->lexicon->set_of[s->hits.items[i].phrase];
        enum scope says = set == s->lexicon->ignored     ? SCOPE_IGNORED
                          : set == s->lexicon->deferring ? SCOPE_DEFERRED
                                                         : SCOPE_ASKED;
        scope = says > scope ? says : scope;
    }
    return scope;
}

void scopes_read(struct scopes *out, struct arena *arena, const struct prose *prose,
                 const struct lexicon *lexicon)
{
    *out = (struct scopes){.prose = prose, .lexicon = lexicon, .arena = arena, .lead = PROSE_NONE};
    out->of_section = arena_alloc(arena, prose->n_sections + 1);
    /* Sections come in the order of the text: the one around another comes first. */
    for (size_t i = 0; i < prose->n_sections; i++) {
        const struct section *section = &prose->sections[i];
        enum scope own = title_scope(out, section->title);
        enum scope around = section->parent < i ? (enum scope)out->of_section[section->parent] : SCOPE_NONE;
        out->of_section[i] = (unsigned char)(own > around ? own : around);
    }
}

/* "Not yet:" above a list; a sentence that happens to end in a colon is no heading. */
static enum scope lead_scope(struct scopes *s, size_t lead)
{
    if (lead == s->lead)
        return s->lead_scope;
    struct str text = str_trim(s->prose->blocks[lead].text);
    s->lead = lead;
    s->lead_scope = SCOPE_NONE;
    if (text.n <= LEAD_BYTES && str_ends(text, ":"))
        s->lead_scope = title_scope(s, str_sub(text, 0, text.n - 1));
    return s->lead_scope;
}

enum scope scope_of(struct scopes *scopes, const struct block *block)
{
    enum scope scope = SCOPE_NONE;
    if (block->section < scopes->prose->n_sections)
        scope = (enum scope)scopes->of_section[block->section];
    if (block->lead < scopes->prose->n_blocks && scope != SCOPE_IGNORED) {
        enum scope lead = lead_scope(scopes, block->lead);
        scope = lead > scope ? lead : scope;
    }
    return scope;
}
