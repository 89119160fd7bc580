#include "fuzz.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void fuzz_failed(const char *file, int line, const char *what, struct str text)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    for (size_t i = 0; i < text.n && i < 2000; i++)
        if ((unsigned char)text.p[i] < ' ' || (unsigned char)text.p[i] >= 0x7F)
            fprintf(stderr, "\\x%02x", (unsigned char)text.p[i]);
        else
            fputc(text.p[i], stderr);
    if (text.n)
        fputc('\n', stderr);
    abort();
}

void fuzz_sound(const char *file, int line, const char *wrong)
{
    if (wrong)
        fuzz_failed(file, line, wrong, STR(""));
}

/* ------------------------------------------------------------------ input */

struct str fuzz_bytes(struct arena *arena, const uint8_t *data, size_t size)
{
    char *bytes = arena_alloc(arena, size);
    if (size)
        memcpy(bytes, data, size);
    return (struct str){bytes, size};
}

struct str fuzz_slurp(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    struct buf bytes = buf_new(arena, 16 * MIB);
    char part[4096];
    if (!file) {
        fprintf(stderr, "cannot open %s\n", path);
        exit(2);
    }
    for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;)
        buf_add(&bytes, (struct str){part, n});
    fclose(file);
    return buf_str(&bytes);
}

struct str fuzz_line(struct str *rest)
{
    const char *end = rest->n ? memchr(rest->p, '\n', rest->n) : NULL;
    size_t n = end ? (size_t)(end - rest->p) : rest->n;
    struct str line = str_sub(*rest, 0, n);
    *rest = str_sub(*rest, end ? n + 1 : n, rest->n);
    return line;
}

size_t fuzz_parts(struct fuzz_part **out, struct arena *arena, struct str input)
{
    size_t n = 0, cap = 0;
    *out = NULL;
    while (input.n) {
        const char *start = input.p;
        struct str line = fuzz_line(&input);
        if (str_starts(line, "=== ")) {
            struct fuzz_part *part = ARENA_PUSH(arena, *out, n, cap);
            *part = (struct fuzz_part){str_sub(line, 4, line.n), {input.p, 0}};
        } else if (n) {
            (*out)[n - 1].bytes.n += (size_t)(input.p - start);
        }
    }
    /* Each on its own, so that reading beyond one is seen. */
    for (size_t i = 0; i < n; i++) {
        struct fuzz_part *part = &(*out)[i];
        part->name = fuzz_bytes(arena, (const uint8_t *)part->name.p, part->name.n);
        part->bytes = fuzz_bytes(arena, (const uint8_t *)part->bytes.p, part->bytes.n);
    }
    return n;
}

/* ------------------------------------------------------------------ reading */

static const char *const roles[] = {"event_stream", "feature_job", "online_store", "model_server"};
static const char *const kinds[] = {"data", "features", "model", "metrics"};
static const char *const keys[] = {"assumptions.events_per_day", "slo.decision_p99"};
static const struct arch_names names = {roles, 4, kinds, 4, keys, 2};

void fuzz_open(struct fuzz *f)
{
    *f = (struct fuzz){.arena = arena_new(), .limits = limits_default()};
    f->arch = architecture_new(f->arena);
    f->prose = prose_new(f->arena);
    diags_init(&f->diags, f->arena, &f->limits);
    f->ctx = (struct parse_context){f->arena, &f->diags, &f->limits, &names, f->arch, f->prose, NULL, 0};
}

void fuzz_close(struct fuzz *f)
{
    arena_free(f->arena);
}

void fuzz_check(const struct fuzz *f)
{
    bool entities = false;
    for (size_t i = 0; i < f->submission.n_files; i++)
        entities |=
            str_find(f->submission.files[i].text->bytes, STR("&")) < f->submission.files[i].text->bytes.n;
    FUZZ_SOUND(sound_architecture(f->arch));
    FUZZ_SOUND(sound_prose(f->prose, entities));
    FUZZ_SOUND(sound_diags(&f->diags));
}

void fuzz_read(struct fuzz *f, const char *name, struct str bytes)
{
    struct submission *s = &f->submission;
    struct file *file = ARENA_PUSH(f->arena, s->files, s->n_files, s->cap_files);
    file->name = str_from(name);
    file->text = text_new(f->arena, file->name, bytes);
    readers_read(&f->ctx, s);
    for (size_t i = 0; i < s->n_files; i++)
        FUZZ_CHECK(s->files[i].use == FILE_USED || s->files[i].why);
    fuzz_check(f);
}

void fuzz_file(const char *name, const uint8_t *data, size_t size)
{
    struct fuzz f;
    fuzz_open(&f);
    fuzz_read(&f, name, fuzz_bytes(f.arena, data, size));
    fuzz_close(&f);
}

/* ------------------------------------------------------------------ output */

static void append(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (struct str){bytes, n});
}

struct report_out fuzz_out(struct buf *out, struct arena *arena)
{
    *out = buf_new(arena, 64 * MIB);
    return (struct report_out){append, out, arena};
}

struct str fuzz_report(struct arena *arena, const struct report_format *format, const struct review *review,
                       const struct report_options *options)
{
    struct buf bytes;
    struct report_out out = fuzz_out(&bytes, arena);
    format->write(&out, review, options);
    FUZZ_CHECK(!bytes.full && bytes.n > 0);
    return buf_str(&bytes);
}

/* "\033[" digits and semicolons "m", or 0. */
static size_t colour_at(struct str s, size_t i)
{
    size_t end = i + 2;
    if (s.n - i < 3 || s.p[i] != '\033' || s.p[i + 1] != '[')
        return 0;
    while (end < s.n && (str_byte_digit(s.p[end]) || s.p[end] == ';'))
        end++;
    return end < s.n && s.p[end] == 'm' ? end + 1 - i : 0;
}

/* What a terminal draws of the line, without colours. */
static struct str uncoloured(struct arena *arena, struct str line, bool colour)
{
    struct buf out = buf_new(arena, line.n + 1);
    for (size_t i = 0; i < line.n;) {
        size_t n = colour ? colour_at(line, i) : 0;
        if (!n)
            buf_putc(&out, line.p[i]);
        i += n ? n : 1;
    }
    return buf_str(&out);
}

/* Characters that move, hide or reorder what stands beside them, by their first and last. */
static bool hides(uint32_t c)
{
    static const uint32_t ranges[][2] = {
        {0x00, 0x1F},     {0x7F, 0x9F},     {0x061C, 0x061C}, {0x200B, 0x200F},   {0x2028, 0x202E},
        {0x2060, 0x206F}, {0xE000, 0xF8FF}, {0xFEFF, 0xFEFF}, {0xE0000, 0xE0FFF}, {0xF0000, 0x10FFFF}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return true;
    return false;
}

/* Of valid UTF-8. */
static uint32_t character_at(struct str s, size_t *i)
{
    unsigned char first = (unsigned char)s.p[(*i)++];
    size_t more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    uint32_t c = more ? first & (0x3Fu >> more) : first;
    for (; more; more--)
        c = c << 6 | ((unsigned char)s.p[(*i)++] & 0x3Fu);
    return c;
}

void fuzz_check_terminal(struct str text, bool colour, bool unicode)
{
    struct arena *arena = arena_new();
    FUZZ_CHECK_TEXT(sound_utf8(text), text);
    while (text.n) {
        struct str line = uncoloured(arena, fuzz_line(&text), colour);
        for (size_t i = 0; i < line.n;) {
            uint32_t c = character_at(line, &i);
            FUZZ_CHECK_TEXT(!hides(c), line);
            FUZZ_CHECK_TEXT(unicode || c < 0x7F, line);
        }
        FUZZ_CHECK_TEXT(!str_starts(str_trim(line), "::"), line);
        FUZZ_CHECK_TEXT(str_find(line, STR("##[")) == line.n, line);
    }
    arena_free(arena);
}

void fuzz_check_text(struct str text)
{
    FUZZ_CHECK_TEXT(sound_utf8(text), text);
    for (size_t i = 0; i < text.n;) {
        uint32_t c = character_at(text, &i);
        FUZZ_CHECK_TEXT(c == '\n' || c == '\t' || (c >= 0x20 && !(c >= 0x7F && c <= 0x9F)), text);
    }
}

void fuzz_check_json(struct str text)
{
    json_error_t error;
    FUZZ_CHECK_TEXT(sound_utf8(text), text);
    json_t *value =
        json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
    FUZZ_CHECK_TEXT(value, text);
    json_decref(value);
}
