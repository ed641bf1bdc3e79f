#include "textflag.h"

// The twelve sums of a tile of 6 x 16 stay in Y4 to Y15; Y0 and Y1 hold a row of b.
#define LOAD6(C, STEP) \
	VMOVUPS 0(C), Y4  \
	VMOVUPS 32(C), Y5 \
	ADDQ STEP, C      \
	VMOVUPS 0(C), Y6  \
	VMOVUPS 32(C), Y7 \
	ADDQ STEP, C      \
	VMOVUPS 0(C), Y8  \
	VMOVUPS 32(C), Y9 \
	ADDQ STEP, C      \
	VMOVUPS 0(C), Y10 \
	VMOVUPS 32(C), Y11 \
	ADDQ STEP, C      \
	VMOVUPS 0(C), Y12 \
	VMOVUPS 32(C), Y13 \
	ADDQ STEP, C      \
	VMOVUPS 0(C), Y14 \
	VMOVUPS 32(C), Y15

#define STORE6(C, STEP) \
	VMOVUPS Y4, 0(C)  \
	VMOVUPS Y5, 32(C) \
	ADDQ STEP, C      \
	VMOVUPS Y6, 0(C)  \
	VMOVUPS Y7, 32(C) \
	ADDQ STEP, C      \
	VMOVUPS Y8, 0(C)  \
	VMOVUPS Y9, 32(C) \
	ADDQ STEP, C      \
	VMOVUPS Y10, 0(C) \
	VMOVUPS Y11, 32(C) \
	ADDQ STEP, C      \
	VMOVUPS Y12, 0(C) \
	VMOVUPS Y13, 32(C) \
	ADDQ STEP, C      \
	VMOVUPS Y14, 0(C) \
	VMOVUPS Y15, 32(C)

// Two rows of a tile: each takes its number of a times the row of b.
#define TWO(A0, A1, S0, S1, S2, S3) \
	VBROADCASTSS A0, Y2     \
	VBROADCASTSS A1, Y3     \
	VFMADD231PS Y0, Y2, S0  \
	VFMADD231PS Y1, Y2, S1  \
	VFMADD231PS Y0, Y3, S2  \
	VFMADD231PS Y1, Y3, S3

// The same for a tile of 6 x 32, in Z4 to Z15.
#define LOAD6WIDE(C, STEP) \
	VMOVUPS 0(C), Z4   \
	VMOVUPS 64(C), Z5  \
	ADDQ STEP, C       \
	VMOVUPS 0(C), Z6   \
	VMOVUPS 64(C), Z7  \
	ADDQ STEP, C       \
	VMOVUPS 0(C), Z8   \
	VMOVUPS 64(C), Z9  \
	ADDQ STEP, C       \
	VMOVUPS 0(C), Z10  \
	VMOVUPS 64(C), Z11 \
	ADDQ STEP, C       \
	VMOVUPS 0(C), Z12  \
	VMOVUPS 64(C), Z13 \
	ADDQ STEP, C       \
	VMOVUPS 0(C), Z14  \
	VMOVUPS 64(C), Z15

#define STORE6WIDE(C, STEP) \
	VMOVUPS Z4, 0(C)   \
	VMOVUPS Z5, 64(C)  \
	ADDQ STEP, C       \
	VMOVUPS Z6, 0(C)   \
	VMOVUPS Z7, 64(C)  \
	ADDQ STEP, C       \
	VMOVUPS Z8, 0(C)   \
	VMOVUPS Z9, 64(C)  \
	ADDQ STEP, C       \
	VMOVUPS Z10, 0(C)  \
	VMOVUPS Z11, 64(C) \
	ADDQ STEP, C       \
	VMOVUPS Z12, 0(C)  \
	VMOVUPS Z13, 64(C) \
	ADDQ STEP, C       \
	VMOVUPS Z14, 0(C)  \
	VMOVUPS Z15, 64(C)

#define TWOWIDE(A0, A1, S0, S1, S2, S3) \
	VBROADCASTSS A0, Z2     \
	VBROADCASTSS A1, Z3     \
	VFMADD231PS Z0, Z2, S0  \
	VFMADD231PS Z1, Z2, S1  \
	VFMADD231PS Z0, Z3, S2  \
	VFMADD231PS Z1, Z3, S3

// The ends of the six rows of a in this tap, to which a negative count leads up.
#define ROWS6 \
	LEAQ (SI)(R15*4), R13   \
	MOVQ 0(BX), R8          \
	MOVQ 8(BX), R9          \
	MOVQ 16(BX), R10        \
	MOVQ 24(BX), R11        \
	MOVQ 32(BX), R12        \
	LEAQ (R13)(R8*4), R8    \
	LEAQ (R13)(R9*4), R9    \
	LEAQ (R13)(R10*4), R10  \
	LEAQ (R13)(R11*4), R11  \
	LEAQ (R13)(R12*4), R12  \
	MOVQ 40(BX), CX         \
	LEAQ (R13)(CX*4), R13   \
	ADDQ $48, BX            \
	NEGQ R15

// func tileAVX2(taps, k int, rows *int, a, b, c *float32, width int)
TEXT ·tileAVX2(SB), NOSPLIT, $0-56
	MOVQ taps+0(FP), AX
	MOVQ rows+16(FP), BX
	MOVQ a+24(FP), SI
	MOVQ b+32(FP), DX
	MOVQ c+40(FP), R8
	MOVQ width+48(FP), CX
	SHLQ $2, CX
	LOAD6(R8, CX)
tap:
	MOVQ k+8(FP), R15
	ROWS6
	PCALIGN $32
product:
	VMOVUPS 0(DX), Y0
	VMOVUPS 32(DX), Y1
	TWO((R8)(R15*4), (R9)(R15*4), Y4, Y5, Y6, Y7)
	TWO((R10)(R15*4), (R11)(R15*4), Y8, Y9, Y10, Y11)
	TWO((R12)(R15*4), (R13)(R15*4), Y12, Y13, Y14, Y15)
	ADDQ $64, DX
	INCQ R15
	JNE product
	DECQ AX
	JNE tap
	MOVQ c+40(FP), DI
	MOVQ width+48(FP), CX
	SHLQ $2, CX
	STORE6(DI, CX)
	VZEROUPPER
	RET

// func tileAVX512(taps, k int, rows *int, a, b *float32, strip int, c *float32, width int)
TEXT ·tileAVX512(SB), NOSPLIT, $0-64
	MOVQ taps+0(FP), AX
	MOVQ rows+16(FP), BX
	MOVQ a+24(FP), SI
	MOVQ b+32(FP), DX
	MOVQ strip+40(FP), DI
	LEAQ (DX)(DI*4), DI
	MOVQ c+48(FP), R8
	MOVQ width+56(FP), CX
	SHLQ $2, CX
	LOAD6WIDE(R8, CX)
tap:
	MOVQ k+8(FP), R15
	ROWS6
	PCALIGN $32
product:
	VMOVUPS (DX), Z0
	VMOVUPS (DI), Z1
	TWOWIDE((R8)(R15*4), (R9)(R15*4), Z4, Z5, Z6, Z7)
	TWOWIDE((R10)(R15*4), (R11)(R15*4), Z8, Z9, Z10, Z11)
	TWOWIDE((R12)(R15*4), (R13)(R15*4), Z12, Z13, Z14, Z15)
	ADDQ $64, DX
	ADDQ $64, DI
	INCQ R15
	JNE product
	DECQ AX
	JNE tap
	MOVQ c+48(FP), DI
	MOVQ width+56(FP), CX
	SHLQ $2, CX
	STORE6WIDE(DI, CX)
	VZEROUPPER
	RET

// Numbers to bytes.
#define BYTES \
	SHLQ $2, CX  \
	SHLQ $2, R10 \
	SHLQ $2, R11 \
	SHLQ $2, R12 \
	SHLQ $2, R13

// func transposedAVX2(rows, columns int, a *float32, aStep, aRow int, b *float32, bStep, bRow int, c *float32, width int)
TEXT ·transposedAVX2(SB), NOSPLIT, $0-80
	MOVQ rows+0(FP), AX
	MOVQ a+16(FP), R8
	MOVQ aStep+24(FP), R10
	MOVQ aRow+32(FP), R11
	MOVQ b+40(FP), R9
	MOVQ bStep+48(FP), R12
	MOVQ bRow+56(FP), R13
	MOVQ c+64(FP), DI
	MOVQ width+72(FP), CX
	BYTES
	MOVQ DI, BX
	LOAD6(BX, CX)
row:
	MOVQ columns+8(FP), BX
	MOVQ R8, SI
	MOVQ R9, DX
	PCALIGN $32
column:
	VMOVUPS 0(DX), Y0
	VMOVUPS 32(DX), Y1
	TWO(0(SI), 4(SI), Y4, Y5, Y6, Y7)
	TWO(8(SI), 12(SI), Y8, Y9, Y10, Y11)
	TWO(16(SI), 20(SI), Y12, Y13, Y14, Y15)
	ADDQ R10, SI
	ADDQ R12, DX
	DECQ BX
	JNE column
	ADDQ R11, R8
	ADDQ R13, R9
	DECQ AX
	JNE row
	STORE6(DI, CX)
	VZEROUPPER
	RET

// func transposedAVX512(rows, columns int, a *float32, aStep, aRow int, b *float32, bStep, bRow int, c *float32, width int)
TEXT ·transposedAVX512(SB), NOSPLIT, $0-80
	MOVQ rows+0(FP), AX
	MOVQ a+16(FP), R8
	MOVQ aStep+24(FP), R10
	MOVQ aRow+32(FP), R11
	MOVQ b+40(FP), R9
	MOVQ bStep+48(FP), R12
	MOVQ bRow+56(FP), R13
	MOVQ c+64(FP), DI
	MOVQ width+72(FP), CX
	BYTES
	MOVQ DI, BX
	LOAD6WIDE(BX, CX)
row:
	MOVQ columns+8(FP), BX
	MOVQ R8, SI
	MOVQ R9, DX
	PCALIGN $32
column:
	VMOVUPS 0(DX), Z0
	VMOVUPS 64(DX), Z1
	TWOWIDE(0(SI), 4(SI), Z4, Z5, Z6, Z7)
	TWOWIDE(8(SI), 12(SI), Z8, Z9, Z10, Z11)
	TWOWIDE(16(SI), 20(SI), Z12, Z13, Z14, Z15)
	ADDQ R10, SI
	ADDQ R12, DX
	DECQ BX
	JNE column
	ADDQ R11, R8
	ADDQ R13, R9
	DECQ AX
	JNE row
	STORE6WIDE(DI, CX)
	VZEROUPPER
	RET
