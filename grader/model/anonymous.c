#include "model/anonymous.h"

#include <stdlib.h>
#include <string.h>

#define NAME_LEAST 3 /* bytes of a name that is looked for alone */

static bool in_word(char c)
{
    return str_byte_digit(c) || (str_byte_lower(c) >= 'a' && str_byte_lower(c) <= 'z') ||
           (unsigned char)c >= 0x80;
}

static void add_name(struct anonymous *a, struct str name)
{
    name = str_trim(name);
    if (a->n == ANONYMOUS_NAMES || name.n < NAME_LEAST || !in_word(name.p[0]))
        return;
    for (size_t i = 0; i < a->n; i++)
        if (str_eq_nocase(a->names[i], name))
            return;
    a->names[a->n++] = name;
}

/* Host, and all of the path but its last part: "git.example/group/ada/design" has three names. */
static void add_url(struct anonymous *a, struct str url)
{
    size_t scheme = str_find(url, STR("://"));
    if (scheme < url.n)
        url = str_sub(url, scheme + 3, url.n);
    struct str rest = url, part, last = STR("");
    for (bool host = true; str_next(&rest, "/:", &part); host = false) {
        if (host) {
            size_t user = str_find(part, STR("@"));
            add_name(a, str_sub(part, user < part.n ? user + 1 : 0, part.n));
            continue;
        }
        add_name(a, last);
        last = part;
    }
}

/* The user whose folder it is: "/home/ada/design", "C:\Users\ada\design". */
static void add_home(struct anonymous *a, struct str path)
{
    static const char *const homes[] = {"home", "Users"};
    struct str rest = path, part;
    bool next = false;
    while (str_next(&rest, "/\\", &part)) {
        if (next)
            add_name(a, part);
        next = false;
        for (size_t i = 0; i < sizeof homes / sizeof *homes; i++)
            next = next || str_is(part, homes[i]);
    }
}

static int longer_first(const void *left, const void *right)
{
    const struct str *a = left, *b = right;
    return a->n != b->n ? (a->n > b->n ? -1 : 1) : str_cmp(*a, *b);
}

struct anonymous *anonymous_new(struct arena *arena, struct str url, struct str path,
                                const struct str *people, size_t n_people)
{
    struct anonymous *a = arena_alloc(arena, sizeof *a);
    if (url.n)
        add_url(a, url);
    add_home(a, path);
    for (size_t i = 0; i < n_people; i++) {
        struct str rest = people[i], word;
        add_name(a, people[i]);
        while (str_next(&rest, " ,\t", &word))
            add_name(a, word);
    }
    qsort(a->names, a->n, sizeof *a->names, longer_first);
    return a;
}

/* ---- what needs no list: addresses */

static bool ends_address(char c)
{
    return (unsigned char)c <= ' ' || strchr("<>()[]{}\"'`,;|", c) != NULL;
}

static bool holds(struct str word, const char *what)
{
    return str_has_nocase(word, str_from(what));
}

/* What stands for a run of bytes without blanks, or NULL. */
static const char *stand_in(struct str run)
{
    size_t at = str_find(run, STR("@"));
    if (holds(run, "://") || holds(run, "www.") || holds(run, "git@") || holds(run, "github.com") ||
        holds(run, "gitlab.com") || holds(run, "bitbucket.org"))
        return "[link]";
    if (at >= run.n || at + 1 >= run.n || !in_word(run.p[at + 1]))
        return NULL;
    if (at > 0 && in_word(run.p[at - 1]))
        return str_find(str_sub(run, at, run.n), STR(".")) < run.n - at ? "[e-mail]" : NULL;
    return at == 0 ? "[name]" : NULL;
}

static size_t name_at(const struct anonymous *a, struct str text, size_t i)
{
    for (size_t k = 0; k < a->n; k++) {
        size_t n = a->names[k].n;
        if (n <= text.n - i && (i + n == text.n || !in_word(text.p[i + n])) &&
            str_eq_nocase(str_sub(text, i, n), a->names[k]))
            return n;
    }
    return 0;
}

/* "/home/" or "/Users/" ends before i: what follows is a user. */
static bool after_home(struct str text, size_t i)
{
    static const char *const homes[] = {"/home/", "/Users/", "\\Users\\"};
    for (size_t k = 0; k < sizeof homes / sizeof *homes; k++)
        if (str_ends(str_sub(text, 0, i), homes[k]))
            return true;
    return false;
}

struct str anonymous_text(struct arena *arena, const struct anonymous *a, struct str text)
{
    struct buf out = buf_new(arena, 8 * text.n + 16);
    size_t from = 0, i = 0, run_ends = 0;
    while (i < text.n) {
        if (i >= run_ends && !ends_address(text.p[i])) {
            run_ends = i;
            while (run_ends < text.n && !ends_address(text.p[run_ends]))
                run_ends++;
            const char *instead = stand_in(str_sub(text, i, run_ends - i));
            if (instead) {
                buf_add(&out, str_sub(text, from, i - from));
                buf_puts(&out, instead);
                from = i = run_ends;
                continue;
            }
        }
        bool begins = in_word(text.p[i]) && (i == 0 || !in_word(text.p[i - 1]));
        size_t n = begins ? name_at(a, text, i) : 0;
        if (begins && !n && after_home(text, i))
            while (i + n < text.n && !ends_address(text.p[i + n]) && text.p[i + n] != '/' &&
                   text.p[i + n] != '\\')
                n++;
        if (n) {
            buf_add(&out, str_sub(text, from, i - from));
            buf_puts(&out, "[name]");
            from = i + n;
        }
        i += n ? n : 1;
    }
    if (!from)
        return text;
    buf_add(&out, str_sub(text, from, text.n));
    return buf_str(&out);
}
