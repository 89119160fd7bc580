#ifndef FUZZ_H
#define FUZZ_H
/*
 * What the harnesses share. A harness is one file, fuzz_NAME.c: it defines LLVMFuzzerTestOneInput() and is
 * found by CMake. libFuzzer drives it in the preset `fuzz`; in the normal tests replay.c does, with
 * corpus/NAME. A line "fuzz: dict=NAME max_len=N" in its first comment gives a dictionary and the longest
 * input.
 */
#include "helper_sound.h"
#include "parse/readers.h"
#include "report/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program with a word where the condition is false: what libFuzzer takes for a crash. */
#define FUZZ_CHECK(condition)                                                                                \
    ((condition) ? (void)0 : fuzz_failed(__FILE__, __LINE__, #condition, (struct str){"", 0}))
/* The same with the text that is wrong, which is shown with its control bytes escaped. */
#define FUZZ_CHECK_TEXT(condition, text)                                                                     \
    ((condition) ? (void)0 : fuzz_failed(__FILE__, __LINE__, #condition, (text)))
/* For the functions of helper_sound.h: NULL is what is wanted. */
#define FUZZ_SOUND(wrong) fuzz_sound(__FILE__, __LINE__, (wrong))
_Noreturn void fuzz_failed(const char *file, int line, const char *what, struct str text);
void fuzz_sound(const char *file, int line, const char *wrong);

/* Exactly those bytes: in sanitizer builds the first one beyond is seen. */
struct str fuzz_bytes(struct arena *arena, const uint8_t *data, size_t size);
/* A whole file; ends the program where it cannot be opened. */
struct str fuzz_slurp(struct arena *arena, const char *path);
/* The bytes up to the first line end, and what is behind it. */
struct str fuzz_line(struct str *rest);

/* One submission that is read. */
struct fuzz {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct architecture *arch;
    struct prose *prose;
    struct submission submission;
    struct parse_context ctx;
};
void fuzz_open(struct fuzz *f);
void fuzz_close(struct fuzz *f);
/* Reads the bytes as a file of that name, as the program would, and checks that what came of it is sound. */
void fuzz_read(struct fuzz *f, const char *name, struct str bytes);
/* All three, for a harness that does nothing else. */
void fuzz_file(const char *name, const uint8_t *data, size_t size);
void fuzz_check(const struct fuzz *f);

/*
 * Files in one input: a line "=== NAME" begins one, its bytes go to the next such line. What stands before
 * the first is no file's. Written so that a byte more or less damages one file, not the frame.
 */
struct fuzz_part {
    struct str name, bytes;
};
size_t fuzz_parts(struct fuzz_part **out, struct arena *arena, struct str input);

/* A report as bytes. */
struct str fuzz_report(struct arena *arena, const struct report_format *format, const struct review *review,
                       const struct report_options *options);
/* Whatever writes to a report_out, as bytes: out.ctx is the buffer. */
struct report_out fuzz_out(struct buf *out, struct arena *arena);

/*
 * What a terminal may be sent: lines of valid UTF-8 (ASCII where `unicode` is false) without control bytes
 * but for line ends and, with `colour`, SGR sequences; nothing that a CI runner takes for a command.
 */
void fuzz_check_terminal(struct str text, bool colour, bool unicode);
/* One JSON value in valid UTF-8, without the same key twice, as another parser reads it. */
void fuzz_check_json(struct str text);
/* A report as the format of that name promises it: one of the above, SARIF, XML, the log of a runner. */
void fuzz_check_report(const char *format, struct str report, const struct report_options *options);
/* Elements that open and close in order, quoted attributes, the five entities; no comment, CDATA or DOCTYPE.
 */
void fuzz_check_xml(struct str text);
/* The visible characters, which targets for people are made from. */
struct str fuzz_visible(struct arena *arena, struct str text);
/* Valid UTF-8 without control characters but for line ends and tabs. */
void fuzz_check_text(struct str text);

#endif
