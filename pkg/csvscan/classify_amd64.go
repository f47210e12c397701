//go:build amd64 && !purego

package csvscan

import "golang.org/x/sys/cpu"

var (
	hasAVX2   = cpu.X86.HasAVX2 && cpu.X86.HasPCLMULQDQ && cpu.X86.HasPOPCNT
	hasAVX512 = hasAVX2 && cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW
)

// classify is classifyPortable, with the widest registers that the processor
// has.
func classify(text []byte, k *classifier) {
	switch blocks := len(text) / blockSize; {
	case hasAVX512 && blocks > 0:
		classifyAVX512(&text[0], blocks, k)
	case hasAVX2 && blocks > 0:
		classifyAVX2(&text[0], blocks, k)
	default:
		classifyPortable(text, k)
	}
}

//go:noescape
func classifyAVX2(text *byte, blocks int, k *classifier)

//go:noescape
func classifyAVX512(text *byte, blocks int, k *classifier)
