//: link dynamic
// What a back trace would show.
#include "corpus.h"

static NOINLINE void trace(void) { printf("#0 %p\n", __builtin_return_address(0)); }
int main(void)
{
    trace();
    return 0;
}
