#include "output.h"

#include "options.h"
#include "report/escape.h"
#include "result.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(struct arena *arena, struct str *error, const char *name, int reason)
{
    *error = str_from(arena_printf(arena, "cannot write %s: %s", name, strerror(reason)));
    return false;
}

/* A signal that comes while there is a temporary file waits until it is renamed or gone: that is soon. */
static void hold_signals(struct output *out)
{
    static const int held[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof held / sizeof *held; i++)
        sigaddset(&set, held[i]);
    sigprocmask(SIG_BLOCK, &set, &out->mask);
}

static void let_signals(const struct output *out)
{
    if (out->final)
        sigprocmask(SIG_SETMASK, &out->mask, NULL);
}

/* A new file beside `final`; the name is not one that others could have prepared (O_EXCL). */
static int open_beside(struct output *out, struct arena *arena, mode_t mode)
{
    for (unsigned i = 0; i < 100; i++) {
        out->temporary = arena_printf(arena, "%s.%ld-%u.tmp", out->final, (long)getpid(), i);
        int fd = open(out->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

bool output_open(struct output *out, struct arena *arena, const char *path, struct str *error)
{
    *out = (struct output){.name = path ? path : "standard output"};
    if (!path) {
        out->file = stdout;
        return true;
    }
    struct stat old;
    bool exists = stat(path, &old) == 0;
    int fd;
    if (exists && !S_ISREG(old.st_mode)) {
        fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    } else {
        char *real = exists ? realpath(path, NULL) : NULL;
        out->final = arena_copy(arena, real ? real : path, strlen(real ? real : path));
        free(real);
        hold_signals(out);
        fd = open_beside(out, arena, 0666);
        /* A report that replaces another keeps its permissions. */
        if (fd >= 0 && exists && fchmod(fd, old.st_mode & 07777) != 0 && errno != EPERM) {
            int reason = errno;
            close(fd);
            unlink(out->temporary);
            let_signals(out);
            return fail(arena, error, path, reason);
        }
    }
    if (fd < 0) {
        int reason = errno;
        let_signals(out);
        return fail(arena, error, path, reason);
    }
    out->file = fdopen(fd, "w");
    if (!out->file) {
        int reason = errno;
        close(fd);
        if (out->final)
            unlink(out->temporary);
        let_signals(out);
        return fail(arena, error, path, reason);
    }
    return true;
}

void output_append(void *ctx, const char *bytes, size_t n)
{
    struct output *out = ctx;
    if (out->error)
        return;
    errno = 0;
    if (fwrite(bytes, 1, n, out->file) != n)
        out->error = errno ? errno : EIO;
}

bool output_close(struct output *out, struct arena *arena, struct str *error)
{
    errno = 0;
    if (fflush(out->file) != 0 && !out->error)
        out->error = errno ? errno : EIO;
    if (out->file != stdout && fclose(out->file) != 0 && !out->error)
        out->error = errno ? errno : EIO;
    if (out->final && !out->error && rename(out->temporary, out->final) != 0)
        out->error = errno;
    if (out->final && out->error)
        unlink(out->temporary);
    let_signals(out);
    return !out->error || fail(arena, error, out->name, out->error);
}

void output_word(struct buf *out, struct str message, bool unicode)
{
    for (const char *before = "grade: "; message.n; before = "  ") {
        size_t end = str_find(message, STR("\n  "));
        buf_puts(out, before);
        escape_terminal(out, str_sub(message, 0, end), unicode);
        buf_putc(out, '\n');
        message = str_sub(message, end + 3, message.n);
    }
}

void output_complain(struct arena *arena, struct str message)
{
    struct buf lines = buf_new(arena, 256 * KIB);
    output_word(&lines, message, output_unicode());
    fwrite(lines.p, 1, lines.n, stderr);
}

static bool write_record(struct arena *arena, const char *path, struct str record)
{
    struct output output;
    struct str error;
    if (!result_text(record)) {
        output_complain(
            arena, str_from(arena_printf(arena, "internal error: the report for %s is no text: not written",
                                         path ? path : "standard output")));
        return false;
    }
    if (output_open(&output, arena, path, &error)) {
        output_append(&output, record.p, record.n);
        if (output_close(&output, arena, &error))
            return true;
    }
    output_complain(arena, error);
    return false;
}

int output_result(struct arena *arena, const struct result *result, const struct grade_options *options)
{
    bool written = true;
    /* A failure has no reports; a success that lacks one is none. */
    if (result->status < 2 && result->n_records != options->n_outputs) {
        output_complain(arena, STR("internal error: a report is missing"));
        return 2;
    }
    for (size_t i = 0; result->status < 2 && i < options->n_outputs; i++)
        written = write_record(arena, options->outputs[i].output, result->records[i]) && written;
    fwrite(result->said.p, 1, result->said.n, stderr);
    return written ? (int)result->status : 2;
}

static const char *from_environment(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

bool output_unicode(void)
{
    const char *locale = from_environment("LC_ALL");
    if (!locale)
        locale = from_environment("LC_CTYPE");
    if (!locale)
        locale = from_environment("LANG");
    struct str name = str_from(locale);
    return str_has_nocase(name, STR("UTF-8")) || str_has_nocase(name, STR("UTF8"));
}

bool output_colour(int when, bool to_stdout)
{
    if (when != COLOUR_AUTO)
        return when == COLOUR_ALWAYS;
    const char *terminal = from_environment("TERM");
    return to_stdout && isatty(STDOUT_FILENO) && !from_environment("NO_COLOR") && terminal &&
           strcmp(terminal, "dumb") != 0;
}

unsigned output_width(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 80;
    return size.ws_col < 40 ? 40 : size.ws_col > 100 ? 100 : size.ws_col;
}

void output_streams(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF) {
            /* The lowest free number is this one. Reading only: what is written to it is an error, as it was.
             */
            int got = open("/dev/null", fd == 2 ? O_WRONLY : O_RDONLY);
            if (got >= 0 && got != fd)
                close(got);
        }
}
