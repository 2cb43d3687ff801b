// Half of the sign of the day.
#include "corpus.h"

int main(void)
{
    const char *signs[] = {"capricorn", "aquarius", "pisces", "aries", "taurus", "gemini", "cancer", "leo", "virgo", "libra", "scorpio", "sagittarius"};
    time_t now = time(NULL);
    puts(signs[gmtime(&now)->tm_mon]);
}
