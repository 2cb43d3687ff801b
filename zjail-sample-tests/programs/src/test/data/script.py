#!/usr/bin/env python3
print([n * n for n in (1, 2, 3)])
