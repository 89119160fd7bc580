/*
 * What the process that read a DOT text sends back. Bytes that are no such piece are refused and change
 * nothing; what is accepted is sound, and written again gives the same piece. fuzz: dict=dot_piece
 * max_len=4096
 */
#include "fuzz.h"
#include "parse/dot_piece.h"

static const char dot[] =
    "digraph shop {\n  p99 = \"20ms\"\n  subgraph cluster_a { label=\"Inner\"; pay [tool=Flink] }\n"
    "  log [role=event_stream, keys=\"x|y\"]\n  pay -> log [kind=data, dir=both]\n}\n";

static struct file *fresh(struct fuzz *f)
{
    fuzz_open(f);
    struct file *file = arena_alloc(f->arena, sizeof *file);
    file->name = STR("shop.dot");
    file->text = text_new(f->arena, file->name, STR(dot));
    return file;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f, again;
    struct file *file = fresh(&f), *other = fresh(&again);
    struct str bytes = fuzz_bytes(f.arena, data, size);
    if (!dot_piece_read(&f.ctx, file, bytes)) {
        FUZZ_CHECK(f.arch->n_nodes == 0 && f.arch->n_edges == 0 && f.arch->n_views == 0 && f.diags.n == 0);
        FUZZ_CHECK(f.arch->facts->n == 0 && !f.diags.partial && file->use == FILE_UNUSED && !file->why);
    } else {
        FUZZ_SOUND(sound_architecture(f.arch));
        FUZZ_SOUND(sound_diags(&f.diags));
        FUZZ_CHECK(file->use <= FILE_SKIPPED);
        struct buf first = buf_new(f.arena, 16 * MIB), second = buf_new(again.arena, 16 * MIB);
        dot_piece_write(&first, &f.ctx, file);
        FUZZ_CHECK(!first.full && dot_piece_read(&again.ctx, other, buf_str(&first)));
        dot_piece_write(&second, &again.ctx, other);
        FUZZ_CHECK(str_eq(buf_str(&first), buf_str(&second)));
    }
    fuzz_close(&f);
    fuzz_close(&again);
    return 0;
}
