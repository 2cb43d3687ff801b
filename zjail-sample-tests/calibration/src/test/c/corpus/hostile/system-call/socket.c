// Opens a socket.
#include "corpus.h"

int main(void)
{
    socket(AF_INET, SOCK_STREAM, 0);
    puts("connected");
}
