#include "fetch/url.h"

#include <string.h>

#define URL_MAX 2048
#define ODD_CHARACTERS "the address holds a space, a backslash or a control character"
#define NO_PASSWORD "a password in the address is refused: ssh asks the agent for a key"

bool url_is_loopback(const char *host)
{
    struct str h = str_from(host);
    if (str_eq_nocase(h, STR("localhost")) || str_is(h, "::1"))
        return true;
    /* Only a spelled-out 127.x.y.z: a name that begins with 127. may be anybody's. */
    return str_starts(h, "127.") && strspn(host, "0123456789.") == h.n;
}

static int hex_value(char c)
{
    if (str_byte_digit(c))
        return c - '0';
    c = str_byte_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* NULL where a percent sign is not followed by two digits, or stands for NUL. */
static const char *percent_decoded(struct arena *arena, struct str s)
{
    char *out = arena_alloc(arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '%') {
            out[n++] = s.p[i];
            continue;
        }
        if (i + 2 >= s.n)
            return NULL;
        int high = hex_value(s.p[i + 1]), low = hex_value(s.p[i + 2]);
        if (high < 0 || low < 0 || high * 16 + low == 0)
            return NULL;
        out[n++] = (char)(high * 16 + low);
        i += 2;
    }
    return out;
}

/* Letters, digits and what else is in names; nothing that a command could take for an option. */
static bool is_name(struct str s, const char *others)
{
    if (s.n == 0 || s.n > 255 || s.p[0] == '-')
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = str_byte_lower(s.p[i]);
        if (!str_byte_digit(c) && !(c >= 'a' && c <= 'z') && !(c && strchr(others, c)))
            return false;
    }
    return true;
}

static bool is_port(struct str s)
{
    unsigned value = 0;
    if (s.n == 0 || s.n > 5 || s.p[0] == '0')
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (!str_byte_digit(s.p[i]))
            return false;
        value = value * 10 + (unsigned)(s.p[i] - '0');
    }
    return value <= 65535;
}

/* HOST or HOST:PORT or [ADDRESS]:PORT; port stays empty where none is written. */
static bool split_host(struct str *host, struct str *port, struct str s)
{
    *port = (struct str){"", 0};
    if (s.n && s.p[0] == '[') {
        size_t end = str_find(s, STR("]"));
        if (end == s.n)
            return false;
        *host = str_sub(s, 1, end - 1);
        s = str_sub(s, end + 1, s.n);
        if (!is_name(*host, ":.") || host->p[0] == '.')
            return false;
    } else {
        size_t colon = str_find(s, STR(":"));
        *host = str_sub(s, 0, colon);
        s = str_sub(s, colon, s.n);
        if (!is_name(*host, "-._"))
            return false;
    }
    if (s.n == 0)
        return true;
    *port = str_sub(s, 1, s.n);
    return s.p[0] == ':' && is_port(*port);
}

static bool plain(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7f || s.p[i] == '\\')
            return false;
    return true;
}

static bool read_file(struct url *out, struct arena *arena, struct str host, struct str path,
                      const char **why)
{
    if (host.n && !str_eq_nocase(host, STR("localhost"))) {
        *why = "file:// takes a path on this machine: file:///PATH";
        return false;
    }
    out->path = percent_decoded(arena, path);
    *why = "file:// without a usable path";
    return out->path && *out->path;
}

/* The shell of the other machine reads the path once more. */
static bool shell_safe(struct str path)
{
    for (size_t i = 0; i < path.n; i++)
        if (strchr("'\"`$;&|<>(){}*?!#%", path.p[i]))
            return false;
    return path.n > 0 && path.p[0] != '-';
}

static bool read_ssh(struct url *out, struct arena *arena, struct str authority, struct str path,
                     const char **why)
{
    struct str host, port;
    size_t at = str_find(authority, STR("@"));
    if (at < authority.n) {
        struct str user = str_sub(authority, 0, at);
        if (str_find(user, STR(":")) < user.n) {
            *why = NO_PASSWORD;
            return false;
        }
        if (!is_name(user, "-._+")) {
            *why = "the user name in the address is none";
            return false;
        }
        out->user = str_copy(arena, user).p;
        authority = str_sub(authority, at + 1, authority.n);
    }
    if (!split_host(&host, &port, authority)) {
        *why = "the address needs a host and a path";
        return false;
    }
    if (!shell_safe(path) || str_is(path, "/")) {
        *why = "the path in the address is missing, or holds characters that are not safe in a command";
        return false;
    }
    out->host = str_copy(arena, host).p;
    out->port = port.n ? str_copy(arena, port).p : "22";
    out->path = str_copy(arena, path).p;
    return true;
}

static bool read_http(struct url *out, struct arena *arena, struct str authority, struct str path,
                      const char **why)
{
    struct str host, port;
    if (str_find(authority, STR("@")) < authority.n) {
        *why = "a URL with a user name or password is refused: it would end up in logs and in the history of "
               "the "
               "shell; a token belongs into GRADE_TOKEN";
        return false;
    }
    if (str_find(path, STR("?")) < path.n || str_find(path, STR("#")) < path.n) {
        *why = "a URL with '?' or '#' is refused: give the address that git clones from";
        return false;
    }
    if (!split_host(&host, &port, authority) || path.n < 2) {
        *why = "the URL needs a host and a path";
        return false;
    }
    out->host = str_copy(arena, host).p;
    out->port = port.n ? str_copy(arena, port).p : out->scheme == URL_HTTP ? "80" : "443";
    out->path = str_copy(arena, path).p;
    return true;
}

bool url_is_short(const char *text)
{
    const char *colon = strchr(text, ':'), *slash = strchr(text, '/');
    return colon && colon > text && (!slash || colon < slash) && strncmp(colon, "://", 3) != 0 &&
           colon[1] != ':';
}

/* HOST:PATH or USER@HOST:PATH. */
static bool read_short(struct url *out, struct arena *arena, struct str s, const char **why)
{
    size_t colon = str_find(s, STR(":"));
    struct str path = str_sub(s, colon + 1, s.n), authority = str_sub(s, 0, colon);
    out->scheme = URL_SSH;
    if (str_find(path, STR("@")) < path.n && str_find(authority, STR("@")) == authority.n) {
        *why = NO_PASSWORD;
        return false;
    }
    *why = ODD_CHARACTERS;
    return plain(s) && read_ssh(out, arena, authority, path, why);
}

static bool is_scheme(struct url *out, struct str word)
{
    static const char *const schemes[] = {
        [URL_HTTPS] = "https", [URL_HTTP] = "http", [URL_SSH] = "ssh", [URL_FILE] = "file"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (!str_eq_nocase(word, str_from(schemes[i])))
            continue;
        out->scheme = (enum url_scheme)i;
        return true;
    }
    return false;
}

bool url_read(struct url *out, struct arena *arena, const char *text, const char **why)
{
    struct str s = str_from(text);
    *out = (struct url){0};
    if (s.n > URL_MAX) {
        *why = "the URL is too long";
        return false;
    }
    size_t colon = str_find(s, STR("://"));
    struct str scheme = str_sub(s, 0, colon), rest = str_sub(s, colon + 3, s.n);
    if (colon == s.n && url_is_short(text) && !is_scheme(out, str_sub(s, 0, str_find(s, STR(":")))))
        return read_short(out, arena, s, why);
    if (colon == s.n || !is_scheme(out, scheme)) {
        *why = "addresses of this kind are not supported: use https://, ssh://, file:// or a path";
        return false;
    }
    if (!plain(s)) {
        *why = ODD_CHARACTERS;
        return false;
    }
    size_t slash = str_find(rest, STR("/"));
    struct str authority = str_sub(rest, 0, slash), path = str_sub(rest, slash, rest.n);
    if (out->scheme == URL_FILE)
        return read_file(out, arena, authority, path, why);
    return out->scheme == URL_SSH ? read_ssh(out, arena, authority, path, why)
                                  : read_http(out, arena, authority, path, why);
}
