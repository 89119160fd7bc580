#include "recognise/table_facts.h"

#include "model/quantity.h"

static const char *dimension_of(const struct table_words *words, uint32_t fact)
{
    return rub_text(words->rubric, rub_facts(words->rubric, fact)->dimension);
}

static bool reads(struct quantity *out, struct str text, const char *dimension)
{
    enum quantity_dim dim = QUANTITY_ANY;
    quantity_dim_of(&dim, str_from(dimension));
    return quantity_read(out, text, dim);
}

/* The value with the unit that its header or the name gives it, where that changes what it says. */
static bool with_unit(struct str *value, struct arena *arena, struct str name,
                      const struct header_cell *header, const char *dimension)
{
    struct header_cell own = {.unit = header_unit(arena, name), .period = header->period};
    struct quantity bare, whole;
    own.unit = own.unit.n ? own.unit : header->unit;
    struct str text = header_value(arena, &own, *value, dimension);
    bool reads_bare = reads(&bare, *value, dimension), reads_whole = reads(&whole, text, dimension);
    if (reads_whole && (!reads_bare || quantity_value(&whole) != quantity_value(&bare)))
        *value = text;
    return reads_whole;
}

static bool one_fact(struct table_fact *out, const struct table_words *words, struct arena *arena,
                     struct table_cell name, struct table_cell value, const struct header_cell *header)
{
    struct word_hits found;
    if (!name.text.n || !value.text.n)
        return false;
    table_words_find(&found, words, arena, WORDS_OF_CELLS, str_sub(name.text, 0, 200));
    *out = (struct table_fact){table_words_fact(words, &found), value};
    return out->fact != RUB_NONE &&
           with_unit(&out->value.text, arena, name.text, header, dimension_of(words, out->fact));
}

/* The two parts of a text around its one stroke; false where there is none, or there are several. */
static bool divide(struct str parts[2], struct str text)
{
    size_t at = str_find(text, STR("/"));
    parts[0] = str_trim(str_sub(text, 0, at));
    parts[1] = str_trim(str_sub(text, at + 1, text.n));
    return at < text.n && parts[0].n && parts[1].n && str_find(parts[1], STR("/")) == parts[1].n;
}

static bool two_facts(struct table_fact out[2], const struct table_words *words, struct arena *arena,
                      struct table_cell name, struct table_cell value, const struct header_cell *header)
{
    struct str names[2], values[2];
    if (!divide(names, name.text) || !divide(values, value.text))
        return false;
    for (size_t i = 0; i < 2; i++)
        if (!one_fact(&out[i], words, arena, (struct table_cell){names[i], name.at},
                      (struct table_cell){values[i], value.at}, header))
            return false;
    return out[0].fact != out[1].fact;
}

/* Both cells read as one sentence, which names one fact and no other, and holds one quantity. */
static bool as_sentence(struct table_fact *out, const struct table_words *words, struct arena *arena,
                        struct table_cell name, struct table_cell value)
{
    struct word_hits found;
    struct quantity q;
    if (!name.text.n || !value.text.n || name.text.n + value.text.n > 200)
        return false;
    struct str both = str_from(arena_printf(arena, "%.*s %.*s", STR_ARG(name.text), STR_ARG(value.text)));
    *out = (struct table_fact){RUB_NONE, value};
    table_words_find(&found, words, arena, WORDS_OF_CELLS, both);
    for (size_t i = 0; i < found.hits.n; i++) {
        const struct word_owner *owner = table_words_owner(words, &found.hits.items[i]);
        if (owner->use != WORD_FACT)
            continue;
        if (out->fact != RUB_NONE && out->fact != owner->number)
            return false;
        out->fact = owner->number;
    }
    size_t pos = 0, quantities = 0;
    while (quantities < 2 && quantity_next(&q, value.text, &pos))
        quantities++;
    return quantities == 1 && out->fact != RUB_NONE && reads(&q, value.text, dimension_of(words, out->fact));
}

size_t table_facts_of(struct table_fact out[TABLE_FACTS], const struct table_words *words,
                      struct arena *arena, struct table_cell name, struct table_cell value,
                      const struct header_cell *header)
{
    if (two_facts(out, words, arena, name, value, header))
        return 2;
    return one_fact(out, words, arena, name, value, header) || as_sentence(out, words, arena, name, value);
}
