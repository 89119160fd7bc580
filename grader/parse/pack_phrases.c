#include "parse/pack_phrases.h"
#include "parse/pack_shape.h"

#define DIMENSIONS "dur pct money rate bytes n"
#define MAX_NESTING 8 /* of parentheses */
#define MAX_DISTANCE 100

struct cursor {
    struct pack_build *b;
    const struct doc *doc;
    struct str src; /* the whole entry */
    size_t i, end;  /* the part that is being read */
    unsigned nesting;
    bool failed;
};

static uint32_t fail(struct cursor *c, size_t at, const char *why)
{
    if (!c->failed) {
        struct place place = c->doc->at;
        size_t column = place.column - 1 + c->doc->quoted;
        /* Only where the text stands in the file as it was read: no escapes, one line. */
        if (place.text && str_eq(str_sub(text_line(place.text, place.line), column, c->src.n), c->src))
            place.column = (uint32_t)(column + at + 1);
        PACK_ERROR(c->b, DIAG_PACK_PHRASE, place, "phrase '%.*s': %s", STR_ARG(c->src), why);
    }
    c->failed = true;
    return 0;
}

static char peek(const struct cursor *c)
{
    return c->i < c->end ? c->src.p[c->i] : '\0';
}

static void skip_spaces(struct cursor *c)
{
    while (peek(c) == ' ' || peek(c) == '\t' || peek(c) == '\n')
        c->i++;
}

static bool is_alnum(char c)
{
    return str_byte_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Bytes of a word; a comma only between digits (1,000). */
static bool in_word(const struct cursor *c, size_t i)
{
    char x = c->src.p[i];
    if (x == ',')
        return i > 0 && str_byte_digit(c->src.p[i - 1]) && i + 1 < c->end && str_byte_digit(c->src.p[i + 1]);
    return is_alnum(x) || x == '-' || x == '_' || x == '/' || x == '.' || x == '&' || x == '@' || x == '\'' ||
           x == '+';
}

static uint32_t new_node(struct cursor *c, enum rub_phrase_op op, struct str text,
                         const struct pack_list *parts)
{
    struct pack_build *b = c->b;
    if (parts && parts->n == 1 && op == PHRASE_SEQUENCE)
        return parts->items[0];
    uint32_t word = text.n ? pack_build_text(b, str_lower(b->arena, text)) : 0;
    struct rub_span span = {0, 0};
    if (parts)
        span = pack_build_list(b, parts);
    struct rub_phrase_node *node = PACK_NEW(b, phrase_nodes);
    node->op = (uint32_t)op;
    node->text = word;
    node->parts = span;
    return (uint32_t)(b->phrase_nodes.n - 1);
}

static uint32_t read_run(struct cursor *c, bool *must);

static uint32_t read_group(struct cursor *c, bool *must)
{
    size_t start = c->i++;
    struct pack_list options = {0};
    bool all_must = true;
    if (++c->nesting > MAX_NESTING)
        return fail(c, start, "parentheses are nested too deeply");
    for (;;) {
        bool option_must = false;
        pack_build_add(c->b, &options, read_run(c, &option_must));
        all_must = all_must && option_must;
        if (c->failed)
            return 0;
        if (peek(c) == ')')
            break;
        if (peek(c) != '|')
            return fail(c, c->i < c->end ? c->i : start,
                        c->i < c->end ? "this has no meaning inside parentheses"
                                      : "the parenthesis is not closed");
        c->i++;
    }
    c->i++;
    c->nesting--;
    bool optional = peek(c) == '?';
    if (optional)
        c->i++;
    else if (options.n == 1)
        return fail(c, start,
                    "a group of one is `(a)?` where it is optional, and needs no parentheses otherwise");
    if (!all_must)
        return fail(c, start, "one of the group's options matches nothing at all");
    uint32_t node =
        options.n == 1 ? options.items[0] : new_node(c, PHRASE_ONE_OF, (struct str){"", 0}, &options);
    *must = !optional;
    if (!optional)
        return node;
    struct pack_list one = {0};
    pack_build_add(c->b, &one, node);
    return new_node(c, PHRASE_OPTIONAL, (struct str){"", 0}, &one);
}

static uint32_t read_quantity(struct cursor *c)
{
    size_t start = c->i++, from = c->i;
    while (c->i < c->end && is_alnum(peek(c)))
        c->i++;
    struct str dimension = str_sub(c->src, from, c->i - from);
    if (dimension.n && !pack_shape_one_of(dimension, DIMENSIONS))
        return fail(c, start, "a quantity is # or one of #dur #pct #money #rate #bytes #n");
    return new_node(c, PHRASE_QUANTITY, dimension, NULL);
}

static uint32_t read_word(struct cursor *c)
{
    size_t start = c->i;
    bool any = false;
    while (c->i < c->end && in_word(c, c->i)) {
        any = any || is_alnum(peek(c));
        c->i++;
    }
    struct str word = str_sub(c->src, start, c->i - start);
    if (str_is(word, "TOOL") && peek(c) != '*')
        return new_node(c, PHRASE_TOOL, (struct str){"", 0}, NULL);
    if (!any && !str_is(word, "&") && !str_is(word, "/"))
        return fail(c, start, "a word has a letter or digit");
    if (peek(c) != '*')
        return new_node(c, PHRASE_WORD, word, NULL);
    if (word.n < 2 || !is_alnum(word.p[word.n - 1]))
        return fail(c, start, "at least two letters stand before `*`");
    c->i++;
    return new_node(c, PHRASE_PREFIX, word, NULL);
}

/* Whether an item may end here. */
static bool at_end(const struct cursor *c)
{
    char x = peek(c);
    return c->i >= c->end || x == ' ' || x == '\t' || x == '\n' || x == '|' || x == ')' || x == '~' ||
           x == '{';
}

/* must: whether something has to stand there for the run to match. */
static uint32_t read_run(struct cursor *c, bool *must)
{
    struct pack_list items = {0};
    *must = false;
    for (skip_spaces(c); c->i < c->end && !c->failed; skip_spaces(c)) {
        char x = peek(c);
        bool item_must = true;
        uint32_t item;
        if (x == '|' || x == ')' || x == '~' || x == '{')
            break;
        if (x == '(')
            item = read_group(c, &item_must);
        else if (x == '#')
            item = read_quantity(c);
        else if (in_word(c, c->i))
            item = read_word(c);
        else
            item = fail(c, c->i,
                        x == '?'   ? "`?` stands before a phrase or after a group"
                        : x == '*' ? "`*` stands after a word"
                                   : "this character has no meaning in a phrase");
        if (!c->failed && !at_end(c))
            fail(c, c->i, "write a space before this; a plural needs no (s), and `*` ends a word");
        *must = *must || item_must;
        pack_build_add(c->b, &items, item);
    }
    if (c->failed)
        return 0;
    if (items.n == 0)
        return fail(c, c->i, "a word is missing here");
    return new_node(c, PHRASE_SEQUENCE, (struct str){"", 0}, &items);
}

static uint32_t read_near(struct cursor *c)
{
    bool must;
    size_t start = c->i;
    uint32_t left = read_run(c, &must);
    if (!c->failed && !must)
        return fail(c, start, "it matches nothing at all: all of it is optional");
    while (!c->failed && peek(c) == '~') {
        uint32_t distance = 0;
        size_t tilde = c->i++;
        while (str_byte_digit(peek(c)) && distance <= MAX_DISTANCE)
            distance = distance * 10 + (uint32_t)(c->src.p[c->i++] - '0');
        if (distance == 0 || distance > MAX_DISTANCE || is_alnum(peek(c)))
            return fail(c, tilde, "`~` needs a distance of 1 to 100 tokens: a ~6 b");
        start = c->i;
        uint32_t right = read_run(c, &must);
        if (c->failed)
            return 0;
        if (!must)
            return fail(c, start, "what stands after `~` must not be optional");
        struct pack_list sides = {0};
        pack_build_add(c->b, &sides, left);
        pack_build_add(c->b, &sides, right);
        left = new_node(c, PHRASE_NEAR, (struct str){"", 0}, &sides);
        c->b->phrase_nodes.items[left].distance = distance;
    }
    return left;
}

/* One piece between commas or bars in braces: a word or several. */
static uint32_t read_piece(struct cursor *c, size_t from, size_t n)
{
    size_t i = c->i, end = c->end;
    bool must;
    c->i = from;
    c->end = from + n;
    uint32_t node = read_run(c, &must);
    if (!c->failed && c->i < c->end)
        fail(c, c->i, "only words stand in braces");
    if (!c->failed && !must)
        fail(c, from, "words in braces must not be optional");
    c->i = i;
    c->end = end;
    return node;
}

static size_t skip_key(const struct cursor *c, size_t from, size_t end, const char *key)
{
    struct str rest = str_sub(c->src, from, end - from);
    return str_starts(rest, key) ? from + str_from(key).n : from;
}

static const struct {
    const char *word;
    enum rub_stand stand;
} stands[] = {
    {"node", STAND_WHOLE}, {"label", STAND_LABEL}, {"begins", STAND_BEGINS}, {"ends", STAND_ENDS}};

static void read_braces(struct cursor *c, struct pack_list *near, struct pack_list *not_near,
                        enum rub_stand *stand)
{
    size_t open = c->i++, close = c->i;
    struct pack_list *into = NULL;
    while (close < c->end && c->src.p[close] != '}')
        close++;
    if (close == c->end) {
        fail(c, open, "the brace is not closed");
        return;
    }
    struct str word = str_trim(str_sub(c->src, c->i, close - c->i));
    for (size_t i = 0; i < sizeof stands / sizeof *stands; i++)
        if (str_is(word, stands[i].word)) {
            if (*stand != STAND_ANYWHERE && *stand != stands[i].stand)
                fail(c, open, "a phrase stands in one place: one of {node}, {label}, {begins}, {ends}");
            *stand = stands[i].stand;
            c->i = close + 1;
            return;
        }
    while (!c->failed && c->i <= close) {
        skip_spaces(c);
        size_t end = c->i;
        while (end < close && c->src.p[end] != ',' && c->src.p[end] != '|')
            end++;
        size_t from = skip_key(c, c->i, end, "near:");
        if (from != c->i) {
            into = near;
        } else if ((from = skip_key(c, c->i, end, "not:")) != c->i) {
            into = not_near;
        }
        if (!into)
            fail(c, c->i, "braces hold {node}, {label}, {begins}, {ends}, {near: words} or {not: words}");
        else
            pack_build_add(c->b, into, read_piece(c, from, end - from));
        c->i = end + 1;
    }
    c->i = close + 1;
}

/* What marks the phrases of an entry: all of them, or none, so that nobody thinks a mark covers its
 * neighbours. */
struct marks {
    bool weak, braces;
};

static struct marks read_phrase(struct cursor *c, size_t from, size_t n, enum rub_stand stand)
{
    struct pack_list near = {0}, not_near = {0};
    struct marks marks = {false, false};
    c->i = from;
    c->end = from + n;
    c->nesting = 0;
    skip_spaces(c);
    size_t start = c->i;
    if (peek(c) == '?') {
        marks.weak = true;
        c->i++;
    }
    uint32_t root = read_near(c);
    for (skip_spaces(c); !c->failed && peek(c) == '{'; skip_spaces(c)) {
        marks.braces = true;
        read_braces(c, &near, &not_near, &stand);
    }
    if (!c->failed && c->i < c->end)
        fail(c, c->i,
             peek(c) == ')' ? "no parenthesis is open here"
             : marks.braces ? "nothing may follow the braces"
                            : "this has no meaning here");
    if (c->failed)
        return marks;
    uint32_t source = pack_build_text(c->b, str_trim(str_sub(c->src, start, from + n - start)));
    struct rub_span near_span = pack_build_list(c->b, &near), not_span = pack_build_list(c->b, &not_near);
    struct rub_phrase *phrase = PACK_NEW(c->b, phrases);
    phrase->source = source;
    phrase->root = root;
    phrase->weak = marks.weak;
    phrase->stand = stand;
    phrase->near = near_span;
    phrase->not_near = not_span;
    return marks;
}

/* `latency #dur` without quotes: YAML takes the rest for a comment, and the phrase would lose its end unseen.
 */
static bool cut_by_comment(const struct doc *doc)
{
    struct str rest = text_line(doc->at.text, doc->at.line);
    size_t after = doc->at.column - 1 + doc->value.n;
    if (doc->quoted || !str_eq(str_sub(rest, doc->at.column - 1, doc->value.n), doc->value))
        return false;
    rest = str_trim(str_sub(rest, after, rest.n));
    return rest.n > 1 && rest.p[0] == '#' && rest.p[1] != ' ' && rest.p[1] != '#' && rest.p[1] != '-';
}

static void read_entry(struct pack_build *b, const struct doc *doc, enum rub_stand stand)
{
    struct cursor c = {.b = b, .doc = doc, .src = doc->value};
    size_t from = 0, n = 0, weak = 0, braces = 0;
    int depth = 0;
    for (size_t i = 0; i <= doc->value.n && !c.failed; i++) {
        char x = i < doc->value.n ? doc->value.p[i] : '|';
        depth += (x == '(' || x == '{') - (x == ')' || x == '}');
        if (i < doc->value.n && (x != '|' || depth > 0))
            continue;
        struct marks marks = read_phrase(&c, from, i - from, stand);
        from = i + 1;
        n++;
        weak += marks.weak;
        braces += marks.braces;
    }
    if (!c.failed && ((weak && weak < n) || (braces && braces < n)))
        fail(&c, 0, "`?` and braces belong to one phrase of `a|b`: write the phrases apart, or mark each");
}

struct rub_span pack_phrases_read(struct pack_build *b, const struct doc *list, enum rub_stand stand)
{
    struct rub_span span = {(uint32_t)b->phrases.n, 0};
    for (size_t i = 0; i < pack_shape_n(list); i++) {
        const struct doc *doc = pack_shape_item(list, i);
        if (doc->kind != DOC_SCALAR)
            PACK_ERROR(b, DIAG_PACK_TYPE, doc->at,
                       "a phrase must be one text: quote it where it holds `{`, `:` or `#`");
        else if (doc->at.text && cut_by_comment(doc))
            PACK_ERROR(b, DIAG_PACK_PHRASE, doc->at,
                       "phrase '%.*s': ` #` begins a comment in YAML and cuts it here: quote the phrase",
                       STR_ARG(doc->value));
        else
            read_entry(b, doc, stand);
    }
    span.n = (uint32_t)b->phrases.n - span.at;
    return span;
}
