#include "fetch/transport.h"

#include "fetch/gitlib.h"
#include "fetch/pktline.h"

#include <git2.h>
#include <git2/sys/transport.h>

#include <stdlib.h>
#include <string.h>

/* Since 1.7 libgit2 fetches shallowly by itself. */
#define OWN_DEPTH (LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 7)

/* libgit2 drops what came with the head of an answer and does not fit into the first read of its body: at
 * most 16 KiB in 1.5, and it reads into 64 KiB itself. */
enum { QUEUE = 65536 };

struct layer;

struct layer_stream {
    git_smart_subtransport_stream parent;
    git_smart_subtransport_stream *inner;
    struct layer *layer;
    bool listing; /* the list of refs, not yet a reply */
    bool stripping;
    struct pktline_scan scan;
    struct pktline_strip strip;
    char queue[QUEUE + PKTLINE_HELD_MAX]; /* of the reply, stripped and not yet read */
    size_t queue_at, queue_n;
};

struct layer {
    git_smart_subtransport parent;
    git_smart_subtransport *inner;
    struct transport *t;
    struct layer_stream *current; /* ssh talks through one stream all the time */
};

static int no_memory(void)
{
    gitlib_set_error("out of memory");
    return -1;
}

/* Bytes of the list of refs, and of all that comes over ssh, which the stream does not see. */
static int count(struct layer_stream *s, size_t n)
{
    struct transport *t = s->layer->t;
    if (t->ssh && !stream_count(t->rules, n)) {
        gitlib_set_error(t->rules->detail);
        return -1;
    }
    if (!s->listing)
        return 0;
    t->refs += n;
    if (t->refs <= t->refs_max)
        return 0;
    t->refs_over = true;
    gitlib_set_error("the list of refs is too long");
    return -1;
}

static int read_inner(struct layer_stream *s, char *out, size_t max, size_t *n)
{
    *n = 0;
    int code = s->inner->read(s->inner, out, max, n);
    return code < 0 ? code : count(s, *n);
}

/* Fills the queue with what remains of the reply; leaves it empty at the end of the reply alone. */
static int refill(struct layer_stream *s)
{
    char bytes[QUEUE];
    s->queue_at = s->queue_n = 0;
    while (s->queue_n == 0) {
        size_t n;
        int code = read_inner(s, bytes, sizeof bytes, &n);
        if (code < 0 || n == 0)
            return code;
        s->queue_n = pktline_strip(&s->strip, s->queue, (struct str){bytes, n});
    }
    return 0;
}

static int layer_read(git_smart_subtransport_stream *base, char *out, size_t max, size_t *n)
{
    struct layer_stream *s = (struct layer_stream *)base;
    *n = 0;
    if (s->stripping && s->queue_at == s->queue_n) {
        if (s->strip.done) {
            s->stripping = false;
        } else {
            int code = refill(s);
            if (code < 0 || s->queue_n == 0)
                return code;
        }
    }
    if (s->queue_at < s->queue_n) {
        *n = s->queue_n - s->queue_at < max ? s->queue_n - s->queue_at : max;
        memcpy(out, s->queue + s->queue_at, *n);
        s->queue_at += *n;
        return 0;
    }
    int code = read_inner(s, out, max, n);
    if (code >= 0 && s->listing) {
        pktline_scan(&s->scan, (struct str){out, *n});
        s->layer->t->shallow_offered |= s->scan.shallow;
    }
    return code;
}

static int layer_write(git_smart_subtransport_stream *base, const char *bytes, size_t n)
{
    struct layer_stream *s = (struct layer_stream *)base;
    struct transport *t = s->layer->t;
    size_t end, extra = strlen(PKTLINE_DEEPEN);
    s->listing = false;
    if (!OWN_DEPTH || !t->shallow || !t->shallow_offered || !pktline_wants_end(&end, (struct str){bytes, n}))
        return s->inner->write(s->inner, bytes, n);
    /* In one piece: over http the first write is the whole request. */
    char *longer = malloc(n + extra);
    if (!longer)
        return no_memory();
    memcpy(longer, bytes, end);
    memcpy(longer + end, PKTLINE_DEEPEN, extra);
    memcpy(longer + end + extra, bytes + end, n - end);
    s->stripping = true;
    s->strip = (struct pktline_strip){.done = false};
    int code = s->inner->write(s->inner, longer, n + extra);
    free(longer);
    return code;
}

static void layer_free_stream(git_smart_subtransport_stream *base)
{
    struct layer_stream *s = (struct layer_stream *)base;
    if (!s)
        return;
    s->inner->free(s->inner);
    if (s->layer->current == s)
        s->layer->current = NULL;
    free(s);
}

static int layer_action(git_smart_subtransport_stream **out, git_smart_subtransport *base, const char *url,
                        git_smart_service_t service)
{
    struct layer *layer = (struct layer *)base;
    git_smart_subtransport_stream *inner = NULL;
    *out = NULL;
    if (service != GIT_SERVICE_UPLOADPACK_LS && service != GIT_SERVICE_UPLOADPACK) {
        gitlib_set_error("nothing is ever sent to a repository");
        return -1;
    }
    if (layer->current) {
        *out = &layer->current->parent;
        return 0;
    }
    int code = layer->inner->action(&inner, layer->inner, url, service);
    if (code < 0)
        return code;
    struct layer_stream *s = calloc(1, sizeof *s);
    if (!s) {
        inner->free(inner);
        return no_memory();
    }
    s->parent = (git_smart_subtransport_stream){
        .subtransport = base, .read = layer_read, .write = layer_write, .free = layer_free_stream};
    s->inner = inner;
    s->layer = layer;
    s->listing = service == GIT_SERVICE_UPLOADPACK_LS;
    if (s->listing) {
        layer->t->refs = 0;
        layer->t->shallow_offered = false;
    }
    if (layer->t->ssh)
        layer->current = s;
    *out = &s->parent;
    return 0;
}

static int layer_close(git_smart_subtransport *base)
{
    struct layer *layer = (struct layer *)base;
    return layer->inner->close(layer->inner);
}

static void layer_free(git_smart_subtransport *base)
{
    struct layer *layer = (struct layer *)base;
    if (!layer)
        return;
    layer->inner->free(layer->inner);
    free(layer);
}

static int layer_new(git_smart_subtransport **out, git_transport *owner, void *context)
{
    struct transport *t = context;
    struct layer *layer = calloc(1, sizeof *layer);
    *out = NULL;
    if (!layer)
        return no_memory();
    int code = t->ssh ? git_smart_subtransport_ssh(&layer->inner, owner, NULL)
                      : git_smart_subtransport_http(&layer->inner, owner, NULL);
    if (code < 0) {
        free(layer);
        return code;
    }
    layer->parent =
        (git_smart_subtransport){.action = layer_action, .close = layer_close, .free = layer_free};
    layer->t = t;
    *out = &layer->parent;
    return 0;
}

int transport_new(git_transport **out, git_remote *owner, struct transport *t)
{
    /* Read while the transport is made, and not kept. */
    git_smart_subtransport_definition definition = {.callback = layer_new, .rpc = !t->ssh, .param = t};
    return git_transport_smart(out, owner, &definition);
}

int transport_depth(const struct transport *t)
{
    return !OWN_DEPTH && t->shallow && t->shallow_offered ? 1 : 0;
}
