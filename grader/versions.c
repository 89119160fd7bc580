#include "versions.h"

#include "base/instrumented.h"
#include "confine/filter.h"
#include "confine/sandbox.h"
#include "fetch/gitlib.h"

static void write_sandbox(struct buf *out)
{
    const struct confinement offered = sandbox_offered();
    unsigned abi = offered.landlock;
    buf_puts(out, "sandbox: ");
    if (INSTRUMENTED) {
        buf_puts(out,
                 "none: a build with sanitizers or coverage cannot be confined, nor its memory bounded\n");
        return;
    }
    if (abi)
        buf_printf(out, "Landlock ABI %u (files%s%s)", abi,
                   abi >= 4 ? ", TCP ports" : "; no TCP ports: Linux 6.7", abi >= 6 ? ", signals" : "");
    else
        buf_puts(out, "no Landlock: the kernel has none, or does not give it to this process");
    buf_puts(out, offered.seccomp ? ", seccomp" : ", no seccomp");
    buf_puts(out, ", memory\n");
}

void versions_write(struct buf *out)
{
    char git[128], seccomp[32];
    buf_printf(out, "libgit2 %s\n", gitlib_version(git, sizeof git));
    buf_printf(out, "Graphviz %s, libyaml %s, md4c %s, jansson %s, libseccomp %s\n", GRADE_GRAPHVIZ_VERSION,
               GRADE_YAML_VERSION, GRADE_MD4C_VERSION, GRADE_JANSSON_VERSION, filter_version(seccomp));
    write_sandbox(out);
}
