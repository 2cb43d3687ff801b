// The time stamp counter is read together with the CPU's number.
#include "corpus.h"

int main(void)
{
    unsigned processor;
    __builtin_ia32_rdtscp(&processor);
    show(processor & 0xfff);
}
