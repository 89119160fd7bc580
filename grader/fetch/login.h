#ifndef GRADE_LOGIN_H
#define GRADE_LOGIN_H
/*
 * Who we are and whom we talk to, as libgit2 asks for it: the token for https, a key of the agent for ssh,
 * and whether a host key is known. Each is offered once.
 */
#include "fetch/credentials.h"
#include "fetch/url.h"

struct git_credential;
struct git_cert;

struct login {
    const struct credentials *credentials;
    const struct url *url; /* what the user asked for */

    bool offered;  /* the server asked who we are, and we told it */
    bool withheld; /* we have a token, and did not send it: no TLS, or not the host that was asked for */
    bool unknown_host;
    char fingerprint[64]; /* of a host key that is not known: "SHA256:…" */
};

/* For git_remote_callbacks: error codes of libgit2. */
int login_credentials(struct git_credential **out, struct login *login, const char *url, unsigned kinds);
int login_certificate(struct login *login, const struct git_cert *cert, bool valid);

#endif
