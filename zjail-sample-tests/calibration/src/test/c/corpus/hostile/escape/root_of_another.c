// Changes its root to climb out.
#include "corpus.h"

int main(void)
{
    chroot("/bin");
    chdir("../../../../../..");
    puts("out");
}
