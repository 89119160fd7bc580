#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_sound.h"
#include "parse/dot.h"
#include "parse/dot_apart.h"
#include "parse/dot_piece.h"

#include <string.h>

static const char example[] =
    "digraph shop {\n"
    "  system = \"Shop\"; p99 = \"20ms\"; rankdir = LR; odd_key = odd\n"
    "  node [shape=box]\n"
    "  subgraph cluster_a { label=\"Inner\"; subgraph cluster_b { pay [label=\"Pay\\nAPI\", "
    "role=\"stream_processor + api\", tool=Flink, monitors=\"a: 1 | b: 2\"] } }\n"
    "  log [shape=cylinder, role=event_log, group=stores, keys=\"x|y|z\"]\n"
    "  pay -> log [kind=data, label=transactions, style=dashed, mode=async]\n"
    "  log -> pay [dir=both, penwidth=3]; log -> ghost [style=invis]; log -> cluster_b\n"
    "  a -> b -> c [dir=back]; d -> e [dir=none]\n"
    "}\n";

struct read {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct arch_names names;
    struct file file;
    struct parse_context ctx;
};

static void begin(struct read *r, const char *name, struct str bytes)
{
    static const char *const roles[] = {"event_log", "stream_processor", "api"};
    static const char *const kinds[] = {"data", "control"};
    *r = (struct read){.arena = arena_new(), .limits = limits_default()};
    r->names = (struct arch_names){roles, 3, kinds, 2, NULL, 0};
    diags_init(&r->diags, r->arena, &r->limits);
    r->file.name = str_from(name);
    r->file.text = text_new(r->arena, r->file.name, bytes);
    r->ctx = (struct parse_context){.arena = r->arena,
                                    .diags = &r->diags,
                                    .limits = &r->limits,
                                    .names = &r->names,
                                    .arch = architecture_new(r->arena),
                                    .prose = NULL};
}

static struct str piece_of(struct read *r)
{
    struct buf piece = buf_new(r->arena, 16 * MIB);
    dot_piece_write(&piece, &r->ctx, &r->file);
    assert_false(piece.full);
    return buf_str(&piece);
}

/* What a process of its own would answer, without one. */
static enum dot_apart_end ask(void *context, struct str *reply, struct str request)
{
    struct read *r = context;
    return dot_apart_serve(reply, &r->ctx, str_copy(r->arena, request), 16 * MIB) ? DOT_APART_OK
                                                                                  : DOT_APART_SIZE;
}

static void same_both_ways(struct str text)
{
    struct read here, there;
    begin(&here, "a.dot", text);
    begin(&there, "a.dot", text);
    const struct dot_apart apart = {.ask = ask, .context = &there};
    there.ctx.dot_apart = &apart;
    dot_read(&here.ctx, &here.file);
    dot_read(&there.ctx, &there.file);
    struct str a = piece_of(&here), b = piece_of(&there);
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.p, b.p, a.n);
    assert_int_equal(here.diags.dropped, there.diags.dropped);
    assert_int_equal(here.diags.partial, there.diags.partial);
    arena_free(here.arena);
    arena_free(there.arena);
}

static void test_same_both_ways(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buf many = buf_new(arena, MIB);
    buf_puts(&many, "digraph g {");
    for (int i = 0; i < 200; i++) /* more complaints than are kept of one kind */
        buf_printf(&many, " n%d [rolle=\"x%d\", role=\"nonsense %d\"];\n", i, i, i);
    buf_puts(&many, "}");
    same_both_ways(STR(example));
    same_both_ways(STR(""));
    same_both_ways(STR("digraph {}"));
    same_both_ways(STR("digraph { a -> b"));
    same_both_ways(STR("digraph { a } digraph { b }"));
    same_both_ways(STR("digraph { a \0 }"));
    same_both_ways(STR("strict graph \"\xff\x1b\" { \"\xe9\" -- b -- b }"));
    same_both_ways(buf_str(&many));
    arena_free(arena);
}

/* Two files, one after the other: indices of the second count on. */
static void test_second_file(void **state)
{
    (void)state;
    struct read r;
    begin(&r, "a.dot", STR(example));
    struct dot_apart apart = {.ask = ask, .context = &r};
    r.ctx.dot_apart = &apart;
    dot_read(&r.ctx, &r.file);
    size_t nodes = r.ctx.arch->n_nodes, edges = r.ctx.arch->n_edges, groups = r.ctx.arch->n_groups;
    assert_int_equal(r.file.use, FILE_USED);
    assert_in_range(nodes, 7, 12);
    assert_in_range(groups, 2, 4);
    struct file second = {.name = STR("b.dot"), .text = text_new(r.arena, STR("b.dot"), STR(example))};
    dot_read(&r.ctx, &second);
    const struct architecture *arch = r.ctx.arch;
    assert_int_equal(arch->n_nodes, 2 * nodes);
    assert_int_equal(arch->n_edges, 2 * edges);
    assert_int_equal(arch->n_groups, 2 * groups);
    assert_int_equal(arch->n_views, 2);
    assert_int_equal(arch->views[1].n_nodes, nodes);
    for (size_t i = 0; i < edges; i++) {
        assert_int_equal(arch->edges[edges + i].from, arch->edges[i].from + nodes);
        assert_int_equal(arch->edges[edges + i].to, arch->edges[i].to + nodes);
        assert_ptr_equal(arch->edges[edges + i].at.text, second.text);
        assert_int_equal(arch->edges[edges + i].at.line, arch->edges[i].at.line);
    }
    for (size_t i = 0; i < nodes; i++)
        if (arch->nodes[i].group != ARCH_NONE)
            assert_int_equal(arch->nodes[nodes + i].group, arch->nodes[i].group + groups);
    arena_free(r.arena);
}

/* What is drawn elsewhere counts against the limits, in the same words. */
static void test_limits_count_on(void **state)
{
    (void)state;
    for (int both = 0; both < 2; both++) {
        struct read r;
        begin(&r, "a.dot", STR("digraph { a -> b -> c }"));
        struct dot_apart apart = {.ask = both ? ask : NULL, .context = &r};
        r.ctx.dot_apart = &apart;
        r.limits.nodes = 4;
        dot_read(&r.ctx, &r.file);
        struct file second = {.name = STR("b.dot"),
                              .text = text_new(r.arena, STR("b.dot"), STR("graph { x; y }"))};
        dot_read(&r.ctx, &second);
        assert_int_equal(second.use, FILE_REFUSED);
        assert_int_equal(r.ctx.arch->n_nodes, 3);
        assert_int_equal(r.diags.n, 1);
        assert_int_equal(r.diags.items[0].id, DIAG_DOT_LIMIT);
        assert_true(r.diags.partial);
        assert_true(str_is(r.diags.items[0].message, "more nodes than the limit of 4: the file is not used"));
        assert_ptr_equal(r.diags.items[0].at.text, second.text);
        arena_free(r.arena);
    }
}

/* Lines of a fence are those of its document. */
static void test_part_of_a_document(void **state)
{
    (void)state;
    struct read r;
    begin(&r, "README.md", STR("# Title\n\n```dot\ndigraph {\n  a\n}\n```\n"));
    struct dot_apart apart = {.ask = ask, .context = &r};
    struct file part = {.name = r.file.name, .text = text_part(r.arena, r.file.text, 16, 32)};
    r.ctx.dot_apart = &apart;
    dot_read(&r.ctx, &part);
    assert_int_equal(part.use, FILE_USED);
    assert_int_equal(r.ctx.arch->nodes[0].at.line, 5);
    assert_ptr_equal(r.ctx.arch->nodes[0].at.text, part.text);
    arena_free(r.arena);
}

static enum dot_apart_end answer;
static enum dot_apart_end ask_in_vain(void *context, struct str *reply, struct str request)
{
    (void)request;
    *reply = answer == DOT_APART_OK ? *(struct str *)context : STR("");
    return answer;
}

static void test_no_answer(void **state)
{
    (void)state;
    static const struct {
        enum dot_apart_end end;
        enum diag_id id;
        const char *words;
    } cases[] = {
        {DOT_APART_FAILED, DIAG_DOT_CRASHED,
         "it could not be read in a process of its own: the file is not used"},
        {DOT_APART_CRASHED, DIAG_DOT_CRASHED, "the process that read it crashed: the file is not used"},
        {DOT_APART_OK, DIAG_DOT_CRASHED, "the process that read it crashed: the file is not used"},
        {DOT_APART_TIME, DIAG_DOT_LIMIT,
         "a graph that takes longer than the limit of 2 s of processor time: the file is not used"},
        {DOT_APART_TIME_ALL, DIAG_DOT_LIMIT,
         "the DOT files before it took more than the limit of 5 s of processor time: the file is not used"},
        {DOT_APART_SIZE, DIAG_DOT_LIMIT,
         "what is drawn is many times larger than the file: the file is not used"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct read r;
        struct str nonsense = STR("grade-d1 and then nothing of sense");
        begin(&r, "a.dot", STR("digraph { a }"));
        const struct dot_apart apart = {.ask = ask_in_vain, .context = &nonsense};
        r.ctx.dot_apart = &apart;
        answer = cases[i].end;
        dot_read(&r.ctx, &r.file);
        assert_int_equal(r.file.use, FILE_REFUSED);
        assert_int_equal(r.diags.n, 1);
        assert_int_equal(r.diags.items[0].id, cases[i].id);
        assert_true(str_is(r.diags.items[0].message, cases[i].words));
        assert_true(r.diags.partial);
        assert_int_equal(r.ctx.arch->n_nodes, 0);
        arena_free(r.arena);
    }
}

/* ---- what a process that was taken over might answer ---- */

static void check_sound(const struct read *r)
{
    const struct architecture *arch = r->ctx.arch;
    for (size_t i = 0; i < arch->n_groups; i++)
        assert_true(arch->groups[i].parent == ARCH_NONE || arch->groups[i].parent < i);
    for (size_t i = 0; i < arch->n_nodes; i++) {
        assert_true(arch->nodes[i].group == ARCH_NONE || arch->nodes[i].group < arch->n_groups);
        assert_true(arch->nodes[i].view < arch->n_views);
        assert_non_null(arch->nodes[i].attrs);
        assert_int_equal(arch->nodes[i].attrs->kind, DOC_MAP);
    }
    const char *wrong = sound_architecture(arch);
    if (wrong)
        fail_msg("%s", wrong);
    for (size_t i = 0; i < arch->n_edges; i++) {
        const struct arch_edge *edge = &arch->edges[i];
        assert_true(edge->from < arch->n_nodes && edge->to < arch->n_nodes && edge->view < arch->n_views);
        assert_true(edge->from_group == ARCH_NONE || edge->from_group < arch->n_groups);
        assert_int_equal(edge->attrs->kind, DOC_MAP);
    }
    for (size_t i = 0; i < r->diags.n; i++)
        assert_true(r->diags.items[i].id < DIAG_COUNT);
}

static bool take_back_in(struct str bytes)
{
    struct read r;
    begin(&r, "a.dot", STR(example));
    bool taken = dot_piece_read(&r.ctx, &r.file, str_copy(r.arena, bytes));
    if (taken) {
        check_sound(&r);
    } else {
        assert_int_equal(r.ctx.arch->n_views + r.ctx.arch->n_nodes + r.ctx.arch->n_edges, 0);
        assert_int_equal(r.ctx.arch->facts->n + r.diags.n, 0);
        assert_int_equal(r.file.use, FILE_UNUSED);
    }
    arena_free(r.arena);
    return taken;
}

static void test_hostile_pieces(void **state)
{
    (void)state;
    struct read r;
    size_t taken = 0, tried = 0;
    begin(&r, "a.dot", STR(example));
    dot_read(&r.ctx, &r.file);
    struct str piece = piece_of(&r);
    assert_true(take_back_in(piece));
    for (size_t n = 0; n < piece.n; n++)
        assert_false(take_back_in(str_sub(piece, 0, n)));
    assert_false(take_back_in(str_from(arena_printf(r.arena, "%s", ""))));
    struct buf longer = buf_new(r.arena, piece.n + 1);
    buf_add(&longer, piece);
    buf_putc(&longer, 'x');
    assert_false(take_back_in(buf_str(&longer)));
    static const unsigned char changes[] = {0x01, 0x80, 0xff};
    for (size_t i = 0; i < piece.n; i++)
        for (size_t k = 0; k < sizeof changes; k++, tried++) {
            char *copy = arena_copy(r.arena, piece.p, piece.n);
            copy[i] = (char)(copy[i] ^ (char)changes[k]);
            taken += take_back_in((struct str){copy, piece.n});
        }
    assert_in_range(taken, 1, tried - 1);
    arena_free(r.arena);
}

/* A complaint says something. */
static void test_wordless_complaint(void **state)
{
    (void)state;
    for (int words = 0; words < 2; words++) {
        struct read r;
        begin(&r, "a.dot", STR("digraph {}"));
        r.file.use = FILE_USED;
        diag_add(&r.diags, DIAG_DOT_WARNING, (struct place){r.file.text, 1, 1}, "%s", words ? "odd" : "");
        struct str piece = piece_of(&r);
        assert_true(take_back_in(piece) == (words == 1));
        char *copy = arena_copy(r.arena, piece.p, piece.n);
        if (words) {
            copy[str_find(piece, STR("odd"))] = '\0';
            assert_false(take_back_in((struct str){copy, piece.n}));
        }
        arena_free(r.arena);
    }
}

/* Trees within trees would end on the stack. */
static void test_deep_tree(void **state)
{
    (void)state;
    struct read r;
    begin(&r, "a.dot", STR("digraph {}"));
    struct doc *doc = r.ctx.arch->facts;
    r.file.use = FILE_USED;
    for (int i = 0; i < 16; i++)
        doc = doc_new(r.arena, doc, DOC_MAP, STR("k"), (struct place){0});
    struct str fits = piece_of(&r);
    assert_true(take_back_in(fits));
    /* The same, with a deepest item that claims to have one more: its count is in front of the three lists
     * that follow (complaints, their counts, partial) and the magic. */
    char *copy = arena_copy(r.arena, fits.p, fits.n);
    copy[fits.n - 8 - 12 - 4] = 1;
    assert_false(take_back_in((struct str){copy, fits.n}));
    arena_free(r.arena);
}

static void test_bad_requests(void **state)
{
    (void)state;
    struct read r;
    struct str reply;
    begin(&r, "a.dot", STR(""));
    for (size_t n = 0; n < DOT_APART_HEAD; n++)
        assert_false(dot_apart_serve(&reply, &r.ctx, str_sub(STR("\0\0\0\0\0\0\0\0\0\0\0\0"), 0, n), MIB));
    assert_true(dot_apart_serve(&reply, &r.ctx, STR("\0\0\0\0\0\0\0\0\0\0\0\0graph{a}"), MIB));
    assert_false(dot_apart_serve(&reply, &r.ctx, STR("\0\0\0\0\0\0\0\0\0\0\0\0graph{a}"), 60));
    /* Numbers as large as can be: no node may be added to so many. */
    assert_true(
        dot_apart_serve(&reply, &r.ctx, STR("\0\0\0\0\377\377\377\377\377\377\377\377graph{a}"), MIB));
    assert_true(str_find(reply, STR("more nodes than the limit")) < reply.n);
    arena_free(r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_both_ways),     cmocka_unit_test(test_second_file),
        cmocka_unit_test(test_limits_count_on),    cmocka_unit_test(test_part_of_a_document),
        cmocka_unit_test(test_no_answer),          cmocka_unit_test(test_hostile_pieces),
        cmocka_unit_test(test_wordless_complaint), cmocka_unit_test(test_deep_tree),
        cmocka_unit_test(test_bad_requests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
