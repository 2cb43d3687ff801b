/* Writes 1 MiB to standard output, in pieces of 4 KiB. */
#include <string.h>
#include <unistd.h>

int main(void)
{
    char piece[4096];
    memset(piece, 'x', sizeof piece);
    for (int i = 0; i < 256; i++) {
        if (write(1, piece, sizeof piece) != (ssize_t)sizeof piece) {
            return 1;
        }
    }
    return 0;
}
