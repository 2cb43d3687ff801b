//: stdin a\nb\nc\n
//: contrast x\ny\n
// The lines from the last to the first.
#include "corpus.h"

int main(void)
{
    char *lines[100], *rest = input(NULL);
    int count = 0;
    while (count < 100 && (lines[count] = strsep(&rest, "\n")) && *lines[count]) count++;
    while (count--) puts(lines[count]);
}
