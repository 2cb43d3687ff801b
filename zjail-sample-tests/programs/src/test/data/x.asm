section .text
nop
