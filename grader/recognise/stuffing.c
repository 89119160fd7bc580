#include "recognise/stuffing.h"

#define NAMES 3       /* in a row, and hardly anything else: a list */
#define NAME_TOKENS 5 /* of the longest */

static size_t actions_of(const struct said *said)
{
    size_t n = 0;
    uint32_t last = 0;
    /* An arrow is no verb: a chain of steps may name the time that each takes. */
    for (size_t i = 0; i < said->n_marks; i++)
        if ((said->marks[i].signal & SIGNAL_ACTION) && said->marks[i].n && said->marks[i].first >= last) {
            last = said->marks[i].first + said->marks[i].n;
            n++;
        }
    return n;
}

bool stuffing_here(const struct said *said)
{
    const struct statement *st = said->statement;
    const struct lexicon *lexicon = said->lexicon;
    bool written = st->kind <= STATEMENT_ROW || st->kind == STATEMENT_FACT;
    double subjects = (double)st->n_subjects;
    if (!written)
        return false;
    if ((double)said->n_rows > lexicon->stuffed_rows)
        return true;
    if (subjects >= lexicon->stuffed_subjects && (double)st->n_words < subjects * lexicon->stuffed_words)
        return true;
    return st->kind != STATEMENT_ROW && (double)said->n_amounts >= lexicon->stuffed_amounts &&
           (double)actions_of(said) >= lexicon->stuffed_actions;
}

/*
 * A verb stands between other words of the piece: what it does, and to what; "on-call" is no call, and
 * "feature serving path" a name. Marks come in the order of the words: *next is the first that was not looked
 * at.
 */
static bool says_something(const struct said *said, size_t *next, uint32_t first, uint32_t end)
{
    uint32_t owner = 0;
    bool says = false;
    for (; *next < said->n_marks && said->marks[*next].first < end; ++*next) {
        const struct mark *mark = &said->marks[*next];
        uint32_t behind = mark->first + mark->n;
        if (mark->signal & SIGNAL_OWNER)
            owner = behind > owner ? behind : owner;
        says |= (mark->signal & (SIGNAL_ACTION | SIGNAL_FLOW)) && mark->first > first && behind < end &&
                behind > owner && !str_ends(said->tokens->items[mark->first].text, "ing");
    }
    return says;
}

/* An amount in figures: in a list "monthly retraining" and "daily batch" are names. */
static bool has_figures(const struct said *said)
{
    for (size_t i = 0; i < said->n_amounts; i++)
        for (uint32_t t = said->amounts[i].first; t < said->amounts[i].first + said->amounts[i].n; t++)
            if (said->tokens->items[t].number)
                return true;
    return false;
}

bool stuffing_names(const struct said *said)
{
    const uint32_t between = SIGN_COMMA | SIGN_COLON | SIGN_STOP | SIGN_DASH | SIGN_OPEN | SIGN_CLOSE;
    const uint32_t joined = SIGN_ARROW | SIGN_BACK | SIGN_LESS | SIGN_EQUAL;
    enum statement_kind kind = said->statement->kind;
    uint32_t first = 0, n = (uint32_t)said->tokens->n;
    size_t pieces = 0, saying = 0, mark = 0;
    bool row = kind == STATEMENT_ROW;
    if (kind == STATEMENT_ITEM ? has_figures(said) : said->n_amounts > 0)
        return false;
    if (kind != STATEMENT_SENTENCE && kind != STATEMENT_ITEM && kind != STATEMENT_FACT && !row)
        return false;
    for (uint32_t t = 1; t <= n; t++) {
        if (said->signs[t] & joined)
            return false;
        if (t < n && !(said->signs[t] & between))
            continue;
        if (t - first > NAME_TOKENS)
            return false;
        saying += says_something(said, &mark, first, t);
        pieces++;
        first = t;
    }
    return pieces >= (row ? 2 : NAMES) && 4 * saying <= pieces;
}

/* The items from `first` on that belong to the same list; returns the one behind them. */
static size_t list_end(const struct statements *told, size_t first)
{
    size_t list = told->items[first].block->list, i = first;
    while (i < told->n && told->items[i].block && told->items[i].block->list == list)
        i++;
    return i;
}

/* The statements of the same paragraph, of one block. */
static size_t paragraph_end(const struct statements *told, size_t first)
{
    size_t i = first;
    while (i < told->n && told->items[i].block == told->items[first].block)
        i++;
    return i;
}

static void stuff(struct statements *told, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (told->items[i].ignored == IGNORED_NOT)
            told->items[i].ignored = IGNORED_STUFFED;
}

void stuffing_lists(struct statements *told, const struct lexicon *lexicon)
{
    for (size_t i = 0, end; i < told->n; i = end) {
        const struct statement *st = &told->items[i];
        size_t subjects = 0, doing = 0, words = 0;
        bool list = st->kind == STATEMENT_ITEM && st->block && st->block->list != PROSE_NONE;
        end = i + 1;
        if (list)
            end = list_end(told, i);
        else if (st->kind == STATEMENT_SENTENCE && st->block)
            end = paragraph_end(told, i);
        else
            continue;
        for (size_t k = i; k < end; k++) {
            subjects += told->items[k].n_subjects;
            words += told->items[k].n_words;
            doing += (told->items[k].signals & SIGNAL_ACTION) != 0 && !told->items[k].bare;
        }
        bool idle = 2 * doing < end - i;
        if ((list && idle && (double)subjects > lexicon->stuffed_list) ||
            ((!list || idle) && (double)subjects >= lexicon->stuffed_paragraph &&
             (double)words < (double)subjects * lexicon->stuffed_density))
            stuff(told, i, end);
    }
}
