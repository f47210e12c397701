//go:build amd64 && !purego

package csvscan

import "golang.org/x/sys/cpu"

var fastFlatten = cpu.X86.HasBMI1 && cpu.X86.HasPOPCNT

// flatten is flattenPortable, with TZCNT and BLSR where the processor has them:
// the compiler must not use them in a program for all amd64.
func flatten(masks []uint64, base uint32, out []uint32) int {
	if fastFlatten && len(masks) > 0 {
		_ = out[len(masks)*blockSize+overrun-1]
		return flattenBMI(&masks[0], len(masks), base, &out[0])
	}
	return flattenPortable(masks, base, out)
}

//go:noescape
func flattenBMI(masks *uint64, n int, base uint32, out *uint32) int
