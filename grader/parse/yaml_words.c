#include "parse/yaml_words.h"

struct str yaml_clip(struct str s)
{
    enum { MOST = 60 };
    size_t n = s.n;
    if (n <= MOST)
        return s;
    n = MOST;
    while (n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
        n--;
    return str_sub(s, 0, n);
}

/* The text of the line from a place on. */
static struct str rest_of_line(struct place at)
{
    return at.text ? str_sub(text_line(at.text, at.line), at.column - 1, SIZE_MAX) : STR("");
}

static char char_at(struct place at)
{
    struct str rest = rest_of_line(at);
    return rest.n ? rest.p[0] : '\0';
}

/* The first byte of the line that is neither white space nor a "- ". */
static char line_begins(struct place at)
{
    struct str line = at.text ? str_trim(text_line(at.text, at.line)) : STR("");
    while (str_starts(line, "- "))
        line = str_trim(str_sub(line, 2, line.n));
    return line.n ? line.p[0] : '\0';
}

static bool tab_indents(struct place at)
{
    struct str line = at.text ? text_line(at.text, at.line) : STR("");
    for (size_t i = 0; i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'); i++)
        if (line.p[i] == '\t')
            return true;
    return false;
}

/* What libyaml says, and what to say instead; read from the top, first hit wins. */
static const struct {
    const char *problem, *words;
} plain_words[] = {
    {"block sequence entries are not allowed",
     "a list begins on a line of its own; text that begins with - needs quotes"},
    {"mapping keys are not allowed", "text that begins with ? needs quotes"},
    {"undefined tag handle", "text that begins with ! needs quotes"},
    {"unknown escape character",
     "a backslash in double quotes begins an escape: use single quotes, or two backslashes"},
    {"incompatible YAML document", "a %YAML version other than 1.1 and 1.2"},
    {"expected <document start>", "more text follows the end of the document"},
};

const char *yaml_problem_words(struct arena *arena, struct str problem, struct place at, struct str context,
                               struct place context_at)
{
    enum { LONGEST_KEY = 1024 };
    char c = char_at(at);
    unsigned begun = context_at.line;
    bool no_token = str_has_nocase(problem, STR("cannot start any token"));
    if (c == '\t' || str_has_nocase(problem, STR("tab character")) || (no_token && tab_indents(at)))
        return "tab used for indentation: use spaces";
    for (size_t i = 0; i < sizeof plain_words / sizeof *plain_words; i++)
        if (str_has_nocase(problem, str_from(plain_words[i].problem)))
            return plain_words[i].words;
    /* `threshold: > 0.2`: the > begins a block of text, and its line is the context. */
    if (str_has_nocase(problem, STR("expected comment or line break")) && char_at(context_at) != '\0')
        return arena_printf(arena, "text that begins with %c needs quotes", char_at(context_at));
    if (c != '\0' && (no_token || str_has_nocase(problem, STR("expected node content"))))
        return arena_printf(arena, "text that begins with %c needs quotes", c);
    bool second_colon = str_has_nocase(problem, STR("mapping values are not allowed"));
    if (second_colon || str_has_nocase(problem, STR("could not find expected ':'"))) {
        struct place key = context_at.text ? context_at : at;
        if (str_trim(text_line(key.text, key.line)).n > LONGEST_KEY)
            return "a key longer than 1024 characters, or a text with \": \" in it that needs quotes";
        if (!second_colon)
            return "a key without \": \" after it, or a text that needs quotes";
    }
    bool in_brackets = str_has_nocase(problem, STR("expected ',' or"));
    if (second_colon || (in_brackets && c == ':' && begun == at.line))
        return "a second \": \" in one value: put the text in quotes, or check the indentation";
    if (in_brackets)
        return arena_printf(arena, "a comma or the closing bracket is missing in what begins on line %u",
                            begun);
    if (line_begins(at) == '[' || line_begins(at) == '{')
        return "more text follows a list or map: text that begins with [ or { needs quotes";
    if (str_has_nocase(problem, STR("unexpected end of stream")))
        return arena_printf(arena, "the file ends inside a text in quotes that begins on line %u", begun);
    if (str_has_nocase(problem, STR("expected key")) ||
        str_has_nocase(problem, STR("expected '-' indicator")))
        return arena_printf(
            arena,
            "this does not fit what begins on line %u: check the indentation, and the quotes around "
            "text with : # , in it",
            begun);
    if (context.n && context_at.text)
        return arena_printf(arena, "%.*s (%.*s from line %u)", STR_ARG(problem), STR_ARG(context), begun);
    return arena_printf(arena, "%.*s", STR_ARG(problem));
}

const char *yaml_reader_words(struct arena *arena, struct str problem, int value)
{
    if (str_has_nocase(problem, STR("control characters")))
        return arena_printf(arena, "a control character (U+%04X) in the file", (unsigned)value);
    if (value >= 0)
        return arena_printf(arena, "not UTF-8 text (byte 0x%02X): save the file as UTF-8", (unsigned)value);
    return "not UTF-8 text: save the file as UTF-8";
}
