#include "recognise/phrase_match.h"

static void make_room(struct phrase_room *room, struct arena *arena, const struct tokens *tokens)
{
    size_t n = 0;
    for (size_t i = 0; i < tokens->n; i++)
        n += tokens->items[i].text.n;
    if (n + 8 > room->cap_letters) {
        room->cap_letters = 2 * (n + 8);
        room->letters = arena_alloc(arena, room->cap_letters);
        room->token_of = arena_alloc(arena, room->cap_letters * sizeof *room->token_of);
        room->look = arena_alloc(arena, room->cap_letters);
        room->places = arena_alloc(arena, room->cap_letters * sizeof *room->places);
    }
    if (tokens->n + 1 > room->cap_tokens) {
        room->cap_tokens = 2 * (tokens->n + 1);
        room->starts = arena_alloc(arena, room->cap_tokens * sizeof *room->starts);
    }
}

static void set_fact(struct phrase_room *room, uint32_t fact)
{
    room->facts[fact / 64] |= UINT64_C(1) << fact % 64;
}

/* The word stands somewhere. */
static void note_word(struct phrase_room *room, const struct phrase_index *index, uint32_t number)
{
    struct rub_span choices = index->words[number].choices;
    if (phrase_fact(room, number))
        return;
    set_fact(room, number);
    for (uint32_t i = choices.at; i < choices.at + choices.n; i++)
        set_fact(room, index->choices[i]);
}

/* A token begins with it. */
static void note_first(struct phrase_room *room, const struct phrase_index *index, struct arena *arena,
                       uint32_t token, uint32_t number)
{
    note_word(room, index, number);
    if (!index->words[number].entries.n)
        return;
    struct word_found *found = ARENA_PUSH(arena, room->found, room->n_found, room->cap_found);
    *found = (struct word_found){token, number};
}

static void lay_out(struct phrase_room *room, const struct tokens *tokens)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < tokens->n; i++) {
        struct str text = tokens->items[i].text;
        room->starts[i] = at;
        memcpy(room->letters + at, text.p, text.n);
        for (size_t k = 0; k < text.n; k++)
            room->token_of[at++] = i;
    }
    memset(room->letters + at, 0, 8);
    room->n_letters = at;
    room->n_tokens = (uint32_t)tokens->n;
    room->token_of[at] = room->n_tokens;
    room->starts[tokens->n] = at;
}

/* The words at that place that the index knows by so many letters. */
static void read_place(struct phrase_room *room, const struct phrase_index *index, struct arena *arena,
                       uint32_t at, size_t n, bool first)
{
    uint64_t eight = phrase_eight(room->letters + at);
    uint32_t slot = phrase_slot(index, eight & index->masks[n]);
    for (uint32_t i = index->slots[slot]; i < index->slots[slot + 1]; i++) {
        const struct phrase_key *key = &index->keys[i];
        if ((eight & key->mask) != key->letters)
            continue;
        const struct phrase_word *word = &index->words[key->word];
        if (word->least > 8 && (at + word->least > room->n_letters ||
                                memcmp(room->letters + at + 8, word->text.p + 8, word->least - 8) != 0))
            continue;
        if (first)
            note_first(room, index, arena, room->token_of[at], key->word);
        else
            note_word(room, index, key->word);
    }
}

/*
 * Where words of the index may begin. Within a token ("deadletter") one letter says nothing, and a word of
 * two must end with the token. Without a branch in the loop: no processor could guess the next letter.
 */
static void find_places(struct phrase_room *room, const struct phrase_index *index)
{
    for (uint32_t at = 0; at < room->n_letters; at++) {
        const char *letters = room->letters + at;
        room->look[at] = (unsigned char)(phrase_begun(index, phrase_begin_3(letters)) << 3 |
                                         phrase_begun(index, phrase_begin_4(letters)) << 4);
    }
    for (uint32_t token = 0; token < room->n_tokens; token++) {
        uint32_t at = room->starts[token], last = room->starts[token + 1] - 1;
        const uint32_t places[] = {at, last, last - (last > at)};
        room->look[at] |= (unsigned char)(phrase_begun(index, phrase_begin_1(room->letters + at)) << 1);
        for (size_t i = 0; i < sizeof places / sizeof *places; i++)
            room->look[places[i]] |=
                (unsigned char)(phrase_begun(index, phrase_begin_2(room->letters + places[i])) << 2);
    }
    room->n_places = 0;
    for (uint32_t at = 0; at < room->n_letters; at++) {
        room->places[room->n_places] = at;
        room->n_places += room->look[at] != 0;
    }
}

/* Beside its words a token may be a number, and begin the name of a tool. */
static void note_signs(struct phrase_room *room, const struct phrase_index *index, struct arena *arena,
                       struct phrase_unit unit, uint32_t token)
{
    if (unit.tokens->items[token].number)
        note_first(room, index, arena, token, WORD_NUMBER);
    if (unit.tool_end && unit.tool_end[token])
        note_first(room, index, arena, token, WORD_TOOL);
}

const struct phrase_room *phrase_letters_read(const struct phrase_index *index, struct arena *arena,
                                              struct phrase_unit unit)
{
    struct phrase_room *room = index->room;
    make_room(room, arena, unit.tokens);
    memset(room->facts, 0, (index->n_facts / 64 + 1) * sizeof *room->facts);
    room->n_found = 0;
    lay_out(room, unit.tokens);
    find_places(room, index);
    note_word(room, index, WORD_ALWAYS);
    uint32_t token = 0; /* the next one whose signs are to be noted */
    for (uint32_t i = 0; i < room->n_places; i++) {
        uint32_t at = room->places[i];
        while (token < room->token_of[at])
            note_signs(room, index, arena, unit, token++);
        for (size_t n = 1; n <= KEY_LETTERS; n++)
            if (room->look[at] >> n & 1)
                read_place(room, index, arena, at, n, phrase_starts(room, at));
    }
    while (token < room->n_tokens)
        note_signs(room, index, arena, unit, token++);
    return room;
}
