// The identity of the directory.
#include "corpus.h"

int main(void)
{
    struct stat here, root;
    stat(".", &here);
    stat("/", &root);
    puts(here.st_ino == root.st_ino ? "at the root" : "somewhere");
}
