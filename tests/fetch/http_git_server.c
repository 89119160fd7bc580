/*
 * A git server for tests: HTTP on 127.0.0.1, a free port that is printed on a line of its own; every request
 * is handed to `git http-backend` (CGI), one process a connection, one request a connection. Not for any
 * other use.
 *
 *   http_git_server ROOT [MODE]      repositories are ROOT/NAME.git
 *
 * MODE: stall              takes connections and never answers
 *       stall-pack         answers the list of refs and never the request for objects
 *       drip               one byte of an endless header line a second
 *       refs               refs without an end
 *       progress           a reply that is "Counting objects" without an end
 *       private            401 to everything
 *       auth=WORDS         401 unless "Authorization: Basic WORDS" comes
 *       moved=WORDS        301 from /old.git to /a.git, which is as in auth=WORDS, open where WORDS are empty
 *       redirect=LOCATION  301 to everything
 *       no-shallow         as a server that cannot cut off history: "shallow" is not in the list of refs
 *       files=FOLDER       the list of refs is FOLDER/list, the reply to the request for objects FOLDER/reply
 *
 * With HTTP_GIT_LOG=FILE in the environment the head of every request and "sent N", the bytes of its answer,
 * are appended to FILE.
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
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static size_t sent; /* to the client of this process */

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
        sent += (size_t)k;
    }
    return true;
}

static void write_log(const char *text)
{
    const char *path = getenv("HTTP_GIT_LOG");
    FILE *log = path ? fopen(path, "a") : NULL;
    if (!log)
        return;
    fputs(text, log);
    fclose(log);
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

/* The body of a request; its first bytes came with the head. */
struct body {
    int fd;
    char bytes[65536];
    size_t at, n;
};

static int body_byte(struct body *b)
{
    if (b->at == b->n) {
        ssize_t k = read(b->fd, b->bytes, sizeof b->bytes);
        b->at = 0;
        b->n = k > 0 ? (size_t)k : 0;
    }
    return b->at < b->n ? (unsigned char)b->bytes[b->at++] : -1;
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
        if (c < 0)
            return;
        b->at--;
        size_t part = b->n - b->at < left ? b->n - b->at : left;
        if (!write_all(to, b->bytes + b->at, part))
            return;
        sent -= part; /* that was not to the client */
        b->at += part;
        left -= part;
    }
}

/* "shallow" and "deepen-…" in the list of refs, under names of the same length that mean nothing. */
static void hide_shallow(char *bytes, size_t n)
{
    for (size_t i = 0; i + 7 <= n; i++)
        if (memcmp(bytes + i, "shallow", 7) == 0 || memcmp(bytes + i, "deepen-", 7) == 0)
            bytes[i] = 'x';
}

static void answer_from_cgi(int client, int from, bool shallow)
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
    if (!shallow)
        hide_shallow(bytes, n);
    write_all(client, bytes, n);
    for (ssize_t k; (k = read(from, bytes, sizeof bytes)) > 0;) {
        if (!shallow)
            hide_shallow(bytes, (size_t)k);
        if (!write_all(client, bytes, (size_t)k))
            return;
    }
}

static void run_backend(int client, const char *root, char *head, struct body *body, const char *method,
                        char *target, bool shallow)
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
    answer_from_cgi(client, out[0], shallow);
    waitpid(pid, NULL, 0);
}

/* The head of an answer to a request for the list of refs, or for objects; length: of the body, or NULL. */
static void answer(int client, bool post, const size_t *length)
{
    char line[64] = "";
    if (length)
        snprintf(line, sizeof line, "Content-Length: %zu\r\n", *length);
    say(client, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/x-git-upload-pack-");
    say(client, post ? "result\r\n" : "advertisement\r\n");
    say(client, line);
    say(client, "\r\n");
}

static void endless_refs(int client)
{
    answer(client, false, NULL);
    say(client, "001e# service=git-upload-pack\n0000");
    for (unsigned long i = 0;; i++) {
        char line[128];
        int k = snprintf(line, sizeof line,
                         "%04xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa refs/heads/%010lu\n", 4 + 41 + 22, i);
        if (!write_all(client, line, (size_t)k))
            return;
    }
}

static void endless_progress(int client)
{
    answer(client, true, NULL);
    say(client, "0008NAK\n");
    while (say(client, "0029\x02\x1b]0;pwned\x07\x1b[2JCounting objects: 99%\r"))
        usleep(10000);
}

static void send_file(int client, const char *folder, bool post)
{
    char path[4096], bytes[65536];
    snprintf(path, sizeof path, "%s/%s", folder, post ? "reply" : "list");
    FILE *f = fopen(path, "r");
    struct stat st;
    if (!f || fstat(fileno(f), &st) != 0)
        return;
    size_t length = (size_t)st.st_size;
    answer(client, post, &length);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
        if (!write_all(client, bytes, n))
            break;
    fclose(f);
}

/* What a mode's '=' is followed by, NULL where it is another mode. */
static const char *value_of(const char *mode, const char *name)
{
    size_t n = strlen(name);
    return strncmp(mode, name, n) == 0 && mode[n] == '=' ? mode + n + 1 : NULL;
}

static bool is_authorised(char *head, const char *wanted)
{
    char have[512];
    return header(head, "Authorization", have, sizeof have) && strncmp(have, "Basic ", 6) == 0 &&
           strcmp(have + 6, wanted) == 0;
}

static void serve(int client, const char *root, const char *mode)
{
    char head[16384], method[16], target[2048];
    static struct body body;
    size_t n, head_n = read_head(client, head, sizeof head, &n);
    if (strcmp(mode, "stall") == 0)
        pause();
    if (head_n == 0 || sscanf(head, "%15s %2047s", method, target) != 2)
        return;
    body.fd = client;
    body.n = n - head_n;
    memcpy(body.bytes, head + head_n, body.n);
    head[head_n] = '\0';
    write_log(head);
    bool post = strcmp(method, "POST") == 0;
    const char *words = value_of(mode, "auth"), *to = value_of(mode, "redirect"),
               *files = value_of(mode, "files");
    if (value_of(mode, "moved")) {
        words = *value_of(mode, "moved") ? value_of(mode, "moved") : NULL;
        to = strncmp(target, "/old.git", 8) == 0 ? "/a.git/info/refs?service=git-upload-pack" : NULL;
    }
    if (strcmp(mode, "stall-pack") == 0 && post)
        pause();
    if (strcmp(mode, "drip") == 0) {
        say(client, "HTTP/1.1 200 OK\r\nX: ");
        while (say(client, "x"))
            sleep(1);
    } else if (strcmp(mode, "refs") == 0) {
        endless_refs(client);
    } else if (strcmp(mode, "progress") == 0 && post) {
        endless_progress(client);
    } else if (strcmp(mode, "private") == 0 || (words && !to && !is_authorised(head, words))) {
        say(client,
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"git\"\r\nContent-Length: 0\r\n"
            "Connection: close\r\n\r\n");
    } else if (to) {
        say(client, "HTTP/1.1 301 Moved Permanently\r\nLocation: ");
        say(client, to);
        say(client, "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    } else if (files) {
        send_file(client, files, post);
    } else {
        run_backend(client, root, head, &body, method, target, strcmp(mode, "no-shallow") != 0);
    }
    char line[64];
    snprintf(line, sizeof line, "sent %zu\n", sent);
    write_log(line);
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
