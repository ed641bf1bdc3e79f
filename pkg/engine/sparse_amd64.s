#include "textflag.h"

#define TWELVE(OP) \
	OP(0, Y4)    \
	OP(32, Y5)   \
	OP(64, Y6)   \
	OP(96, Y7)   \
	OP(128, Y8)  \
	OP(160, Y9)  \
	OP(192, Y10) \
	OP(224, Y11) \
	OP(256, Y12) \
	OP(288, Y13) \
	OP(320, Y14) \
	OP(352, Y15)

#define FOUR(OP) \
	OP(0, Y4)  \
	OP(32, Y5) \
	OP(64, Y6) \
	OP(96, Y7)

#define ONE(OP) OP(0, Y4)

#define LOADSUM(AT, S) VMOVUPS AT(DI), S \

#define STORESUM(AT, S) VMOVUPS S, AT(DI) \

#define LOADW(AT, S) VMOVUPS AT(SI), S \

#define DOT(AT, S) VFMADD231PS AT(AX), Y0, S \

#define SPREAD(AT, S) \
	VMOVUPS AT(AX), Y1      \
	VFMADD231PS S, Y0, Y1   \
	VMOVUPS Y1, AT(AX)

// func sparseDotAVX2(n int, e *entry, x, sum *float32, width int)
TEXT ·sparseDotAVX2(SB), NOSPLIT, $0-40
	MOVQ x+16(FP), SI
	MOVQ sum+24(FP), DI
	MOVQ width+32(FP), DX
block:
	MOVQ n+0(FP), CX
	MOVQ e+8(FP), BX
	CMPQ DX, $96
	JGE dot96
	CMPQ DX, $32
	JGE dot32
	CMPQ DX, $8
	JGE dot8
	VZEROUPPER
	RET
dot96:
	TWELVE(LOADSUM)
	PCALIGN $32
loop96:
	MOVLQSX 0(BX), AX
	VBROADCASTSS 4(BX), Y0
	LEAQ (SI)(AX*4), AX
	TWELVE(DOT)
	ADDQ $8, BX
	DECQ CX
	JNE loop96
	TWELVE(STORESUM)
	ADDQ $384, SI
	ADDQ $384, DI
	SUBQ $96, DX
	JMP block
dot32:
	FOUR(LOADSUM)
	PCALIGN $32
loop32:
	MOVLQSX 0(BX), AX
	VBROADCASTSS 4(BX), Y0
	LEAQ (SI)(AX*4), AX
	FOUR(DOT)
	ADDQ $8, BX
	DECQ CX
	JNE loop32
	FOUR(STORESUM)
	ADDQ $128, SI
	ADDQ $128, DI
	SUBQ $32, DX
	JMP block
dot8:
	ONE(LOADSUM)
loop8:
	MOVLQSX 0(BX), AX
	VBROADCASTSS 4(BX), Y0
	LEAQ (SI)(AX*4), AX
	ONE(DOT)
	ADDQ $8, BX
	DECQ CX
	JNE loop8
	ONE(STORESUM)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, DX
	JMP block

// func sparseSpreadAVX2(n int, e *entry, w, x *float32, width int)
TEXT ·sparseSpreadAVX2(SB), NOSPLIT, $0-40
	MOVQ w+16(FP), SI
	MOVQ x+24(FP), DI
	MOVQ width+32(FP), DX
block:
	MOVQ n+0(FP), CX
	MOVQ e+8(FP), BX
	CMPQ DX, $96
	JGE spread96
	CMPQ DX, $32
	JGE spread32
	CMPQ DX, $8
	JGE spread8
	VZEROUPPER
	RET
spread96:
	TWELVE(LOADW)
	PCALIGN $32
loop96:
	MOVLQSX 0(BX), AX
	VBROADCASTSS 4(BX), Y0
	LEAQ (DI)(AX*4), AX
	TWELVE(SPREAD)
	ADDQ $8, BX
	DECQ CX
	JNE loop96
	ADDQ $384, SI
	ADDQ $384, DI
	SUBQ $96, DX
	JMP block
spread32:
	FOUR(LOADW)
	PCALIGN $32
loop32:
	MOVLQSX 0(BX), AX
	VBROADCASTSS 4(BX), Y0
	LEAQ (DI)(AX*4), AX
	FOUR(SPREAD)
	ADDQ $8, BX
	DECQ CX
	JNE loop32
	ADDQ $128, SI
	ADDQ $128, DI
	SUBQ $32, DX
	JMP block
spread8:
	ONE(LOADW)
loop8:
	MOVLQSX 0(BX), AX
	VBROADCASTSS 4(BX), Y0
	LEAQ (DI)(AX*4), AX
	ONE(SPREAD)
	ADDQ $8, BX
	DECQ CX
	JNE loop8
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, DX
	JMP block
