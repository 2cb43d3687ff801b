// What a pattern matches here.
#include "corpus.h"

int main(void)
{
    glob_t found = {0};
    glob("*", 0, NULL, &found);
    for (size_t i = 0; i < found.gl_pathc; i++) puts(found.gl_pathv[i]);
}
