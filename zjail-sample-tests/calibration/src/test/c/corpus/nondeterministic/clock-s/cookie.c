// A cookie that expires in an hour.
#include "corpus.h"

int main(void)
{
    char text[64];
    time_t end = time(NULL) + 3600;
    strftime(text, sizeof text, "%a, %d-%b-%Y %H:%M:%S GMT", gmtime(&end));
    printf("Set-Cookie: id=1; expires=%s\n", text);
}
