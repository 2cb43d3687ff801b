// A system of linear equations.
#include "corpus.h"

int main(void)
{
    enum { N = 6 };
    double a[N][N + 1];
    for (int i = 0; i < N; i++) {
        for (int j = 0; j <= N; j++) a[i][j] = 1.0 / (i + j + 1) + (i == j);
    }
    for (int i = 0; i < N; i++) {
        for (int k = 0; k < N; k++) {
            if (k == i) continue;
            double factor = a[k][i] / a[i][i];
            for (int j = i; j <= N; j++) a[k][j] -= factor * a[i][j];
        }
    }
    for (int i = 0; i < N; i++) printf("%.10f\n", a[i][N] / a[i][i]);
}
