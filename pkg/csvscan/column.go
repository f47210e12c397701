package csvscan

// Column gives the cells of a batch in the k-th of the wanted columns, as
// [Batch.Field] gives them one by one, in a slice that is used again if it is
// large enough. Where most rows are looked at it is the quicker way.
func (b *Batch) Column(k int, into [][]byte) [][]byte {
	if n := len(b.first); cap(into) < n {
		into = make([][]byte, n+n/4)
	}
	into = into[:len(b.first)]
	col := b.cols[k]
	data, tail := b.data, col == b.tail
	for row, first := range b.first {
		ends := b.ends[first+col:]
		from, to := ends[0]+1, ends[1]
		if data[from] == '"' || tail {
			into[row] = b.special(data[from:to], tail)
			continue
		}
		into[row] = data[from:to]
	}
	return into
}
