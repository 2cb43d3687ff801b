//: link dynamic
//: stdin 42
//: contrast 43
// A dynamically linked program.
#include "corpus.h"

int main(void)
{
    int value = 0;
    scanf("%d", &value);
    printf("%#x %o %e\n", value, value, (double)value);
}
