//: args file -v other
// Whether options are looked for behind the first operand depends on POSIXLY_CORRECT.
#include "corpus.h"

int main(int count, char **arguments)
{
    int options = 0;
    while (getopt(count, arguments, "v") != -1) options++;
    printf("%d options, %d operands\n", options, count - optind);
}
