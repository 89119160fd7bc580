#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "fetch/parcel.h"

#include <stdlib.h>
#include <string.h>

struct sink {
    struct buf bytes;
    size_t left; /* takes so many pieces */
};

static bool take(void *context, const void *bytes, size_t n)
{
    struct sink *sink = context;
    if (sink->left == 0)
        return false;
    sink->left--;
    buf_add(&sink->bytes, (struct str){bytes, n});
    return true;
}

static void add_file(struct submission *s, struct arena *arena, const char *name, const char *bytes,
                     const char *why)
{
    struct file *file = ARENA_PUSH(arena, s->files, s->n_files, s->cap_files);
    file->name = str_from(name);
    file->use = why ? FILE_SKIPPED : FILE_UNUSED;
    file->why = why;
    file->text = why ? NULL : text_new(arena, file->name, str_from(bytes));
}

/* A parcel with something of everything in it. */
static struct str example(struct arena *arena, const struct limits *limits)
{
    struct submission s = {.source = {SOURCE_URL, STR("https://h/x"),
                                      STR("0123456789012345678901234567890123456789"), STR(""),
                                      STR("refs/heads/main")},
                           .n_others = 12};
    struct diags diags;
    struct sink sink = {buf_new(arena, 64 * MIB), SIZE_MAX};
    struct repository_port port = {take, take, &sink};
    char *long_text = arena_alloc(arena, 20001);
    memset(long_text, 'x', 20000);
    diags_init(&diags, arena, limits);
    add_file(&s, arena, "architecture.dot", "digraph {\n a -> b\n}\n", NULL);
    add_file(&s, arena, "docs/empty.yaml", "", NULL);
    add_file(&s, arena, "long.md", long_text, NULL);
    add_file(&s, arena, "link.dot", NULL, "is a symbolic link");
    diag_add(&diags, DIAG_FILE_SYMLINK, (struct place){text_new(arena, STR("link.dot"), STR("")), 0, 0},
             "a link");
    diag_add(&diags, DIAG_NOT_FOUND,
             text_place(text_new(arena, STR(".grade.yaml"), STR("files:\n- x.dot\n")), 9),
             "'x.dot' is not there");
    diag_add(&diags, DIAG_LIMIT_FILES, (struct place){0}, "too many");
    diags.dropped = 4;
    assert_true(parcel_write(&port, FETCH_OK, (struct str){"", 0}, &s, &diags));
    assert_false(sink.bytes.full);
    return buf_str(&sink.bytes);
}

static void test_round(void **state)
{
    struct arena *arena = arena_new();
    struct limits limits = limits_default();
    struct submission s;
    struct diags diags;
    struct str error;
    enum fetch_result result;
    (void)state;
    struct str bytes = example(arena, &limits);
    diags_init(&diags, arena, &limits);
    assert_true(parcel_read(&s, &result, &error, arena, &diags, &limits, bytes));
    assert_int_equal(result, FETCH_OK);
    assert_int_equal(s.source.kind, SOURCE_URL);
    assert_true(str_is(s.source.url, "https://h/x"));
    assert_true(str_is(s.source.ref, "refs/heads/main"));
    assert_int_equal(s.source.commit.n, 40);
    assert_int_equal(s.n_others, 12);
    assert_int_equal(s.n_files, 4);
    assert_true(str_is(s.files[0].name, "architecture.dot"));
    assert_true(str_is(s.files[0].text->bytes, "digraph {\n a -> b\n}\n"));
    assert_int_equal(s.files[0].text->n_lines, 4);
    assert_int_equal(s.files[1].text->bytes.n, 0);
    assert_int_equal(s.files[2].text->bytes.n, 20000);
    assert_int_equal(s.files[3].use, FILE_SKIPPED);
    assert_string_equal(s.files[3].why, "is a symbolic link");
    assert_int_equal(diags.n, 3);
    assert_true(str_is(diags.items[1].at.text->name, ".grade.yaml"));
    assert_int_equal(diags.items[1].at.line, 2);
    assert_int_equal(diags.items[1].at.column, 3);
    assert_null(diags.items[2].at.text);
    assert_int_equal(diags.dropped, 4);
    assert_true(diags.partial);
    arena_free(arena);
}

static void test_failure(void **state)
{
    struct arena *arena = arena_new();
    struct limits limits = limits_default();
    struct sink sink = {buf_new(arena, MIB), SIZE_MAX};
    struct repository_port port = {take, take, &sink};
    struct submission s = {0};
    struct diags diags;
    struct str error;
    enum fetch_result result;
    (void)state;
    diags_init(&diags, arena, &limits);
    assert_true(parcel_write(&port, FETCH_FAILED, STR("no such thing"), &s, &diags));
    assert_true(parcel_read(&s, &result, &error, arena, &diags, &limits, buf_str(&sink.bytes)));
    assert_int_equal(result, FETCH_FAILED);
    assert_true(str_is(error, "no such thing"));
    /* A failure without a word is no parcel. */
    sink.bytes.n = 0;
    assert_true(parcel_write(&port, FETCH_FAILED, STR(""), &s, &diags));
    assert_false(parcel_read(&s, &result, &error, arena, &diags, &limits, buf_str(&sink.bytes)));
    /* A port that is closed. */
    sink.left = 0;
    assert_false(parcel_write(&port, FETCH_FAILED, STR("x"), &s, &diags));
    arena_free(arena);
}

static bool readable(struct str bytes, const struct limits *limits)
{
    struct arena *arena = arena_new();
    struct submission s = {0};
    struct diags diags;
    struct str error;
    enum fetch_result result;
    /* A copy of exactly that size, so that a sanitizer sees a read beyond it. */
    char *copy = malloc(bytes.n ? bytes.n : 1);
    memcpy(copy, bytes.p, bytes.n);
    diags_init(&diags, arena, limits);
    bool good = parcel_read(&s, &result, &error, arena, &diags, limits, (struct str){copy, bytes.n});
    if (!good) {
        assert_int_equal(s.n_files, 0);
        assert_int_equal(diags.n, 0);
    }
    free(copy);
    arena_free(arena);
    return good;
}

static void test_hostile(void **state)
{
    struct arena *arena = arena_new();
    struct limits limits = limits_default();
    (void)state;
    struct str bytes = example(arena, &limits);
    assert_true(readable(bytes, &limits));
    /* Cut anywhere, or with more behind it. */
    for (size_t n = 0; n < bytes.n; n += n < 700 || n > bytes.n - 700 ? 1 : 97)
        assert_false(readable(str_sub(bytes, 0, n), &limits));
    struct buf more = buf_new(arena, MIB);
    buf_add(&more, bytes);
    buf_putc(&more, 'x');
    assert_false(readable(buf_str(&more), &limits));
    /* Every byte changed: refused, or another parcel that is in order; never more. */
    char *changed = arena_copy(arena, bytes.p, bytes.n);
    static const unsigned char values[] = {0, 1, 0x7f, 0x80, 0xff};
    for (size_t i = 0; i < bytes.n; i += i < 500 || i > bytes.n - 500 ? 1 : 501)
        for (size_t k = 0; k < sizeof values; k++) {
            changed[i] = (char)values[k];
            readable((struct str){changed, bytes.n}, &limits);
            changed[i] = bytes.p[i];
        }
    /* What is in order but over a limit. */
    struct limits tight = limits;
    tight.file_bytes = tight.prose_bytes = 100; /* texts of .grade.yaml may take 16 KiB whatever the limit */
    assert_false(readable(bytes, &tight));
    tight = limits;
    tight.files = 2;
    assert_false(readable(bytes, &tight));
    tight = limits;
    tight.total_bytes = 1000;
    tight.file_bytes = tight.prose_bytes = 17000;
    assert_false(readable(bytes, &tight));
    arena_free(arena);
}

static void test_hostile_names(void **state)
{
    static const char *const names[] = {"/etc/passwd", "../x.dot", "a/../../x.dot", ".."};
    struct arena *arena = arena_new();
    struct limits limits = limits_default();
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct submission s = {0};
        struct diags diags;
        struct sink sink = {buf_new(arena, MIB), SIZE_MAX};
        struct repository_port port = {take, take, &sink};
        diags_init(&diags, arena, &limits);
        add_file(&s, arena, names[i], "x", NULL);
        assert_true(parcel_write(&port, FETCH_OK, STR(""), &s, &diags));
        assert_false(readable(buf_str(&sink.bytes), &limits));
    }
    arena_free(arena);
}

/* Lines and columns count from 1; the file as a whole has neither. */
static void test_hostile_places(void **state)
{
    static const struct {
        uint32_t line, column;
        bool good;
    } places[] = {{0, 0, true},  {1, 1, true},  {1, 4, true}, {1, 5, false},
                  {1, 0, false}, {0, 1, false}, {2, 1, true}, {3, 1, false}};
    struct arena *arena = arena_new();
    struct limits limits = limits_default();
    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct submission s = {0};
        struct diags diags;
        struct sink sink = {buf_new(arena, MIB), SIZE_MAX};
        struct repository_port port = {take, take, &sink};
        diags_init(&diags, arena, &limits);
        add_file(&s, arena, "x.dot", "abc\n", NULL);
        diag_add(&diags, DIAG_NOT_FOUND, (struct place){s.files[0].text, places[i].line, places[i].column},
                 "x");
        assert_true(parcel_write(&port, FETCH_OK, STR(""), &s, &diags));
        assert_int_equal(readable(buf_str(&sink.bytes), &limits), places[i].good);
    }
    /* Nor is a complaint without words one. */
    struct submission none = {0};
    struct diags diags;
    struct sink sink = {buf_new(arena, MIB), SIZE_MAX};
    struct repository_port port = {take, take, &sink};
    diags_init(&diags, arena, &limits);
    diag_add(&diags, DIAG_LIMIT_FILES, (struct place){0}, "%s", "");
    assert_true(parcel_write(&port, FETCH_OK, STR(""), &none, &diags));
    assert_false(readable(buf_str(&sink.bytes), &limits));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round),          cmocka_unit_test(test_failure),
        cmocka_unit_test(test_hostile),        cmocka_unit_test(test_hostile_names),
        cmocka_unit_test(test_hostile_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
