// Goes up one directory and tells whether it got anywhere.
#include "corpus.h"

int main(void)
{
    char before[PATH_MAX], after[PATH_MAX];
    getcwd(before, sizeof before);
    chdir("..");
    getcwd(after, sizeof after);
    puts(strcmp(before, after) ? "went up" : "was at the top");
}
