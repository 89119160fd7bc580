#include "fetch/trouble.h"

#include "fetch/gitlib.h"

#include <git2.h>

#include <stdlib.h>
#include <string.h>

static const char *size_words(struct arena *arena, size_t n)
{
    return arena_printf(arena, "%zu %s", n % MIB ? n : n / MIB, n % MIB ? "bytes" : "MiB");
}

/* One of our own limits or rules; NULL where none was met. */
static char *by_rules(struct arena *arena, const struct trouble *t)
{
    const struct stream_rules *rules = t->transport->rules;
    const struct limits *limits = &t->options->limits;
    const char *url = t->options->what;
    switch (rules->stop) {
    case STREAM_LATE:
        return arena_printf(arena, "%s took longer than %zu s: given up (--fetch-timeout)", url,
                            limits->fetch_time);
    case STREAM_IDLE:
        return arena_printf(arena, "%s sent nothing for %zu s: given up (--idle-timeout)", url,
                            limits->idle_time);
    case STREAM_BYTES:
        return arena_printf(arena, "%s sent more than %s: given up (--max-fetch)", url,
                            size_words(arena, limits->fetch_bytes));
    case STREAM_ADDRESS:
        return arena_printf(arena, "%s leads to a private address, %s: refused (--public-only)", url,
                            rules->detail);
    case STREAM_ELSEWHERE:
        return arena_printf(
            arena,
            "%s: the server sends us to %s, which is not followed: use the repository's present "
            "address",
            url, rules->detail);
    case STREAM_BROKEN:
        return arena_printf(arena, "%s cannot be reached (%s)", url, rules->detail);
    case STREAM_FINE:
    case STREAM_GONE:
        break;
    }
    if (t->transport->refs_over)
        return arena_printf(arena, "%s lists more than %s of refs: given up (--max-fetch)", url,
                            size_words(arena, t->transport->refs_max));
    if (t->too_many)
        return arena_printf(arena, "%s holds more than %zu objects: given up (--max-objects)", url,
                            limits->objects);
    return NULL;
}

static char *by_ssh(struct arena *arena, const struct trouble *t, const char *detail)
{
    const struct login *login = t->login;
    const char *url = t->options->what;
    if (login->unknown_host)
        return arena_printf(
            arena,
            "%s: %s shows the host key %s, which is not the one in ~/.ssh/known_hosts, or none is "
            "there: connect once with ssh, compare what it shows, then try again",
            url, login->url->host, *login->fingerprint ? login->fingerprint : "(of no known kind)");
    if (!login->offered)
        return NULL;
    if (!getenv("SSH_AUTH_SOCK"))
        return arena_printf(arena, "%s asks for a key, and no ssh agent is running (SSH_AUTH_SOCK)", url);
    if (t->code == GIT_EAUTH)
        return arena_printf(arena, "%s: no key of the ssh agent is accepted", url);
    if (strstr(detail, "authenticating"))
        return arena_printf(arena, "%s: the ssh agent is of no help (%s)", url, detail);
    return NULL;
}

static char *by_http(struct arena *arena, const struct trouble *t, const char *detail)
{
    const struct login *login = t->login;
    const char *url = t->options->what;
    if (login->withheld)
        return arena_printf(arena, "%s asks who we are, and GRADE_TOKEN is sent %s", url,
                            login->url->scheme == URL_HTTPS
                                ? "to the named address alone, not after a redirect"
                                : "over https:// alone");
    if (login->offered && (t->code == GIT_EAUTH || strstr(detail, "status code: 40")))
        return arena_printf(arena, "%s: no such repository, or GRADE_TOKEN is not allowed to read it", url);
    /* Hosts answer 401 or 404 alike for what is private and what is not there. */
    if (t->code == GIT_EAUTH || strstr(detail, "status code: 404") || strstr(detail, "status code: 401"))
        return arena_printf(arena, "%s: no such repository, or it is private (GRADE_TOKEN)", url);
    if (t->code == GIT_ECERTIFICATE)
        return arena_printf(arena, "%s: its certificate is not trusted (%s)", url, detail);
    if (strstr(detail, "redirect") || strstr(detail, "malformed URL"))
        return arena_printf(
            arena,
            "%s: the server sends us elsewhere, which is not followed: use the repository's present "
            "address (%s)",
            url, detail);
    return NULL;
}

char *trouble_words(struct arena *arena, const struct trouble *t)
{
    const char *url = t->options->what, *detail = gitlib_detail(arena);
    const git_error *last = git_error_last();
    char *words = by_rules(arena, t);
    if (!words)
        words = t->transport->ssh ? by_ssh(arena, t, detail) : by_http(arena, t, detail);
    if (words)
        return words;
    if (strstr(detail, "too many objects"))
        return arena_printf(arena, "%s holds more than %zu objects: given up (--max-objects)", url,
                            t->options->limits.objects);
    if (strstr(detail, "overly large object"))
        return arena_printf(arena, "%s holds an object of more than %s: given up (--max-object)", url,
                            size_words(arena, t->options->limits.object_bytes));
    if (last && (last->klass == GIT_ERROR_NET || last->klass == GIT_ERROR_OS || last->klass == GIT_ERROR_SSH))
        return arena_printf(arena, "%s cannot be reached (%s)", url, detail);
    return arena_printf(arena, "%s could not be fetched (%s)", url, detail);
}
