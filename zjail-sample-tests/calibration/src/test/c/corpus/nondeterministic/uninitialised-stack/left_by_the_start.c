// What the start of the program left where main looks first.
#include "corpus.h"

int main(void)
{
    uint64_t words[128], sum = 0;
    for (int i = 0; i < 128; i++) sum = mix(sum ^ HIDDEN((volatile uint64_t *)words)[i]);
    show(sum);
}
