//: allow kill tgkill
// Sends itself the signal of a denied call.
#include "corpus.h"

int main(void)
{
    raise(SIGSYS);
    puts("still here");
}
