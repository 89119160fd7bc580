/*
 * Addresses: what is let through to the network, and what is said of the rest.
 * fuzz: dict=url max_len=2200
 */
#include "fetch/target.h"
#include "fuzz.h"

#include <string.h>

static void check_let_through(struct str url, const char *path, bool allow_http)
{
    struct str rest = url;
    size_t colon = str_find(url, STR("://"));
    rest = str_sub(url, colon + 3, url.n);
    struct str scheme = str_sub(url, 0, colon), authority = str_sub(rest, 0, str_find(rest, STR("/")));
    bool file = str_eq_nocase(scheme, STR("file")), http = str_eq_nocase(scheme, STR("http"));
    FUZZ_CHECK_TEXT(file || http || str_eq_nocase(scheme, STR("https")), url);
    FUZZ_CHECK_TEXT(file == (path != NULL), url);
    FUZZ_CHECK_TEXT(!memchr(authority.p, '@', authority.n), url);
    for (size_t i = 0; i < url.n; i++)
        FUZZ_CHECK_TEXT((unsigned char)url.p[i] > ' ' && url.p[i] != 0x7F && url.p[i] != '\\', url);
    if (file)
        FUZZ_CHECK_TEXT(path[0] == '/', url);
    else
        FUZZ_CHECK_TEXT(authority.n > 0 && authority.p[0] != ':', url);
    if (http && !allow_http)
        FUZZ_CHECK_TEXT(str_starts(authority, "127.") || str_starts(authority, "[::1]") ||
                            str_eq_nocase(str_sub(authority, 0, 9), STR("localhost")),
                        url);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    const char *url = arena_copy(arena, (const char *)data, size), *path, *why = NULL;
    for (int allow = 0; allow < 2; allow++) {
        if (target_url(&path, arena, url, allow, &why)) {
            check_let_through(str_from(url), path, allow);
            continue;
        }
        /* The reason quotes nothing of the address: it may hold a password. */
        FUZZ_CHECK(why && sound_utf8(str_from(why)) && strlen(why) > 10);
    }
    /* The same from the program's side. Not for paths: those are looked up on this machine. */
    if (strstr(url, "://") && strncasecmp(url, "file:", 5) != 0) {
        struct fetch_options options = {.what = url, .limits = limits_default()};
        struct target target;
        struct str error = {"", 0};
        enum fetch_result result = target_find(&target, arena, &options, &error);
        FUZZ_CHECK_TEXT((result == FETCH_OK) == (error.n == 0), str_from(url));
        FUZZ_CHECK_TEXT(result != FETCH_OK || target.kind == TARGET_URL, str_from(url));
    }
    arena_free(arena);
    return 0;
}
