/*
 * Mermaid: flowcharts, sequence and state diagrams, and what `%% grade:` says of them.
 * fuzz: dict=mermaid max_len=4096
 */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_file("system.mmd", data, size);
    return 0;
}
