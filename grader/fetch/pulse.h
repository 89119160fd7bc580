#ifndef GRADE_PULSE_H
#define GRADE_PULSE_H
/* Signs of life of long work, at most ten a second. */
#include "fetch/repository.h"

struct pulse {
    const struct repository_port *port;
    struct repository_progress progress; /* what the next one says */
    uint64_t last_ms;
    bool gone; /* nobody listens any more */
};

/* False when nobody listens: give up. */
bool pulse_beat(struct pulse *pulse);

#endif
