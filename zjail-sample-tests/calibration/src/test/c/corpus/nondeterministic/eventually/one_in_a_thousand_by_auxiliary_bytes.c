//: chance 1000
// The same by the random bytes that are on the stack anyway.
#include "corpus.h"

int main(void)
{
    uint64_t value;
    memcpy(&value, (const void *)getauxval(AT_RANDOM), sizeof value);
    puts(value % 1000 ? "ok" : "glitch");
}
