#include "fetching_paths.h"

#include "fetch/gitdir.h"
#include "fetch/url.h"

#include <stdlib.h>

/* Libraries, and what the C library asks for a name's address. */
static const char *const always[] = {"/usr/lib",         "/usr/lib64", "/lib",        "/lib64",
                                     "/etc/ld.so.cache", "/dev/null",  "/dev/urandom"};
static const char *const network[] = {"/etc/resolv.conf",
                                      "/etc/hosts",
                                      "/etc/host.conf",
                                      "/etc/nsswitch.conf",
                                      "/etc/gai.conf",
                                      "/etc/services",
                                      "/etc/protocols",
                                      "/etc/passwd", /* where the home is, for known_hosts */
                                      "/etc/localtime",
                                      "/usr/share/zoneinfo",
                                      "/run/systemd/resolve",
                                      "/run/nscd",
                                      "/etc/ssl",
                                      "/etc/pki",
                                      "/etc/ca-certificates",
                                      "/usr/share/ca-certificates",
                                      "/usr/local/share/ca-certificates",
                                      "/usr/share/pki",
                                      "/etc/ssh/ssh_known_hosts"};
enum { DNS = 53 };

struct paths {
    struct arena *arena;
    const char **items;
    size_t n, cap;
};

static void add(struct paths *paths, const char *path)
{
    if (path && *path)
        *(const char **)ARENA_PUSH(paths->arena, paths->items, paths->n, paths->cap) = path;
}

static void add_local(struct paths *paths, const struct target *target)
{
    const char *root = target->kind == TARGET_WORKTREE ? target->root : target->path, *why;
    struct gitdir dir;
    add(paths, root);
    add(paths, target->path);
    if (gitdir_find(&dir, paths->arena, root, &why)) {
        add(paths, dir.path);
        add(paths, dir.common);
    }
}

/* 0 where there is none. */
static uint16_t port_of(struct arena *arena, const char *address)
{
    struct url url;
    const char *why;
    unsigned port = 0;
    if (url_read(&url, arena, address, &why))
        for (const char *digit = url.port; digit && *digit && port < 65536; digit++)
            port = 10 * port + (unsigned)(*digit - '0');
    return port < 65536 ? (uint16_t)port : 0;
}

void fetching_paths(struct landlock_rules *out, struct arena *arena, const struct target *target,
                    const char *temp_dir)
{
    struct paths paths = {.arena = arena};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        add(&paths, always[i]);
    if (target->kind == TARGET_URL) {
        uint16_t *ports = arena_alloc(arena, 2 * sizeof *ports);
        const char *home = getenv("HOME");
        for (size_t i = 0; i < sizeof network / sizeof *network; i++)
            add(&paths, network[i]);
        add(&paths, getenv("SSL_CERT_FILE"));
        add(&paths, getenv("SSL_CERT_DIR"));
        if (home)
            add(&paths, arena_printf(arena, "%s/.ssh/known_hosts", home));
        ports[0] = port_of(arena, target->name);
        ports[1] = DNS; /* where an answer is too long for a datagram */
        *out = (struct landlock_rules){.write = temp_dir, .ports = ports, .n_ports = 2};
    } else {
        add_local(&paths, target);
        *out = (struct landlock_rules){0};
    }
    out->read = paths.items;
    out->n_read = paths.n;
}
