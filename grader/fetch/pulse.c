#include "fetch/pulse.h"

#include <time.h>

enum { BEAT_MS = 100 };

static void put(unsigned char *out, uint64_t value)
{
    for (int i = 0; i < 8; i++)
        out[i] = (unsigned char)(value >> (8 * i));
}

static uint64_t get(const unsigned char *bytes)
{
    uint64_t value = 0;
    for (int i = 7; i >= 0; i--)
        value = value << 8 | bytes[i];
    return value;
}

bool repository_progress_read(struct repository_progress *out, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    if (n != REPOSITORY_PROGRESS_BYTES)
        return false;
    *out = (struct repository_progress){get(p), get(p + 8), get(p + 16), get(p + 24)};
    return true;
}

bool pulse_beat(struct pulse *pulse)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    uint64_t now = (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
    if (pulse->gone || now - pulse->last_ms < BEAT_MS)
        return !pulse->gone;
    pulse->last_ms = now;
    unsigned char bytes[REPOSITORY_PROGRESS_BYTES];
    put(bytes, pulse->progress.received);
    put(bytes + 8, pulse->progress.total);
    put(bytes + 16, pulse->progress.indexed);
    put(bytes + 24, pulse->progress.bytes);
    pulse->gone = !pulse->port->tell(pulse->port->context, bytes, sizeof bytes);
    return !pulse->gone;
}
