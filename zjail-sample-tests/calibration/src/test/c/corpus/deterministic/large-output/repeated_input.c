//: stdin abc\n
//: contrast xyz\n
// What it read, again and again.
#include "corpus.h"

int main(void)
{
    char *text = input(NULL);
    for (int i = 0; i < 5000; i++) fputs(text, stdout);
}
