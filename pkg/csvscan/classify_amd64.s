//go:build amd64 && !purego

#include "textflag.h"

// offsets in classifier
#define DELIM 0
#define EOL 1
#define QUOTE 2
#define INSIDE 8
#define AFTER 16
#define CLOSED 24
#define DOUBLED 32
#define NUL 40
#define TORN 48
#define SEPS 56
#define ENDS 8248
#define ODD 16440

// PACK(out) sets out to the high bits of Y2, Y3; uses DX.
#define PACK(out) \
	VPMOVMSKB Y2, out \
	VPMOVMSKB Y3, DX  \
	SHLQ      $32, DX \
	ORQ       DX, out

// MASK(pattern, out) sets out to the positions of pattern in Y0, Y1; uses DX.
#define MASK(pattern, out) \
	VPCMPEQB  pattern, Y0, Y2 \
	VPCMPEQB  pattern, Y1, Y3 \
	PACK(out)

// func classifyAVX2(text *byte, blocks int, k *classifier)
//
// A block is classified as in classifier.judge, whose names the comments use.
TEXT ·classifyAVX2(SB), NOSPLIT, $0-24
	MOVQ text+0(FP), SI
	MOVQ blocks+8(FP), CX
	MOVQ k+16(FP), DI
	VPBROADCASTB QUOTE(DI), Y12
	VPBROADCASTB DELIM(DI), Y13
	VPBROADCASTB EOL(DI), Y14
	// Bytes below C0, as signed numbers, follow a lead; leads of two bytes are
	// above C1 and below E0.
	MOVL $0xe0c1c0, AX
	VMOVD AX, X7
	VPBROADCASTB X7, Y9
	VPSRLD $8, X7, X7
	VPBROADCASTB X7, Y8
	VPSRLD $8, X7, X7
	VPBROADCASTB X7, Y7
	VPCMPEQB Y11, Y11, Y11 // the least byte seen, in each lane
	VPCMPEQB X10, X10, X10 // all ones, to multiply by
	MOVQ INSIDE(DI), R8
	MOVQ AFTER(DI), R9
	MOVQ CLOSED(DI), R10
	MOVQ DOUBLED(DI), R11
	MOVQ TORN(DI), R15

loop:
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	VPMINUB Y0, Y11, Y11
	VPMINUB Y1, Y11, Y11
	VPMOVMSKB Y0, AX
	VPMOVMSKB Y1, DX
	SHLQ $32, DX
	ORQ DX, AX // h
	MASK(Y12, R12) // q
	MASK(Y13, R13) // d
	MASK(Y14, R14) // e

	// The carry-less product with all ones is the prefix XOR.
	VMOVQ R12, X4
	VPCLMULQDQ $0, X10, X4, X4
	VMOVQ X4, BX
	XORQ R8, BX // inside
	MOVQ BX, R8
	SARQ $63, R8

	MOVQ BX, DX
	NOTQ DX
	ANDQ DX, R13
	ANDQ DX, R14 // e outside
	ORQ R14, R13 // seps
	MOVQ R13, SEPS(DI)
	MOVQ R14, ENDS(DI)

	MOVQ R12, DX
	ANDQ BX, DX // opens
	XORQ DX, R12 // closes

	MOVQ R13, BX
	ORQ R12, BX
	LEAQ (R9)(BX*2), R14 // mayOpen
	MOVQ BX, R9
	SHRQ $63, R9
	NOTQ R14
	ANDQ DX, R14
	ORQ R14, AX // opens that may not

	LEAQ (R10)(R12*2), R14 // behind
	MOVQ R12, R10
	SHRQ $63, R10
	MOVQ R14, BX
	ANDQ DX, BX
	ORQ BX, R11 // doubled
	ORQ R13, DX
	NOTQ DX
	ANDQ R14, DX // behind a closing quote, no end
	// A quote is not above ASCII, and one that may not open does not follow
	// a closing quote: so what AX and DX share is h.
	MOVQ AX, BX
	ANDQ DX, BX
	ORQ BX, R15
	ORQ DX, AX

	// Characters of two bytes that lie within the block are in order.
	VPCMPGTB Y0, Y9, Y2
	VPCMPGTB Y1, Y9, Y3
	PACK(R12) // follow
	VPCMPGTB Y8, Y0, Y2
	VPCMPGTB Y0, Y7, Y4
	VPAND Y4, Y2, Y2
	VPCMPGTB Y8, Y1, Y3
	VPCMPGTB Y1, Y7, Y5
	VPAND Y5, Y3, Y3
	PACK(R13) // lead
	VPMOVMSKB Y0, R14
	VPMOVMSKB Y1, DX
	SHLQ $32, DX
	ORQ DX, R14 // h
	LEAQ (R13)(R13*1), BX
	XORQ R12, BX
	ORQ R13, R12
	XORQ R14, R12
	ORQ R12, BX
	SHRQ $63, R13
	ORQ R13, BX
	NEGQ BX
	SBBQ BX, BX // all ones if there is anything else
	NOTQ R14
	ORQ R14, BX
	ANDQ BX, AX
	MOVQ AX, ODD(DI)

	ADDQ $64, SI
	ADDQ $8, DI
	DECQ CX
	JNZ loop

	MOVQ k+16(FP), DI
	MOVQ R8, INSIDE(DI)
	MOVQ R9, AFTER(DI)
	MOVQ R10, CLOSED(DI)
	MOVQ R11, DOUBLED(DI)
	MOVQ R15, TORN(DI)
	VPXOR Y0, Y0, Y0
	VPCMPEQB Y0, Y11, Y11
	VPMOVMSKB Y11, AX
	ORQ AX, NUL(DI)
	VZEROUPPER
	RET
