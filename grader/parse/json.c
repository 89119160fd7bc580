#include "parse/json.h"

#include "parse/duplicates.h"

#include <jansson.h>
#include <string.h>
#include <sys/random.h>

/*
 * jansson decides what is JSON; it keeps no places, drops the first of equal keys and turns numbers into
 * binary. So the tree is made by a second pass over bytes that are known to be right.
 */
struct run {
    struct arena *arena;
    struct diags *diags;
    const struct limits *limits;
    const struct text *text;
    size_t i; /* next byte */
    size_t nodes;
    struct doc **stack; /* open lists and maps */
    size_t depth, cap;
    struct doc *root;
    struct str key; /* of the value that comes next */
    struct place key_at;
    bool has_key;
};

static bool syntax(struct run *run, size_t offset, const char *what)
{
    diag_add(run->diags, DIAG_JSON_SYNTAX, text_place(run->text, offset), "%s: the file is not used", what);
    return false;
}

static bool over_limit(struct run *run, size_t offset, const char *what, size_t limit)
{
    diag_add(run->diags, DIAG_JSON_LIMIT, text_place(run->text, offset), "%s than %zu: the file is not used",
             what, limit);
    return false;
}

static bool in_word(char c)
{
    return str_byte_digit(c) || (str_byte_lower(c) >= 'a' && str_byte_lower(c) <= 'z') || c == '+' ||
           c == '-' || c == '.';
}

/* jansson stops behind what is wrong: its first byte is where a word or number began. */
static bool complain(struct run *run, const json_error_t *error, size_t base)
{
    struct str bytes = run->text->bytes, words = str_from(error->text);
    size_t at = base + (error->position > 0 ? (size_t)error->position - 1 : 0);
    switch (json_error_code(error)) {
    case json_error_out_of_memory:
        die_memory();
    case json_error_stack_overflow:
        return over_limit(run, at, "nested deeper", run->limits->yaml_depth);
    case json_error_invalid_utf8:
        return syntax(run, at, "bytes that are not UTF-8: save the file as UTF-8");
    case json_error_numeric_overflow:
        words = STR("a number too large to be meant");
        break;
    case json_error_premature_end_of_input:
        return syntax(run, bytes.n, "the text ends before the value does");
    default:
        /* "… near 'bytes of the file'": the caret shows them. */
        words = str_sub(words, 0, str_find(words, STR(" near ")));
    }
    if (at < bytes.n && in_word(bytes.p[at]))
        while (at > base && in_word(bytes.p[at - 1]))
            at--;
    return syntax(run, at, arena_printf(run->arena, "not JSON: %.*s", STR_ARG(words)));
}

static bool validate(struct run *run)
{
    struct str bytes = run->text->bytes;
    const unsigned char *p = (const unsigned char *)bytes.p;
    if (bytes.n >= 2 &&
        ((p[0] == 0xfe && p[1] == 0xff) || (p[0] == 0xff && p[1] == 0xfe) || p[0] == 0 || p[1] == 0))
        return syntax(run, 0, "the file is UTF-16 or UTF-32, not UTF-8: save it as UTF-8");
    /* jansson's own buffer ends at a NUL, so one may slip past it. */
    const char *nul = bytes.n ? memchr(bytes.p, 0, bytes.n) : NULL;
    if (nul)
        return syntax(run, (size_t)(nul - bytes.p), "a NUL byte");
    size_t base = bytes.n >= 3 && memcmp(bytes.p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    if (str_trim(str_sub(bytes, base, bytes.n)).n == 0)
        return syntax(run, 0, "the file holds nothing");
    /* Left alone, jansson opens a file to seed its hash tables, which a confined process may not. Nothing
     * that comes out depends on the seed. */
    size_t seed = 0;
    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != (ssize_t)sizeof seed)
        seed = (size_t)&seed;
    json_object_seed(seed | 1);
    json_error_t error;
    json_t *json = json_loadb(bytes.p + base, bytes.n - base,
                              JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL, &error);
    if (!json)
        return complain(run, &error, base);
    json_decref(json);
    run->i = base;
    return true;
}

static bool digit_value(unsigned *out, char c)
{
    char low = str_byte_lower(c);
    if (str_byte_digit(c))
        *out = (unsigned)(c - '0');
    else if (low >= 'a' && low <= 'f')
        *out = (unsigned)(low - 'a' + 10);
    else
        return false;
    return true;
}

/* The four digits of \uXXXX at s[i]. */
static unsigned hex(struct str s, size_t i)
{
    unsigned code = 0, digit;
    for (size_t k = 0; k < 4 && i + k < s.n && digit_value(&digit, s.p[i + k]); k++)
        code = code << 4 | digit;
    return code;
}

static size_t put_utf8(char *to, unsigned code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = n; i-- > 1; code >>= 6)
        to[i] = (char)(0x80 | (code & 0x3f));
    to[0] = (char)(lead[n] | code);
    return n;
}

/* What the escape at s[*i], behind its backslash, stands for; written to `to`, which has room for 4. */
static size_t put_escape(char *to, struct str s, size_t *i)
{
    static const char letters[] = "bfnrt", meant[] = "\b\f\n\r\t";
    char c = s.p[(*i)++];
    const char *letter = c ? strchr(letters, c) : NULL;
    if (letter || c != 'u') {
        to[0] = letter ? meant[letter - letters] : c;
        return 1;
    }
    unsigned code = hex(s, *i);
    *i += 4;
    if (code >= 0xd800 && code < 0xdc00) { /* jansson refuses a half without its other one */
        unsigned low = hex(s, *i + 2);
        *i += 6;
        code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
    }
    return put_utf8(to, code);
}

static struct str decode(struct run *run, struct str raw)
{
    if (!memchr(raw.p, '\\', raw.n))
        return raw;
    char *bytes = arena_alloc(run->arena, raw.n + 1); /* no escape is shorter than what it stands for */
    size_t n = 0;
    for (size_t i = 0; i < raw.n;)
        if (raw.p[i] != '\\' || i + 1 >= raw.n)
            bytes[n++] = raw.p[i++];
        else {
            i++;
            n += put_escape(bytes + n, raw, &i);
        }
    return (struct str){bytes, n};
}

/* Between the quotes; run->i stands on the first, and behind the second afterwards. */
static struct str take_quoted(struct run *run)
{
    struct str bytes = run->text->bytes;
    size_t from = ++run->i;
    while (run->i < bytes.n && bytes.p[run->i] != '"')
        run->i += bytes.p[run->i] == '\\' ? 2 : 1;
    if (run->i > bytes.n)
        run->i = bytes.n;
    struct str raw = str_sub(bytes, from, run->i - from);
    if (run->i < bytes.n)
        run->i++;
    return raw;
}

static struct str take_word(struct run *run)
{
    struct str bytes = run->text->bytes;
    size_t from = run->i;
    while (run->i < bytes.n && in_word(bytes.p[run->i]))
        run->i++;
    if (run->i == from)
        run->i++;
    return str_sub(bytes, from, run->i - from);
}

static struct doc *add(struct run *run, enum doc_kind kind, struct place at)
{
    struct doc *doc = doc_new(run->arena, run->depth ? run->stack[run->depth - 1] : NULL, kind,
                              run->has_key ? run->key : STR(""), at);
    if (run->has_key)
        doc->key_at = run->key_at;
    run->has_key = false;
    if (!run->root)
        run->root = doc;
    return doc;
}

static bool one_scalar(struct run *run)
{
    struct str bytes = run->text->bytes;
    size_t from = run->i;
    bool quoted = bytes.p[from] == '"';
    struct str raw = quoted ? take_quoted(run) : take_word(run);
    if (raw.n > run->limits->yaml_scalar)
        return over_limit(run, from, "a value longer", run->limits->yaml_scalar);
    struct str value = quoted ? decode(run, raw) : raw;
    const struct doc *top = run->depth ? run->stack[run->depth - 1] : NULL;
    if (top && top->kind == DOC_MAP && !run->has_key) {
        run->key = value;
        run->key_at = text_place(run->text, from);
        run->has_key = true;
        return true;
    }
    if (++run->nodes > run->limits->yaml_nodes)
        return over_limit(run, from, "more values", run->limits->yaml_nodes);
    struct doc *doc = add(run, DOC_SCALAR, text_place(run->text, from));
    doc->value = value;
    doc->quoted = quoted;
    return true;
}

static bool open_one(struct run *run, enum doc_kind kind)
{
    if (run->depth >= run->limits->yaml_depth)
        return over_limit(run, run->i, "nested deeper", run->limits->yaml_depth);
    if (++run->nodes > run->limits->yaml_nodes)
        return over_limit(run, run->i, "more values", run->limits->yaml_nodes);
    struct doc *doc = add(run, kind, text_place(run->text, run->i));
    struct doc **slot = ARENA_PUSH(run->arena, run->stack, run->depth, run->cap);
    *slot = doc;
    run->i++;
    return true;
}

static void close_one(struct run *run)
{
    run->i++;
    struct doc *doc = run->depth ? run->stack[--run->depth] : NULL;
    if (doc && doc->kind == DOC_MAP)
        duplicates_drop(run->arena, run->diags, DIAG_JSON_DUPLICATE, doc);
}

struct doc *json_read(struct arena *arena, struct diags *diags, const struct limits *limits,
                      const struct text *text)
{
    struct run run = {.arena = arena, .diags = diags, .limits = limits, .text = text};
    if (!validate(&run))
        return NULL;
    bool ok = true;
    while (ok && run.i < text->bytes.n)
        switch (text->bytes.p[run.i]) {
        case '{':
            ok = open_one(&run, DOC_MAP);
            break;
        case '[':
            ok = open_one(&run, DOC_LIST);
            break;
        case '}':
        case ']':
            close_one(&run);
            break;
        case ',':
        case ':':
        case ' ':
        case '\t':
        case '\r':
        case '\n':
            run.i++;
            break;
        default:
            ok = one_scalar(&run);
        }
    return ok ? run.root : NULL;
}
