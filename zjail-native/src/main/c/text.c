#include "text.h"

void *memcpy(void *to, const void *from, size_t count)
{
    unsigned char *target = to;
    const unsigned char *source = from;
    while (count-- > 0) {
        *target++ = *source++;
    }
    return to;
}

void *memset(void *to, int value, size_t count)
{
    unsigned char *target = to;
    while (count-- > 0) {
        *target++ = (unsigned char)value;
    }
    return to;
}

int memcmp(const void *a, const void *b, size_t count)
{
    const unsigned char *left = a;
    const unsigned char *right = b;
    for (; count > 0; count--, left++, right++) {
        if (*left != *right) {
            return *left < *right ? -1 : 1;
        }
    }
    return 0;
}

size_t text_length(const char *text)
{
    size_t length = 0;
    while (text[length] != '\0') {
        length++;
    }
    return length;
}

const char *text_after(const char *text, const char *mark)
{
    size_t length = text_length(mark);
    for (; *text != '\0'; text++) {
        size_t same = 0;
        while (same < length && text[same] == mark[same]) {
            same++;
        }
        if (same == length) {
            return text + length;
        }
    }
    return text;
}

uint64_t text_number(const char *text)
{
    uint64_t number = 0;
    while (*text == ' ' || *text == '\t') {
        text++;
    }
    for (; *text >= '0' && *text <= '9'; text++) {
        number = number * 10 + (uint64_t)(*text - '0');
    }
    return number;
}

void text_append(struct text *text, const char *suffix)
{
    while (*suffix != '\0' && text->length + 1 < text->capacity) {
        text->start[text->length++] = *suffix++;
    }
    text->start[text->length] = '\0';
}

void text_append_number(struct text *text, uint64_t number)
{
    char digits[21];
    size_t at = sizeof digits - 1;
    digits[at] = '\0';
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    text_append(text, digits + at);
}

void text_append_number_and_space(struct text *text, uint64_t number)
{
    text_append_number(text, number);
    text_append(text, " ");
}
