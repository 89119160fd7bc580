/*
 * What the parser says of an architecture.yaml: one line a diagnostic, "severity id line:column message".
 *   parse_architecture FILE...   each file's lines follow a line "file NAME"
 *   parse_architecture --keys    the tables of keys: "section name shape spelling…", for comparing with the
 * schema
 */
#include "parse/architecture_keys.h"
#include "parse/architecture_yaml.h"

#include <stdio.h>
#include <string.h>

static const char *const roles[] = {"scanner", "router", "event_stream"};
static const char *const kinds[] = {"data", "control"};
static const struct arch_names names = {
    roles, sizeof roles / sizeof *roles, kinds, sizeof kinds / sizeof *kinds, NULL, 0};

static const char *shape_name(enum key_shape shape)
{
    static const char *const shapes[] = {"own", "text", "words", "list", "prose", "named", "map", "maps"};
    return shapes[shape];
}

static void print_keys(const char *path, const struct key_set *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->n; i++) {
        const struct key_rule *rule = &set->rules[i];
        char below[256];
        snprintf(below, sizeof below, "%s%s%s", path, *path ? "." : "", rule->name);
        printf("%s %s %s%s%s\n", *path ? path : "top", rule->name, shape_name(rule->shape),
               rule->spellings ? " " : "", rule->spellings ? rule->spellings : "");
        if (rule->inner && rule->inner->brief)
            printf("%s = %s\n", below, rule->inner->brief);
        print_keys(below, rule->inner);
    }
}

static bool print_file(const char *name)
{
    static char bytes[1 << 20];
    FILE *in = fopen(name, "rb");
    if (!in) {
        perror(name);
        return false;
    }
    size_t n = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    struct arena *arena = arena_new();
    struct limits limits = limits_default();
    struct diags diags;
    diags_init(&diags, arena, &limits);
    struct text *text = text_new(arena, str_from(name), (struct str){bytes, n});
    struct file file = {.text = text, .name = text->name};
    struct parse_context ctx = {arena, &diags, &limits, &names, architecture_new(arena), prose_new(arena),
                                NULL, 0};
    architecture_yaml_read(&ctx, &file);
    printf("file %s\n", name);
    for (size_t i = 0; i < diags.n; i++)
        printf("%s %s %u:%u %.*s\n", severity_name(diag_severity(diags.items[i].id)),
               diag_name(diags.items[i].id), (unsigned)diags.items[i].at.line,
               (unsigned)diags.items[i].at.column, STR_ARG(diags.items[i].message));
    arena_free(arena);
    return true;
}

int main(int argc, char **argv)
{
    bool ok = argc > 1;
    if (argc == 2 && strcmp(argv[1], "--keys") == 0)
        print_keys("", &keys_top);
    else
        for (int i = 1; i < argc; i++)
            ok = print_file(argv[i]) && ok;
    return ok ? 0 : 2;
}
