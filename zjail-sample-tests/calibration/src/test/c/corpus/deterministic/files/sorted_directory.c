//: tmpfs /tmp:1MiB
// The names of files of its own, sorted.
#include "corpus.h"

int main(void)
{
    const char *names[] = {"/tmp/c", "/tmp/a", "/tmp/b"};
    glob_t found = {0};
    for (int i = 0; i < 3; i++) close(open(names[i], O_CREAT | O_WRONLY, 0600));
    glob("/tmp/*", 0, NULL, &found);
    for (size_t i = 0; i < found.gl_pathc; i++) puts(found.gl_pathv[i]);
}
