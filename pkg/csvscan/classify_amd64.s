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
#define LINES 56
#define SEPS 64
#define ODD 8256

// The two functions below differ in how they compare the 64 bytes of a block,
// in two registers of 32 bytes or in one. From the masks on they are the same:
// a block is classified as in classifier.judge, whose names the comments use.

// BEGIN loads the state. Bytes below C0, as signed numbers, follow a lead;
// leads of two bytes are above C1 and below E0.
#define BEGIN \
	MOVQ text+0(FP), SI   \
	MOVQ blocks+8(FP), CX \
	MOVQ k+16(FP), DI     \
	VPCMPEQB X10, X10, X10 /* all ones, to multiply by */ \
	MOVQ INSIDE(DI), R8   \
	MOVQ AFTER(DI), R9    \
	MOVQ CLOSED(DI), R10  \
	MOVQ DOUBLED(DI), R11 \
	MOVQ TORN(DI), R15

// QUOTES turns q in R12, d in R13, e in R14 and h in AX into the places of
// cells and lines, and AX into what is odd.
#define QUOTES \
	/* The carry-less product with all ones is the prefix XOR. */ \
	VMOVQ R12, X4                 \
	VPCLMULQDQ $0, X10, X4, X4    \
	VMOVQ X4, BX                  \
	XORQ  R8, BX                  /* inside */ \
	MOVQ  BX, R8                  \
	SARQ  $63, R8                 \
	MOVQ  BX, DX                  \
	NOTQ  DX                      \
	ANDQ  DX, R13                 \
	ANDQ  DX, R14                 /* e outside */ \
	ORQ   R14, R13                /* seps */ \
	MOVQ  R13, SEPS(DI)           \
	POPCNTQ R14, R14              \
	ADDQ  R14, lines-8(SP)        \
	MOVQ  R12, DX                 \
	ANDQ  BX, DX                  /* opens */ \
	XORQ  DX, R12                 /* closes */ \
	MOVQ  R13, BX                 \
	ORQ   R12, BX                 \
	LEAQ  (R9)(BX*2), R14         /* mayOpen */ \
	MOVQ  BX, R9                  \
	SHRQ  $63, R9                 \
	NOTQ  R14                     \
	ANDQ  DX, R14                 \
	ORQ   R14, AX                 /* opens that may not */ \
	LEAQ  (R10)(R12*2), R14       /* behind */ \
	MOVQ  R12, R10                \
	SHRQ  $63, R10                \
	MOVQ  R14, BX                 \
	ANDQ  DX, BX                  \
	ORQ   BX, R11                 /* doubled */ \
	ORQ   R13, DX                 \
	NOTQ  DX                      \
	ANDQ  R14, DX                 /* behind a closing quote, no end */ \
	/* A quote is not above ASCII, and one that may not open does not follow */ \
	/* a closing quote: so what AX and DX share is h. */ \
	MOVQ  AX, BX                  \
	ANDQ  DX, BX                  \
	ORQ   BX, R15                 \
	ORQ   DX, AX

// PAIRS takes characters of two bytes that lie within the block, which are in
// order, from what is odd in AX: follow is in R12, lead in R13, h in R14.
#define PAIRS \
	LEAQ (R13)(R13*1), BX \
	XORQ R12, BX          \
	ORQ  R13, R12         \
	XORQ R14, R12         \
	ORQ  R12, BX          \
	SHRQ $63, R13         \
	ORQ  R13, BX          \
	NEGQ BX               \
	SBBQ BX, BX           /* all ones if there is anything else */ \
	NOTQ R14              \
	ORQ  R14, BX          \
	ANDQ BX, AX           \
	MOVQ AX, ODD(DI)

#define END \
	MOVQ k+16(FP), DI    \
	MOVQ R8, INSIDE(DI)  \
	MOVQ R9, AFTER(DI)   \
	MOVQ R10, CLOSED(DI) \
	MOVQ R11, DOUBLED(DI) \
	MOVQ R15, TORN(DI)   \
	MOVQ lines-8(SP), DX \
	ADDQ DX, LINES(DI)   \
	ORQ  AX, NUL(DI)     \
	VZEROUPPER

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

// HIGH(out) sets out to h; uses DX.
#define HIGH(out) \
	VPMOVMSKB Y0, out \
	VPMOVMSKB Y1, DX  \
	SHLQ      $32, DX \
	ORQ       DX, out

// func classifyAVX2(text *byte, blocks int, k *classifier)
TEXT ·classifyAVX2(SB), NOSPLIT, $8-24
	BEGIN
	MOVQ $0, lines-8(SP)
	VPBROADCASTB QUOTE(DI), Y12
	VPBROADCASTB DELIM(DI), Y13
	VPBROADCASTB EOL(DI), Y14
	MOVL $0xe0c1c0, AX
	VMOVD AX, X7
	VPBROADCASTB X7, Y9
	VPSRLD $8, X7, X7
	VPBROADCASTB X7, Y8
	VPSRLD $8, X7, X7
	VPBROADCASTB X7, Y7
	VPCMPEQB Y11, Y11, Y11 // the least byte seen, in each lane

loop:
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	VPMINUB Y0, Y11, Y11
	VPMINUB Y1, Y11, Y11
	HIGH(AX)
	MASK(Y12, R12)
	MASK(Y13, R13)
	MASK(Y14, R14)
	QUOTES
	VPCMPGTB Y0, Y9, Y2
	VPCMPGTB Y1, Y9, Y3
	PACK(R12)
	VPCMPGTB Y8, Y0, Y2
	VPCMPGTB Y0, Y7, Y4
	VPAND Y4, Y2, Y2
	VPCMPGTB Y8, Y1, Y3
	VPCMPGTB Y1, Y7, Y5
	VPAND Y5, Y3, Y3
	PACK(R13)
	HIGH(R14)
	PAIRS
	ADDQ $64, SI
	ADDQ $8, DI
	DECQ CX
	JNZ loop

	VPXOR Y0, Y0, Y0
	VPCMPEQB Y0, Y11, Y11
	VPMOVMSKB Y11, AX
	END
	RET

// func classifyAVX512(text *byte, blocks int, k *classifier)
TEXT ·classifyAVX512(SB), NOSPLIT, $8-24
	BEGIN
	MOVQ $0, lines-8(SP)
	VPBROADCASTB QUOTE(DI), Z12
	VPBROADCASTB DELIM(DI), Z13
	VPBROADCASTB EOL(DI), Z14
	MOVL $0xc0, AX
	VPBROADCASTB AX, Z9
	MOVL $0xc1, AX
	VPBROADCASTB AX, Z8
	MOVL $0xe0, AX
	VPBROADCASTB AX, Z7
	VPTERNLOGD $0xff, Z11, Z11, Z11 // the least byte seen, in each lane

loop:
	VMOVDQU64 (SI), Z0
	VPMINUB Z0, Z11, Z11
	VPCMPEQB Z12, Z0, K1
	VPCMPEQB Z13, Z0, K2
	VPCMPEQB Z14, Z0, K3
	VPMOVB2M Z0, K4
	VPCMPB $1, Z9, Z0, K5     // below C0
	VPCMPB $6, Z8, Z0, K6     // above C1
	VPCMPB $1, Z7, Z0, K6, K6 // and below E0
	KMOVQ K1, R12
	KMOVQ K2, R13
	KMOVQ K3, R14
	KMOVQ K4, AX
	QUOTES
	KMOVQ K5, R12
	KMOVQ K6, R13
	KMOVQ K4, R14
	PAIRS
	ADDQ $64, SI
	ADDQ $8, DI
	DECQ CX
	JNZ loop

	VPTESTNMB Z11, Z11, K1
	KMOVQ K1, AX
	END
	RET
