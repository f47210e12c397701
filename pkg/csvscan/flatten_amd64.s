//go:build amd64 && !purego

#include "textflag.h"

// PLACE(at) writes the place of the lowest bit of AX and clears it; uses DX.
#define PLACE(at) \
	TZCNTQ AX, DX       \
	BLSRQ  AX, AX       \
	ADDL   R9, DX       \
	MOVL   DX, at(BX)

// func flattenBMI(masks *uint64, n int, base uint32, out *uint32) int
//
// Eight places a round; those that are too many are written over by the next
// mask, whose places begin at DI.
TEXT ·flattenBMI(SB), NOSPLIT, $0-40
	MOVQ masks+0(FP), SI
	MOVQ n+8(FP), CX
	MOVL base+16(FP), R9
	MOVQ out+24(FP), DI
	MOVQ DI, R8

loop:
	MOVQ (SI), AX
	POPCNTQ AX, R10
	MOVQ DI, BX
	LEAQ (DI)(R10*4), DI

eight:
	PLACE(0)
	PLACE(4)
	PLACE(8)
	PLACE(12)
	PLACE(16)
	PLACE(20)
	PLACE(24)
	PLACE(28)
	ADDQ $32, BX
	TESTQ AX, AX
	JNZ eight

	ADDL $64, R9
	ADDQ $8, SI
	DECQ CX
	JNZ loop

	SUBQ R8, DI
	SHRQ $2, DI
	MOVQ DI, ret+32(FP)
	RET
