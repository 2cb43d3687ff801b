// The date header of a reply.
#include "corpus.h"

int main(void)
{
    char text[64];
    time_t now = time(NULL);
    strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S GMT", gmtime(&now));
    printf("HTTP/1.1 200 OK\r\n%s\r\n\r\n", text);
}
