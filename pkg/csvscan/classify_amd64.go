//go:build amd64 && !purego

package csvscan

import "golang.org/x/sys/cpu"

var fastClassify = cpu.X86.HasAVX2 && cpu.X86.HasPCLMULQDQ

// classify is classifyPortable, in AVX2 where the processor has it.
func classify(text []byte, k *classifier) {
	if blocks := len(text) / blockSize; fastClassify && blocks > 0 {
		classifyAVX2(&text[0], blocks, k)
		return
	}
	classifyPortable(text, k)
}

//go:noescape
func classifyAVX2(text *byte, blocks int, k *classifier)
