#include "options.h"

#include "base/diag.h"
#include "options_value.h"
#include "report/calibration.h"
#include "report/check.h"
#include "report/formats.h"

#include <string.h>

enum group { GROUP_SOURCE, GROUP_GRADING, GROUP_REPORT, GROUP_LIMITS, GROUP_OTHER, GROUP_COUNT };
static const char *const groups[GROUP_COUNT] = {"What to grade", "Grading", "Report", "Limits", "Other"};

enum {
    IN_GRADE = 1 << COMMAND_GRADE,
    IN_CHECK = 1 << COMMAND_CHECK,
    IN_INIT = 1 << COMMAND_INIT,
    IN_RUBRIC = 1 << COMMAND_RUBRIC,
    IN_EXPLAIN = 1 << COMMAND_EXPLAIN,
    IN_RENDER = 1 << COMMAND_RENDER,
    IN_CALIBRATE = 1 << COMMAND_CALIBRATE,
    IN_COMPLETION = 1 << COMMAND_COMPLETION,
    IN_HELP = 1 << COMMAND_HELP
};
#define IN_ALL                                                                                               \
    (IN_GRADE | IN_CHECK | IN_INIT | IN_RUBRIC | IN_EXPLAIN | IN_RENDER | IN_CALIBRATE | IN_COMPLETION | IN_HELP)
#define IN_FETCH (IN_GRADE | IN_CHECK | IN_EXPLAIN)
#define IN_PACK (IN_GRADE | IN_CHECK | IN_INIT | IN_RUBRIC | IN_EXPLAIN)
#define IN_REVIEWS (IN_GRADE | IN_RENDER)
#define IN_REPORTS (IN_REVIEWS | IN_CHECK | IN_CALIBRATE)
#define IN_PAGES (IN_GRADE | IN_CHECK | IN_RUBRIC | IN_EXPLAIN | IN_RENDER | IN_CALIBRATE)

/* clang-format off */
/* O(ID, short, "long", argument or NULL, GROUP, commands, "help") */
#define OPTIONS(O)                                                                                                     \
    O(IN, 0, "in", "WHERE", SOURCE, IN_EXPLAIN, "grade this repository, folder or file, and show what was found")      \
    O(REF, 0, "ref", "REF", SOURCE, IN_FETCH, "branch, tag or commit of the repository")                               \
    O(PR, 0, "pr", "N", SOURCE, IN_FETCH, "head of pull request N")                                                    \
    O(EXPECT_COMMIT, 0, "expect-commit", "SHA", SOURCE, IN_FETCH, "refuse to grade any other commit")                  \
    O(ALLOW_HTTP, 0, "allow-http", NULL, SOURCE, IN_FETCH, "fetch over unencrypted http:// too")                       \
    O(PUBLIC_ONLY, 0, "public-only", NULL, SOURCE, IN_FETCH, "connect to addresses of the public internet alone")      \
    O(RUBRIC, 0, "rubric", "DIR", GRADING, IN_PACK, "rubric pack in DIR instead of the built-in one")     \
    O(ADJUSTMENTS, 0, "adjustments", "FILE", GRADING, IN_REVIEWS, "apply the marks of a person in FILE; the program's levels stay visible") \
    O(FAIL_UNDER, 0, "fail-under", "N", GRADING, IN_REVIEWS, "exit 1 where the total is under N, or there is none")      \
    O(FAIL_ON, 0, "fail-on", "WHAT", GRADING, IN_REVIEWS, "exit 1 where there is one of these, separated by commas: gate, red, yellow, error, warning, partial") \
    O(EXIT_ZERO, 0, "exit-zero", NULL, GRADING, IN_REVIEWS, "exit 0 where --fail-under or --fail-on was missed")        \
    O(FORMAT, 'f', "format", "NAME", REPORT, IN_GRADE, "terminal, json, tree, markdown, sarif, junit, github or html; may be repeated") \
    O(FORMAT_RENDER, 'f', "format", "NAME", REPORT, IN_RENDER, "terminal, json, markdown, sarif, junit, github or html; may be repeated") \
    O(STRICT, 0, "strict", NULL, GRADING, IN_CHECK, "exit 1 where something could not be read as it was written")      \
    O(FORMAT_CALIBRATION, 'f', "format", "NAME", REPORT, IN_CALIBRATE, "terminal or json; may be repeated")            \
    O(FORMAT_CHECK, 'f', "format", "NAME", REPORT, IN_CHECK, "terminal or json; may be repeated")                      \
    O(FORMAT_INIT, 'f', "format", "NAME", REPORT, IN_INIT, "yaml, dot or mermaid (default yaml)")                      \
    O(OUTPUT, 'o', "output", "FILE", REPORT, IN_REPORTS, "write the format before it to FILE (-: standard output)")    \
    O(ANONYMOUS, 0, "anonymous", NULL, REPORT, IN_REVIEWS, "leave out names, e-mail addresses, owner and host")        \
    O(AUDIENCE, 0, "audience", "WHO", REPORT, IN_REVIEWS, "reviewer, or candidate: parts, numbers and hints alone (default reviewer)") \
    O(MAX_BYTES, 0, "max-bytes", "BYTES", REPORT, IN_REVIEWS, "cut a Markdown report at a line before it is longer")   \
    O(ALL, 0, "all", NULL, REPORT, IN_REVIEWS, "every row with its evidence, every diagnostic and file")                 \
    O(ALL_CALIBRATION, 0, "all", NULL, REPORT, IN_CALIBRATE, "every disagreement and every diagnostic")                \
    O(ALL_CHECK, 0, "all", NULL, REPORT, IN_CHECK, "every diagnostic and file")                                        \
    O(QUIET, 'q', "quiet", NULL, REPORT, IN_REVIEWS | IN_CALIBRATE, "the headline alone")                              \
    O(COLOR, 0, "color", "WHEN", REPORT, IN_PAGES, "auto, always or never (default auto)")  \
    O(SANDBOX, 0, "sandbox", "WHEN", OTHER, IN_PACK | IN_CALIBRATE,                                                    \
      "confine what reads the files of others: auto, as this machine can; require; off (default auto)")                \
    O(VERBOSE, 'v', "verbose", NULL, OTHER, IN_ALL, "with --version: libraries, and what this machine can confine")    \
    O(HELP, 'h', "help", NULL, OTHER, IN_ALL, "print this help")                                                       \
    O(VERSION, 0, "version", NULL, OTHER, IN_ALL, "print the version")
/* clang-format on */

enum option_id {
#define O(ID, brief, name, argument, group, commands, help) OPTION_##ID,
    OPTIONS(O)
#undef O
        OPTION_LIMIT
};

struct option {
    enum option_id id;
    char brief;
    const char *name; /* NULL: a limit without a flag */
    const char *argument;
    enum group group;
    unsigned commands;
    const char *help;
    size_t limit; /* offset in struct limits */
    enum options_unit unit;
};

static const struct option table[] = {
#define O(ID, brief, name, argument, group, commands, help)                                                  \
    {OPTION_##ID, brief, name, argument, GROUP_##group, commands, help, 0, UNIT_COUNT},
    OPTIONS(O)
#undef O
#define L(name, value, unit, flag, diagnostic, help)                                                         \
    {OPTION_LIMIT, 0, flag, #unit, GROUP_LIMITS, IN_FETCH, help, offsetof(struct limits, name), UNIT_##unit},
        LIMITS(L)
#undef L
};
enum { N_OPTIONS = sizeof table / sizeof *table };

static const struct {
    const char *name, *usage, *about;
} commands[COMMAND_COUNT] = {
    [COMMAND_GRADE] =
        {NULL, "grade [OPTION]... REPOSITORY-URL | FOLDER | FILE",
         "Grades an architecture take-home against a rubric and prints a review in which every claim "
         "ends in a place."},
    [COMMAND_CHECK] =
        {"check", "grade check [OPTION]... [FOLDER | FILE | REPOSITORY-URL]",
         "The self-check before you hand in: what was read of your design, what the take-home asks for "
         "and was not found, whether your numbers agree, and what to ask yourself next. Without an "
         "argument: the folder you are in. It is public; reviewers see more."},
    [COMMAND_INIT] =
        {"init", "grade init [OPTION]... [FOLDER]",
         "Writes an example to begin with: an architecture file of another system, an outline of a "
         "README and a workflow that runs grade check. Files that are there already stay as they are."},
    [COMMAND_RUBRIC] = {"rubric", "grade rubric [OPTION]... [ROW]",
                        "Prints what the rubric asks: its rows and points, or one row in full."},
    [COMMAND_EXPLAIN] =
        {"explain", "grade explain [OPTION]... [ID]",
         "Explains a row, predicate, smell, check, flag, gate, loop, part or read-out of the rubric: what is looked for, "
         "why, how it is detected and, with --in, what was found. For reviewers."},
    [COMMAND_RENDER] = {"render", "grade render [OPTION]... REVIEW.json",
                        "Writes reports of a review that grade -f json wrote, as they would have been written at "
                        "once. -: standard input."},
    [COMMAND_CALIBRATE] =
        {"calibrate", "grade calibrate [OPTION]... LABELS [REVIEW]...",
         "Compares marks that people gave (YAML or CSV) with reviews that grade -f json wrote."},
    [COMMAND_COMPLETION] = {"completion", "grade completion bash | zsh | fish",
                            "Prints what makes a shell complete commands, options and their values."},
    [COMMAND_HELP] = {"help", "grade help [COMMAND]", "Prints the options of a command."},
};

const char *options_command_name(enum command_id command)
{
    return commands[command].name;
}

const char *options_about(enum command_id command)
{
    return commands[command].about;
}

enum command_id options_command(const char *word)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (commands[i].name && strcmp(commands[i].name, word) == 0)
            return (enum command_id)i;
    return COMMAND_GRADE;
}

bool options_shown(struct options_shown *out, enum command_id command, size_t i)
{
    for (size_t k = 0; k < N_OPTIONS; k++) {
        if (!table[k].name || !(table[k].commands >> command & 1) || i-- > 0)
            continue;
        *out = (struct options_shown){table[k].brief, table[k].name, table[k].argument, table[k].help};
        return true;
    }
    return false;
}

const char *options_version(void)
{
    return GRADE_VERSION;
}

static const struct option *find_long(enum command_id command, struct str name)
{
    for (size_t i = 0; i < N_OPTIONS; i++)
        if (table[i].name && (table[i].commands >> command & 1) && str_is(name, table[i].name))
            return &table[i];
    return NULL;
}

static const struct option *find_short(enum command_id command, char brief)
{
    for (size_t i = 0; i < N_OPTIONS; i++)
        if (table[i].brief && (table[i].commands >> command & 1) && table[i].brief == brief)
            return &table[i];
    return NULL;
}

struct parser {
    struct grade_options *out;
    struct arena *arena;
    enum command_id command;
    struct str *error;
    const char *bare_output; /* an -o before any -f: it is the terminal report's */
};

static bool wrong(struct parser *p, const char *message)
{
    *p->error = str_from(message);
    return false;
}

static bool wrong_value(struct parser *p, const struct option *option, const char *value, const char *wanted)
{
    return wrong(p, arena_printf(p->arena, "--%s '%s': %s", option->name, value, wanted));
}

static bool unknown_option(struct parser *p, const char *argument)
{
    struct str name = str_from(argument + strspn(argument, "-"));
    name = str_sub(name, 0, str_find(name, STR("=")));
    const char *names[N_OPTIONS];
    size_t n = 0;
    for (size_t i = 0; i < N_OPTIONS; i++)
        if (table[i].name && (table[i].commands >> p->command & 1))
            names[n++] = table[i].name;
    const char *near = did_you_mean(name, names, n);
    if (near)
        return wrong(p, arena_printf(p->arena, "unknown option '%s' (did you mean '--%s'?)", argument, near));
    return wrong(p, arena_printf(p->arena, "unknown option '%s'", argument));
}

size_t options_formats(const char *names[OPTIONS_FORMATS], enum command_id command)
{
    static const char *const drawings[] = {"yaml", "dot", "mermaid"};
    size_t n = 0;
    if (command == COMMAND_INIT)
        for (; n < sizeof drawings / sizeof *drawings; n++)
            names[n] = drawings[n];
    if (command == COMMAND_GRADE)
        for (; n < n_formats && n < OPTIONS_FORMATS; n++)
            names[n] = formats[n].name;
    if (command == COMMAND_RENDER)
        for (size_t i = 0; i < n_formats && n < OPTIONS_FORMATS; i++)
            if (!formats[i].submission)
                names[n++] = formats[i].name;
    if (command == COMMAND_CHECK)
        for (; n < n_check_formats; n++)
            names[n] = check_formats[n].name;
    if (command == COMMAND_CALIBRATE)
        for (; n < n_calibration_formats; n++)
            names[n] = calibration_formats[n].name;
    return n;
}

static bool add_format(struct parser *p, const struct option *option, const char *value)
{
    struct grade_options *out = p->out;
    const char *names[OPTIONS_FORMATS];
    size_t n = options_formats(names, p->command), at = 0;
    while (at < n && strcmp(names[at], value) != 0)
        at++;
    if (at == n) {
        const char *near = did_you_mean(str_from(value), names, n);
        struct buf wanted = buf_new(p->arena, 512);
        buf_puts(&wanted, "not a format; there are");
        for (size_t i = 0; i < n; i++)
            buf_printf(&wanted, "%s %s", i ? "," : "", names[i]);
        if (near)
            buf_printf(&wanted, " (did you mean '%s'?)", near);
        return wrong_value(p, option, value, wanted.p);
    }
    if (p->bare_output)
        return wrong(p, "-o belongs to the -f before it: give the -f first");
    if (out->n_outputs == OUTPUTS_MAX)
        return wrong(p, "too many formats: at most 8");
    out->outputs[out->n_outputs++].format = value;
    return true;
}

static bool add_output(struct parser *p, const char *value)
{
    struct grade_options *out = p->out;
    if (!*value)
        return wrong(p, "--output needs the name of a file");
    if (!out->n_outputs) {
        out->outputs[out->n_outputs++].format = formats[0].name;
        p->bare_output = value;
    }
    if (out->outputs[out->n_outputs - 1].output)
        return wrong(p, arena_printf(p->arena, "-o '%s': the -f before it has an -o already", value));
    out->outputs[out->n_outputs - 1].output = value;
    return true;
}

static bool read_limit(struct parser *p, const struct option *option, const char *value)
{
    size_t n;
    const char *wanted = options_value_size(&n, str_from(value), option->unit);
    if (wanted)
        return wrong_value(p, option, value, wanted);
    memcpy((char *)&p->out->limits + option->limit, &n, sizeof n);
    return true;
}

static bool read_colour(struct parser *p, const struct option *option, const char *value)
{
    static const char *const names[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++)
        if (strcmp(value, names[i]) == 0) {
            p->out->colour = i;
            return true;
        }
    return wrong_value(p, option, value, "must be auto, always or never");
}

static bool read_sandbox(struct parser *p, const struct option *option, const char *value)
{
    for (int i = CONFINE_AUTO; i <= CONFINE_OFF; i++)
        if (strcmp(value, confine_mode_name((enum confine_mode)i)) == 0) {
            p->out->sandbox = (enum confine_mode)i;
            return true;
        }
    return wrong_value(p, option, value, "must be auto, require or off");
}

const char *options_fail_on_name(enum fail_on what)
{
    static const char *const names[FAIL_ON_COUNT] = {"gate", "red", "yellow", "error", "warning", "partial"};
    return names[what];
}

static bool read_fail_on(struct parser *p, const struct option *option, const char *value)
{
    struct str rest = str_from(value), word;
    while (str_next(&rest, ",", &word)) {
        unsigned what = 0;
        while (what < FAIL_ON_COUNT && !str_is(word, options_fail_on_name((enum fail_on)what)))
            what++;
        if (what == FAIL_ON_COUNT)
            return wrong_value(p, option, value, "must be of gate, red, yellow, error, warning and partial");
        p->out->fail_on |= 1U << what;
    }
    return p->out->fail_on || wrong_value(p, option, value, "names nothing");
}

static bool read_max_bytes(struct parser *p, const struct option *option, const char *value)
{
    const char *wanted = options_value_size(&p->out->max_bytes, str_from(value), UNIT_BYTES);
    if (wanted)
        return wrong_value(p, option, value, wanted);
    return p->out->max_bytes >= 1000 || wrong_value(p, option, value, "must be 1000 at least");
}

static bool take(struct parser *p, const struct option *option, const char *value)
{
    struct grade_options *out = p->out;
    switch (option->id) {
    case OPTION_IN:
        out->in = value;
        return *value ? true : wrong(p, "--in needs a repository URL, a folder or a file");
    case OPTION_REF:
        out->ref = value;
        return *value && *value != '-'
                   ? true
                   : wrong_value(p, option, value, "not the name of a branch, tag or commit");
    case OPTION_PR:
        out->pr = value;
        return options_value_is(str_from(value), false, 1, 9) && *value != '0'
                   ? true
                   : wrong_value(p, option, value, "must be the number of a pull request");
    case OPTION_EXPECT_COMMIT:
        out->expect_commit = value;
        return (strlen(value) == 40 || strlen(value) == 64) && options_value_is(str_from(value), true, 40, 64)
                   ? true
                   : wrong_value(p, option, value, "must be a full commit id: 40 or 64 hexadecimal digits");
    case OPTION_RUBRIC:
        out->rubric = value;
        return *value ? true : wrong(p, "--rubric needs the name of a folder");
    case OPTION_ADJUSTMENTS:
        out->adjustments = value;
        return *value ? true : wrong(p, "--adjustments needs the name of a file");
    case OPTION_FAIL_UNDER:
        return options_value_number(&out->fail_under, str_from(value)) && out->fail_under <= 1e6
                   ? true
                   : wrong_value(p, option, value, "must be a number of points, like 60 or 59.5");
    case OPTION_FAIL_ON:
        return read_fail_on(p, option, value);
    case OPTION_AUDIENCE:
        out->for_candidate = strcmp(value, "candidate") == 0;
        return out->for_candidate || strcmp(value, "reviewer") == 0
                   ? true
                   : wrong_value(p, option, value, "must be reviewer or candidate");
    case OPTION_ANONYMOUS:
        return out->anonymous = true;
    case OPTION_MAX_BYTES:
        return read_max_bytes(p, option, value);
    case OPTION_FORMAT:
    case OPTION_FORMAT_RENDER:
    case OPTION_FORMAT_CALIBRATION:
    case OPTION_FORMAT_CHECK:
    case OPTION_FORMAT_INIT:
        return add_format(p, option, value);
    case OPTION_OUTPUT:
        return add_output(p, value);
    case OPTION_COLOR:
        return read_colour(p, option, value);
    case OPTION_SANDBOX:
        return read_sandbox(p, option, value);
    case OPTION_VERBOSE:
        return out->verbose = true;
    case OPTION_LIMIT:
        return read_limit(p, option, value);
    case OPTION_ALLOW_HTTP:
        return out->allow_http = true;
    case OPTION_PUBLIC_ONLY:
        return out->public_only = true;
    case OPTION_EXIT_ZERO:
        return out->exit_zero = true;
    case OPTION_ALL:
    case OPTION_ALL_CALIBRATION:
    case OPTION_ALL_CHECK:
        return out->all = true;
    case OPTION_STRICT:
        return out->strict = true;
    case OPTION_QUIET:
        return out->quiet = true;
    case OPTION_HELP:
    case OPTION_VERSION:
        break;
    }
    return true;
}

static bool take_word(struct parser *p, const char *word)
{
    if (!*word)
        return wrong(p, "an empty argument");
    if (p->out->what && p->command == COMMAND_CALIBRATE) {
        const char **slot = ARENA_PUSH(p->arena, p->out->more, p->out->n_more, p->out->cap_more);
        *slot = word;
        return true;
    }
    if (p->out->what)
        return wrong(p, arena_printf(p->arena, "one at a time: '%s' and '%s'", p->out->what, word));
    p->out->what = word;
    return true;
}

/* Rules that concern more than one option. */
static bool settle(struct parser *p)
{
    struct grade_options *out = p->out;
    if (!out->n_outputs && p->command == COMMAND_INIT)
        out->outputs[out->n_outputs++].format = "yaml";
    if (!out->n_outputs)
        out->outputs[out->n_outputs++].format = formats[0].name;
    if (!out->what && (p->command == COMMAND_CHECK || p->command == COMMAND_INIT))
        out->what = ".";
    if (p->command == COMMAND_INIT && out->n_outputs > 1)
        return wrong(p, "one format at a time");
    if (p->command == COMMAND_COMPLETION && !out->what)
        return wrong(p, "which shell: bash, zsh or fish?");
    size_t to_stdout = 0;
    for (size_t i = 0; i < out->n_outputs; i++) {
        if (out->outputs[i].output && strcmp(out->outputs[i].output, "-") == 0)
            out->outputs[i].output = NULL;
        to_stdout += !out->outputs[i].output;
        for (size_t k = 0; k < i; k++)
            if (out->outputs[i].output && out->outputs[k].output &&
                strcmp(out->outputs[i].output, out->outputs[k].output) == 0)
                return wrong(p, arena_printf(p->arena, "two reports for '%s'", out->outputs[i].output));
    }
    if (to_stdout > 1)
        return wrong(p, "more than one report for standard output: give all but one of them an -o FILE");
    if (out->ref && out->pr)
        return wrong(p, "--ref and --pr: give one of them");
    if (p->command == COMMAND_EXPLAIN && !out->in && (out->ref || out->pr || out->expect_commit))
        return wrong(p, "--ref, --pr and --expect-commit say what to look into: give --in, too");
    if (p->command == COMMAND_EXPLAIN && out->in && !out->what)
        return wrong(p, "nothing to explain: give the id of a row, predicate, check, flag, gate, loop or part");
    for (size_t i = 0; i < out->n_outputs && (out->anonymous || out->for_candidate); i++)
        if (p->command == COMMAND_GRADE && formats_find(out->outputs[i].format)->submission)
            return wrong(p, arena_printf(p->arena, "-f %s shows all that was read: neither --anonymous nor "
                                                   "--audience candidate",
                                         out->outputs[i].format));
    if (p->command == COMMAND_RENDER && !out->what)
        return wrong(p, "nothing to render: give a review that grade -f json wrote");
    if (p->command == COMMAND_GRADE && !out->what)
        return wrong(p, "nothing to grade: give a repository URL, a folder or a file");
    if (p->command == COMMAND_CALIBRATE && !out->what)
        return wrong(p, "no marks: give a YAML or CSV file, and the reviews it is about");
    if (out->verbose)
        return wrong(p, "--verbose goes with --version");
    limits_settle(&out->limits);
    return true;
}

enum options_result options_parse(struct grade_options *out, struct arena *arena, enum command_id command,
                                  int argc, char *const *argv, struct str *error)
{
    *out = (struct grade_options){.fail_under = -1, .limits = limits_default()};
    struct parser p = {.out = out, .arena = arena, .command = command, .error = error};
    bool words_only = false, fine = true;
    for (int i = 0; i < argc && fine; i++) {
        const char *argument = argv[i];
        if (words_only || argument[0] != '-' || !argument[1]) {
            fine = take_word(&p, argument);
            continue;
        }
        if (strcmp(argument, "--") == 0) {
            words_only = true;
            continue;
        }
        /* Short options may stand together, the last with its value: -qfjson. */
        bool is_long = argument[1] == '-';
        for (const char *at = argument + 1; fine && at;) {
            struct str name = is_long ? str_from(at + 1) : str_sub(str_from(at), 0, 1);
            size_t equals = is_long ? str_find(name, STR("=")) : name.n;
            const struct option *option =
                is_long ? find_long(command, str_sub(name, 0, equals)) : find_short(command, *at);
            const char *value =
                is_long ? (equals < name.n ? name.p + equals + 1 : NULL) : (at[1] ? at + 1 : NULL);
            at = NULL;
            if (!option) {
                fine = unknown_option(&p, argument);
            } else if (option->id == OPTION_HELP) {
                return OPTIONS_HELP;
            } else if (option->id == OPTION_VERSION) {
                for (int k = i + 1; k < argc; k++)
                    out->verbose |= strcmp(argv[k], "--verbose") == 0 || strcmp(argv[k], "-v") == 0;
                return OPTIONS_VERSION;
            } else if (!option->argument) {
                at = is_long ? NULL : value;
                fine = is_long && value ? wrong(&p, arena_printf(arena, "--%s takes no value", option->name))
                                        : take(&p, option, NULL);
            } else if (!value && ++i >= argc) {
                fine =
                    wrong(&p, arena_printf(arena, "--%s needs a value: %s", option->name, option->argument));
            } else {
                fine = take(&p, option, value ? value : argv[i]);
            }
        }
    }
    return fine && settle(&p) ? OPTIONS_RUN : OPTIONS_WRONG;
}

/* Appends text in lines of at most 80 columns; those after the first begin at `indent`. */
static void wrap(struct buf *out, size_t column, size_t indent, const char *text)
{
    struct str rest = str_from(text), word;
    for (bool first = true; str_next(&rest, " ", &word); first = false) {
        if (!first && column + 1 + word.n > 79) {
            buf_printf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (!first) {
            buf_putc(out, ' ');
            column++;
        }
        buf_add(out, word);
        column += word.n;
    }
    buf_putc(out, '\n');
}

static void help_option(struct buf *out, struct arena *arena, const struct option *option)
{
    enum { INDENT = 28 };
    struct buf line = buf_new(arena, 256);
    if (option->brief)
        buf_printf(&line, "  -%c, --%s", option->brief, option->name);
    else
        buf_printf(&line, "      --%s", option->name);
    if (option->argument)
        buf_printf(&line, " %s", option->argument);
    buf_add(out, buf_str(&line));
    if (line.n + 2 > INDENT)
        buf_printf(out, "\n%*s", INDENT, "");
    else
        buf_printf(out, "%*s", (int)(INDENT - line.n), "");
    const char *help = option->help;
    if (option->id == OPTION_LIMIT) {
        struct limits defaults = limits_default();
        size_t value;
        memcpy(&value, (char *)&defaults + option->limit, sizeof value);
        help = arena_printf(arena, "%s (default %s)", help, options_value_show(arena, value, option->unit));
    }
    wrap(out, INDENT, INDENT, help);
}

struct str options_help(struct arena *arena, enum command_id command)
{
    struct buf out = buf_new(arena, 64 * 1024);
    buf_printf(&out, "usage: %s\n", commands[command].usage);
    if (command == COMMAND_GRADE)
        for (size_t i = 0; i < COMMAND_COUNT; i++)
            if (commands[i].name)
                buf_printf(&out, "       %s\n", commands[i].usage);
    buf_putc(&out, '\n');
    wrap(&out, 0, 0, commands[command].about);
    if (command == COMMAND_GRADE) {
        wrap(&out, 0, 0, "A folder that is named like a command is written with its path: grade ./rubric.");
    }
    for (size_t g = 0; g < GROUP_COUNT; g++) {
        bool any = false;
        for (size_t i = 0; i < N_OPTIONS; i++) {
            if (!table[i].name || table[i].group != g || !(table[i].commands >> command & 1))
                continue;
            if (!any)
                buf_printf(&out, "\n%s\n", groups[g]);
            any = true;
            help_option(&out, arena, &table[i]);
        }
    }
    if (command == COMMAND_GRADE) {
        buf_puts(&out, "\nCOUNT is a number, BYTES a number with K, M or G behind it, SECONDS a number.\n");
        buf_puts(&out, "Exit status: 0 graded; 1 a bar was missed; 2 usage or environment;\n"
                       "3 the submission could not be graded.\n");
    }
    return buf_str(&out);
}
