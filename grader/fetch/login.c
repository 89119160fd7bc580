#include "fetch/login.h"

#include "fetch/gitlib.h"

#include <git2.h>

#include <string.h>

/* What most hosts call the account that keys belong to. */
#define SSH_USER "git"

static int refuse(int code, const char *why)
{
    gitlib_set_error(why);
    return code;
}

/* Whether libgit2 still speaks of the host and port that the user named; it names them in an address of its
 * own. */
static bool same_place(const struct login *login, const char *text)
{
    struct arena *arena = arena_new();
    struct url url;
    const char *why;
    bool same = url_read(&url, arena, text, &why) && url.scheme == login->url->scheme &&
                str_eq_nocase(str_from(url.host), str_from(login->url->host)) &&
                strcmp(url.port, login->url->port) == 0 && strcmp(url.path, login->url->path) == 0;
    arena_free(arena);
    return same;
}

static int offer_token(git_credential **out, struct login *login, const char *url, unsigned kinds)
{
    const struct credentials *c = login->credentials;
    if (!c || !*c->token)
        return refuse(GIT_EAUTH, "no token");
    if (login->url->scheme != URL_HTTPS || !same_place(login, url)) {
        login->withheld = true;
        return refuse(GIT_EAUTH, "the token is not sent");
    }
    if (login->offered || !(kinds & GIT_CREDENTIAL_USERPASS_PLAINTEXT))
        return refuse(GIT_EAUTH, "the token is not accepted");
    login->offered = true;
    return git_credential_userpass_plaintext_new(out, c->user, c->token);
}

int login_credentials(git_credential **out, struct login *login, const char *url, unsigned kinds)
{
    const char *user = login->url->user ? login->url->user : SSH_USER;
    *out = NULL;
    if (login->url->scheme != URL_SSH)
        return offer_token(out, login, url, kinds);
    if (kinds & GIT_CREDENTIAL_USERNAME)
        return git_credential_username_new(out, user);
    if (login->offered || !(kinds & GIT_CREDENTIAL_SSH_KEY))
        return refuse(GIT_EAUTH, "no key is accepted");
    login->offered = true;
    return git_credential_ssh_key_from_agent(out, user);
}

/* As ssh shows it: base64 without padding. */
static void print_sha256(char *out, const unsigned char *hash)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    memcpy(out, "SHA256:", 7);
    out += 7;
    for (size_t bit = 0; bit < 256; bit += 6) {
        unsigned value = (unsigned)hash[bit / 8] << 8 | (bit / 8 + 1 < 32 ? hash[bit / 8 + 1] : 0u);
        *out++ = digits[value >> (10 - bit % 8) & 63];
    }
    *out = '\0';
}

int login_certificate(struct login *login, const git_cert *cert, bool valid)
{
    if (valid)
        return 0;
    if (cert->cert_type != GIT_CERT_HOSTKEY_LIBSSH2)
        return GIT_PASSTHROUGH; /* libgit2 has already said what is wrong with it */
    const git_cert_hostkey *key = (const git_cert_hostkey *)cert;
    login->unknown_host = true;
    if (key->type & GIT_CERT_SSH_SHA256)
        print_sha256(login->fingerprint, key->hash_sha256);
    return refuse(GIT_ECERTIFICATE, "the host key is not known");
}
