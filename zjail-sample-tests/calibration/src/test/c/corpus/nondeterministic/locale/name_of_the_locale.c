// The name of what setlocale chose; where it chose nothing, that of the one before.
#include "corpus.h"

int main(void)
{
    const char *name = setlocale(LC_ALL, "");
    puts(name ? name : "none");
}
