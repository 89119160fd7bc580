#include "parse/plain_aside.h"

#include <string.h>

static struct str base_name(struct str name)
{
    size_t slash = name.n;
    while (slash > 0 && name.p[slash - 1] != '/')
        slash--;
    return str_sub(name, slash, name.n);
}

static bool in_hidden_folder(struct str name)
{
    for (size_t i = 0; i + 1 < name.n; i++)
        if (name.p[i] == '.' && (i == 0 || name.p[i - 1] == '/') && name.p[i + 1] != '/' &&
            memchr(name.p + i, '/', name.n - i))
            return true;
    return false;
}

/* A word at the beginning of the name: "LICENSE", "LICENSE-MIT", not "licensed-data.md". */
static bool begins_with(struct str s, const char *word)
{
    struct str start = str_from(word);
    char next = s.n > start.n ? str_byte_lower(s.p[start.n]) : 0;
    return str_eq_nocase(str_sub(s, 0, start.n), start) && !(next >= 'a' && next <= 'z');
}

const char *plain_aside(struct str name)
{
    static const char *const packages[] = {"requirements", "constraints", "cmakelists"};
    static const char *const legal[] = {"license",   "licence",         "notice",  "copying",
                                        "changelog", "code_of_conduct", "authors", "maintainers"};
    static const char *const others[] = {"robots", "humans", "top_level", "runtime", "sources"};
    struct str base = base_name(name);
    bool lines = str_ends(base, ".txt") || str_ends(base, ".in");
    if (in_hidden_folder(name))
        return "is in a hidden folder";
    for (size_t i = 0; i < sizeof packages / sizeof *packages; i++)
        if (lines && begins_with(base, packages[i]))
            return "is a list of packages by its name";
    if (str_has_nocase(base, STR("-lock.")) || str_has_nocase(base, STR(".lock.")) ||
        str_has_nocase(base, STR("_lock.")))
        return "is a list of packages by its name";
    for (size_t i = 0; i < sizeof legal / sizeof *legal; i++)
        if (begins_with(base, legal[i]))
            return "is about the repository by its name";
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (lines && begins_with(base, others[i]))
            return "is about something else by its name";
    return NULL;
}
