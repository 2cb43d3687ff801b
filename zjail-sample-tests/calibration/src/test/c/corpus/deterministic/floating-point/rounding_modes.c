// The four directions of rounding.
#include "corpus.h"

int main(void)
{
    int modes[] = {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
    for (int i = 0; i < 4; i++) {
        fesetround(modes[i]);
        printf("%a\n", *HIDDEN(&(double){1}) / *HIDDEN(&(double){3}));
    }
}
