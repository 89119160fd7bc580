#include "parse/markdown_guard.h"

#include <md4c.h>
#include <string.h>

#define COVER '.' /* punctuation, as brackets are: emphasis around it stays what it was */

size_t markdown_guard_source(const struct guarded *guarded, size_t offset)
{
    size_t low = 0, high = guarded->n_shifts;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (guarded->shifts[middle].at <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return guarded->from + offset - (low ? guarded->shifts[low - 1].less : 0);
}

/* ---- markers at the beginning of a line ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Length of a quote's or list's marker at i, or 0. */
static size_t marker_at(struct str line, size_t i)
{
    size_t k = i;
    if (i >= line.n)
        return 0;
    if (line.p[i] == '>')
        return 1;
    if (line.p[i] == '-' || line.p[i] == '+' || line.p[i] == '*')
        k++;
    else
        while (k < line.n && k - i < 10 && str_byte_digit(line.p[k]))
            k++;
    if (k > i && str_byte_digit(line.p[k - 1])) {
        if (k >= line.n || (line.p[k] != '.' && line.p[k] != ')'))
            return 0;
        k++;
    }
    return k > i && (k == line.n || is_blank(line.p[k])) ? k - i : 0;
}

/* Offset of the first marker that is one too many, or line.n. An indentation may stand for the lists around
 * it. */
static size_t too_deep(struct str line, size_t max)
{
    size_t depth = 0, column = 0;
    for (size_t i = 0; i < line.n;) {
        size_t n = marker_at(line, i);
        if (n == 0 && !is_blank(line.p[i]))
            return line.n;
        if (n && depth + column / 2 >= max)
            return i;
        depth += n > 0;
        if (n == 0)
            column += line.p[i] == '\t' ? 4 : 1;
        else
            column = 0;
        i += n ? n : 1;
    }
    return line.n;
}

/* ---- the line below a table's header ---- */

enum rule { RULE_NONE, RULE_PLAIN, RULE_SHORT /* a column has fewer than three dashes */ };

static enum rule rule_of(struct str line)
{
    bool bar = false, dash = false, few = false;
    size_t run = 0;
    if (str_starts(str_trim(line), "- ")) /* an item of a list */
        return RULE_NONE;
    for (size_t i = 0; i <= line.n; i++) {
        char c = i < line.n ? line.p[i] : '|';
        bool counts = c == '-' || c == ':';
        if (!counts && !is_blank(c) && c != '|' && !(c == '>' && !bar && !dash))
            return RULE_NONE;
        few |= !counts && run > 0 && run < 3;
        run = counts ? run + 1 : 0;
        bar |= c == '|' && i < line.n;
        dash |= c == '-';
    }
    return !bar || !dash ? RULE_NONE : few ? RULE_SHORT : RULE_PLAIN;
}

struct copy {
    char *p;
    size_t n;
    struct guarded *out;
    struct arena *arena;
};

static void shift(struct copy *copy, size_t less)
{
    struct guarded *out = copy->out;
    size_t before = out->n_shifts ? out->shifts[out->n_shifts - 1].less : 0;
    struct guarded_shift *new = ARENA_PUSH(copy->arena, out->shifts, out->n_shifts, out->cap_shifts);
    *new = (struct guarded_shift){copy->n, before + less};
}

/* Adds dashes in front of a short run's last one. */
static void copy_rule(struct copy *copy, struct str line)
{
    size_t run = 0;
    for (size_t i = 0; i < line.n; i++) {
        bool counts = line.p[i] == '-' || line.p[i] == ':';
        char next = i + 1 < line.n ? line.p[i + 1] : '|';
        run = counts ? run + 1 : 0;
        copy->p[copy->n++] = line.p[i];
        if (counts && next != '-' && next != ':' && run < 3) {
            /* ":" alone is no column; ":-" takes a dash behind it, "-:" one before. */
            size_t more = 3 - run;
            char last = line.p[i];
            copy->n--;
            for (size_t k = 0; k < more; k++)
                copy->p[copy->n++] = last == ':' && run == 1 ? ':' : '-';
            copy->p[copy->n++] = last;
            shift(copy, more);
        }
    }
}

/* ---- a table right below a paragraph ---- */

/* Lines that were copied, as far as what comes next must know them. */
struct above {
    size_t header;  /* where the last one begins in the copy */
    bool has_bar;   /* the last one may be a table's header */
    bool in_text;   /* the one before it is text that md4c would read on into the table */
    bool next_text; /* the last one is */
    bool in_fence;
};

static bool is_fence(struct str line)
{
    line = str_trim(line);
    return str_starts(line, "```") || str_starts(line, "~~~");
}

static void above_next(struct above *above, struct str line, size_t start)
{
    bool bar = line.n > 0 && memchr(line.p, '|', line.n) != NULL;
    above->in_fence ^= is_fence(line);
    above->in_text = above->next_text;
    above->has_bar = bar && !above->in_fence;
    above->next_text = !bar && !above->in_fence && !is_fence(line) && str_trim(line).n > 0;
    above->header = start;
}

/* md4c reads a table only behind a blank line; everybody else begins one within a paragraph. */
static void part_table(struct copy *copy, const struct above *above)
{
    if (!above->has_bar || !above->in_text || copy->p[above->header] == '>')
        return;
    memmove(copy->p + above->header + 1, copy->p + above->header, copy->n - above->header);
    copy->p[above->header] = '\n';
    size_t n = ++copy->n;
    copy->n = above->header + 1;
    shift(copy, 1);
    copy->n = n;
}

/* ---- brackets and tildes ---- */

struct count {
    struct parse_context *ctx;
    const struct text *text;
    struct guarded *guarded;
    const char *seen; /* what md4c was shown: none of them */
    char *kept;       /* the copy where those that are not too many stay */
    size_t n;         /* in the paragraph at hand */
    bool verbatim;    /* in code or HTML, where they mean nothing */
    bool said;
};

/* Three tildes and more begin a fence, and end none of what is struck out. */
static bool is_mark(const char *p, size_t n, size_t i)
{
    if (p[i] == '[' || p[i] == ']')
        return true;
    if (p[i] != '~')
        return false;
    size_t run = 1;
    for (size_t k = i; k > 0 && p[k - 1] == '~' && run < 3; k--)
        run++;
    for (size_t k = i + 1; k < n && p[k] == '~' && run < 3; k++)
        run++;
    return run < 3;
}

static int enter(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct count *count = user;
    (void)detail;
    count->n = 0;
    count->verbatim = type == MD_BLOCK_CODE || type == MD_BLOCK_HTML;
    return 0;
}

static int leave(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct count *count = user;
    (void)type, (void)detail;
    count->n = 0;
    count->verbatim = false;
    return 0;
}

static int count_span(MD_SPANTYPE type, void *detail, void *user)
{
    (void)type, (void)detail, (void)user;
    return 0;
}

static int count_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *user)
{
    struct count *count = user;
    size_t base = (size_t)(p - count->seen);
    (void)type;
    if (count->verbatim || (uintptr_t)p < (uintptr_t)count->seen ||
        (uintptr_t)p >= (uintptr_t)count->seen + count->guarded->n)
        return 0;
    for (size_t i = base; i < base + n; i++) {
        if (count->kept[i] == count->seen[i])
            continue;
        if (++count->n <= count->ctx->limits->prose_marks)
            continue;
        count->kept[i] = COVER;
        if (!count->said)
            diag_add(count->ctx->diags, DIAG_PROSE_LIMIT,
                     text_place(count->text, markdown_guard_source(count->guarded, i)),
                     "more than %zu brackets and tildes in one paragraph: the others are read as plain text",
                     count->ctx->limits->prose_marks);
        count->said = true;
    }
    return 0;
}

/* A first pass without any of them finds the paragraphs; they are counted in each, and put back up to the
 * limit. */
static void cover_marks(struct guarded *guarded, struct parse_context *ctx, const struct text *text,
                        char *bytes)
{
    size_t marks = 0;
    for (size_t i = 0; i < guarded->n; i++)
        marks += is_mark(bytes, guarded->n, i);
    if (marks <= ctx->limits->prose_marks)
        return;
    char *seen = arena_copy(ctx->arena, bytes, guarded->n);
    for (size_t i = 0; i < guarded->n; i++)
        if (is_mark(bytes, guarded->n, i))
            seen[i] = COVER;
    struct count count = {ctx, text, guarded, seen, bytes, 0, false, false};
    MD_PARSER parser = {.flags = MD_FLAG_TABLES,
                        .enter_block = enter,
                        .leave_block = leave,
                        .enter_span = count_span,
                        .leave_span = count_span,
                        .text = count_text};
    md_parse(seen, (MD_SIZE)guarded->n, &parser, &count);
}

static struct str next_line(struct str rest, size_t *i)
{
    const char *feed = memchr(rest.p + *i, '\n', rest.n - *i);
    size_t from = *i, end = feed ? (size_t)(feed - rest.p) : rest.n;
    *i = end + 1;
    if (end > from && rest.p[end - 1] == '\r')
        end--;
    return str_sub(rest, from, end - from);
}

void markdown_guard(struct guarded *out, struct parse_context *ctx, const struct text *text, size_t from)
{
    struct str rest = str_sub(text->bytes, from, text->bytes.n);
    size_t size = rest.n;
    bool said = false;
    for (size_t i = 0; i < rest.n;) {
        struct str line = next_line(rest, &i);
        size += rule_of(line) ? 2 * line.n : 0;
    }
    struct copy copy = {arena_alloc(ctx->arena, size + 1), 0, out, ctx->arena};
    struct above above = {0};
    *out = (struct guarded){.bytes = copy.p, .from = from};
    for (size_t i = 0; i < rest.n;) {
        size_t begin = i;
        struct str line = next_line(rest, &i);
        enum rule rule = rule_of(line);
        if (rule)
            part_table(&copy, &above);
        size_t start = copy.n;
        size_t end = i < rest.n ? i : rest.n, deep = too_deep(line, ctx->limits->prose_depth);
        above_next(&above, line, start);
        if (rule == RULE_SHORT) {
            copy_rule(&copy, line);
        } else {
            memcpy(copy.p + copy.n, line.p, line.n);
            copy.n += line.n;
        }
        if (deep < line.n) {
            copy.p[start + deep] = COVER;
            if (!said)
                diag_add(ctx->diags, DIAG_PROSE_LIMIT, text_place(text, from + begin + deep),
                         "quotes and lists more than %zu deep: the markers beyond are read as text",
                         ctx->limits->prose_depth);
            said = true;
        }
        size_t rest_of_line = end - begin - line.n;
        memcpy(copy.p + copy.n, line.p + line.n, rest_of_line);
        copy.n += rest_of_line;
    }
    out->n = copy.n;
    cover_marks(out, ctx, text, copy.p);
}
