#include "textflag.h"

// func reluAVX2(n int, x, y *float32)
TEXT ·reluAVX2(SB), NOSPLIT, $0-24
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	MOVQ y+16(FP), DI
	VXORPS Y1, Y1, Y1
loop:
	VMAXPS (SI), Y1, Y0 // a NaN in x stays: the second of two operands is the answer then
	VMOVUPS Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JG loop
	VZEROUPPER
	RET

// func reluBackAVX2(n int, x, dy, dx *float32)
TEXT ·reluBackAVX2(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	MOVQ dy+16(FP), DX
	MOVQ dx+24(FP), DI
	VXORPS Y1, Y1, Y1
loop:
	VCMPPS $2, (SI), Y1, Y0 // 0 <= x
	VANDPS (DX), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, DI
	SUBQ $8, CX
	JG loop
	VZEROUPPER
	RET

// func addAVX2(n int, x, y *float32)
TEXT ·addAVX2(SB), NOSPLIT, $0-24
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	MOVQ y+16(FP), DI
loop:
	VMOVUPS (DI), Y0
	VADDPS (SI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JG loop
	VZEROUPPER
	RET

// func sumRowsAVX2(rows, n int, x, sum *float32)
TEXT ·sumRowsAVX2(SB), NOSPLIT, $0-32
	MOVQ n+8(FP), DX
	MOVQ x+16(FP), SI
	MOVQ sum+24(FP), DI
	MOVQ DX, R8
	SHLQ $2, R8
column:
	MOVQ rows+0(FP), CX
	MOVQ SI, BX
	VMOVUPS (DI), Y0
row:
	VADDPS (BX), Y0, Y0
	ADDQ R8, BX
	DECQ CX
	JNE row
	VMOVUPS Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, DX
	JG column
	VZEROUPPER
	RET

// func narrowAVX2(n int, x *float64, y *float32)
TEXT ·narrowAVX2(SB), NOSPLIT, $0-24
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	MOVQ y+16(FP), DI
loop:
	VCVTPD2PSY (SI), X0
	VCVTPD2PSY 32(SI), X1
	VMOVUPS X0, (DI)
	VMOVUPS X1, 16(DI)
	ADDQ $64, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JG loop
	VZEROUPPER
	RET

// func adamAVX2(n int, c *[8]float32, w, dw, m, v *float32)
TEXT ·adamAVX2(SB), NOSPLIT, $0-48
	MOVQ n+0(FP), CX
	MOVQ c+8(FP), AX
	MOVQ w+16(FP), DI
	MOVQ dw+24(FP), SI
	MOVQ m+32(FP), R8
	MOVQ v+40(FP), R9
	VBROADCASTSS 0(AX), Y8   // beta1
	VBROADCASTSS 4(AX), Y9   // 1 - beta1
	VBROADCASTSS 8(AX), Y10  // beta2
	VBROADCASTSS 12(AX), Y11 // 1 - beta2
	VBROADCASTSS 16(AX), Y12 // rate / (1 - beta1^t)
	VBROADCASTSS 20(AX), Y13 // 1 / (1 - beta2^t)
	VBROADCASTSS 24(AX), Y14 // epsilon
	VBROADCASTSS 28(AX), Y15 // rate x weight decay
loop:
	VMOVUPS (SI), Y0
	VMULPS (R8), Y8, Y1
	VFMADD231PS Y9, Y0, Y1
	VMOVUPS Y1, (R8)
	VMULPS Y0, Y0, Y0
	VMULPS (R9), Y10, Y2
	VFMADD231PS Y11, Y0, Y2
	VMOVUPS Y2, (R9)
	VMULPS Y13, Y2, Y2
	VSQRTPS Y2, Y2
	VADDPS Y14, Y2, Y2
	VMULPS Y12, Y1, Y1
	VDIVPS Y2, Y1, Y1
	VMOVUPS (DI), Y3
	VFMADD231PS Y15, Y3, Y1
	VSUBPS Y1, Y3, Y3
	VMOVUPS Y3, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	ADDQ $32, R8
	ADDQ $32, R9
	SUBQ $8, CX
	JG loop
	VZEROUPPER
	RET

// func maxPoolAVX2(pixels, channels, places int, offsets *int, x *float32, step int, y *float32, from *int32)
TEXT ·maxPoolAVX2(SB), NOSPLIT, $0-64
	MOVQ pixels+0(FP), R13
	MOVQ channels+8(FP), R11
	SHLQ $2, R11
	MOVQ places+16(FP), R10
	MOVQ offsets+24(FP), R9
	MOVQ x+32(FP), SI
	MOVQ step+40(FP), R12
	SHLQ $2, R12
	MOVQ y+48(FP), DI
	MOVQ from+56(FP), R8
	VPCMPEQD Y6, Y6, Y6
	VPSRLD $31, Y6, Y6 // ones
pixel:
	XORQ AX, AX
channel:
	LEAQ (SI)(AX*1), DX
	MOVQ (R9), BX
	VMOVUPS (DX)(BX*4), Y0 // the largest so far
	VPXOR Y1, Y1, Y1       // its place
	VPXOR Y7, Y7, Y7       // this place
	MOVQ $1, CX
	JMP test
place:
	MOVQ (R9)(CX*8), BX
	VMOVUPS (DX)(BX*4), Y2
	VPADDD Y6, Y7, Y7
	VCMPPS $0x1E, Y0, Y2, Y3 // larger
	VCMPPS $3, Y2, Y2, Y4    // or NaN
	VORPS Y4, Y3, Y3
	VBLENDVPS Y3, Y2, Y0, Y0
	VBLENDVPS Y3, Y7, Y1, Y1
	INCQ CX
test:
	CMPQ CX, R10
	JLT place
	VMOVUPS Y0, (DI)(AX*1)
	VMOVUPS Y1, (R8)(AX*1)
	ADDQ $32, AX
	CMPQ AX, R11
	JLT channel
	ADDQ R12, SI
	ADDQ R11, DI
	ADDQ R11, R8
	DECQ R13
	JNE pixel
	VZEROUPPER
	RET

// func unpoolAVX2(pixels, channels, places int, offsets *int, dx *float32, step int, dy *float32, from *int32)
TEXT ·unpoolAVX2(SB), NOSPLIT, $0-64
	MOVQ pixels+0(FP), R13
	MOVQ channels+8(FP), R11
	SHLQ $2, R11
	MOVQ places+16(FP), R10
	MOVQ offsets+24(FP), R9
	MOVQ dx+32(FP), SI
	MOVQ step+40(FP), R12
	SHLQ $2, R12
	MOVQ dy+48(FP), DI
	MOVQ from+56(FP), R8
	VPCMPEQD Y6, Y6, Y6
	VPSRLD $31, Y6, Y6
pixel:
	XORQ AX, AX
channel:
	LEAQ (SI)(AX*1), DX
	VMOVUPS (DI)(AX*1), Y0
	VMOVUPS (R8)(AX*1), Y1
	VPXOR Y7, Y7, Y7
	XORQ CX, CX
place:
	MOVQ (R9)(CX*8), BX
	VPCMPEQD Y7, Y1, Y2
	VANDPS Y0, Y2, Y2
	VMOVUPS Y2, (DX)(BX*4)
	VPADDD Y6, Y7, Y7
	INCQ CX
	CMPQ CX, R10
	JLT place
	ADDQ $32, AX
	CMPQ AX, R11
	JLT channel
	ADDQ R12, SI
	ADDQ R11, DI
	ADDQ R11, R8
	DECQ R13
	JNE pixel
	VZEROUPPER
	RET
