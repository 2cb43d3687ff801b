// text locale: the letters of a word in the locale of the environment. text tz: noon of a day in the zone of the environment.
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int in_locale(void) {
    const char *locale = setlocale(LC_ALL, "");
    if (locale == NULL) {
        puts("no such locale");
        return 1;
    }
    printf("%s: %zu letters\n", locale, mbstowcs(NULL, "gr\xc3\xbc\xc3\x9f", 0));
    return 0;
}

static int in_zone(void) {
    time_t noon = 1751371200;
    char text[64];
    strftime(text, sizeof text, "%H:%M %Z", localtime(&noon));
    puts(text);
    return 0;
}

int main(int argc, char **argv) {
    return argc > 1 && strcmp(argv[1], "tz") == 0 ? in_zone() : in_locale();
}
