#include "completion.h"

#include <string.h>

/* What an argument, or a word after a command, can be. */
enum value { VALUE_NONE, VALUE_FILE, VALUE_FOLDER, VALUE_LIST };

struct values {
    enum value kind;
    const char *list; /* VALUE_LIST: separated by blanks */
};

static const char *joined(struct arena *arena, const char *const *names, size_t n)
{
    struct buf list = buf_new(arena, 1024);
    for (size_t i = 0; i < n; i++)
        buf_printf(&list, i ? " %s" : "%s", names[i]);
    return buf_str(&list).p;
}

static const char *command_names(struct arena *arena)
{
    const char *names[COMMAND_COUNT];
    size_t n = 0;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (options_command_name((enum command_id)i))
            names[n++] = options_command_name((enum command_id)i);
    return joined(arena, names, n);
}

static struct values values_of(struct arena *arena, enum command_id command,
                               const struct options_shown *option)
{
    const char *names[OPTIONS_FORMATS];
    struct str argument = str_from(option->argument);
    if (str_is(argument, "NAME"))
        return (struct values){VALUE_LIST, joined(arena, names, options_formats(names, command))};
    if (str_is(argument, "WHEN"))
        return (struct values){VALUE_LIST, "auto always never"};
    if (str_is(argument, "WHO"))
        return (struct values){VALUE_LIST, "reviewer candidate"};
    if (str_is(argument, "WHAT"))
        return (struct values){VALUE_LIST, "gate red yellow error warning partial"};
    if (str_is(argument, "DIR"))
        return (struct values){VALUE_FOLDER, NULL};
    if (str_is(argument, "FILE") || str_is(argument, "WHERE"))
        return (struct values){VALUE_FILE, NULL};
    return (struct values){VALUE_NONE, NULL};
}

static struct values words_of(struct arena *arena, enum command_id command)
{
    switch (command) {
    case COMMAND_GRADE:
    case COMMAND_CHECK:
    case COMMAND_RENDER:
    case COMMAND_CALIBRATE:
        return (struct values){VALUE_FILE, NULL};
    case COMMAND_INIT:
        return (struct values){VALUE_FOLDER, NULL};
    case COMMAND_COMPLETION:
        return (struct values){VALUE_LIST, "bash zsh fish"};
    case COMMAND_HELP:
        return (struct values){VALUE_LIST, command_names(arena)};
    default:
        return (struct values){VALUE_NONE, NULL};
    }
}

static const char *name_of(enum command_id command)
{
    const char *name = options_command_name(command);
    return name ? name : "grade";
}

/* ---- bash */

static void bash_value(struct buf *out, struct values values)
{
    if (values.kind == VALUE_LIST)
        buf_printf(out, "words='%s'", values.list);
    else
        buf_puts(out, values.kind == VALUE_FILE     ? "kind='file'"
                      : values.kind == VALUE_FOLDER ? "kind='directory'"
                                                    : "kind=''");
}

static void bash_command(struct buf *out, struct arena *arena, enum command_id command)
{
    struct options_shown option;
    struct buf all = buf_new(arena, 4 * 1024);
    buf_printf(out, "    %s)\n        case $before in\n", name_of(command));
    for (size_t i = 0; options_shown(&option, command, i); i++) {
        if (option.brief)
            buf_printf(&all, "-%c ", option.brief);
        buf_printf(&all, "--%s ", option.name);
        if (!option.argument)
            continue;
        buf_puts(out, "        ");
        if (option.brief)
            buf_printf(out, "-%c | ", option.brief);
        buf_printf(out, "--%s) ", option.name);
        bash_value(out, values_of(arena, command, &option));
        buf_puts(out, " ;;\n");
    }
    buf_puts(out, "        *)\n            ");
    bash_value(out, words_of(arena, command));
    buf_puts(out, "\n");
    if (command == COMMAND_GRADE)
        buf_printf(out, "            [ \"$COMP_CWORD\" -ne 1 ] || words='%s'\n", command_names(arena));
    buf_printf(out, "            case $current in -*) kind='' words='%s' ;; esac\n            ;;\n",
               str_trim(buf_str(&all)).n ? buf_str(&all).p : "");
    buf_puts(out, "        esac\n        ;;\n");
}

static void bash(struct buf *out, struct arena *arena)
{
    buf_puts(
        out,
        "# Completion of grade for bash, as `grade completion bash` prints it.\n"
        "_grade() {\n"
        "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=grade\n"
        "    local kind='' words='' word\n"
        "    COMPREPLY=()\n"
        "    # bash takes --format=json for three words\n"
        "    if [ \"$current\" = = ]; then\n"
        "        current=''\n"
        "    elif [ \"$before\" = = ]; then\n"
        "        before=${COMP_WORDS[COMP_CWORD - 2]}\n"
        "    fi\n"
        "    if [ \"$COMP_CWORD\" -gt 1 ]; then\n"
        "        case ${COMP_WORDS[1]} in\n        ");
    struct str rest = str_from(command_names(arena)), name;
    for (bool first = true; str_next(&rest, " ", &name); first = false)
        buf_printf(out, first ? "%.*s" : " | %.*s", STR_ARG(name));
    buf_puts(out, ") command=${COMP_WORDS[1]} ;;\n        esac\n    fi\n    case $command in\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        bash_command(out, arena, (enum command_id)i);
    buf_puts(out, "    esac\n"
                  "    while IFS= read -r word; do\n"
                  "        COMPREPLY+=(\"$word\")\n"
                  "    done < <(\n"
                  "        [ -z \"$words\" ] || compgen -W \"$words\" -- \"$current\"\n"
                  "        [ -z \"$kind\" ] || compgen -A \"$kind\" -- \"$current\"\n"
                  "    )\n"
                  "    [ -z \"$kind\" ] || compopt -o filenames 2>/dev/null\n"
                  "}\n"
                  "complete -F _grade grade\n");
}

/* ---- zsh */

/* Within single quotes and the brackets of _arguments. */
static void zsh_text(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'')
            buf_puts(out, "'\\''");
        else if (strchr("[]:\\", *text))
            buf_printf(out, "\\%c", *text);
        else
            buf_putc(out, *text);
    }
}

static void zsh_action(struct buf *out, struct values values)
{
    static const char *const actions[] = {
        [VALUE_NONE] = " ", [VALUE_FILE] = "_files", [VALUE_FOLDER] = "_files -/"};
    if (values.kind == VALUE_LIST)
        buf_printf(out, "(%s)", values.list);
    else
        buf_puts(out, actions[values.kind]);
}

static void zsh_option(struct buf *out, struct arena *arena, enum command_id command,
                       const struct options_shown *option)
{
    for (int brief = option->brief ? 1 : 0; brief >= 0; brief--) {
        if (brief)
            buf_printf(out, "            '*-%c%s[", option->brief, option->argument ? "+" : "");
        else
            buf_printf(out, "            '*--%s%s[", option->name, option->argument ? "=" : "");
        zsh_text(out, option->help);
        buf_puts(out, "]");
        if (option->argument) {
            buf_printf(out, ":%s:", option->argument);
            zsh_action(out, values_of(arena, command, option));
        }
        buf_puts(out, "' \\\n");
    }
}

/* The first sentence of what a command does. */
static struct str brief_of(enum command_id command)
{
    struct str about = str_from(options_about(command));
    size_t end = str_find(about, STR(": "));
    size_t stop = str_find(about, STR(". "));
    end = stop < end ? stop : end;
    return str_ends(str_sub(about, 0, end), ".") ? str_sub(about, 0, end - 1) : str_sub(about, 0, end);
}

static void zsh(struct buf *out, struct arena *arena)
{
    struct options_shown option;
    buf_puts(out, "#compdef grade\n"
                  "# Completion of grade for zsh, as `grade completion zsh` prints it.\n"
                  "_grade_words() {\n"
                  "    local -a commands=(\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (options_command_name((enum command_id)i)) {
            buf_printf(out, "        '%s:", options_command_name((enum command_id)i));
            zsh_text(out, arena_printf(arena, "%.*s", STR_ARG(brief_of((enum command_id)i))));
            buf_puts(out, "'\n");
        }
    buf_puts(out, "    )\n"
                  "    (( CURRENT != 2 )) || _describe -t commands command commands\n"
                  "    _files\n"
                  "}\n\n"
                  "_grade() {\n"
                  "    local command=grade\n"
                  "    if (( CURRENT > 2 )); then\n"
                  "        case $words[2] in\n        (");
    struct str rest = str_from(command_names(arena)), name;
    for (bool first = true; str_next(&rest, " ", &name); first = false)
        buf_printf(out, first ? "%.*s" : "|%.*s", STR_ARG(name));
    buf_puts(out, ")\n"
                  "            command=$words[2]\n"
                  "            shift words\n"
                  "            (( CURRENT-- ))\n"
                  "            ;;\n"
                  "        esac\n"
                  "    fi\n"
                  "    case $command in\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        enum command_id command = (enum command_id)i;
        buf_printf(out, "    (%s)\n        _arguments -s : \\\n", name_of(command));
        for (size_t k = 0; options_shown(&option, command, k); k++)
            zsh_option(out, arena, command, &option);
        buf_puts(out, "            '*:word:");
        if (command == COMMAND_GRADE)
            buf_puts(out, "_grade_words");
        else
            zsh_action(out, words_of(arena, command));
        buf_puts(out, "'\n        ;;\n");
    }
    buf_puts(out, "    esac\n"
                  "}\n\n"
                  "if [ \"$funcstack[1]\" = _grade ]; then\n"
                  "    _grade \"$@\"\n"
                  "else\n"
                  "    compdef _grade grade\n"
                  "fi\n");
}

/* ---- fish */

static void fish_text(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\'' || text.p[i] == '\\')
            buf_putc(out, '\\');
        buf_putc(out, text.p[i]);
    }
}

static void fish_action(struct buf *out, struct values values)
{
    if (values.kind == VALUE_LIST)
        buf_printf(out, " -x -a '%s'", values.list);
    else
        buf_puts(out, values.kind == VALUE_FILE     ? " -r -F"
                      : values.kind == VALUE_FOLDER ? " -x -a '(__fish_complete_directories)'"
                                                    : " -x");
}

static void fish_command(struct buf *out, struct arena *arena, enum command_id command)
{
    struct options_shown option;
    const char *when = options_command_name(command)
                           ? arena_printf(arena, "__fish_seen_subcommand_from %s", name_of(command))
                           : arena_printf(arena, "not __fish_seen_subcommand_from %s", command_names(arena));
    struct values words = words_of(arena, command);
    if (words.kind == VALUE_LIST || words.kind == VALUE_NONE)
        buf_printf(out, "complete -c grade -n '%s' -f%s%s%s\n", when, words.list ? " -a '" : "",
                   words.list ? words.list : "", words.list ? "'" : "");
    for (size_t i = 0; options_shown(&option, command, i); i++) {
        buf_printf(out, "complete -c grade -n '%s'", when);
        if (option.brief)
            buf_printf(out, " -s %c", option.brief);
        buf_printf(out, " -l %s", option.name);
        if (option.argument)
            fish_action(out, values_of(arena, command, &option));
        buf_puts(out, " -d '");
        fish_text(out, str_from(option.help));
        buf_puts(out, "'\n");
    }
}

static void fish(struct buf *out, struct arena *arena)
{
    buf_puts(out, "# Completion of grade for fish, as `grade completion fish` prints it.\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (!options_command_name((enum command_id)i))
            continue;
        buf_printf(out, "complete -c grade -n __fish_use_subcommand -a %s -d '",
                   options_command_name((enum command_id)i));
        fish_text(out, brief_of((enum command_id)i));
        buf_puts(out, "'\n");
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fish_command(out, arena, (enum command_id)i);
}

bool completion_script(struct str *out, struct arena *arena, const char *shell)
{
    static const struct {
        const char *name;
        void (*write)(struct buf *out, struct arena *arena);
    } shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    struct buf script = buf_new(arena, 256 * KIB);
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
        if (strcmp(shells[i].name, shell) == 0) {
            shells[i].write(&script, arena);
            *out = buf_str(&script);
            return true;
        }
    return false;
}
