/*
 * DOT: our gate in front of cgraph, and what is made of its graph.
 * fuzz: dict=dot max_len=4096
 *
 * cgraph keeps state between graphs: whatever was read before, the next file must be read as if it were the
 * first.
 */
#include "fuzz.h"

#include <string.h>

static void reads_as_ever(void)
{
    static const char text[] = "digraph {\n  a -> b [label=\"x\"]\n  subgraph cluster_c { b }\n}\n";
    struct fuzz f;
    fuzz_open(&f);
    fuzz_read(&f, "after.dot", fuzz_bytes(f.arena, (const uint8_t *)text, sizeof text - 1));
    FUZZ_CHECK(f.diags.n == 0 && f.arch->n_nodes == 2 && f.arch->n_edges == 1 && f.arch->n_groups == 1);
    FUZZ_CHECK(f.arch->edges[0].at.line == 2 && str_is(f.arch->edges[0].label, "x"));
    fuzz_close(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f;
    fuzz_open(&f);
    fuzz_read(&f, "system.dot", fuzz_bytes(f.arena, data, size));
    const struct file *file = &f.submission.files[0];
    /* A file that is refused leaves nothing behind, and says why. */
    if (file->use == FILE_REFUSED)
        FUZZ_CHECK(f.arch->n_nodes == 0 && f.arch->n_edges == 0 && f.diags.n > 0);
    fuzz_close(&f);
    reads_as_ever();
    return 0;
}
