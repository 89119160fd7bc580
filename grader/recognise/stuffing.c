#include "recognise/stuffing.h"

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

/* The items from `first` on that belong to the same list; returns the one behind them. */
static size_t list_end(const struct statements *told, size_t first)
{
    size_t list = told->items[first].block->list, i = first;
    while (i < told->n && told->items[i].block && told->items[i].block->list == list)
        i++;
    return i;
}

void stuffing_lists(struct statements *told, const struct lexicon *lexicon)
{
    for (size_t i = 0, end; i < told->n; i = end) {
        end = i + 1;
        if (told->items[i].kind != STATEMENT_ITEM || !told->items[i].block ||
            told->items[i].block->list == PROSE_NONE)
            continue;
        end = list_end(told, i);
        size_t subjects = 0, doing = 0;
        for (size_t k = i; k < end; k++) {
            subjects += told->items[k].n_subjects;
            doing += (told->items[k].signals & SIGNAL_ACTION) != 0 && !told->items[k].bare;
        }
        for (size_t k = i; k < end && (double)subjects > lexicon->stuffed_list && 2 * doing < end - i; k++)
            if (told->items[k].ignored == IGNORED_NOT)
                told->items[k].ignored = IGNORED_STUFFED;
    }
}
