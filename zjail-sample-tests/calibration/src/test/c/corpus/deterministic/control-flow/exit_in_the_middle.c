//: stdin go stop go
//: contrast go go
//: exit 0 4
// Ends early, with a declared status.
#include "corpus.h"

int main(void)
{
    for (char word[16]; scanf("%15s", word) == 1;) {
        if (!strcmp(word, "stop")) exit(4);
        puts(word);
    }
}
