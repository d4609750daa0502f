#include "textflag.h"

// func multiplyWide(sums *int32, acts *uint8, weights *int8, steps int)
//
// A step takes four activations, the same for all outputs, and four weights
// for each of sixteen outputs: bytes times bytes added in pairs to 16 bits,
// these in pairs to 32 bits, and those to the sums.
TEXT ·multiplyWide(SB), NOSPLIT, $0-32
	MOVQ sums+0(FP), DX
	MOVQ acts+8(FP), SI
	MOVQ weights+16(FP), DI
	MOVQ steps+24(FP), CX
	VMOVDQU (DX), Y0
	VMOVDQU 32(DX), Y1
	VPCMPEQW Y5, Y5, Y5
	VPSRLW $15, Y5, Y5 // ones

step:
	VPBROADCASTD (SI), Y2
	VPMADDUBSW (DI), Y2, Y3
	VPMADDUBSW 32(DI), Y2, Y4
	VPMADDWD Y5, Y3, Y3
	VPMADDWD Y5, Y4, Y4
	VPADDD Y3, Y0, Y0
	VPADDD Y4, Y1, Y1
	ADDQ $4, SI
	ADDQ $64, DI
	DECQ CX
	JNZ step

	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	VZEROUPPER
	RET
