#include "helper_markdown.h"

#include "helper_terms.h"

#include <string.h>

#define ROOM ((size_t)4 << 20)

enum line_kind { LINE_BLANK, LINE_TEXT, LINE_HEADING, LINE_ITEM, LINE_ROW, LINE_CODE, LINE_OTHER };

struct lines {
    struct str *items;
    enum line_kind *kinds;
    size_t n;
};

static bool fence(struct str line)
{
    return str_starts(line, "```") || str_starts(line, "~~~");
}

static enum line_kind kind_of(struct str line)
{
    struct str text = str_trim(line);
    if (text.n == 0)
        return LINE_BLANK;
    if (text.p[0] == '#')
        return LINE_HEADING;
    if (text.p[0] == '|')
        return LINE_ROW;
    if (str_starts(line, "- ") || str_starts(line, "* ") || str_starts(line, "+ "))
        return LINE_ITEM;
    size_t digits = 0;
    while (digits < text.n && str_byte_digit(text.p[digits]))
        digits++;
    bool number = digits > 0 && digits < text.n && text.p[digits] != '.' && text.p[digits] != ')';
    bool letter = number || (text.p[0] >= 'A' && text.p[0] <= 'Z') || (text.p[0] >= 'a' && text.p[0] <= 'z') ||
                  (unsigned char)text.p[0] >= 0x80 || text.p[0] == '"' || text.p[0] == '(' || text.p[0] == '`' ||
                  (text.p[0] == '*' && text.n > 2);
    return letter && line.p[0] != ' ' && line.p[0] != '\t' ? LINE_TEXT : LINE_OTHER;
}

static struct lines split(struct arena *arena, struct str text)
{
    struct lines lines = {arena_alloc(arena, (text.n + 1) * sizeof *lines.items),
                          arena_alloc(arena, (text.n + 1) * sizeof *lines.kinds), 0};
    bool code = false;
    for (size_t from = 0; from < text.n;) {
        size_t end = from;
        while (end < text.n && text.p[end] != '\n')
            end++;
        struct str line = str_sub(text, from, end - from);
        bool edge = fence(line);
        lines.kinds[lines.n] = code || edge ? LINE_CODE : kind_of(line);
        lines.items[lines.n++] = line;
        code ^= edge;
        from = end + 1;
    }
    /* what is underlined is a heading */
    for (size_t i = 1; i < lines.n; i++)
        if (lines.kinds[i - 1] == LINE_TEXT && (str_starts(lines.items[i], "---") || str_starts(lines.items[i], "===")))
            lines.kinds[i - 1] = lines.kinds[i] = LINE_HEADING;
    return lines;
}

/* A run of lines that goes where the dice say. */
struct run {
    size_t first, n;
};

static void shuffle(struct run *runs, size_t n, uint64_t *seed)
{
    for (size_t i = n; i > 1; i--) {
        size_t k = terms_below(seed, i);
        struct run swap = runs[i - 1];
        runs[i - 1] = runs[k];
        runs[k] = swap;
    }
}

static void write_run(struct buf *out, const struct lines *lines, struct run run)
{
    for (size_t i = run.first; i < run.first + run.n; i++) {
        buf_add(out, lines->items[i]);
        buf_putc(out, '\n');
    }
}

/* The runs stand one after the other; what is before and behind them stays. */
static struct str reordered(struct arena *arena, const struct lines *lines, struct run *runs, const size_t *ends,
                            size_t n_groups, uint64_t seed)
{
    struct buf out = buf_new(arena, ROOM);
    size_t at = 0, r = 0;
    for (size_t g = 0; g < n_groups; r = ends[g++]) {
        size_t first = runs[r].first, behind = runs[ends[g] - 1].first + runs[ends[g] - 1].n;
        write_run(&out, lines, (struct run){at, first - at});
        shuffle(runs + r, ends[g] - r, &seed);
        for (size_t i = r; i < ends[g]; i++)
            write_run(&out, lines, runs[i]);
        at = behind;
    }
    write_run(&out, lines, (struct run){at, lines->n - at});
    return buf_str(&out);
}

struct str markdown_shuffle_sections(struct arena *arena, struct str text, uint64_t seed)
{
    struct lines lines = split(arena, text);
    struct run *runs = arena_alloc(arena, (lines.n + 1) * sizeof *runs);
    size_t n = 0;
    for (size_t i = 0; i < lines.n; i++)
        if (lines.kinds[i] == LINE_HEADING && str_starts(lines.items[i], "## ")) {
            if (n)
                runs[n - 1].n = i - runs[n - 1].first;
            runs[n++] = (struct run){i, lines.n - i};
        }
    return reordered(arena, &lines, runs, &n, n > 0, seed);
}

/* Runs of one line of a kind, after `skip` of them. */
static struct str shuffle_lines(struct arena *arena, struct str text, enum line_kind kind, size_t skip, uint64_t seed)
{
    struct lines lines = split(arena, text);
    struct run *runs = arena_alloc(arena, (lines.n + 1) * sizeof *runs);
    size_t *ends = arena_alloc(arena, (lines.n + 1) * sizeof *ends), n = 0, groups = 0;
    for (size_t i = 0, end; i < lines.n; i = end) {
        for (end = i + 1; end < lines.n && lines.kinds[i] == kind && lines.kinds[end] == kind;)
            end++;
        /* an item that goes on below is no line of its own */
        bool whole = end == lines.n || lines.kinds[end] == LINE_BLANK || lines.kinds[end] == LINE_HEADING;
        if (lines.kinds[i] != kind || !whole || end - i < skip + 2)
            continue;
        for (size_t k = i + skip; k < end; k++)
            runs[n++] = (struct run){k, 1};
        ends[groups++] = n;
    }
    return reordered(arena, &lines, runs, ends, groups, seed);
}

struct str markdown_shuffle_items(struct arena *arena, struct str text, uint64_t seed)
{
    return shuffle_lines(arena, text, LINE_ITEM, 0, seed);
}

struct str markdown_shuffle_rows(struct arena *arena, struct str text, uint64_t seed)
{
    return shuffle_lines(arena, text, LINE_ROW, 2, seed);
}

struct str markdown_shuffle_paragraphs(struct arena *arena, struct str text, uint64_t seed)
{
    struct lines lines = split(arena, text);
    struct run *runs = arena_alloc(arena, (lines.n + 1) * sizeof *runs);
    size_t *ends = arena_alloc(arena, (lines.n + 1) * sizeof *ends), n = 0, groups = 0;
    for (size_t i = 0; i < lines.n;) {
        size_t first = n;
        while (i < lines.n && lines.kinds[i] == LINE_TEXT) {
            size_t end = i;
            while (end < lines.n && lines.kinds[end] == LINE_TEXT)
                end++;
            if (end == lines.n || lines.kinds[end] != LINE_BLANK)
                break;
            size_t next = end;
            while (next < lines.n && lines.kinds[next] == LINE_BLANK)
                next++;
            runs[n++] = (struct run){i, next - i};
            i = next;
        }
        /* the last one introduces what is no paragraph; one in bold heads what is below it */
        bool leads = i < lines.n && lines.kinds[i] != LINE_HEADING;
        n -= n > first && leads;
        for (size_t k = first; k < n; k++)
            if (str_starts(lines.items[runs[k].first], "**"))
                n = first;
        if (n >= first + 2)
            ends[groups++] = n;
        else
            n = first;
        i += i < lines.n;
    }
    return reordered(arena, &lines, runs, ends, groups, seed);
}

struct str markdown_blanks(struct arena *arena, struct str text, uint64_t seed)
{
    struct lines lines = split(arena, text);
    struct buf out = buf_new(arena, ROOM);
    for (size_t i = 0; i < lines.n; i++) {
        struct str line = lines.items[i];
        bool prose = lines.kinds[i] == LINE_TEXT || lines.kinds[i] == LINE_ITEM || lines.kinds[i] == LINE_ROW;
        for (size_t k = 0; k < line.n; k++) {
            buf_putc(&out, line.p[k]);
            if (prose && k > 2 && line.p[k] == ' ' && k + 1 < line.n && terms_below(&seed, 4) == 0)
                buf_puts(&out, "  ");
        }
        buf_puts(&out, lines.kinds[i] == LINE_TEXT || lines.kinds[i] == LINE_CODE ? "\r\n" : " \r\n");
        if (lines.kinds[i] == LINE_BLANK)
            buf_puts(&out, "\r\n \t\r\n");
    }
    return buf_str(&out);
}

struct str markdown_wrap(struct arena *arena, struct str text, uint64_t width)
{
    struct lines lines = split(arena, text);
    struct buf out = buf_new(arena, ROOM);
    for (size_t i = 0; i < lines.n; i++) {
        struct str rest = lines.items[i], one;
        bool goes_on = lines.kinds[i] == LINE_TEXT && i + 1 < lines.n && lines.kinds[i + 1] == LINE_TEXT;
        if (lines.kinds[i] != LINE_TEXT) {
            buf_add(&out, rest);
            buf_putc(&out, '\n');
            continue;
        }
        for (size_t column = 0; str_next(&rest, " ", &one); column += one.n + 1) {
            /* a line must not begin with what would be another kind of block */
            bool plain = (one.p[0] >= 'a' && one.p[0] <= 'z') || (one.p[0] >= 'A' && one.p[0] <= 'Z');
            bool turn = width && column && column + one.n > width && plain;
            if (column)
                buf_putc(&out, turn ? '\n' : ' ');
            column = turn ? 0 : column;
            buf_add(&out, one);
        }
        buf_putc(&out, goes_on ? ' ' : '\n');
    }
    return buf_str(&out);
}

struct str markdown_comments(struct arena *arena, struct str text, uint64_t seed)
{
    struct lines lines = split(arena, text);
    struct buf out = buf_new(arena, ROOM);
    bool mermaid = false, inside = false;
    for (size_t i = 0; i < lines.n; i++) {
        bool edge = lines.kinds[i] == LINE_CODE && fence(lines.items[i]);
        bool before = i == 0 || lines.kinds[i - 1] == LINE_BLANK;
        if (before && !inside && lines.kinds[i] == LINE_HEADING && terms_below(&seed, 2))
            buf_puts(&out, "<!-- a feature store, drift monitoring and a canary: remember to say more -->\n\n");
        if (edge && inside)
            mermaid = inside = false;
        else if (edge) {
            inside = true;
            mermaid = str_find(lines.items[i], STR("mermaid")) < lines.items[i].n;
        }
        buf_add(&out, lines.items[i]);
        buf_putc(&out, '\n');
        if (mermaid && !edge && str_starts(str_trim(lines.items[i]), "flowchart"))
            buf_puts(&out, "  %% a box for the drift monitor would go here: drift[Drift monitor]\n");
    }
    return buf_str(&out);
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

struct str markdown_headings(struct arena *arena, struct str text, uint64_t all)
{
    struct lines lines = split(arena, text);
    struct buf out = buf_new(arena, ROOM);
    for (size_t i = 0; i < lines.n; i++) {
        for (size_t k = 0; k < lines.items[i].n; k++) {
            char c = lines.items[i].p[k];
            bool begins = k > 0 && lines.items[i].p[k - 1] == ' ';
            buf_putc(&out, lines.kinds[i] == LINE_HEADING && (all || begins) ? upper(c) : c);
        }
        buf_putc(&out, '\n');
    }
    return buf_str(&out);
}

/* Beginnings of words: British, American. The longer of two that begin alike comes first. */
static const char *const spellings[][2] = {
    {"analyse", "analyze"},           {"anonymis", "anonymiz"},     {"artefact", "artifact"},
    {"authoris", "authoriz"},         {"behaviour", "behavior"},    {"cancelled", "canceled"},
    {"catalogue", "catalog"},         {"centre", "center"},         {"colour", "color"},
    {"defence", "defense"},           {"favour", "favor"},          {"grey", "gray"},
    {"initialis", "initializ"},       {"judgement", "judgment"},    {"labelled", "labeled"},
    {"labelling", "labeling"},        {"licence", "license"},       {"materialis", "materializ"},
    {"maximis", "maximiz"},           {"minimis", "minimiz"},       {"modelling", "modeling"},
    {"neighbour", "neighbor"},        {"normalis", "normaliz"},     {"optimis", "optimiz"},
    {"organis", "organiz"},           {"prioritis", "prioritiz"},   {"programme", "program"},
    {"pseudonymis", "pseudonymiz"},   {"quantis", "quantiz"},       {"randomis", "randomiz"},
    {"recognis", "recogniz"},         {"serialis", "serializ"},     {"signalled", "signaled"},
    {"standardis", "standardiz"},     {"summaris", "summariz"},     {"synchronis", "synchroniz"},
    {"tokenis", "tokeniz"},           {"utilis", "utiliz"},         {"visualis", "visualiz"},
};

/* "programs" and "catalogs" are no beginnings of the British words: whole words that lose or win letters. */
static bool whole(const char *word)
{
    return strcmp(word, "program") == 0 || strcmp(word, "catalog") == 0 || strcmp(word, "license") == 0;
}

static bool letter(char c)
{
    c = str_byte_lower(c);
    return c >= 'a' && c <= 'z';
}

struct str markdown_respell(struct arena *arena, struct str text, uint64_t american)
{
    struct buf out = buf_new(arena, ROOM);
    size_t from = american ? 0 : 1, to = 1 - from;
    for (size_t i = 0; i < text.n;) {
        bool begins = i == 0 || !letter(text.p[i - 1]);
        size_t n = 0;
        for (size_t s = 0; begins && n == 0 && s < sizeof spellings / sizeof *spellings; s++) {
            const char *word = spellings[s][from];
            size_t length = strlen(word);
            if (i + length > text.n || !str_eq_nocase(str_sub(text, i, length), str_from(word)) ||
                (whole(word) && i + length < text.n && letter(text.p[i + length])))
                continue;
            const char *other = spellings[s][to];
            bool capital = text.p[i] >= 'A' && text.p[i] <= 'Z';
            buf_putc(&out, capital ? upper(other[0]) : other[0]);
            buf_puts(&out, other + 1);
            n = length;
        }
        if (n == 0)
            buf_putc(&out, text.p[i++]);
        i += n;
    }
    return buf_str(&out);
}

struct str markdown_dress(struct arena *arena, struct str text, uint64_t seed)
{
    struct lines lines = split(arena, text);
    struct buf out = buf_new(arena, ROOM);
    for (size_t i = 0; i < lines.n; i++) {
        struct str line = lines.items[i];
        bool prose = lines.kinds[i] == LINE_TEXT || lines.kinds[i] == LINE_ITEM;
        if (lines.kinds[i] == LINE_ITEM) {
            buf_puts(&out, "* ");
            line = str_sub(line, 2, line.n);
        }
        for (size_t k = 0; k < line.n;) {
            size_t end = k;
            while (end < line.n && letter(line.p[end]))
                end++;
            bool alone = (k == 0 || line.p[k - 1] == ' ') && end < line.n && (line.p[end] == ' ' || line.p[end] == ',');
            bool dress = prose && alone && k > 0 && end - k > 3 && terms_below(&seed, 5) == 0;
            if (end == k)
                end++;
            buf_puts(&out, dress ? "**" : "");
            buf_add(&out, str_sub(line, k, end - k));
            buf_puts(&out, dress ? "**" : "");
            k = end;
        }
        buf_putc(&out, '\n');
    }
    return buf_str(&out);
}
