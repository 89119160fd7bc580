#include "confine/frames.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool frames_write(int fd, const void *bytes, size_t n)
{
    const char *p = bytes;
    while (n) {
        ssize_t k = write(fd, p, n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        p += k;
        n -= (size_t)k;
    }
    return true;
}

bool frames_send(int fd, enum frame_type type, const void *bytes, size_t n)
{
    unsigned char head[FRAME_HEAD] = {(unsigned char)type, (unsigned char)n, (unsigned char)(n >> 8),
                                      (unsigned char)(n >> 16), (unsigned char)(n >> 24)};
    return frames_write(fd, head, sizeof head) && frames_write(fd, bytes, n);
}

bool frames_send_confined(int fd, const struct confinement *confined)
{
    unsigned char bytes[FRAME_CONFINED_N] = {confined->ran, (unsigned char)confined->landlock,
                                             confined->seccomp, confined->memory};
    return frames_send(fd, FRAME_CONFINED, bytes, sizeof bytes);
}

static void keep(struct frames *f, const char *bytes, size_t n)
{
    if (f->max && n > f->max - f->n) {
        f->end = FRAMES_TOO_LARGE;
        return;
    }
    if (f->n + n > f->cap) {
        size_t cap = f->cap ? f->cap : 4096;
        while (cap < f->n + n)
            cap *= 2;
        char *moved = realloc(f->result, cap);
        if (!moved) {
            f->end = FRAMES_NO_MEMORY;
            return;
        }
        f->result = moved;
        f->cap = cap;
    }
    memcpy(f->result + f->n, bytes, n);
    f->n += n;
}

static bool fits(const struct frames *f)
{
    switch (f->head[0]) {
    case FRAME_RESULT:
        return f->left > 0 && f->left <= FRAME_MAX;
    case FRAME_TELL:
    case FRAME_REFUSED:
        return f->left <= FRAME_TELL_MAX;
    case FRAME_CONFINED:
        return f->left == FRAME_CONFINED_N && !f->begun;
    case FRAME_DONE:
    case FRAME_FAILED:
        return f->left == 0;
    default:
        return false;
    }
}

static void start(struct frames *f)
{
    f->left =
        (size_t)f->head[1] | (size_t)f->head[2] << 8 | (size_t)f->head[3] << 16 | (size_t)f->head[4] << 24;
    if (!fits(f))
        f->end = FRAMES_NONSENSE;
    if (f->head[0] != FRAME_RESULT)
        f->message_n = f->head[0] == FRAME_FAILED ? f->message_n : 0;
    f->begun = true;
}

static void complete(struct frames *f)
{
    const unsigned char *got = (const unsigned char *)f->message;
    f->head_n = 0;
    switch (f->head[0]) {
    case FRAME_TELL:
        if (f->told)
            f->told(f->context, f->message, f->message_n);
        break;
    case FRAME_CONFINED:
        f->confined = (struct confinement){got[0] != 0, got[1], got[2] != 0, got[3] != 0};
        f->message_n = 0;
        break;
    case FRAME_REFUSED:
        f->end = FRAMES_REFUSED;
        break;
    case FRAME_DONE:
        f->end = FRAMES_DONE;
        break;
    case FRAME_FAILED:
        f->end = FRAMES_FAILED;
        break;
    default:
        break;
    }
}

void frames_hear(struct frames *f, const char *bytes, size_t n)
{
    while (n && f->end == FRAMES_OPEN) {
        if (f->head_n < FRAME_HEAD) {
            f->head[f->head_n++] = (unsigned char)*bytes++;
            n--;
            if (f->head_n < FRAME_HEAD)
                continue;
            start(f);
        } else {
            size_t part = n < f->left ? n : f->left;
            if (f->head[0] == FRAME_RESULT) {
                keep(f, bytes, part);
            } else {
                memcpy(f->message + f->message_n, bytes, part);
                f->message_n += part;
            }
            bytes += part;
            n -= part;
            f->left -= part;
        }
        if (f->end == FRAMES_OPEN && f->left == 0)
            complete(f);
    }
}
