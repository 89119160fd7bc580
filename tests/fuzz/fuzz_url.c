/*
 * Addresses: what is let through to the network, and what is said of the rest.
 * fuzz: dict=url max_len=2200
 */
#include "fetch/target.h"
#include "fuzz.h"

#include <string.h>

static bool only(const char *text, const char *others)
{
    for (const char *c = text; *c; c++) {
        char small = str_byte_lower(*c);
        if (!str_byte_digit(small) && !(small >= 'a' && small <= 'z') && !strchr(others, small))
            return false;
    }
    return *text != '\0' && *text != '-';
}

static void check_let_through(const struct url *url, struct str text)
{
    FUZZ_CHECK_TEXT(url->scheme <= URL_FILE && url->path && *url->path, text);
    FUZZ_CHECK_TEXT((url->scheme == URL_FILE) == (url->host == NULL), text);
    FUZZ_CHECK_TEXT(!url->user || (url->scheme == URL_SSH && only(url->user, "-._+")), text);
    for (size_t i = 0; i < text.n; i++)
        FUZZ_CHECK_TEXT((unsigned char)text.p[i] > ' ' && text.p[i] != 0x7F && text.p[i] != '\\', text);
    if (!url->host)
        return;
    /* Nothing that the next reader of the same text could take for a user, a port or an option. */
    FUZZ_CHECK_TEXT(only(url->host, "-._:"), text);
    FUZZ_CHECK_TEXT(str_has_nocase(text, str_from(url->host)), text);
    FUZZ_CHECK_TEXT(!strchr(url->host, ':') || memchr(text.p, '[', text.n), text);
    FUZZ_CHECK_TEXT(url->port && strlen(url->port) <= 5 && only(url->port, ""), text);
    FUZZ_CHECK_TEXT(strspn(url->port, "0123456789") == strlen(url->port), text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    const char *text = arena_copy(arena, (const char *)data, size), *why = NULL;
    struct url url = {0}, http = {0};
    if (url_read(&url, arena, text, &why))
        check_let_through(&url, str_from(text));
    else
        /* The reason quotes nothing of the address, which may hold a password. */
        FUZZ_CHECK(why && sound_utf8(str_from(why)) && strlen(why) > 10);
    if (target_url(&http, arena, text, false, &why) && http.scheme == URL_HTTP)
        FUZZ_CHECK_TEXT(strncmp(http.host, "127.", 4) == 0 || strcmp(http.host, "::1") == 0 ||
                            strcasecmp(http.host, "localhost") == 0,
                        str_from(text));
    arena_free(arena);
    return 0;
}
