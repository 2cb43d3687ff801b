// The buffers of the host, in megabytes.
#include "corpus.h"

int main(void)
{
    struct sysinfo facts;
    sysinfo(&facts);
    show((facts.bufferram + facts.sharedram) >> 20);
}
