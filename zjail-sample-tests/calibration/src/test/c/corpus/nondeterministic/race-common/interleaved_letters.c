//: policy threads
// Threads write to one descriptor, letter by letter.
#include "corpus.h"

static void *work(void *number)
{
    char letter = (char)('a' + (long)number);
    for (int i = 0; i < 30; i++) {
        burn(500);
        write(1, &letter, 1);
    }
    return NULL;
}
int main(void) { in_threads(3, work); }
