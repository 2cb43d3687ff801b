// A picture of the Mandelbrot set in a portable format, computed with integers.
#include "corpus.h"

int main(void)
{
    puts("P2 120 80 31");
    for (int y = -40; y < 40; y++) {
        for (int x = -80; x < 40; x++) {
            long re = 0, im = 0, cr = x * 102, ci = y * 102;
            int n = 0;
            for (; n < 31 && re * re + im * im < 4L << 24; n++) {
                long kept = (re * re - im * im) / 4096 + cr;
                im = 2 * re * im / 4096 + ci;
                re = kept;
            }
            printf("%d ", n);
        }
        putchar('\n');
    }
}
