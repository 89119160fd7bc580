#include "parse/text_noise.h"

#include "parse/text_glyphs.h"

/* "├── src/", "|-- src": a branch with a name and without a head. */
static bool is_branch(struct str line)
{
    size_t n, i = 0;
    uint32_t cp = 0;
    for (; i < line.n; i += n) {
        cp = glyph_next(&n, line, i);
        if (cp != ' ' && cp != '\t' && cp != 0xA0 && cp != 0x2502 &&
            !(cp == '|' && str_sub(line, i + 1, 1).n && line.p[i + 1] == ' '))
            break;
    }
    if (i >= line.n)
        return false;
    unsigned arms = glyph_arms(cp);
    bool drawn = arms == (TO_ENDS | TO_RIGHT) || arms == (TO_UP | TO_RIGHT);
    if (!drawn && cp != '|' && cp != '+' && cp != '`' && cp != '\\')
        return false;
    struct str rest = str_sub(line, i + n, line.n);
    size_t lines = 0;
    for (i = 0; i < rest.n; i += n, lines++) {
        cp = glyph_next(&n, rest, i);
        if (cp != '-' && glyph_arms(cp) != TO_SIDES)
            break;
    }
    return lines > 0 && i < rest.n && !glyph_head(cp) && cp != '>' && cp != '+' && !glyph_arms(cp);
}

static bool has_time(struct str line) /* 12:30:05 */
{
    static const char shape[] = "00:00:00";
    for (size_t i = 0; i + sizeof shape - 1 <= line.n && i < 40; i++) {
        size_t k = 0;
        while (shape[k] && (shape[k] == ':' ? line.p[i + k] == ':' : str_byte_digit(line.p[i + k])))
            k++;
        if (!shape[k])
            return true;
    }
    return false;
}

static bool is_log(struct str line)
{
    static const char *const levels[] = {"INFO", "WARN", "ERROR", "DEBUG", "TRACE"};
    struct str head = str_sub(line, 0, 60);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (str_find(head, str_from(levels[i])) < head.n)
            return true;
    return has_time(line);
}

static bool is_command(struct str line)
{
    static const char *const starts[] = {
        "git ",    "docker ", "kubectl ",   "pip ",  "python ", "python3 ", "curl ", "make ", "npm ", "cd ",
        "export ", "helm ",   "terraform ", "sudo ", "apt ",    "mkdir ",   "cat ",  "ls ",   "cp ",  "./"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (str_starts(line, starts[i]))
            return true;
    return false;
}

bool text_noise_is(struct str text)
{
    size_t lines = 0, branches = 0, logs = 0, commands = 0;
    bool session = false;
    struct str rest = text, line;
    while (str_next(&rest, "\n", &line)) {
        lines++;
        branches += is_branch(line);
        logs += is_log(line);
        commands += is_command(line);
        session |= str_starts(line, "$ ") || str_starts(line, ">>> ");
    }
    return session || (branches >= 2 && 3 * branches >= lines) || (logs >= 2 && 2 * logs >= lines) ||
           (commands >= 2 && 2 * commands >= lines);
}

bool text_noise_is_notation(struct str text)
{
    static const char *const starts[] = {"flowchart ",   "graph TD",  "graph TB",        "graph LR",
                                         "graph RL",     "graph BT",  "sequenceDiagram", "stateDiagram",
                                         "classDiagram", "erDiagram", "digraph ",        "@startuml"};
    text = str_trim(text);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (str_starts(text, starts[i]))
            return true;
    return false;
}
