//: args -n 3 word
// Options and operands.
#include "corpus.h"

int main(int count, char **arguments)
{
    int times = 1;
    for (int option; (option = getopt(count, arguments, "n:")) != -1;) {
        if (option == 'n') times = atoi(optarg);
    }
    while (times--) puts(arguments[optind]);
}
