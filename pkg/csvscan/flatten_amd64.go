//go:build amd64 && !purego

package csvscan

import "golang.org/x/sys/cpu"

var (
	hasBMI   = cpu.X86.HasBMI1 && cpu.X86.HasPOPCNT
	hasVBMI2 = hasAVX512 && cpu.X86.HasAVX512VBMI2
)

// flatten is flattenPortable, with the instructions that the processor has: the
// compiler must not use TZCNT and BLSR in a program for all amd64.
func flatten(masks []uint64, base uint32, out []uint32) int {
	if len(masks) == 0 || !hasBMI {
		return flattenPortable(masks, base, out)
	}
	_ = out[len(masks)*blockSize+overrun-1]
	if hasVBMI2 {
		return flattenVBMI2(&masks[0], len(masks), base, &out[0])
	}
	return flattenBMI(&masks[0], len(masks), base, &out[0])
}

//go:noescape
func flattenBMI(masks *uint64, n int, base uint32, out *uint32) int

//go:noescape
func flattenVBMI2(masks *uint64, n int, base uint32, out *uint32) int
