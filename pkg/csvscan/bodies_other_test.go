//go:build !amd64 || purego

package csvscan

func classifiers() map[string]func([]byte, *classifier) {
	return map[string]func([]byte, *classifier){"portable": classifyPortable}
}

func flatteners() map[string]func([]uint64, uint32, []uint32) int {
	return map[string]func([]uint64, uint32, []uint32) int{"portable": flattenPortable}
}
