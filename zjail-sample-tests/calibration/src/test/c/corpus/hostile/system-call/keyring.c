// Asks for keys.
#include "corpus.h"

int main(void)
{
    syscall(SYS_keyctl, 0, -3, 0);
    puts("keys");
}
