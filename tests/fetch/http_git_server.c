/*
 * A git server for tests: HTTP on 127.0.0.1, a free port that is printed on a line of its own; every request
 * is handed to `git http-backend` (CGI), one process a connection, one request a connection. Not for any
 * other use.
 *
 *   http_git_server ROOT [MODE]      repositories are ROOT/NAME.git
 *
 * MODE: stall       takes connections and never answers
 *       stall-pack  answers the list of refs and never the request for objects
 *       drip        one byte of an endless header line a second
 *       refs        refs without an end
 *       private     401 to everything
 *       redirect    301 to another host
 *       crash       301 to an address without a query, on which libgit2 1.5 reads through a null pointer
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n) {
        ssize_t k = write(fd, bytes, n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        bytes += k;
        n -= (size_t)k;
    }
    return true;
}

static bool say(int fd, const char *text)
{
    return write_all(fd, text, strlen(text));
}

/* Reads up to the empty line; *n is all that was read, the body's first bytes included. Returns the head's
 * length. */
static size_t read_head(int fd, char *out, size_t max, size_t *n)
{
    *n = 0;
    while (*n < max - 1) {
        ssize_t k = read(fd, out + *n, max - 1 - *n);
        if (k <= 0)
            return 0;
        *n += (size_t)k;
        out[*n] = '\0';
        char *end = strstr(out, "\r\n\r\n");
        if (end)
            return (size_t)(end - out) + 4;
    }
    return 0;
}

static const char *header(char *head, const char *name, char *out, size_t max)
{
    size_t n = strlen(name);
    for (char *line = strstr(head, "\r\n"); line; line = strstr(line + 2, "\r\n"))
        if (strncasecmp(line + 2, name, n) == 0 && line[2 + n] == ':') {
            const char *value = line + 3 + n + strspn(line + 3 + n, " ");
            snprintf(out, max, "%.*s", (int)strcspn(value, "\r"), value);
            return out;
        }
    return NULL;
}

/* A body sent in chunks, as a FILE; the head's buffer may hold its beginning. */
struct body {
    int fd;
    const char *early;
    size_t early_n;
};

static int body_byte(struct body *b)
{
    unsigned char c;
    if (b->early_n) {
        b->early_n--;
        return (unsigned char)*b->early++;
    }
    return read(b->fd, &c, 1) == 1 ? c : -1;
}

static void pass_body(struct body *b, int to, const char *length, bool chunked)
{
    size_t left = length ? strtoul(length, NULL, 10) : 0;
    for (;;) {
        if (chunked && left == 0) {
            char line[32];
            size_t n = 0;
            for (int c; n < sizeof line - 1 && (c = body_byte(b)) >= 0 && c != '\n';)
                line[n++] = (char)c;
            line[n] = '\0';
            if (n && line[0] == '\r')
                continue; /* the end of the chunk before */
            left = strtoul(line, NULL, 16);
        }
        if (left == 0)
            return;
        int c = body_byte(b);
        char byte = (char)c;
        if (c < 0 || !write_all(to, &byte, 1))
            return;
        left--;
    }
}

static void answer_from_cgi(int client, int from)
{
    char bytes[65536];
    size_t n, head = read_head(from, bytes, sizeof bytes, &n);
    char status[64];
    if (head == 0) {
        say(client, "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
    }
    char *line = strncasecmp(bytes, "Status:", 7) == 0 ? bytes : NULL;
    snprintf(status, sizeof status, "HTTP/1.1 %.*s\r\n", line ? (int)strcspn(line + 8, "\r") : 6,
             line ? line + 8 : "200 OK");
    say(client, status);
    say(client, "Connection: close\r\n");
    write_all(client, bytes, n);
    for (ssize_t k; (k = read(from, bytes, sizeof bytes)) > 0;)
        if (!write_all(client, bytes, (size_t)k))
            return;
}

static void run_backend(int client, const char *root, char *head, struct body *body, const char *method,
                        char *target)
{
    char type[256], length[32], coding[32], transfer[32], protocol[64];
    int in[2], out[2];
    char *query = strchr(target, '?');
    if (query)
        *query++ = '\0';
    if (pipe(in) != 0 || pipe(out) != 0)
        return;
    const char *size = header(head, "Content-Length", length, sizeof length);
    bool chunked = header(head, "Transfer-Encoding", transfer, sizeof transfer) != NULL;
    pid_t pid = fork();
    if (pid == 0) {
        dup2(in[0], 0);
        dup2(out[1], 1);
        close(in[1]);
        close(out[0]);
        setenv("GIT_PROJECT_ROOT", root, 1);
        setenv("GIT_HTTP_EXPORT_ALL", "1", 1);
        setenv("GIT_CONFIG_COUNT", "1",
               1); /* the test may run as another user than the one who made the folder */
        setenv("GIT_CONFIG_KEY_0", "safe.directory", 1);
        setenv("GIT_CONFIG_VALUE_0", "*", 1);
        setenv("REQUEST_METHOD", method, 1);
        setenv("PATH_INFO", target, 1);
        setenv("QUERY_STRING", query ? query : "", 1);
        setenv("REMOTE_ADDR", "127.0.0.1", 1);
        if (header(head, "Content-Type", type, sizeof type))
            setenv("CONTENT_TYPE", type, 1);
        if (size)
            setenv("CONTENT_LENGTH", size, 1);
        if (header(head, "Content-Encoding", coding, sizeof coding))
            setenv("HTTP_CONTENT_ENCODING", coding, 1);
        if (header(head, "Git-Protocol", protocol, sizeof protocol))
            setenv("GIT_PROTOCOL", protocol, 1);
        execlp("git", "git", "http-backend", (char *)NULL);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    pass_body(body, in[1], size, chunked);
    close(in[1]);
    answer_from_cgi(client, out[0]);
    waitpid(pid, NULL, 0);
}

static void serve(int client, const char *root, const char *mode)
{
    char head[16384], method[16], target[2048];
    size_t n, head_n = read_head(client, head, sizeof head, &n);
    if (strcmp(mode, "stall") == 0)
        pause();
    if (head_n == 0 || sscanf(head, "%15s %2047s", method, target) != 2)
        return;
    struct body body = {client, head + head_n, n - head_n};
    char first[sizeof head];
    memcpy(first, head, head_n);
    first[head_n] = '\0';
    if (strcmp(mode, "stall-pack") == 0 && strcmp(method, "POST") == 0)
        pause();
    if (strcmp(mode, "drip") == 0) {
        say(client, "HTTP/1.1 200 OK\r\nX: ");
        while (say(client, "x"))
            sleep(1);
    }
    if (strcmp(mode, "refs") == 0) {
        say(client, "HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n"
                    "Connection: close\r\n\r\n001e# service=git-upload-pack\n0000");
        for (unsigned long i = 0;; i++) {
            char line[128];
            int k =
                snprintf(line, sizeof line,
                         "%04xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa refs/heads/%010lu\n", 4 + 41 + 22, i);
            if (!write_all(client, line, (size_t)k))
                return;
        }
    }
    if (strcmp(mode, "private") == 0)
        say(client,
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"git\"\r\nContent-Length: 0\r\n"
            "Connection: close\r\n\r\n");
    else if (strcmp(mode, "redirect") == 0)
        say(client, "HTTP/1.1 301 Moved Permanently\r\nLocation: "
                    "http://localhost:9/elsewhere.git/info/refs?service=git-upload-pack\r\n"
                    "Content-Length: 0\r\nConnection: close\r\n\r\n");
    else if (strcmp(mode, "crash") == 0)
        say(client, "HTTP/1.1 301 Moved Permanently\r\nLocation: /elsewhere.git/info/refs\r\n"
                    "Content-Length: 0\r\nConnection: close\r\n\r\n");
    else
        run_backend(client, root, first, &body, method, target);
}

int main(int argc, char **argv)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof address;
    if (argc < 2)
        return 2;
    const char *mode = argc > 2 ? argv[2] : "";
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, n) != 0 || listen(listener, 16) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &n) != 0) {
        perror("http_git_server");
        return 1;
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    signal(SIGCHLD, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0)
            continue;
        if (fork() == 0) {
            close(listener);
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            signal(SIGCHLD, SIG_DFL);
            serve(client, argv[1], mode);
            shutdown(client, SHUT_RDWR);
            _exit(0);
        }
        close(client);
    }
}
