//go:build amd64 && !purego

package csvscan

// classifiers are the bodies of classify that this processor can run.
func classifiers() map[string]func([]byte, *classifier) {
	all := map[string]func([]byte, *classifier){"portable": classifyPortable}
	if hasAVX2 {
		all["AVX2"] = func(text []byte, k *classifier) {
			if len(text) > 0 {
				classifyAVX2(&text[0], len(text)/blockSize, k)
			}
		}
	}
	if hasAVX512 {
		all["AVX-512"] = func(text []byte, k *classifier) {
			if len(text) > 0 {
				classifyAVX512(&text[0], len(text)/blockSize, k)
			}
		}
	}
	return all
}

// flatteners are the bodies of flatten that this processor can run.
func flatteners() map[string]func([]uint64, uint32, []uint32) int {
	all := map[string]func([]uint64, uint32, []uint32) int{"portable": flattenPortable}
	if hasBMI {
		all["BMI"] = func(masks []uint64, base uint32, out []uint32) int {
			if len(masks) == 0 {
				return 0
			}
			return flattenBMI(&masks[0], len(masks), base, &out[0])
		}
	}
	if hasVBMI2 {
		all["VBMI2"] = func(masks []uint64, base uint32, out []uint32) int {
			if len(masks) == 0 {
				return 0
			}
			return flattenVBMI2(&masks[0], len(masks), base, &out[0])
		}
	}
	return all
}
