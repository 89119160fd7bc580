#include "fetch/pktline.h"

#include <string.h>

enum { HEAD_BYTES = 4 };

/* A line "unshallow ID\n" with an id of 64 digits is the longest that is one. */
#define LINE_MAX_BYTES (HEAD_BYTES + 10 + 64 + 1)

bool pktline_length(size_t *out, const char *digits)
{
    size_t n = 0;
    for (int i = 0; i < HEAD_BYTES; i++) {
        char c = str_byte_lower(digits[i]);
        if (!str_byte_digit(c) && (c < 'a' || c > 'f'))
            return false;
        n = n * 16 + (size_t)(str_byte_digit(c) ? c - '0' : c - 'a' + 10);
    }
    *out = n;
    return n == 0 || n >= HEAD_BYTES;
}

bool pktline_wants_end(size_t *out, struct str request)
{
    for (size_t at = 0, n; request.n - at >= HEAD_BYTES; at += n) {
        if (!pktline_length(&n, request.p + at))
            return false;
        if (n == 0) {
            *out = at;
            return at > 0;
        }
        if (n > request.n - at || !str_starts(str_sub(request, at + HEAD_BYTES, n - HEAD_BYTES), "want "))
            return false;
    }
    return false;
}

/* ---- capabilities ---- */

enum { SCAN_HEAD, SCAN_FIRST, SCAN_COMMENT, SCAN_NAME, SCAN_WORDS, SCAN_OVER };

static void end_word(struct pktline_scan *scan)
{
    static const char wanted[] = "shallow";
    scan->shallow |= scan->word_fits && scan->word_n == sizeof wanted - 1;
    scan->word_n = 0;
    scan->word_fits = true;
}

static void scan_word(struct pktline_scan *scan, char c)
{
    static const char wanted[] = "shallow";
    if (c == ' ' || c == '\n') {
        end_word(scan);
        return;
    }
    if (scan->word_n >= sizeof wanted - 1 || c != wanted[scan->word_n])
        scan->word_fits = false;
    else
        scan->word_n++;
}

static void scan_head(struct pktline_scan *scan, char c)
{
    size_t n;
    scan->head[scan->head_n++] = c;
    if (scan->head_n < HEAD_BYTES)
        return;
    scan->head_n = 0;
    if (!pktline_length(&n, scan->head))
        scan->state = SCAN_OVER;
    else if (n > HEAD_BYTES) {
        scan->left = n - HEAD_BYTES;
        scan->state = SCAN_FIRST;
    }
}

void pktline_scan(struct pktline_scan *scan, struct str bytes)
{
    for (size_t i = 0; i < bytes.n && scan->state != SCAN_OVER; i++) {
        char c = bytes.p[i];
        switch (scan->state) {
        case SCAN_HEAD:
            scan_head(scan, c);
            continue;
        case SCAN_FIRST:
            scan->state = c == '#' ? SCAN_COMMENT : SCAN_NAME;
            break;
        case SCAN_NAME:
            if (c == '\0') {
                scan->state = SCAN_WORDS;
                scan->word_fits = true;
            }
            break;
        case SCAN_WORDS:
            scan_word(scan, c);
            break;
        default: /* SCAN_COMMENT: skipped */
            break;
        }
        if (--scan->left)
            continue;
        if (scan->state == SCAN_WORDS)
            end_word(scan);
        scan->state = scan->state == SCAN_COMMENT ? SCAN_HEAD : SCAN_OVER;
    }
}

/* ---- the shallow section ---- */

enum verdict { VERDICT_MORE, VERDICT_PASS, VERDICT_DROP, VERDICT_END };

/* The beginning of a packet against "shallow " or "unshallow ". */
static enum verdict compare(const struct pktline_strip *strip, size_t length, const char *word)
{
    size_t n = strlen(word), have = strip->held_n - HEAD_BYTES;
    if (length < HEAD_BYTES + n || length > LINE_MAX_BYTES ||
        memcmp(strip->held + HEAD_BYTES, word, have < n ? have : n) != 0)
        return VERDICT_PASS;
    return have < n ? VERDICT_MORE : VERDICT_DROP;
}

static enum verdict judge_head(const struct pktline_strip *strip, size_t *length)
{
    if (strip->held_n < HEAD_BYTES)
        return VERDICT_MORE;
    if (!pktline_length(length, strip->held))
        return VERDICT_PASS;
    if (*length == 0)
        return VERDICT_END;
    enum verdict first = compare(strip, *length, "shallow ");
    return first == VERDICT_PASS ? compare(strip, *length, "unshallow ") : first;
}

size_t pktline_strip(struct pktline_strip *strip, char *out, struct str bytes)
{
    size_t written = 0, at = 0;
    while (at < bytes.n && !strip->done) {
        if (strip->left) {
            size_t part = strip->left < bytes.n - at ? strip->left : bytes.n - at;
            strip->left -= part;
            at += part;
            continue;
        }
        size_t length = 0;
        strip->held[strip->held_n++] = bytes.p[at++];
        switch (judge_head(strip, &length)) {
        case VERDICT_MORE:
            break;
        case VERDICT_DROP:
            strip->left = length - strip->held_n;
            strip->held_n = 0;
            break;
        case VERDICT_PASS:
            memcpy(out, strip->held, strip->held_n);
            written = strip->held_n;
            /* fall through */
        case VERDICT_END:
            strip->held_n = 0;
            strip->done = true;
        }
    }
    memcpy(out + written, bytes.p + at, bytes.n - at);
    return written + bytes.n - at;
}
