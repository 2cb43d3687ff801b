//: stdin abbabab
//: contrast aab
// A finite automaton.
#include "corpus.h"

int main(void)
{
    int state = 0;
    for (int c; (c = getchar()) != EOF;) state = c == 'a' ? (state == 2 ? 0 : 1) : state == 1 ? 2 : 0;
    printf("state %d\n", state);
}
