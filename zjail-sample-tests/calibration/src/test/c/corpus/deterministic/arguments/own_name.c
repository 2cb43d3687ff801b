// What it is called.
#include "corpus.h"

int main(int count, char **arguments)
{
    (void)count;
    puts(basename(arguments[0]));
}
