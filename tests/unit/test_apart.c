#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "confine/apart.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum kind { ECHO, REFUSE, CRASH, LEAVE, LOOP, FLOOD, COUNT, HALF, FORGE };

static int counted;

static bool work(void *context, struct str request, struct apart_port *port)
{
    enum kind kind = (enum kind)(request.p[0] - '0');
    request = str_sub(request, 1, request.n);
    assert_string_equal(context, "context");
    char digits[16], junk[4096] = {0};
    switch (kind) {
    case ECHO:
        return apart_send(port, "<", 1) && apart_send(port, request.p, request.n) && apart_send(port, ">", 1);
    case REFUSE:
        apart_send(port, "unused", 6);
        return false;
    case CRASH:
        signal(SIGSEGV, SIG_DFL);
        raise(SIGSEGV);
        return true;
    case LEAVE:
        _exit(7);
    case LOOP:
        for (volatile unsigned i = 0;; i++)
            ;
    case FLOOD:
        while (apart_send(port, junk, sizeof junk))
            ;
        return true;
    case COUNT:
        snprintf(digits, sizeof digits, "%d", ++counted);
        return apart_send(port, digits, strlen(digits));
    case HALF:
        apart_send(port, "half", 4);
        _exit(9);
    case FORGE: /* the keeper's own pipes: closed here */
        for (int fd = 4; fd < 64; fd++)
            if (write(fd, "\0\0\0\0\4\0\0\0fake", 12) > 0)
                return false;
        return apart_send(port, "none", 4);
    }
    return false;
}

static const struct apart_rules rules = {
    .kinds[1] = {work, (char[]){"context"}, 1, 60}, .request_max = 100000, .reply_max = 200000};
static const struct confinement plain = {.ran = true};

static enum apart_end ask(struct str *reply, struct arena *arena, struct apart *apart, enum kind kind,
                          struct str request)
{
    char *whole = arena_alloc(arena, request.n + 1);
    whole[0] = (char)('0' + kind);
    if (request.n)
        memcpy(whole + 1, request.p, request.n);
    return apart_ask(reply, arena, apart, 1, (struct str){whole, request.n + 1});
}

/* Several in a row, each with nothing left of the one before. */
static void test_in_a_row(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct apart apart;
    struct str reply;
    assert_true(apart_start(&apart, &rules, &plain));
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ask(&reply, arena, &apart, ECHO, STR("hello")), APART_OK);
        assert_true(str_is(reply, "<hello>"));
        assert_int_equal(ask(&reply, arena, &apart, COUNT, STR("")), APART_OK);
        assert_true(str_is(reply, "1"));
        assert_int_equal(ask(&reply, arena, &apart, REFUSE, STR("x")), APART_FAILED);
        assert_int_equal(reply.n, 0);
        assert_int_equal(ask(&reply, arena, &apart, CRASH, STR("x")), APART_CRASHED);
        assert_int_equal(ask(&reply, arena, &apart, LEAVE, STR("x")), APART_CRASHED);
        assert_int_equal(ask(&reply, arena, &apart, HALF, STR("x")), APART_CRASHED);
        assert_int_equal(reply.n, 0);
        assert_int_equal(ask(&reply, arena, &apart, FORGE, STR("x")), APART_OK);
        assert_true(str_is(reply, "none"));
    }
    assert_int_equal(counted, 0);
    apart_stop(&apart);
    apart_stop(&apart);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    assert_int_equal(ask(&reply, arena, &apart, ECHO, STR("")), APART_FAILED);
    arena_free(arena);
}

static void test_sizes(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct apart apart;
    struct str reply;
    struct str large = {arena_alloc(arena, 100000), 99999};
    memset((char *)large.p, 'x', large.n);
    assert_true(apart_start(&apart, &rules, &plain));
    assert_int_equal(ask(&reply, arena, &apart, ECHO, large), APART_OK);
    assert_int_equal(reply.n, large.n + 2);
    assert_memory_equal(reply.p + 1, large.p, large.n);
    large.n++;
    assert_int_equal(ask(&reply, arena, &apart, ECHO, large), APART_FAILED);
    assert_int_equal(ask(&reply, arena, &apart, FLOOD, STR("")), APART_TOO_LARGE);
    assert_int_equal(reply.n, 0);
    assert_int_equal(ask(&reply, arena, &apart, ECHO, STR("still")), APART_OK);
    assert_true(str_is(reply, "<still>"));
    apart_stop(&apart);
    arena_free(arena);
}

static void test_time(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct apart apart;
    struct apart_rules short_rules = rules;
    struct str reply;
    short_rules.kinds[1].cpu_seconds_all = 1;
    short_rules.kinds[2] = rules.kinds[1];
    assert_true(apart_start(&apart, &short_rules, &plain));
    assert_int_equal(ask(&reply, arena, &apart, ECHO, STR("a")), APART_OK);
    assert_int_equal(ask(&reply, arena, &apart, LOOP, STR("")), APART_TIMEOUT);
    /* That was the time of all, but for a tick of the kernel's clock. */
    ask(&reply, arena, &apart, LOOP, STR(""));
    assert_int_equal(ask(&reply, arena, &apart, ECHO, STR("a")), APART_SPENT);
    /* Of that kind. */
    assert_int_equal(apart_ask(&reply, arena, &apart, 2, STR("0b")), APART_OK);
    assert_true(str_is(reply, "<b>"));
    apart_stop(&apart);
    arena_free(arena);
}

static void test_no_such_kind(void **state)
{
    (void)state;
    static const unsigned kinds[] = {0, 3, APART_KINDS_MAX, UINT32_MAX};
    for (size_t i = 0; i < 4; i++) {
        struct arena *arena = arena_new();
        struct apart apart;
        struct str reply;
        assert_true(apart_start(&apart, &rules, &plain));
        assert_int_equal(apart_ask(&reply, arena, &apart, kinds[i], STR("0")), APART_FAILED);
        apart_stop(&apart);
        arena_free(arena);
    }
}

/* A keeper that is gone is no reason to hang. */
static void test_keeper_gone(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct apart apart;
    struct str reply;
    signal(SIGPIPE, SIG_IGN);
    assert_true(apart_start(&apart, &rules, &plain));
    kill(apart.keeper, SIGKILL);
    assert_int_equal(ask(&reply, arena, &apart, ECHO, STR("a")), APART_FAILED);
    apart_stop(&apart);
    signal(SIGPIPE, SIG_DFL);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_a_row),     cmocka_unit_test(test_sizes),       cmocka_unit_test(test_time),
        cmocka_unit_test(test_no_such_kind), cmocka_unit_test(test_keeper_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
