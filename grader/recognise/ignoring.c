#include "recognise/ignoring.h"

static bool prose(enum statement_kind kind)
{
    return kind == STATEMENT_HEADING || kind == STATEMENT_SENTENCE || kind == STATEMENT_ITEM ||
           kind == STATEMENT_ROW;
}

static bool question(const struct statement *st)
{
    struct str text = str_trim(st->text);
    while (text.n > 0 &&
           (text.p[text.n - 1] == '*' || text.p[text.n - 1] == '"' || text.p[text.n - 1] == ')'))
        text.n--;
    return prose(st->kind) && str_ends(text, "?");
}

/* Nothing but placeholders, or words of a form that was not filled in. */
static bool unfilled(const struct said *said)
{
    uint32_t covered = 0;
    size_t n = 0;
    for (size_t i = 0; i < said->hits.n; i++) {
        const struct phrase_hit *hit = &said->hits.items[i];
        enum word_class class = said_class(said, hit);
        if (class == WORDS_SCAFFOLD)
            return true;
        if (class != WORDS_PLACEHOLDER || hit->first + hit->n <= covered)
            continue;
        uint32_t from = hit->first > covered ? hit->first : covered;
        covered = hit->first + hit->n;
        n += covered - from;
    }
    return n > 0 && n == said->tokens->n;
}

static bool speaks_to_grader(const struct said *said)
{
    for (size_t i = 0; i < said->hits.n; i++)
        if (said_class(said, &said->hits.items[i]) == WORDS_GRADER)
            return true;
    return false;
}

void ignoring_read(struct said *said, struct echo *echo, size_t *echoed_words)
{
    struct statement *st = said->statement;
    const struct tokens *tokens = said->tokens;
    *echoed_words = 0;
    echo_hash(said->hashes, tokens);
    size_t echoed = echo_mark(said->echoed, echo, said->hashes, tokens->n);
    if (echoed)
        for (size_t i = 0; i < tokens->n; i++)
            *echoed_words += said->echoed[i] && !tokens->items[i].number;
    bool told_apart = st->kind != STATEMENT_LABEL && st->kind != STATEMENT_ARROW &&
                      st->kind != STATEMENT_FILE && st->kind != STATEMENT_HEADING;
    bool again = told_apart && st->n_words >= ECHO_REPEAT && echo_seen(echo, said->hashes, tokens->n);
    if (st->ignored != IGNORED_NOT)
        return;
    if (speaks_to_grader(said))
        st->ignored = IGNORED_GRADER;
    else if (echoed > tokens->n / 2)
        st->ignored = IGNORED_ECHO;
    else if (unfilled(said))
        st->ignored = IGNORED_SCAFFOLD;
    else if (again)
        st->ignored = IGNORED_REPEAT;
    else if (question(st))
        st->ignored = IGNORED_QUESTION;
}
