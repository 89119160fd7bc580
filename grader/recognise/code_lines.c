#include "recognise/code_lines.h"

static bool one_of(struct str word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq_nocase(word, str_from(words[i])))
            return true;
    return false;
}

/* U+2500 to U+257F and ▼▲▾▴: frames and lines, without the arrows that lead on. */
static size_t frame_at(struct str s, size_t i)
{
    if (i + 2 >= s.n || s.p[i] != '\xE2')
        return 0;
    unsigned char second = (unsigned char)s.p[i + 1], third = (unsigned char)s.p[i + 2];
    if (second == 0x94 || second == 0x95)
        return 3;
    return second == 0x96 && (third == 0xB2 || third == 0xBC || third == 0xB4 || third == 0xBE) ? 3 : 0;
}

bool code_line(struct str *out, struct str text, size_t *pos)
{
    if (*pos >= text.n)
        return false;
    size_t end = *pos;
    while (end < text.n && text.p[end] != '\n')
        end++;
    *out = str_trim(str_sub(text, *pos, end - *pos));
    *pos = end + 1;
    return true;
}

bool code_cell(struct str *out, struct str line, size_t *pos)
{
    size_t i = *pos, frame;
    for (; i < line.n; i += frame ? frame : 1) {
        frame = frame_at(line, i);
        if (!frame && line.p[i] != '|' && !str_byte_space(line.p[i]))
            break;
    }
    size_t start = i;
    while (i < line.n && line.p[i] != '|' && !frame_at(line, i))
        i++;
    *out = str_trim(str_sub(line, start, i - start));
    *pos = i;
    return start < line.n;
}

/* "├── src/", "|-- app.py" */
static bool tree_line(struct str line)
{
    return str_find(line, STR("\xE2\x94\x9C\xE2\x94\x80")) < line.n ||
           str_find(line, STR("\xE2\x94\x94\xE2\x94\x80")) < line.n || str_starts(line, "|--") ||
           str_starts(line, "`--") || str_starts(line, "+--");
}

/* A name that ends in a slash or has a suffix. */
static bool file_line(struct str line)
{
    for (size_t i = 1; i < line.n; i++) {
        bool named = str_byte_lower(line.p[i - 1]) >= 'a' && str_byte_lower(line.p[i - 1]) <= 'z';
        bool ends = i + 1 == line.n || line.p[i + 1] == ' ' || line.p[i + 1] == '#';
        if (line.p[i] == '/' && named && ends)
            return true;
        if (line.p[i] == '.' && (named || str_byte_digit(line.p[i - 1])) && i + 1 < line.n &&
            str_byte_lower(line.p[i + 1]) >= 'a' && str_byte_lower(line.p[i + 1]) <= 'z')
            return true;
    }
    return false;
}

static bool shell_line(struct str line)
{
    static const char *const commands[] = {"curl", "pip",    "pip3", "docker", "kubectl",        "git",
                                           "cd",   "make",   "npm",  "sudo",   "export",         "python",
                                           "wget", "helm",   "bash", "source", "docker-compose", "apt-get",
                                           "brew", "python3"};
    if (str_starts(line, "$ ") || str_starts(line, "> "))
        return true;
    size_t end = 0;
    while (end < line.n && line.p[end] != ' ')
        end++;
    if (end < line.n && one_of(str_sub(line, 0, end), commands, sizeof commands / sizeof *commands))
        return true;
    /* A log: a time of day, or its level. */
    for (size_t i = 0; i + 8 <= line.n && i < 40; i++)
        if (str_byte_digit(line.p[i]) && line.p[i + 2] == ':' && line.p[i + 5] == ':' &&
            str_byte_digit(line.p[i + 7]))
            return true;
    return str_starts(line, "INFO") || str_starts(line, "WARN") || str_starts(line, "ERROR");
}

/* Corners of boxes, or a solid arrow head: a picture, whatever the language is said to be. */
static bool framed(struct str text)
{
    return str_find(text, STR("\xE2\x94\x8C")) < text.n || str_find(text, STR("\xE2\x94\x94")) < text.n ||
           str_find(text, STR("\xE2\x96\xB6")) < text.n;
}

static bool picture(struct str text)
{
    size_t pos = 0, lines = 0, trees = 0, files = 0, shells = 0;
    struct str line;
    while (code_line(&line, text, &pos)) {
        if (line.n == 0)
            continue;
        lines++;
        trees += tree_line(line);
        files += file_line(line);
        shells += shell_line(line);
    }
    return !(trees >= 3 && 5 * files >= 2 * lines) && shells < 2;
}

enum code_content code_content(const struct block *block)
{
    static const char *const settings[] = {"yaml", "yml", "json", "jsonc",      "toml", "hcl",   "terraform",
                                           "tf",   "ini", "conf", "properties", "env",  "dotenv"};
    static const char *const plain[] = {"text",  "txt",  "ascii",   "plaintext",
                                        "plain", "none", "diagram", "console"};
    if (block->kind == BLOCK_CONFIG || one_of(block->language, settings, sizeof settings / sizeof *settings))
        return CODE_SETTINGS;
    bool free = block->language.n == 0 || one_of(block->language, plain, sizeof plain / sizeof *plain);
    return (free || framed(block->text)) && picture(block->text) ? CODE_PICTURE : CODE_OTHER;
}
