/*
 * Markdown: md4c behind its guard, HTML in it, tables, fences with drawings.
 * fuzz: dict=markdown max_len=4096
 */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_file("README.md", data, size);
    return 0;
}
