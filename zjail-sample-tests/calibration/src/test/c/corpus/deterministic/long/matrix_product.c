// A product of two matrices of integers.
#include "corpus.h"

int main(void)
{
    enum { N = 220 };
    static unsigned a[N][N], b[N][N], c[N][N];
    uint64_t sum = 0;
    for (unsigned i = 0; i < N; i++) {
        for (unsigned j = 0; j < N; j++) a[i][j] = i ^ j, b[i][j] = i * j;
    }
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            for (int k = 0; k < N; k++) c[i][j] += a[i][k] * b[k][j];
        }
    }
    for (int i = 0; i < N; i++) sum = mix(sum ^ c[i][N - 1 - i]);
    show(sum);
}
