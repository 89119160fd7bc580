#include "recognise/people.h"

#include <string.h>

#define WORDS_MOST 4 /* of one name */

static const char *const introductions[] = {
    "authors",     "author",     "candidate name", "candidate",   "full name",  "submitted by",
    "prepared by", "written by", "created by",     "designed by", "my name is", "by",
};

static bool capital(struct str word)
{
    return (word.p[0] >= 'A' && word.p[0] <= 'Z') || (unsigned char)word.p[0] >= 0xC3;
}

/* A word of a name: letters, with a dash, dot or apostrophe in it. */
static bool of_name(struct str word)
{
    if (!capital(word))
        return false;
    for (size_t i = 1; i < word.n; i++) {
        char c = str_byte_lower(word.p[i]);
        if (!(c >= 'a' && c <= 'z') && (unsigned char)c < 0x80 && !strchr("-'.", c))
            return false;
    }
    return true;
}

static void add(struct arena *arena, struct reading *reading, struct str name, size_t *cap)
{
    for (size_t i = 0; i < reading->n_people; i++)
        if (str_eq_nocase(reading->people[i], name))
            return;
    if (reading->n_people < PEOPLE_MOST)
        *(struct str *)ARENA_PUSH(arena, reading->people, reading->n_people, *cap) = name;
}

/* The name at the front of what follows an introduction; of one word alone only where a colon announced it.
 */
static struct str name_of(struct str rest)
{
    bool announced = rest.n && rest.p[0] == ':';
    while (rest.n && (rest.p[0] == ':' || rest.p[0] == '-' || str_byte_space(rest.p[0]) || rest.p[0] == '*'))
        rest = str_sub(rest, 1, rest.n);
    size_t n = 0, words = 0;
    while (words < WORDS_MOST && n < rest.n) {
        size_t end = n;
        while (end < rest.n && !str_byte_space(rest.p[end]) && !strchr(",;<(|&", rest.p[end]))
            end++;
        struct str word = str_sub(rest, n, end - n);
        if (word.n == 0 || !of_name(word))
            break;
        words++;
        struct str name = str_sub(rest, 0, end);
        bool ends = end == rest.n || rest.p[end] != ' ';
        n = ends ? rest.n : end + 1;
        if (ends || words == WORDS_MOST || n >= rest.n || !capital(str_sub(rest, n, 1)))
            return words > 1 || announced ? name : STR("");
    }
    return STR("");
}

static void line(struct arena *arena, struct reading *reading, struct str text, size_t *cap)
{
    text = str_trim(text);
    for (size_t i = 0; i < sizeof introductions / sizeof *introductions; i++) {
        size_t n = strlen(introductions[i]);
        if (n >= text.n || !str_eq_nocase(str_sub(text, 0, n), str_from(introductions[i])) ||
            (text.p[n] != ':' && !str_byte_space(text.p[n])))
            continue;
        struct str name = name_of(str_trim(str_sub(text, n, text.n)));
        if (name.n)
            add(arena, reading, name, cap);
        return;
    }
}

static void lines(struct arena *arena, struct reading *reading, struct str text, size_t *cap)
{
    struct str rest = text, one;
    while (str_next(&rest, "\n;", &one))
        line(arena, reading, one, cap);
}

void people_read(struct arena *arena, struct reading *reading, const struct prose *prose)
{
    size_t cap = 0;
    for (size_t i = 0; i < prose->n_blocks; i++)
        if (!prose->blocks[i].drawn && prose->blocks[i].kind != BLOCK_CODE)
            lines(arena, reading, prose->blocks[i].text, &cap);
    for (size_t i = 0; i < prose->n_hidden; i++)
        lines(arena, reading, prose->hidden[i].text, &cap);
    static const char *const keys[] = {"author", "authors", "candidate"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct doc *doc = doc_get(reading->arch->facts, keys[i]);
        if (doc && doc->kind == DOC_SCALAR && doc->value.n && doc->value.n < 100)
            add(arena, reading, doc->value, &cap);
        for (size_t k = 0; doc && doc->kind == DOC_LIST && k < doc->n; k++)
            if (doc->items[k]->kind == DOC_SCALAR && doc->items[k]->value.n && doc->items[k]->value.n < 100)
                add(arena, reading, doc->items[k]->value, &cap);
    }
}
