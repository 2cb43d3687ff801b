//: policy processes
//: stdin some words here\n
//: contrast others\n
// A child turns letters round, and its parent reads until the end.
#include "corpus.h"

int main(void)
{
    int there[2], back[2];
    size_t length;
    char *text = input(&length);
    pipe(there);
    pipe(back);
    if (!fork()) {
        close(there[1]);
        close(back[0]);
        for (char c; read(there[0], &c, 1) == 1;) {
            c = (char)(isupper(c) ? tolower(c) : toupper(c));
            write(back[1], &c, 1);
        }
        _exit(0);
    }
    close(there[0]);
    close(back[1]);
    write(there[1], text, length);
    close(there[1]);
    for (char c; read(back[0], &c, 1) == 1;) putchar(c);
    wait(NULL);
}
