// The same of a thread, after some work.
#include "corpus.h"

int main(void)
{
    burn(100000);
    show(nanoseconds(CLOCK_THREAD_CPUTIME_ID));
}
