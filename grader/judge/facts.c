#include "judge/facts.h"

#include <string.h>

#define DEEPEST 64
#define PIECE 32 /* bytes: pieces of a list in one text are short */

static bool text_placeholder(struct str s, bool quoted)
{
    static const char *const always[] = {"todo", "tbd",           "tba",          "fixme",
                                         "xxx",  "to be defined", "to be decided"};
    static const char *const bare[] = {"...", "\xe2\x80\xa6", "n/a", "na", "?", "-", "null", "~"};
    s = str_trim(s);
    if (s.n && !strchr("<tTfFxX.\xe2nN?-~", s.p[0])) /* most values: none of the words below begins so */
        return false;
    if (s.n == 0 || (s.p[0] == '<' && s.p[s.n - 1] == '>'))
        return true;
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
        if (str_eq_nocase(s, str_from(always[i])))
            return true;
    if (s.n > 4 &&
        (str_eq_nocase(str_sub(s, 0, 5), STR("TODO ")) || str_eq_nocase(str_sub(s, 0, 5), STR("TODO:"))))
        return true;
    for (size_t i = 0; !quoted && i < sizeof bare / sizeof bare[0]; i++)
        if (str_eq_nocase(s, str_from(bare[i])))
            return true;
    return false;
}

/* "yes", "best", "simple": no explanation of anything. A figure is one. */
static bool one_word(struct str s)
{
    s = str_trim(s);
    for (size_t i = 0; i < s.n; i++)
        if (str_byte_space(s.p[i]) || str_byte_digit(s.p[i]))
            return false;
    return true;
}

static bool placeholder(const struct doc *doc, int depth)
{
    if (!doc || depth > DEEPEST)
        return true;
    if (doc->kind == DOC_SCALAR) {
        static const char *const explained[] = {"how", "because", "why_not"};
        for (size_t i = 0; i < sizeof explained / sizeof explained[0]; i++)
            if (str_eq_nocase(doc->key, str_from(explained[i])) && one_word(doc->value))
                return true;
        static const char *const nobody[] = {"team", "the team", "someone", "somebody", "?", "n/a"};
        bool owner = str_eq_nocase(doc->key, STR("owner"));
        for (size_t i = 0; owner && i < sizeof nobody / sizeof nobody[0]; i++)
            if (str_eq_nocase(str_trim(doc->value), str_from(nobody[i])))
                return true;
        return text_placeholder(doc->value, doc->quoted);
    }
    for (size_t i = 0; i < doc->n; i++)
        if (!placeholder(doc->items[i], depth + 1))
            return false;
    return true;
}

bool facts_placeholder(const struct doc *doc)
{
    return placeholder(doc, 0);
}

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static void push(struct judge *j, struct fact_list *out, const struct doc *doc)
{
    const struct doc **slot = ARENA_PUSH(j->arena, out->items, out->n, out->cap);
    *slot = doc;
}

static void at_path(struct judge *j, struct fact_list *out, const struct doc *doc, struct str path, int depth)
{
    struct str rest = path, step;
    if (!doc || depth > DEEPEST)
        return;
    if (doc->kind == DOC_LIST && depth > 0 && path.n) {
        for (size_t i = 0; i < doc->n; i++)
            at_path(j, out, doc->items[i], path, depth + 1);
        return;
    }
    if (!str_next(&rest, ".", &step)) {
        if (!facts_placeholder(doc))
            push(j, out, doc);
        return;
    }
    for (size_t i = 0; doc->kind == DOC_MAP && i < doc->n; i++)
        if (str_eq_nocase(doc->items[i]->key, step))
            at_path(j, out, doc->items[i], rest, depth + 1);
}

void facts_at(struct judge *j, struct fact_list *out, const struct doc *root, struct str path)
{
    at_path(j, out, root, path, 0);
}

static bool all_maps(const struct doc *doc)
{
    for (size_t i = 0; i < doc->n; i++)
        if (doc->items[i]->kind != DOC_MAP)
            return false;
    return doc->n > 0;
}

/* "1%, 5%, 25%" or "country|channel": pieces, when all are short. */
static bool pieces(struct judge *j, struct fact_list *out, const struct doc *doc)
{
    struct str rest = doc->value, piece;
    size_t n = 0;
    while (str_next(&rest, ",|;", &piece)) {
        if (piece.n > PIECE)
            return false;
        n++;
    }
    rest = doc->value;
    while (n > 1 && str_next(&rest, ",|;", &piece)) {
        struct doc *item = doc_scalar(j->arena, NULL, STR(""), piece, doc->at);
        item->quoted = doc->quoted;
        if (!facts_placeholder(item))
            push(j, out, item);
    }
    return n > 1;
}

void facts_entries(struct judge *j, struct fact_list *out, const struct doc *section, bool whole)
{
    if (facts_placeholder(section))
        return;
    bool several = section->kind == DOC_LIST || (section->kind == DOC_MAP && (all_maps(section) || !whole));
    if (several) {
        for (size_t i = 0; i < section->n; i++)
            if (!facts_placeholder(section->items[i]))
                push(j, out, section->items[i]);
    } else if (section->kind != DOC_SCALAR || whole || !pieces(j, out, section)) {
        push(j, out, section);
    }
}

/* str_next() for one separator, in what the pack says: no NUL bytes there. */
static bool next_part(struct str *rest, char separator, struct str *out)
{
    while (rest->n) {
        const char *at = memchr(rest->p, separator, rest->n);
        size_t n = at ? (size_t)(at - rest->p) : rest->n;
        *out = str_trim(str_sub(*rest, 0, n));
        *rest = str_sub(*rest, n + 1, rest->n);
        if (out->n)
            return true;
    }
    return false;
}

static bool same_key(struct str key, struct str step)
{
    return key.n == step.n && fold(key.p[0]) == fold(step.p[0]) && str_eq_nocase(key, step);
}

/* The first that facts_at would give. */
static const struct doc *first_at(const struct doc *doc, struct str path, int depth)
{
    struct str rest = path, step;
    const struct doc *found = NULL;
    if (!doc || depth > DEEPEST)
        return NULL;
    if (doc->kind == DOC_LIST && depth > 0 && path.n) {
        for (size_t i = 0; !found && i < doc->n; i++)
            found = first_at(doc->items[i], path, depth + 1);
        return found;
    }
    if (!next_part(&rest, '.', &step))
        return facts_placeholder(doc) ? NULL : doc;
    for (size_t i = 0; !found && doc->kind == DOC_MAP && i < doc->n; i++)
        if (same_key(doc->items[i]->key, step))
            found = first_at(doc->items[i], rest, depth + 1);
    return found;
}

/* Most keys are one name, and no path. */
static bool is_name(struct str key)
{
    for (size_t i = 0; i < key.n; i++)
        if (key.p[i] == '.' || key.p[i] == '|' || str_byte_space(key.p[i]))
            return false;
    return key.n > 0;
}

const struct doc *facts_key(const struct doc *entry, struct str key)
{
    if (is_name(key)) {
        for (size_t i = 0; entry && entry->kind == DOC_MAP && i < entry->n; i++)
            if (same_key(entry->items[i]->key, key) && !facts_placeholder(entry->items[i]))
                return entry->items[i];
        return NULL;
    }
    struct str rest = key, one;
    const struct doc *found = NULL;
    while (entry && !found && next_part(&rest, '|', &one))
        found = first_at(entry, one, 0);
    return found;
}

void facts_of_box(struct judge *j, struct fact_list *out, size_t node)
{
    push(j, out, j->arch->nodes[node].attrs);
    for (uint32_t i = j->graph->joined_next[node]; i != GRAPH_NONE; i = j->graph->joined_next[i])
        push(j, out, j->arch->nodes[i].attrs);
    for (size_t i = 0; i < j->reading->nodes[node].n_told; i++)
        push(j, out, j->reading->nodes[node].told[i]);
}

size_t facts_stated(struct judge *j, size_t node)
{
    static const char *const not_facts[] = {"role", "roles", "tool", "group", "label",
                                            "id",   "shape", "note", "name"};
    static const char *const reasons[] = {"owner", "threshold", "condition",    "action", "on_timeout",
                                          "rule",  "because",   "alternatives", "runbook"};
    struct fact_list lists = {0};
    size_t n = 0;
    facts_of_box(j, &lists, node);
    for (size_t i = 0; i < lists.n; i++)
        for (size_t k = 0; k < lists.items[i]->n; k++) {
            const struct doc *item = lists.items[i]->items[k];
            bool counts = !facts_placeholder(item) && facts_quantity(item, QUANTITY_ANY);
            for (size_t r = 0; r < sizeof reasons / sizeof reasons[0]; r++)
                counts |= str_eq_nocase(item->key, str_from(reasons[r])) && !facts_placeholder(item);
            for (size_t r = 0; r < sizeof not_facts / sizeof not_facts[0]; r++)
                counts &= !str_eq_nocase(item->key, str_from(not_facts[r]));
            n += counts;
        }
    return n;
}

static bool word_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

/* The tokens of the phrase from byte p on stand in the text from byte t on, where a token begins. */
static bool begins(struct str text, size_t t, struct str phrase, size_t p)
{
    for (;;) {
        while (p < phrase.n && word_byte(phrase.p[p])) {
            if (t >= text.n || fold(text.p[t]) != fold(phrase.p[p]))
                return false;
            t++;
            p++;
        }
        bool any_ending = p < phrase.n && phrase.p[p] == '*';
        if (!any_ending && t < text.n && fold(text.p[t]) == 's')
            t++; /* a simple plural */
        while (any_ending && t < text.n && word_byte(text.p[t]))
            t++;
        if (t < text.n && word_byte(text.p[t]))
            return false;
        while (p < phrase.n && !word_byte(phrase.p[p]))
            p++;
        if (p == phrase.n)
            return true;
        while (t < text.n && !word_byte(text.p[t]))
            t++;
    }
}

bool facts_text_says(struct str text, struct str phrase)
{
    struct str one;
    while (next_part(&phrase, '|', &one)) {
        size_t p = 0;
        while (p < one.n && !word_byte(one.p[p]))
            p++;
        if (p == one.n)
            continue;
        char first = fold(one.p[p]);
        for (size_t t = 0; t < text.n; t++)
            if (fold(text.p[t]) == first && (t == 0 || !word_byte(text.p[t - 1])) && begins(text, t, one, p))
                return true;
    }
    return false;
}

static bool any_value(const struct doc *doc, int depth, bool (*test)(struct str, const void *),
                      const void *with)
{
    if (!doc || depth > DEEPEST)
        return false;
    if (doc->kind == DOC_SCALAR)
        return !text_placeholder(doc->value, doc->quoted) && test(doc->value, with);
    for (size_t i = 0; i < doc->n; i++)
        if (any_value(doc->items[i], depth + 1, test, with))
            return true;
    return false;
}

static bool says(struct str value, const void *with)
{
    return facts_text_says(value, *(const struct str *)with);
}

bool facts_say(const struct doc *doc, struct str phrase)
{
    return any_value(doc, 0, says, &phrase);
}

/* Case, blanks, `-` and `_` are the same. */
static char word_fold(char c)
{
    return c == '-' || c == '_' ? ' ' : fold(c);
}

bool facts_same_word(struct str a, struct str b)
{
    a = str_trim(a);
    b = str_trim(b);
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (word_fold(a.p[i]) != word_fold(b.p[i]))
            return false;
    return true;
}

uint64_t facts_word_hash(struct str word)
{
    uint64_t h = 14695981039346656037u;
    word = str_trim(word);
    for (size_t i = 0; i < word.n; i++)
        h = (h ^ (unsigned char)word_fold(word.p[i])) * 1099511628211u;
    return h;
}

bool facts_text_is(struct str text, struct str word)
{
    struct str rest = text, piece;
    if (facts_same_word(text, word))
        return true;
    while (str_next(&rest, ",|;+", &piece))
        if (facts_same_word(piece, word))
            return true;
    return false;
}

static bool is(struct str value, const void *with)
{
    return facts_text_is(value, *(const struct str *)with);
}

bool facts_is(const struct doc *doc, struct str word)
{
    return any_value(doc, 0, is, &word);
}

static bool measures(struct str value, const void *with)
{
    struct quantity q;
    enum quantity_dim dim = *(const enum quantity_dim *)with;
    return quantity_read(&q, value, dim == QUANTITY_NUMBER ? QUANTITY_ANY : dim);
}

bool facts_quantity(const struct doc *doc, enum quantity_dim dim)
{
    return any_value(doc, 0, measures, &dim);
}
