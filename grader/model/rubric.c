#include "model/rubric.h"

#include <string.h>

static const struct rub_head *head(const struct rubric *rubric)
{
    return (const struct rub_head *)(const void *)rubric->image;
}

bool rubric_open(struct rubric *out, const void *image, size_t size)
{
    struct rub_head h;
    if (size < sizeof h || (uintptr_t)image % 8 != 0)
        return false;
    memcpy(&h, image, sizeof h);
    if (memcmp(h.magic, RUBRIC_MAGIC, sizeof h.magic) != 0 || h.size != size)
        return false;
#define T(table, record)                                                                                               \
    if (h.table.offset > size || h.table.offset % 8 != 0 || h.table.n > (size - h.table.offset) / sizeof(record))      \
        return false;
    RUBRIC_TABLES(T)
#undef T
    if (h.info.n != 1 || h.strings.n == 0)
        return false;
    *out = (struct rubric){image, size};
    return true;
}

#define T(table, record)                                                                                               \
    const record *rub_##table(const struct rubric *rubric, size_t i)                                                   \
    {                                                                                                                  \
        if (i >= head(rubric)->table.n)                                                                                \
            BUG("rubric: index out of range in " #table);                                                              \
        return (const record *)(const void *)(rubric->image + head(rubric)->table.offset) + i;                         \
    }                                                                                                                  \
    size_t rub_##table##_n(const struct rubric *rubric)                                                                \
    {                                                                                                                  \
        return head(rubric)->table.n;                                                                                  \
    }
RUBRIC_TABLES(T)
#undef T

const char *rub_text(const struct rubric *rubric, uint32_t text)
{
    return rub_strings(rubric, text);
}

uint32_t rub_word(const struct rubric *rubric, struct rub_span span, size_t i)
{
    if (i >= span.n)
        BUG("rubric: index out of range in a list");
    return *rub_words(rubric, span.at + i);
}

#define FIND(function, table, field)                                                                                   \
    uint32_t function(const struct rubric *rubric, struct str id)                                                      \
    {                                                                                                                  \
        for (size_t i = 0; i < rub_##table##_n(rubric); i++)                                                           \
            if (str_is(id, rub_text(rubric, rub_##table(rubric, i)->field)))                                           \
                return (uint32_t)i;                                                                                    \
        return RUB_NONE;                                                                                               \
    }
FIND(rub_role_of, roles, id)
FIND(rub_kind_of, flows, id)
FIND(rub_row_of, rows, id)
FIND(rub_predicate_of, predicates, id)
FIND(rub_check_of, checks, id)
FIND(rub_set_of, sets, name)
FIND(rub_fact_of, facts, id)

double rub_number_of(const struct rubric *rubric, const char *name, double fallback)
{
    for (size_t i = 0; i < rub_numbers_n(rubric); i++)
        if (strcmp(rub_text(rubric, rub_numbers(rubric, i)->name), name) == 0)
            return rub_numbers(rubric, i)->value;
    return fallback;
}

const struct rub_arg *rub_arg_of(const struct rubric *rubric, const struct rub_cond *cond, const char *name)
{
    for (size_t i = 0; i < cond->args.n; i++) {
        const struct rub_arg *arg = rub_args(rubric, cond->args.at + i);
        if (strcmp(rub_text(rubric, arg->name), name) == 0)
            return arg;
    }
    return NULL;
}

struct str rub_alias_form(struct arena *arena, struct str s)
{
    char *copy = arena_alloc(arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool gap = c == '-' || c == '_' || c == '.' || c == ' ' || (c >= '\t' && c <= '\r');
        if (!gap)
            copy[n++] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
        else if (n && copy[n - 1] != ' ')
            copy[n++] = ' ';
    }
    if (n && copy[n - 1] == ' ')
        n--;
    copy[n] = '\0';
    return (struct str){copy, n};
}

const char *gate_effect_name(uint32_t effect)
{
    static const char *const names[GATE_EFFECTS] = {"cap", "no total", "rows", "flag"};
    return names[effect];
}

static const struct {
    const char *name, *brief, *arguments, *asks;
} kinds[COND_KIND_COUNT] = {
#define K(ID, name, brief, arguments, asks) [COND_##ID] = {name, brief, arguments, asks},
    COND_KINDS(K)
#undef K
};

const char *cond_kind_name(enum cond_kind kind)
{
    return kinds[kind].name;
}

const char *cond_kind_short(enum cond_kind kind)
{
    return kinds[kind].brief;
}

const char *cond_kind_arguments(enum cond_kind kind)
{
    return kinds[kind].arguments;
}

const char *cond_kind_asks(enum cond_kind kind)
{
    return kinds[kind].asks;
}
