#include "recognise/tokens.h"

#include <string.h>

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool is_upper(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(unsigned char c)
{
    return c >= 'a' && c <= 'z';
}

/* Length of the UTF-8 sequence at i and its code point; bytes that are no UTF-8 count one each, as U+0000. */
static size_t decode(struct str s, size_t i, uint32_t *code)
{
    unsigned char c = (unsigned char)s.p[i];
    *code = c;
    if (c < 0x80)
        return 1;
    size_t n = c >= 0xC2 && c < 0xE0 ? 2 : c >= 0xE0 && c < 0xF0 ? 3 : c >= 0xF0 && c < 0xF5 ? 4 : 0;
    uint32_t value = n == 2 ? c & 0x1Fu : n == 3 ? c & 0x0Fu : c & 0x07u;
    *code = 0;
    if (n == 0 || n > s.n - i)
        return 1;
    for (size_t k = 1; k < n; k++) {
        unsigned char next = (unsigned char)s.p[i + k];
        if ((next & 0xC0) != 0x80)
            return 1;
        value = value << 6 | (next & 0x3Fu);
    }
    *code = value;
    return n;
}

/* Letters by range: everything beyond Latin-1 punctuation but signs, arrows, boxes, emoji and private use. */
static bool is_letter(uint32_t code)
{
    if (code < 0x80)
        return is_upper((unsigned char)code) || is_lower((unsigned char)code);
    if (code < 0xC0 || code == 0xD7 || code == 0xF7)
        return code == 0xB5; /* micro sign, for units */
    return !((code >= 0x2000 && code < 0x2C00) || (code >= 0x3000 && code < 0x3040) ||
             (code >= 0xE000 && code < 0xF900) || (code >= 0xFE00 && code < 0xFE10) ||
             (code >= 0xFF00 && code < 0xFF10) || code >= 0x1F000);
}

/* ------------------------------------------------------------------ spelling */

/* British stems with the American ones, each as a beginning of words. */
static const struct {
    const char *british, *american;
} spellings[] = {
    {"analys", "analyz"},
    {"anonymis", "anonymiz"},
    {"artefact", "artifact"},
    {"authoris", "authoriz"},
    {"behaviour", "behavior"},
    {"cancell", "cancel"},
    {"catalogue", "catalog"},
    {"categoris", "categoriz"},
    {"centralis", "centraliz"},
    {"centre", "center"},
    {"colour", "color"},
    {"containeris", "containeriz"},
    {"customis", "customiz"},
    {"defence", "defense"},
    {"denormalis", "denormaliz"},
    {"detokenis", "detokeniz"},
    {"dialogue", "dialog"},
    {"favour", "favor"},
    {"finalis", "finaliz"},
    {"fulfil", "fulfill"},
    {"generalis", "generaliz"},
    {"grey", "gray"},
    {"initialis", "initializ"},
    {"labell", "label"},
    {"licence", "license"},
    {"localis", "localiz"},
    {"materialis", "materializ"},
    {"maximis", "maximiz"},
    {"minimis", "minimiz"},
    {"modell", "model"},
    {"monetis", "monetiz"},
    {"normalis", "normaliz"},
    {"optimis", "optimiz"},
    {"organis", "organiz"},
    {"parallelis", "paralleliz"},
    {"parameteris", "parameteriz"},
    {"personalis", "personaliz"},
    {"prioritis", "prioritiz"},
    {"productionis", "productioniz"},
    {"programme", "program"},
    {"pseudonymis", "pseudonymiz"},
    {"randomis", "randomiz"},
    {"reauthoris", "reauthoriz"},
    {"recognis", "recogniz"},
    {"retokenis", "retokeniz"},
    {"serialis", "serializ"},
    {"signall", "signal"},
    {"specialis", "specializ"},
    {"standardis", "standardiz"},
    {"summaris", "summariz"},
    {"synchronis", "synchroniz"},
    {"tokenis", "tokeniz"},
    {"unauthoris", "unauthoriz"},
    {"utilis", "utiliz"},
    {"vectoris", "vectoriz"},
    {"virtualis", "virtualiz"},
    {"visualis", "visualiz"},
};

/* Words that begin like one of the above and are American as they stand. */
static bool spelt_alike(struct str word)
{
    return str_is(word, "analysis") || str_is(word, "analyst") || str_is(word, "analysts") ||
           str_starts(word, "fulfill") || str_starts(word, "optimist") || str_starts(word, "organism") ||
           str_starts(word, "programmer") || str_starts(word, "programmed");
}

static unsigned two_letters(const char *word)
{
    return (unsigned)(unsigned char)word[0] << 8 | (unsigned char)word[1];
}

static struct str spell(struct arena *arena, struct str word)
{
    if (word.n < 4)
        return word;
    /* The table is in order: the first stem with those two letters is found by halves, always as many steps. */
    size_t low = 0, n = sizeof spellings / sizeof *spellings;
    unsigned two = two_letters(word.p);
    for (size_t left = n, half; left > 1; left -= half) {
        half = left / 2;
        low += two_letters(spellings[low + half - 1].british) < two ? half : 0;
    }
    low += two_letters(spellings[low].british) < two;
    for (size_t i = low; i < n && two_letters(spellings[i].british) == two; i++) {
        if (!str_starts(word, spellings[i].british) || spelt_alike(word))
            continue;
        size_t stem = strlen(spellings[i].british);
        struct buf buf = buf_new(arena, word.n + 8);
        buf_puts(&buf, spellings[i].american);
        buf_add(&buf, str_sub(word, stem, word.n - stem));
        return buf_str(&buf);
    }
    return word;
}

/* The normal form of one run of letters and digits. The slice itself is returned where nothing changes. */
static struct str normal(struct arena *arena, struct str word)
{
    bool changes = false;
    for (size_t i = 0; i < word.n; i++)
        changes = changes || is_upper((unsigned char)word.p[i]) || (unsigned char)word.p[i] == 0xC3;
    if (changes) {
        char *copy = arena_copy(arena, word.p, word.n);
        for (size_t i = 0; i < word.n; i++) {
            unsigned char c = (unsigned char)copy[i];
            /* Latin-1 capitals are the only others that labels shout in. */
            bool latin = i > 0 && (unsigned char)copy[i - 1] == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97;
            if (is_upper(c) || latin)
                copy[i] = (char)(c + 0x20);
        }
        word.p = copy;
    }
    return spell(arena, word);
}

/* ------------------------------------------------------------------ splitting */

struct reader {
    struct tokens *out;
    struct arena *arena;
    struct str s;
    enum token_part part;
    unsigned brackets;
    bool line_start;    /* no word on this line yet */
    bool first_capital; /* the label begins with a capital */
    bool numbering;     /* only "Stage 2" so far: the name comes after it */
};

/* Words that number the boxes of a drawing. */
static bool numbers_boxes(struct str word)
{
    static const char *const words[] = {"step", "stage", "phase", "part", "layer", "tier", "task"};
    if (is_digit((unsigned char)word.p[0]))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(word, words[i]))
            return true;
    return false;
}

static void emit(struct reader *r, size_t at, size_t n)
{
    if (n == 0)
        return;
    struct str word = str_sub(r->s, at, n);
    unsigned char first = (unsigned char)word.p[0];
    if (r->line_start && r->out->n > 0 && !r->brackets && !r->numbering)
        r->part = r->part == PART_DETAIL || (r->first_capital && is_lower(first)) ? PART_DETAIL : PART_MORE;
    if (r->out->n == 0)
        r->first_capital = is_upper(first);
    r->line_start = false;
    struct tokens *out = r->out;
    struct token *token =
        out->n < out->cap ? &out->items[out->n++] : ARENA_PUSH(r->arena, out->items, out->n, out->cap);
    *token = (struct token){0}; /* the room may be used again */
    token->text = normal(r->arena, word);
    r->numbering = (r->numbering || r->out->n == 1) && numbers_boxes(token->text);
    token->at = (uint32_t)at;
    token->n = (uint32_t)n;
    token->part = r->brackets ? PART_DETAIL : r->part;
    token->capital = is_upper(first);
    token->number = is_digit(first);
}

/* A run of letters and digits, split at CamelCase and before a number that only counts ("server2"). */
static void emit_run(struct reader *r, size_t at, size_t end)
{
    struct str s = r->s;
    size_t start = at;
    size_t digits = end;
    while (digits > at && is_digit((unsigned char)s.p[digits - 1]))
        digits--;
    bool counts = digits < end && digits - at >= 4;
    for (size_t i = at + 1; i < end; i++) {
        unsigned char before = (unsigned char)s.p[i - 1], c = (unsigned char)s.p[i];
        unsigned char after = i + 1 < end ? (unsigned char)s.p[i + 1] : 0;
        /* APIGateway is API Gateway, but DAGs are DAGs. */
        bool last_s = after == 's' && i + 2 == end;
        bool camel = is_upper(c) && (is_lower(before) || (is_upper(before) && is_lower(after) && !last_s));
        if (camel || (counts && i == digits)) {
            emit(r, start, i - start);
            start = i;
        }
    }
    emit(r, start, end - start);
}

/* Length of a tag ("<br/>") or character reference ("&amp;") at i, or 0. */
static size_t markup(struct str s, size_t i)
{
    static const char *const tags[] = {"b",      "br",   "i",   "u",  "em", "font", "p",     "small", "span",
                                       "strong", "sub",  "sup", "hr", "li", "ul",   "div",   "table", "tr",
                                       "td",     "code", "h1",  "h2", "h3", "h4",   "center"};
    static const char *const references[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&apos;"};
    struct str rest = str_sub(s, i, s.n - i);
    if (rest.p[0] == '&') {
        for (size_t k = 0; k < sizeof references / sizeof *references; k++)
            if (str_starts(rest, references[k]))
                return strlen(references[k]);
        return 0;
    }
    size_t name = rest.n > 1 && rest.p[1] == '/' ? 2 : 1, n = name;
    while (n < rest.n && n < name + 8 &&
           (is_lower((unsigned char)rest.p[n] | 0x20) || is_digit((unsigned char)rest.p[n])))
        n++;
    for (size_t k = 0; k < sizeof tags / sizeof *tags; k++) {
        if (!str_eq_nocase(str_sub(rest, name, n - name), str_from(tags[k])))
            continue;
        /* "a<b and c>d" is no tag: what follows its name are attributes. */
        bool attribute = n < rest.n && rest.p[n] == ' ', equals = false;
        while (n < rest.n && n < 200 && rest.p[n] != '>' && rest.p[n] != '<')
            equals = rest.p[n++] == '=' || equals;
        bool closed = n < rest.n && rest.p[n] == '>' && (!attribute || equals || rest.p[n - 1] == '/');
        return closed ? n + 1 : 0;
    }
    return 0;
}

/* A letter or digit of ASCII. */
static inline bool plain(char byte)
{
    unsigned char c = (unsigned char)byte;
    return ((c | 0x20u) - 'a' < 26u) | (c - (unsigned)'0' < 10u);
}

static bool word_byte(struct str s, size_t i, size_t *width)
{
    uint32_t code;
    unsigned char c = (unsigned char)s.p[i];
    *width = 1;
    if (c < 0x80)
        return plain(s.p[i]);
    *width = decode(s, i, &code);
    return is_letter(code);
}

/* What stands between words decides whether the name of the box goes on. */
static size_t separator(struct reader *r, size_t i)
{
    struct str s = r->s;
    char c = s.p[i];
    if (c == '<' || c == '&') {
        size_t n = markup(s, i);
        if (n && c == '<' && n > 3 && (s.p[i + 1] | 0x20) == 'b' && (s.p[i + 2] | 0x20) == 'r')
            r->line_start = true;
        if (n)
            return n;
    }
    bool named = r->out->n > 0 && !r->numbering;
    bool spaced = i > 0 && i + 1 < s.n && s.p[i - 1] == ' ' && s.p[i + 1] == ' ';
    if (c == '\n' || c == '\r') {
        r->line_start = true;
    } else if ((c == '(' || c == '[' || c == '{') && named) {
        r->brackets++;
    } else if ((c == ')' || c == ']' || c == '}') && r->brackets) {
        r->brackets--;
    } else if (named && ((c == ':' && i + 1 < s.n && (s.p[i + 1] == ' ' || s.p[i + 1] == '\n')) ||
                         (c == '-' && spaced))) {
        r->part = PART_DETAIL;
    } else if (named && r->line_start &&
               (c == '-' || c == '*' || c == '/' || c == '+' || c == '~' || c == '>')) {
        r->part = PART_DETAIL;
    }
    uint32_t code;
    size_t n = decode(s, i, &code);
    if (named && (code == 0x2013 || code == 0x2014 || code == 0x2022 || code == 0xB7 || code == 0x2192 ||
                  code == 0x2500))
        r->part = PART_DETAIL; /* dashes, bullets, arrows, rules */
    return n;
}

void tokens_read(struct tokens *out, struct arena *arena, struct str source)
{
    *out = (struct tokens){0};
    tokens_again(out, arena, source);
}

void tokens_again(struct tokens *out, struct arena *arena, struct str source)
{
    out->source = source;
    out->n = 0;
    struct reader r = {.out = out, .arena = arena, .s = source, .part = PART_NAME, .line_start = true};
    for (size_t i = 0; i < source.n;) {
        size_t width;
        if (!word_byte(source, i, &width)) {
            i += separator(&r, i);
            continue;
        }
        size_t start = i, end = i;
        bool number = is_digit((unsigned char)source.p[i]);
        while (end < source.n) {
            while (end < source.n && plain(source.p[end]))
                end++;
            if (end == source.n)
                break;
            char c = source.p[end];
            bool inner = end + 1 < source.n && end > start;
            if (word_byte(source, end, &width))
                end += width;
            else if (number && (c == '.' || c == ',') && inner && is_digit((unsigned char)source.p[end + 1]))
                end++;
            else if (c == '&' && inner && !markup(source, end) && word_byte(source, end + 1, &width))
                end++; /* W&B */
            else
                break;
        }
        if (number)
            emit(&r, start, end - start);
        else
            emit_run(&r, start, end);
        /* The 's of a possessive is no word. */
        if (end + 1 < source.n && source.p[end] == '\'' && source.p[end + 1] == 's' &&
            (end + 2 == source.n || !word_byte(source, end + 2, &width)))
            end += 2;
        i = end;
    }
}

struct str token_fold(struct arena *arena, struct str word)
{
    bool plain = true;
    for (size_t i = 0; i < word.n; i++)
        plain = plain && (is_lower((unsigned char)word.p[i]) || is_digit((unsigned char)word.p[i]));
    if (plain)
        return spell(arena, word);
    struct tokens tokens;
    tokens_read(&tokens, arena, word);
    if (tokens.n == 1)
        return tokens.items[0].text;
    struct buf buf = buf_new(arena, word.n * 2 + 8);
    for (size_t i = 0; i < tokens.n; i++)
        buf_add(&buf, tokens.items[i].text);
    return buf_str(&buf);
}

size_t tokens_numbering(const struct tokens *tokens)
{
    size_t n = 0;
    while (n < tokens->n && numbers_boxes(tokens->items[n].text))
        n++;
    return n < tokens->n ? n : 0;
}

struct str tokens_quote(const struct tokens *tokens, size_t first, size_t n)
{
    if (n == 0)
        return STR("");
    const struct token *a = &tokens->items[first], *b = &tokens->items[first + n - 1];
    return str_sub(tokens->source, a->at, b->at + b->n - a->at);
}

struct str tokens_join(struct arena *arena, const struct tokens *tokens)
{
    size_t room = 1;
    for (size_t i = 0; i < tokens->n; i++)
        room += tokens->items[i].text.n + 1;
    struct buf buf = buf_new(arena, room);
    for (size_t i = 0; i < tokens->n; i++) {
        if (i)
            buf_putc(&buf, ' ');
        buf_add(&buf, tokens->items[i].text);
    }
    return buf_str(&buf);
}
