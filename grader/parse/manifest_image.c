#include "parse/manifest_image.h"

/* "${NAME:-default}" gives the default, "${NAME}" nothing. */
static struct str expand(struct str s)
{
    while (str_starts(s, "${")) {
        size_t from = str_find(s, STR(":-")), to = str_find(s, STR("}"));
        if (to + 1 >= s.n || s.p[to + 1] != '/')
            return from < to && to < s.n ? str_sub(s, from + 2, to - from - 2) : STR("");
        s = str_sub(s, to + 2, s.n); /* the variable is a registry */
    }
    return str_sub(s, 0, str_find(s, STR("${"))); /* it is a tag */
}

struct str manifest_product(struct str image)
{
    static const char *const plain[] = {"python", "node",   "golang",  "openjdk", "eclipse-temurin",
                                        "alpine", "ubuntu", "debian",  "busybox", "bash",
                                        "curl",   "rust",   "scratch", "temurin"};
    image = expand(str_trim(image));
    size_t from = 0;
    for (size_t i = 0; i < image.n; i++)
        if (image.p[i] == '/')
            from = i + 1;
    struct str name = str_sub(image, from, image.n);
    name = str_sub(name, 0, str_find(name, STR("@")));
    name = str_sub(name, 0, str_find(name, STR(":")));
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (str_eq_nocase(name, str_from(plain[i])))
            return STR("");
    return name;
}

static bool in_host(char c)
{
    char low = str_byte_lower(c);
    return (low >= 'a' && low <= 'z') || str_byte_digit(c) || c == '-' || c == '_' || c == '.';
}

/* Whether an @ follows before the address goes on: what stands here is who logs in. */
static bool before_at(struct str rest, size_t i)
{
    enum { LONGEST = 256 }; /* of a name and a password */
    rest = str_sub(rest, 0, i + LONGEST);
    while (i < rest.n && rest.p[i] != '@' && rest.p[i] != '/' && rest.p[i] != ',' &&
           !str_byte_space(rest.p[i]))
        i++;
    return i < rest.n && rest.p[i] == '@';
}

struct host_scan manifest_hosts(struct str key, struct str value)
{
    static const char *const words[] = {"host",     "server", "url",     "uri", "addr",
                                        "endpoint", "broker", "service", "node"};
    struct host_scan scan = {.rest = str_trim(value), .before = '\0', .alone = true};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        scan.host_key |= str_has_nocase(key, str_from(words[i]));
    for (size_t i = 0; i < scan.rest.n; i++)
        scan.alone &= in_host(scan.rest.p[i]);
    return scan;
}

bool manifest_next_host(struct host_scan *scan, struct str *out)
{
    while (scan->rest.n) {
        struct str rest = scan->rest;
        size_t from = 0, to;
        while (from < rest.n && !in_host(rest.p[from]))
            from++;
        for (to = from; to < rest.n && in_host(rest.p[to]); to++)
            ;
        char before = from ? rest.p[from - 1] : scan->before;
        bool address = from >= 3 && str_is(str_sub(rest, from - 3, 3), "://");
        bool port = to + 1 < rest.n && rest.p[to] == ':' && str_byte_digit(rest.p[to + 1]);
        bool host =
            before == '@' || ((address || port) && !before_at(rest, to)) || (scan->host_key && scan->alone);
        struct str word = str_sub(rest, from, to - from);
        scan->before = to ? rest.p[to - 1] : scan->before;
        scan->rest = str_sub(rest, to, rest.n);
        if (host && word.n) {
            *out = str_sub(word, 0, str_find(word, STR(".")));
            return true;
        }
    }
    return false;
}
