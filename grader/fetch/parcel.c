#include "fetch/parcel.h"

#include <string.h>

static const char first_magic[8] = "grade-p1", last_magic[8] = "p1-ended";

size_t parcel_max(const struct limits *limits)
{
    /* Beside the files: names and complaints, each bounded by a path or a message of 1 KiB. */
    return limits->total_bytes + (limits->files + limits->findings) * 8 * KIB + 8 * MIB;
}

/* ---- writing ---- */

struct writer {
    const struct repository_port *port;
    bool failed;
    size_t n;
    unsigned char waiting[4096];
};

static void flush(struct writer *w)
{
    if (w->n && !w->failed && !w->port->send(w->port->context, w->waiting, w->n))
        w->failed = true;
    w->n = 0;
}

static void put(struct writer *w, const void *bytes, size_t n)
{
    if (n > sizeof w->waiting - w->n)
        flush(w);
    if (n > sizeof w->waiting) {
        if (!w->failed && !w->port->send(w->port->context, bytes, n))
            w->failed = true;
        return;
    }
    if (n)
        memcpy(w->waiting + w->n, bytes, n);
    w->n += n;
}

static void put_number(struct writer *w, size_t value)
{
    uint32_t v = value < UINT32_MAX ? (uint32_t)value : UINT32_MAX;
    unsigned char bytes[4] = {(unsigned char)v, (unsigned char)(v >> 8), (unsigned char)(v >> 16),
                              (unsigned char)(v >> 24)};
    put(w, bytes, sizeof bytes);
}

static void put_str(struct writer *w, struct str s)
{
    put_number(w, s.n);
    put(w, s.p, s.n);
}

struct texts {
    const struct text **items;
    size_t n, cap;
};

/* Number of a text in the table, counted from 1; it is added where it is new. 0 for none. */
static size_t text_number(struct texts *texts, struct arena *arena, const struct text *text)
{
    if (!text)
        return 0;
    for (size_t i = 0; i < texts->n; i++)
        if (texts->items[i] == text)
            return i + 1;
    *(const struct text **)ARENA_PUSH(arena, texts->items, texts->n, texts->cap) = text;
    return texts->n;
}

bool parcel_write(const struct repository_port *port, enum fetch_result result, struct str error,
                  const struct submission *submission, const struct diags *diags)
{
    struct writer w = {.port = port};
    put(&w, first_magic, sizeof first_magic);
    put_number(&w, (size_t)result);
    put_str(&w, error);
    if (result == FETCH_OK) {
        const struct source *source = &submission->source;
        struct texts texts = {0};
        for (size_t i = 0; i < submission->n_files; i++)
            text_number(&texts, diags->arena, submission->files[i].text);
        for (size_t i = 0; i < diags->n; i++)
            text_number(&texts, diags->arena, diags->items[i].at.text);
        put_number(&w, (size_t)source->kind);
        put_str(&w, source->url);
        put_str(&w, source->commit);
        put_str(&w, source->path);
        put_str(&w, source->ref);
        put_number(&w, submission->n_others);
        put_number(&w, texts.n);
        for (size_t i = 0; i < texts.n; i++) {
            put_str(&w, texts.items[i]->name);
            put_str(&w, texts.items[i]->bytes);
        }
        put_number(&w, submission->n_files);
        for (size_t i = 0; i < submission->n_files; i++) {
            const struct file *file = &submission->files[i];
            put_str(&w, file->name);
            put_number(&w, (size_t)file->use);
            put_number(&w, text_number(&texts, diags->arena, file->text));
            put_number(&w, file->why != NULL);
            put_str(&w, str_from(file->why));
        }
        put_number(&w, diags->n);
        for (size_t i = 0; i < diags->n; i++) {
            const struct diag *d = &diags->items[i];
            put_number(&w, (size_t)d->id);
            put_number(&w, text_number(&texts, diags->arena, d->at.text));
            put_number(&w, d->at.line);
            put_number(&w, d->at.column);
            put_str(&w, d->message);
        }
        put_number(&w, diags->dropped);
        put_number(&w, diags->partial);
    }
    put(&w, last_magic, sizeof last_magic);
    flush(&w);
    return !w.failed;
}

/* ---- reading ---- */

struct reader {
    struct str rest;
    bool bad;
};

static uint32_t get_number(struct reader *r)
{
    if (r->rest.n < 4)
        r->bad = true;
    if (r->bad)
        return 0;
    const unsigned char *p = (const unsigned char *)r->rest.p;
    r->rest = str_sub(r->rest, 4, r->rest.n);
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* A number up to and including max. */
static uint32_t get_up_to(struct reader *r, size_t max)
{
    uint32_t n = get_number(r);
    if (n > max)
        r->bad = true;
    return r->bad ? 0 : n;
}

static struct str get_bytes(struct reader *r, size_t max)
{
    size_t n = get_up_to(r, max);
    if (n > r->rest.n)
        r->bad = true;
    if (r->bad)
        return (struct str){"", 0};
    struct str s = str_sub(r->rest, 0, n);
    r->rest = str_sub(r->rest, n, r->rest.n);
    return s;
}

/* Bytes without NUL. */
static struct str get_line(struct reader *r, size_t max)
{
    struct str s = get_bytes(r, max);
    if (s.n && memchr(s.p, '\0', s.n))
        r->bad = true;
    return s;
}

static bool get_magic(struct reader *r, const char magic[8])
{
    if (r->rest.n < 8 || memcmp(r->rest.p, magic, 8) != 0)
        r->bad = true;
    else
        r->rest = str_sub(r->rest, 8, r->rest.n);
    return !r->bad;
}

/* A path that stays below its root: the program prints it and may offer it as a link. */
static struct str get_path(struct reader *r, size_t max)
{
    struct str path = get_line(r, max), rest = path;
    if (path.n == 0 || path.p[0] == '/')
        r->bad = true;
    while (rest.n) {
        size_t n = str_find(rest, STR("/"));
        if (str_is(str_sub(rest, 0, n), ".."))
            r->bad = true;
        rest = str_sub(rest, n + 1, rest.n);
    }
    return path;
}

#define NAME_BYTES_MAX ((size_t)8 * 1024) /* URL, path as given, ref */

static void get_source(struct reader *r, struct source *out)
{
    out->kind = (enum source_kind)get_up_to(r, SOURCE_URL);
    out->url = get_line(r, NAME_BYTES_MAX);
    out->commit = get_line(r, 64);
    out->path = get_line(r, NAME_BYTES_MAX);
    out->ref = get_line(r, NAME_BYTES_MAX);
    if (out->commit.n != 0 && out->commit.n != 40 && out->commit.n != 64)
        r->bad = true;
    for (size_t i = 0; i < out->commit.n; i++)
        if (!strchr("0123456789abcdef", out->commit.p[i]))
            r->bad = true;
}

static const struct text **get_texts(struct reader *r, struct arena *arena, const struct limits *limits,
                                     size_t *n)
{
    *n = get_up_to(r, r->rest.n / 8); /* two lengths at least */
    const struct text **texts = arena_alloc(arena, (*n + 1) * sizeof *texts);
    size_t total = 0, max = limits->file_bytes > 16 * KIB ? limits->file_bytes : 16 * KIB;
    if (max < limits->prose_bytes)
        max = limits->prose_bytes;
    for (size_t i = 0; i < *n && !r->bad; i++) {
        /* Names of what was left out may be unsafe, that is what is said about them. */
        struct str name = get_bytes(r, NAME_BYTES_MAX), bytes = get_bytes(r, max);
        total += bytes.n;
        if (total > limits->total_bytes + max)
            r->bad = true;
        if (!r->bad)
            texts[i] = text_new(arena, name, bytes);
    }
    return texts;
}

static void get_files(struct reader *r, struct submission *out, struct arena *arena,
                      const struct limits *limits, const struct text *const *texts, size_t n_texts)
{
    size_t n = get_up_to(r, r->rest.n / 20), with_text = 0;
    for (size_t i = 0; i < n && !r->bad; i++) {
        struct file *file = ARENA_PUSH(arena, out->files, out->n_files, out->cap_files);
        file->name = get_path(r, NAME_BYTES_MAX);
        file->use = (enum file_use)get_number(r);
        size_t text = get_up_to(r, n_texts);
        bool has_why = get_up_to(r, 1);
        struct str why = get_line(r, KIB);
        file->text = text && !r->bad ? texts[text - 1] : NULL;
        file->why = has_why ? arena_copy(arena, why.p, why.n) : NULL;
        with_text += file->text != NULL;
        /* Either read and with its text, or skipped with a reason. */
        if (file->text ? file->use != FILE_UNUSED || !str_eq(file->text->name, file->name) ||
                             with_text > limits->files
                       : file->use != FILE_SKIPPED || !has_why)
            r->bad = true;
    }
}

struct got_diag {
    uint32_t id;
    struct place at;
    struct str message;
};

static struct got_diag *get_diags(struct reader *r, struct arena *arena, const struct text *const *texts,
                                  size_t n_texts, size_t *n)
{
    *n = get_up_to(r, r->rest.n / 20);
    struct got_diag *got = arena_alloc(arena, (*n + 1) * sizeof *got);
    for (size_t i = 0; i < *n && !r->bad; i++) {
        got[i].id = get_up_to(r, DIAG_COUNT - 1);
        size_t text = get_up_to(r, n_texts);
        got[i].at.text = text && !r->bad ? texts[text - 1] : NULL;
        got[i].at.line = get_up_to(r, got[i].at.text ? got[i].at.text->n_lines : 0);
        got[i].at.column = get_number(r);
        if (!text_holds(got[i].at.text, got[i].at.line, got[i].at.column))
            r->bad = true;
        got[i].message = get_line(r, KIB);
        r->bad = r->bad || got[i].message.n == 0;
    }
    return got;
}

bool parcel_read(struct submission *out, enum fetch_result *result, struct str *error, struct arena *arena,
                 struct diags *diags, const struct limits *limits, struct str bytes)
{
    struct reader r = {.rest = bytes};
    struct submission got = {0};
    struct got_diag *got_diags = NULL;
    size_t n_texts = 0, n_diags = 0, dropped = 0;
    bool partial = false;
    get_magic(&r, first_magic);
    enum fetch_result said = (enum fetch_result)get_up_to(&r, FETCH_FAILED);
    struct str message = get_line(&r, 4 * KIB);
    if (said == FETCH_OK && !r.bad) {
        get_source(&r, &got.source);
        got.n_others = get_number(&r);
        const struct text **texts = get_texts(&r, arena, limits, &n_texts);
        get_files(&r, &got, arena, limits, texts, n_texts);
        got_diags = get_diags(&r, arena, texts, n_texts, &n_diags);
        dropped = get_number(&r);
        partial = get_up_to(&r, 1);
    } else if (message.n == 0) {
        r.bad = true;
    }
    get_magic(&r, last_magic);
    if (r.bad || r.rest.n)
        return false;
    *result = said;
    *error = message;
    if (said != FETCH_OK)
        return true;
    *out = got;
    for (size_t i = 0; i < n_diags; i++)
        diag_add(diags, (enum diag_id)got_diags[i].id, got_diags[i].at, "%.*s",
                 STR_ARG(got_diags[i].message));
    diags->dropped += dropped;
    diags->partial = diags->partial || partial;
    return true;
}
