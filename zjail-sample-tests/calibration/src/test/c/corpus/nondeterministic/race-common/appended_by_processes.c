//: policy processes
//: tmpfs /tmp:1MiB
// Processes append to one file, line by line.
#include "corpus.h"

int main(void)
{
    char text[4096] = "";
    int file = open("/tmp/log", O_CREAT | O_RDWR | O_APPEND, 0600);
    for (int i = 0; i < 4; i++) {
        if (!fork()) {
            for (int j = 0; j < 20; j++) dprintf(file, "%d", i), burn(3000);
            _exit(0);
        }
    }
    while (wait(NULL) > 0) {
    }
    pread(file, text, sizeof text - 1, 0);
    puts(text);
}
