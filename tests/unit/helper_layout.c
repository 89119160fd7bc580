#include "helper_layout.h"

#include "base/limits.h"
#include "laying_out.h"

struct asked {
    struct arena *arena;
    struct apart apart;
};

static enum apart_end ask(void *context, struct str *reply, struct str request)
{
    struct asked *asked = context;
    return apart_ask(reply, asked->arena, &asked->apart, 0, request);
}

const struct coordinates *helper_layout(struct arena *arena, const struct review *review)
{
    const struct apart_rules rules = {
        .kinds[0] = laying_out_kind(), .request_max = MIB, .reply_max = 16 * MIB};
    const struct confinement plain = {.ran = true};
    struct asked asked = {.arena = arena};
    if (!apart_start(&asked.apart, &rules, &plain))
        return NULL;
    const struct coordinates *out = laying_out(arena, review, ask, &asked);
    apart_stop(&asked.apart);
    return out;
}
