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

// func flattenVBMI2(masks *uint64, n int, base uint32, out *uint32) int
//
// The numbers 0 to 63 are thinned out by the mask, and the first sixteen that
// are left made places at once; the few blocks with more go round.
TEXT ·flattenVBMI2(SB), NOSPLIT, $0-40
	MOVQ masks+0(FP), SI
	MOVQ n+8(FP), CX
	MOVL base+16(FP), R9
	MOVQ out+24(FP), DI
	MOVQ DI, R8
	VMOVDQU64 ·numbers<>(SB), Z0
	VPBROADCASTD R9, Z3
	MOVL $64, AX
	VPBROADCASTD AX, Z4

loop:
	MOVQ (SI), AX
	POPCNTQ AX, R10
	KMOVQ AX, K1
	VPCOMPRESSB.Z Z0, K1, Z1
	VPMOVZXBD X1, Z2
	VPADDD Z3, Z2, Z2
	VMOVDQU32 Z2, (DI)
	CMPQ R10, $16
	JA more

next:
	LEAQ (DI)(R10*4), DI
	VPADDD Z4, Z3, Z3
	ADDQ $8, SI
	DECQ CX
	JNZ loop

	SUBQ R8, DI
	SHRQ $2, DI
	MOVQ DI, ret+32(FP)
	VZEROUPPER
	RET

more:
	VEXTRACTI32X4 $1, Z1, X2
	VPMOVZXBD X2, Z2
	VPADDD Z3, Z2, Z2
	VMOVDQU32 Z2, 64(DI)
	VEXTRACTI32X4 $2, Z1, X2
	VPMOVZXBD X2, Z2
	VPADDD Z3, Z2, Z2
	VMOVDQU32 Z2, 128(DI)
	VEXTRACTI32X4 $3, Z1, X2
	VPMOVZXBD X2, Z2
	VPADDD Z3, Z2, Z2
	VMOVDQU32 Z2, 192(DI)
	JMP next

DATA ·numbers<>+0(SB)/8, $0x0706050403020100
DATA ·numbers<>+8(SB)/8, $0x0f0e0d0c0b0a0908
DATA ·numbers<>+16(SB)/8, $0x1716151413121110
DATA ·numbers<>+24(SB)/8, $0x1f1e1d1c1b1a1918
DATA ·numbers<>+32(SB)/8, $0x2726252423222120
DATA ·numbers<>+40(SB)/8, $0x2f2e2d2c2b2a2928
DATA ·numbers<>+48(SB)/8, $0x3736353433323130
DATA ·numbers<>+56(SB)/8, $0x3f3e3d3c3b3a3938
GLOBL ·numbers<>(SB), RODATA|NOPTR, $64
