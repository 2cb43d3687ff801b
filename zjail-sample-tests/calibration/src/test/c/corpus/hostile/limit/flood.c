// Writes without end.
#include "corpus.h"

int main(void)
{
    for (;;) puts("spam spam spam spam spam spam spam spam");
}
