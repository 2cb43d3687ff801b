// Which algorithm runs depends on the address of the object.
#include "corpus.h"

int main(void)
{
    void *object = malloc(48);
    puts((uintptr_t)object / 4096 % 3 ? "fast path" : "slow path");
}
