//go:build !amd64 || purego

package csvscan

func flatten(masks []uint64, base uint32, out []uint32) int {
	return flattenPortable(masks, base, out)
}
