#ifndef GRADE_FRAMES_H
#define GRADE_FRAMES_H
/*
 * What travels on the pipe from a child to its parent: frames of a type, a length (4 bytes, low first) and
 * that many bytes.
 *
 *   RESULT     appended to the result; at most FRAME_MAX bytes, never none
 *   TELL       a message; at most FRAME_TELL_MAX bytes
 *   CONFINED   how the child is confined, before anything else and once; FRAME_CONFINED_N bytes
 *   REFUSED    in its place: what the sandbox lacks; ends the talk
 *   DONE       without bytes; ends the talk, as does FAILED
 *
 * A pipe that closes without an end is a crash. The reader trusts nothing: the bytes may be those of a
 * process that was taken over.
 */
#include "base/str.h"
#include "model/confinement.h"

enum frame_type {
    FRAME_RESULT = 'R',
    FRAME_TELL = 'T',
    FRAME_CONFINED = 'C',
    FRAME_REFUSED = 'X',
    FRAME_DONE = 'D',
    FRAME_FAILED = 'F'
};
enum { FRAME_HEAD = 5, FRAME_TELL_MAX = 1024, FRAME_CONFINED_N = 4 };
#define FRAME_MAX ((size_t)1 << 20)

/* Writes all, whatever interrupts it. False: nobody reads any more. */
bool frames_write(int fd, const void *bytes, size_t n);
bool frames_send(int fd, enum frame_type type, const void *bytes, size_t n);
bool frames_send_confined(int fd, const struct confinement *confined);

enum frames_end {
    FRAMES_OPEN,
    FRAMES_DONE,
    FRAMES_FAILED,
    FRAMES_REFUSED,
    FRAMES_TOO_LARGE,
    FRAMES_NO_MEMORY, /* here, for the result */
    FRAMES_NONSENSE
};

struct frames {
    size_t max;                                                 /* bytes of the result; 0: no bound */
    void (*told)(void *context, const void *message, size_t n); /* may be NULL */
    void *context;

    enum frames_end end;
    char *result; /* malloc: it grows, and an arena would keep every size */
    size_t n, cap;
    char message[FRAME_TELL_MAX]; /* the last one, or why it was refused */
    size_t message_n;
    struct confinement confined; /* as the child says */

    unsigned char head[FRAME_HEAD];
    size_t head_n, left;
    bool begun; /* something other than CONFINED was heard */
};

/* Takes bytes off the pipe, as they come. What follows an end is ignored. */
void frames_hear(struct frames *frames, const char *bytes, size_t n);

#endif
