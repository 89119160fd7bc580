#include "recognise/lexicon.h"

#include <string.h>

static enum word_class class_of_set(const char *name)
{
    static const struct {
        const char *set;
        enum word_class class;
    } classes[] = {
#define C(ID, set) {set, WORDS_##ID},
        WORD_CLASSES(C)
#undef C
    };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (strcmp(classes[i].set, name) == 0)
            return classes[i].class;
    return strncmp(name, "language.headings.", 18) == 0 ? WORDS_NONE
                                                        : WORDS_SET; /* headings: an index of their own */
}

static uint32_t friend_of(struct lexicon *lexicon, struct arena *arena, struct str word)
{
    for (size_t i = 0; i < lexicon->n_friends; i++)
        if (str_eq(lexicon->friends[i].word, word))
            return (uint32_t)i;
    struct friend *friend = ARENA_PUSH(arena, lexicon->friends, lexicon->n_friends, lexicon->cap_friends);
    *friend = (struct friend){word, RUB_NONE};
    return (uint32_t)(lexicon->n_friends - 1);
}

/* "false_friends.skew.cues": the class of the set, and the friend it is about. */
static enum word_class friends_set(struct lexicon *lexicon, struct arena *arena, uint32_t set,
                                   const char *name, uint32_t *friend)
{
    struct str rest = str_from(name + strlen("false_friends."));
    size_t dot = rest.n;
    while (dot > 0 && rest.p[dot - 1] != '.')
        dot--;
    if (dot == 0)
        return WORDS_NONE;
    struct str part = str_sub(rest, dot, rest.n - dot);
    *friend = friend_of(lexicon, arena, token_fold(arena, str_sub(rest, 0, dot - 1)));
    if (str_is(part, "except"))
        lexicon->friends[*friend].except = set;
    return str_is(part, "cues") ? WORDS_CUE : str_is(part, "right") ? WORDS_RIGHT : WORDS_NONE;
}

/* What the rows' sets, the language and false friends say. */
static void read_sets(struct lexicon *lexicon, struct arena *arena)
{
    const struct rubric *rubric = lexicon->rubric;
    for (uint32_t i = 0; i < rub_sets_n(rubric); i++) {
        const struct rub_set *set = rub_sets(rubric, i);
        const char *name = rub_text(rubric, set->name);
        uint32_t about = i;
        enum word_class class = strncmp(name, "false_friends.", 14) == 0
                                    ? friends_set(lexicon, arena, i, name, &about)
                                    : class_of_set(name);
        struct str row = str_from(name);
        row.n = str_find(row, STR("."));
        lexicon->row_of[i] = rub_row_of(rubric, row);
        if (strcmp(name, "language.headings.deferring") == 0)
            lexicon->deferring = i;
        if (strcmp(name, "language.headings.ignored") == 0)
            lexicon->ignored = i;
        if (strcmp(name, "language.headings.asked") == 0)
            lexicon->asked = i;
        for (uint32_t k = set->phrases.at; k < set->phrases.at + set->phrases.n; k++) {
            lexicon->class_of[k] = (unsigned char)class;
            lexicon->set_of[k] = about;
        }
    }
}

static void read_roles(struct lexicon *lexicon)
{
    const struct rubric *rubric = lexicon->rubric;
    for (size_t role = 0; role < rub_roles_n(rubric); role++) {
        struct rub_span phrases = rub_roles(rubric, role)->phrases;
        for (uint32_t k = phrases.at; k < phrases.at + phrases.n; k++) {
            lexicon->class_of[k] = WORDS_ROLE;
            lexicon->roles_of[k] |= UINT64_C(1) << role;
        }
    }
    for (size_t i = 0; i < rub_composites_n(rubric); i++) {
        const struct rub_composite *composite = rub_composites(rubric, i);
        lexicon->class_of[composite->phrase] = WORDS_ROLE;
        lexicon->roles_of[composite->phrase] = composite->roles;
    }
}

/* Words that deny, as texts of the rubric: equal texts have equal numbers. */
struct texts {
    uint32_t *items;
    size_t n, cap;
};

/* One of the words is one that denies, as single words of negation.before do. */
static bool denies(const struct rubric *rubric, uint32_t number, const struct texts *texts, unsigned depth)
{
    const struct rub_phrase_node *node = rub_phrase_nodes(rubric, number);
    for (size_t k = 0; k < texts->n && node->op == PHRASE_WORD; k++)
        if (texts->items[k] == node->text)
            return true;
    for (size_t i = 0; i < node->parts.n && depth < 12; i++)
        if (denies(rubric, rub_word(rubric, node->parts, i), texts, depth + 1))
            return true;
    return false;
}

static void read_negative(struct lexicon *lexicon, struct arena *arena)
{
    const struct rubric *rubric = lexicon->rubric;
    struct rub_span words = {0, 0};
    struct texts texts = {0};
    for (uint32_t i = 0; i < rub_sets_n(rubric); i++)
        if (strcmp(rub_text(rubric, rub_sets(rubric, i)->name), "language.negation.before") == 0)
            words = rub_sets(rubric, i)->phrases;
    for (uint32_t k = words.at; k < words.at + words.n; k++) {
        const struct rub_phrase_node *root = rub_phrase_nodes(rubric, rub_phrases(rubric, k)->root);
        if (root->op == PHRASE_WORD)
            *(uint32_t *)ARENA_PUSH(arena, texts.items, texts.n, texts.cap) = root->text;
    }
    for (uint32_t k = 0; k < rub_phrases_n(rubric); k++)
        if (lexicon->class_of[k] == WORDS_SET || lexicon->class_of[k] == WORDS_ROLE)
            lexicon->negative[k] = denies(rubric, rub_phrases(rubric, k)->root, &texts, 0);
}

static struct phrase_index *heading_index(const struct lexicon *lexicon, struct arena *arena)
{
    const struct rubric *rubric = lexicon->rubric;
    uint32_t sets[] = {lexicon->deferring, lexicon->ignored, lexicon->asked}, *numbers = NULL;
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        struct rub_span phrases = {0, 0};
        if (sets[i] != RUB_NONE)
            phrases = rub_sets(rubric, sets[i])->phrases;
        for (uint32_t k = phrases.at; k < phrases.at + phrases.n; k++)
            *(uint32_t *)ARENA_PUSH(arena, numbers, n, cap) = k;
    }
    return phrase_index_new(arena, rubric, numbers, n);
}

static void read_leads(struct lexicon *lexicon, const struct pairs *pairs)
{
    for (uint32_t role = 0; role < pairs->n_roles; role++)
        for (uint32_t kind = 0; kind < pairs->n_kinds; kind++) {
            lexicon->leads[role] |= pairs->to[kind][role];
            lexicon->leads_back[role] |= pairs->back_to[kind][role];
        }
}

struct lexicon *lexicon_new(struct arena *arena, const struct rubric *rubric, const struct tool_index *tools,
                            const struct pairs *pairs)
{
    struct lexicon *lexicon = arena_alloc(arena, sizeof *lexicon);
    size_t n_phrases = rub_phrases_n(rubric), n = 0;
    lexicon->rubric = rubric;
    lexicon->tools = tools;
    lexicon->deferring = lexicon->ignored = lexicon->asked = RUB_NONE;
    lexicon->class_of = arena_alloc(arena, n_phrases * sizeof *lexicon->class_of);
    lexicon->set_of = arena_alloc(arena, n_phrases * sizeof *lexicon->set_of);
    lexicon->roles_of = arena_alloc(arena, n_phrases * sizeof *lexicon->roles_of);
    lexicon->row_of = arena_alloc(arena, rub_sets_n(rubric) * sizeof *lexicon->row_of);
    lexicon->negative = arena_alloc(arena, n_phrases * sizeof *lexicon->negative);
    memset(lexicon->set_of, 0xFF, n_phrases * sizeof *lexicon->set_of);
    read_sets(lexicon, arena);
    read_roles(lexicon);
    read_negative(lexicon, arena);
    uint32_t *numbers = arena_alloc(arena, n_phrases * sizeof *numbers);
    for (uint32_t i = 0; i < n_phrases; i++)
        if (lexicon->class_of[i] != WORDS_NONE && rub_phrases(rubric, i)->stand == STAND_ANYWHERE)
            numbers[n++] = i;
    lexicon->phrases = phrase_index_new(arena, rubric, numbers, n);
    lexicon->headings = heading_index(lexicon, arena);
    read_leads(lexicon, pairs);
    lexicon->window_before = rub_number_of(rubric, "language.negation.window_before", 8);
    lexicon->window_after = rub_number_of(rubric, "language.negation.window_after", 5);
    lexicon->stuffed_rows = rub_number_of(rubric, "language.stuffing.phrases_per_sentence", 1e9);
    lexicon->stuffed_subjects = rub_number_of(rubric, "language.stuffing.subjects", 1e9);
    lexicon->stuffed_words = rub_number_of(rubric, "language.stuffing.words_per_subject", 0);
    lexicon->stuffed_actions = rub_number_of(rubric, "language.stuffing.actions", 1e9);
    lexicon->stuffed_amounts = rub_number_of(rubric, "language.stuffing.amounts", 1e9);
    lexicon->stuffed_paragraph = rub_number_of(rubric, "language.stuffing.paragraph_subjects", 1e9);
    lexicon->stuffed_density = rub_number_of(rubric, "language.stuffing.paragraph_words_per_subject", 0);
    lexicon->stuffed_list = rub_number_of(rubric, "language.stuffing.list_phrases", 1e9);
    return lexicon;
}
