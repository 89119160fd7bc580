#include "judge/entries_found.h"

#include "judge/evidence.h"
#include "judge/used_tools.h"

static void key(struct judge *j, struct doc *doc, const char *name, uint32_t text, struct place at)
{
    struct str value = str_from(rub_text(j->rubric, text));
    if (value.n)
        doc_scalar(j->arena, doc, str_from(name), value, at)->quoted = true;
}

void entries_tools(struct judge *j, struct entries *out)
{
    const struct used_tools *used = used_tools_of(j);
    for (size_t i = 0; i < used->n; i++) {
        const struct used_tool *use = &used->items[i];
        const struct rub_tool *tool = rub_tools(j->rubric, use->tool);
        struct entry *entry = entries_add(j, out, use->at, str_from(rub_text(j->rubric, tool->name)));
        struct doc *doc = doc_new(j->arena, NULL, DOC_MAP, STR(""), use->at);
        key(j, doc, "name", tool->name, use->at);
        key(j, doc, "vendor", tool->vendor, use->at);
        key(j, doc, "hosting", tool->hosting, use->at);
        key(j, doc, "group", tool->group, use->at);
        key(j, doc, "status", tool->status, use->at);
        doc_scalar(j->arena, doc, STR("stands"),
                   use->node != ARCH_NONE ? STR("box")
                   : use->sentence        ? STR("sentence")
                                          : STR("list"),
                   use->at);
        struct doc *roles = doc_new(j->arena, doc, DOC_LIST, STR("roles"), use->at);
        for (size_t r = 0; r < tool->roles.n; r++)
            key(j, roles, "", rub_roles(j->rubric, rub_word(j->rubric, tool->roles, r))->id, use->at);
        entry->node = use->node;
        entry->kind = str_from(rub_text(j->rubric, tool->group));
        entry->text = entry->name;
        const struct doc **slot = ARENA_PUSH(j->arena, entry->docs.items, entry->docs.n, entry->docs.cap);
        *slot = doc;
        if (tool->status)
            entry->name = evidence_text(j, "%s: %s", rub_text(j->rubric, tool->name),
                                        rub_text(j->rubric, tool->status));
    }
}

void entries_ignored(struct judge *j, struct entries *out)
{
    const struct statements *told = j->reading->told;
    for (size_t i = 0; i < told->n; i++) {
        const struct statement *st = &told->items[i];
        if (st->ignored == IGNORED_NOT)
            continue;
        struct entry *entry = entries_add(j, out, st->at, evidence_cut(j, st->text, 100));
        entry->kind = str_from(ignored_name(st->ignored));
        entry->text = st->text;
    }
}

static bool names_one_of(struct str text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_has_nocase(text, str_from(words[i])))
            return true;
    return false;
}

void entries_pictures(struct judge *j, struct entries *out)
{
    static const char *const kinds[] = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".drawio"};
    static const char *const others[] = {"://", "badge", "logo", "icon"};
    const struct prose *prose = j->reading->prose;
    for (size_t i = 0; prose && i < prose->n_images; i++) {
        const struct prose_image *image = &prose->images[i];
        if (names_one_of(image->target, kinds, sizeof kinds / sizeof *kinds) &&
            !names_one_of(image->target, others, sizeof others / sizeof *others) &&
            !names_one_of(image->alt, others, sizeof others / sizeof *others))
            entries_add(j, out, image->at, image->target);
    }
}

void entries_failing_checks(struct judge *j, struct entries *out)
{
    for (uint32_t i = 0; i < rub_checks_n(j->rubric); i++) {
        const struct check_verdict *verdict = &j->review->checks[i];
        const struct rub_check *check = rub_checks(j->rubric, i);
        if (verdict->result == CHECK_FAIL)
            entries_add(j, out, verdict->evidence.n ? verdict->evidence.items[0].at : (struct place){0},
                        evidence_text(j, "%s, %.*s", rub_text(j->rubric, check->title),
                                      STR_ARG(verdict->arithmetic)));
    }
}
