#include "base/diag.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

/* What of a line a complaint may show: more than the widest page, whatever its characters. */
#define EXCERPT_BEFORE 64
#define EXCERPT_AFTER 320

static const struct {
    const char *name, *meaning;
    enum severity severity;
} table[DIAG_COUNT] = {
#define D(ID, name, severity, meaning) [DIAG_##ID] = {name, meaning, SEVERITY_##severity},
    DIAGS(D)
#undef D
};

void diags_init(struct diags *diags, struct arena *arena, const struct limits *limits)
{
    *diags = (struct diags){.arena = arena, .max = limits->findings, .max_each = limits->findings_each};
}

static bool leaves_out(enum diag_id id)
{
    switch (id) {
    case DIAG_FILE_LFS:
    case DIAG_FILE_NAME:
    case DIAG_FILE_UNREADABLE:
    case DIAG_LIMIT_ENTRIES:
    case DIAG_LIMIT_FILES:
    case DIAG_LIMIT_FILE_SIZE:
    case DIAG_LIMIT_GRAPH:
    case DIAG_TABLE_LIMIT:
    case DIAG_YAML_ALIAS:
    case DIAG_YAML_LIMIT:
    case DIAG_YAML_SYNTAX:
    case DIAG_JSON_LIMIT:
    case DIAG_JSON_SYNTAX:
    case DIAG_DOT_CRASHED:
    case DIAG_DOT_LIMIT:
    case DIAG_DOT_SYNTAX:
    case DIAG_DOT_TRAILING:
    case DIAG_TEXT_LIMIT:
    case DIAG_PROSE_LIMIT:
    case DIAG_MERMAID_LIMIT:
        return true;
    default:
        return false;
    }
}

void diag_add(struct diags *diags, enum diag_id id, struct place at, const char *format, ...)
{
    if (leaves_out(id))
        diags->partial = true;
    if (++diags->of[id] > diags->max_each || diags->n >= diags->max) {
        diags->dropped++;
        return;
    }
    char message[1024];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (n < 0)
        BUG("format");
    size_t length = (size_t)n < sizeof message ? (size_t)n : sizeof message - 1;
    struct diag *d = ARENA_PUSH(diags->arena, diags->items, diags->n, diags->cap);
    d->id = id;
    d->at = at;
    d->message = str_copy(diags->arena, (struct str){message, length});
}

/* Bytes that are not UTF-8 become U+FFFD, as they do in JSON: offsets are the same there. */
static void add_valid(struct buf *out, struct str s)
{
    while (s.n) {
        char bytes[4];
        size_t n = utf8_encode(bytes, utf8_next(&s));
        buf_add(out, (struct str){bytes, n});
    }
}

struct excerpt diag_excerpt(struct arena *arena, const struct diag *diag)
{
    struct place at = diag->at;
    if (diag->excerpt)
        return *diag->excerpt;
    if (!at.text || !at.line)
        return (struct excerpt){0};
    struct str line = text_line(at.text, at.line);
    size_t column = at.column ? at.column - 1 : 0, from;
    column = column < line.n ? column : line.n;
    from = column > EXCERPT_BEFORE ? column - EXCERPT_BEFORE : 0;
    while (from < column && utf8_continues(line.p[from]))
        from++;
    struct buf shown = buf_new(arena, 3 * (EXCERPT_BEFORE + EXCERPT_AFTER) + 8);
    add_valid(&shown, str_sub(line, from, column - from));
    size_t caret = shown.n;
    add_valid(&shown, utf8_cut(str_sub(line, column, line.n), EXCERPT_AFTER));
    return (struct excerpt){buf_str(&shown), caret, at.column != 0};
}

const char *diag_name(enum diag_id id)
{
    return table[id].name;
}

const char *diag_meaning(enum diag_id id)
{
    return table[id].meaning;
}

bool diag_of_judging(enum diag_id id)
{
    return id == DIAG_EDGE_FLIPPED || id == DIAG_EDGE_KIND || id == DIAG_JOIN_DOUBTFUL || id == DIAG_ROLE_CAPPED ||
           (id >= DIAG_ADJUSTMENT_KEY && id <= DIAG_ADJUSTMENT_WAS);
}

enum severity diag_severity(enum diag_id id)
{
    return table[id].severity;
}

const char *severity_name(enum severity severity)
{
    static const char *const names[] = {"note", "warning", "error"};
    return names[severity];
}

const char *did_you_mean(struct str wrong, const char *const *names, size_t n)
{
    const char *best = NULL;
    size_t best_distance = 3;
    for (size_t i = 0; i < n; i++) {
        size_t d = str_distance(wrong, str_from(names[i]), 2);
        if (d < best_distance && 2 * d < wrong.n) {
            best = names[i];
            best_distance = d;
        }
    }
    return best;
}
