#ifndef GRADE_PKTLINE_H
#define GRADE_PKTLINE_H
/*
 * The few packets of git's protocol (version 0) that a fetch of depth 1 needs, where the library does not ask
 * for it itself: functions over bytes, which come in pieces of any size from a server that may mean harm.
 *
 * A packet is four hexadecimal digits, the length with them, and its bytes; 0000 is a flush.
 *   list of refs  [# service=… · flush] · ID REF NUL capabilities · ID REF … · flush
 *   request       want ID capabilities · want ID … · deepen 1 · flush · done
 *   reply         shallow ID · … · flush · NAK · the pack
 * "deepen 1" and what the server says about it up to its flush are what the library knows nothing of.
 */
#include "base/str.h"

#define PKTLINE_DEEPEN "000ddeepen 1\n"
#define PKTLINE_HELD_MAX 16

/* Length of the packet with these four digits; 0 for a flush. False: no digits, or a length of 1 to 3. */
bool pktline_length(size_t *out, const char *digits);

/* Where the flush of a request stands that ends its wants. False: not such a request. */
bool pktline_wants_end(size_t *out, struct str request);

/* Looks for the capability "shallow" in the first ref of a list. Starts zeroed. */
struct pktline_scan {
    int state;
    char head[4];
    size_t head_n;
    size_t left; /* bytes of the packet that have not been seen */
    size_t word_n;
    bool word_fits;
    bool shallow; /* it is there */
};
void pktline_scan(struct pktline_scan *scan, struct str bytes);

/*
 * Takes the packets "shallow" and "unshallow" and their flush off the beginning of a reply. Starts zeroed;
 * `done` when the rest is to be passed on as it is. What is none of these packets ends the section and is
 * passed on: whether it makes sense is for its reader to say.
 */
struct pktline_strip {
    char held[PKTLINE_HELD_MAX]; /* the beginning of a packet, too little to tell what it is */
    size_t held_n;
    size_t left; /* bytes of a packet that is being dropped */
    bool done;
};
/* Writes what remains of the bytes to out, which has room for bytes.n + PKTLINE_HELD_MAX; returns how much.
 */
size_t pktline_strip(struct pktline_strip *strip, char *out, struct str bytes);

#endif
