//: stdin 7
//: contrast 8
//: exit 0 1
// The answer is only in the status.
#include "corpus.h"

int main(void)
{
    int value = 0;
    scanf("%d", &value);
    return value & 1;
}
