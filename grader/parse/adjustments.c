#include "parse/adjustments.h"

#include "parse/yaml.h"
#include "parse/yaml_words.h"

#define LEVELS 4

struct run {
    struct arena *arena;
    struct diags *diags;
    const struct limits *limits;
    struct adjustments *out;
    struct str by, when;
    bool failed;
};

/* The file as a whole cannot be used. */
static void refuse(struct run *run, struct place at, const char *what)
{
    if (!run->failed)
        diag_add(run->diags, DIAG_ADJUSTMENT_TYPE, at, "%s: the file is not used", what);
    run->failed = true;
}

static void leave_out(struct run *run, struct place at, const char *what)
{
    diag_add(run->diags, DIAG_ADJUSTMENT_TYPE, at, "%s: the mark is left out", what);
}

static void unknown_keys(struct run *run, const struct doc *map, const char *const *names, size_t n)
{
    for (size_t i = 0; i < map->n; i++) {
        const struct doc *item = map->items[i];
        size_t known = 0;
        while (known < n && !str_is(item->key, names[known]))
            known++;
        if (known < n)
            continue;
        /* Finding the nearest costs: while the complaint will be kept. */
        bool kept = run->diags->of[DIAG_ADJUSTMENT_KEY] < run->diags->max_each;
        const char *near = kept ? did_you_mean(item->key, names, n) : NULL;
        diag_add(run->diags, DIAG_ADJUSTMENT_KEY, item->key_at, "\"%.*s\" is not known here: ignored%s%s%s",
                 STR_ARG(yaml_clip(item->key)), near ? "; did you mean \"" : "", near ? near : "",
                 near ? "\"?" : "");
    }
}

/* The text of that key, trimmed; empty where it is missing, null, or no text. */
static struct str text_of(const struct doc *map, const char *key)
{
    const struct doc *doc = doc_get(map, key);
    return !doc || doc->kind != DOC_SCALAR || yaml_null(doc) ? STR("") : str_trim(doc->value);
}

static struct place place_of(const struct doc *map, const char *key)
{
    const struct doc *doc = doc_get(map, key);
    return doc ? doc->at : map->at;
}

static bool hex(struct str s, size_t n)
{
    bool fine = s.n == n;
    for (size_t i = 0; fine && i < n; i++)
        fine = str_byte_digit(s.p[i]) || (s.p[i] >= 'a' && s.p[i] <= 'f');
    return fine;
}

static bool is_date(struct str s)
{
    bool fine = s.n == 10;
    for (size_t i = 0; fine && i < s.n; i++)
        fine = i == 4 || i == 7 ? s.p[i] == '-' : str_byte_digit(s.p[i]);
    return fine;
}

static const struct doc *section(struct run *run, const struct doc *root, const char *key,
                                 const char *const *names, size_t n)
{
    const struct doc *map = doc_get(root, key);
    if (!map || map->kind != DOC_MAP) {
        refuse(run, map ? map->at : root->at, arena_printf(run->arena, "\"%s\" must be a map", key));
        return NULL;
    }
    unknown_keys(run, map, names, n);
    return map;
}

static void read_head(struct run *run, const struct doc *root)
{
    static const char *const of_review[] = {"source", "commit", "digest"}, *const of_pack[] = {
                                                                               "name", "version", "hash"};
    struct adjustments *out = run->out;
    if (!str_is(text_of(root, "adjustments"), "1")) {
        refuse(run, place_of(root, "adjustments"), "it must say \"adjustments: 1\"");
        return;
    }
    const struct doc *review = section(run, root, "review", of_review, 3),
                     *pack = section(run, root, "pack", of_pack, 3);
    if (run->failed)
        return;
    out->commit = text_of(review, "commit");
    out->digest = text_of(review, "digest");
    out->review_at = review->key_at;
    out->pack_hash = text_of(pack, "hash");
    out->pack_at = pack->key_at;
    run->by = text_of(root, "reviewer");
    run->when = text_of(root, "date");
    if (!out->commit.n && !out->digest.n)
        refuse(run, review->at, "\"review\" must name the commit or the digest that the marks are about");
    if (out->commit.n && !hex(out->commit, 40) && !hex(out->commit, 64))
        refuse(run, place_of(review, "commit"),
               "\"commit\" must be a full commit id: 40 or 64 hexadecimal digits");
    if (out->digest.n && !hex(out->digest, 16))
        refuse(run, place_of(review, "digest"), "\"digest\" must be 16 hexadecimal digits");
    if (!hex(out->pack_hash, 16))
        refuse(run, place_of(pack, "hash"), "\"hash\" of \"pack\" must be 16 hexadecimal digits");
    if (!run->by.n || run->by.n > ADJUSTMENT_NAME)
        refuse(run, place_of(root, "reviewer"), "\"reviewer\" must say whose marks these are");
    if (!is_date(run->when))
        refuse(run, place_of(root, "date"), "\"date\" must be one, like 2026-11-24");
}

/* A level of that key; ADJUSTMENT_NO_LEVEL where it is not given. False: it is none. */
static bool read_level(int *out, const struct doc *map, const char *key)
{
    const struct doc *doc = doc_get(map, key);
    struct str text = text_of(map, key);
    *out = ADJUSTMENT_NO_LEVEL;
    if (!doc || yaml_null(doc))
        return true;
    if (text.n != 1 || text.p[0] < '0' || text.p[0] >= '0' + LEVELS)
        return false;
    *out = text.p[0] - '0';
    return true;
}

static struct adjustment *new_mark(struct run *run, struct place at)
{
    struct adjustments *out = run->out;
    if (out->n >= run->limits->marks) {
        if (!run->diags->of[DIAG_ADJUSTMENT_LIMIT])
            diag_add(run->diags, DIAG_ADJUSTMENT_LIMIT, at,
                     "more marks than %zu: from here on they are left out", run->limits->marks);
        return NULL;
    }
    struct adjustment *mark = ARENA_PUSH(run->arena, out->items, out->n, out->cap);
    *mark = (struct adjustment){.by = run->by,
                                .when = run->when,
                                .level = ADJUSTMENT_NO_LEVEL,
                                .was = ADJUSTMENT_NO_LEVEL,
                                .before = ADJUSTMENT_NO_LEVEL,
                                .at = at};
    return mark;
}

static void read_row(struct run *run, const struct doc *map)
{
    static const char *const names[] = {"id", "level", "was", "why"};
    int level, was;
    unknown_keys(run, map, names, 4);
    struct str id = text_of(map, "id"), why = text_of(map, "why");
    if (!id.n || id.n > ADJUSTMENT_NAME) {
        leave_out(run, place_of(map, "id"), "a mark that names no row (\"id\")");
    } else if (!read_level(&level, map, "level")) {
        leave_out(run, place_of(map, "level"), "\"level\" must be 0, 1, 2 or 3");
    } else if (!read_level(&was, map, "was")) {
        leave_out(run, place_of(map, "was"), "\"was\" must be 0, 1, 2 or 3");
    } else if (!why.n || why.n > ADJUSTMENT_WHY) {
        leave_out(run, place_of(map, "why"), "a mark needs a reason (\"why\")");
    } else {
        struct adjustment *mark = new_mark(run, place_of(map, "id"));
        if (!mark)
            return;
        mark->row = id;
        mark->level = level;
        mark->was = was;
        mark->why = why;
    }
}

static void read_question(struct run *run, const struct doc *map)
{
    static const char *const names[] = {"text", "because", "asked"};
    unknown_keys(run, map, names, 3);
    struct str text = text_of(map, "text"), asked = text_of(map, "asked");
    if (!text.n || text.n > ADJUSTMENT_WHY) {
        leave_out(run, place_of(map, "text"), "a question without its \"text\"");
    } else if (!str_is(asked, "true") && !str_is(asked, "false")) {
        leave_out(run, place_of(map, "asked"), "\"asked\" must be true or false");
    } else if (str_is(asked, "true")) {
        struct adjustment *mark = new_mark(run, place_of(map, "text"));
        if (mark)
            mark->question = text;
    }
}

static void read_list(struct run *run, const struct doc *root, const char *key, bool needed,
                      void (*read)(struct run *run, const struct doc *map))
{
    const struct doc *list = doc_get(root, key);
    if (!needed && (!list || yaml_null(list)))
        return;
    if (!list || list->kind != DOC_LIST) {
        refuse(run, list ? list->at : root->at, arena_printf(run->arena, "\"%s\" must be a list", key));
        return;
    }
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i]->kind == DOC_MAP)
            read(run, list->items[i]);
        else
            leave_out(run, list->items[i]->at, "an entry that is no map");
}

bool adjustments_read(struct adjustments *out, struct arena *arena, struct diags *diags,
                      const struct limits *limits, const struct text *text)
{
    static const char *const names[] = {"adjustments", "grade", "review", "pack",
                                        "reviewer",    "date",  "rows",   "questions"};
    struct run run = {.arena = arena, .diags = diags, .limits = limits, .out = out};
    struct doc *root;
    *out = (struct adjustments){0};
    if (!yaml_read(&root, arena, diags, limits, text))
        return false;
    if (root->kind == DOC_MAP) {
        unknown_keys(&run, root, names, sizeof names / sizeof *names);
        read_head(&run, root);
    } else {
        refuse(&run, root->at, "it holds no adjustments");
    }
    if (!run.failed)
        read_list(&run, root, "rows", true, read_row);
    if (!run.failed)
        read_list(&run, root, "questions", false, read_question);
    if (run.failed)
        *out = (struct adjustments){0};
    return !run.failed;
}
