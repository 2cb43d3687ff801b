#!/usr/bin/perl
use strict;
use List::Util qw(sum);
print "sum ", sum(1, 2, 3), "\n";
