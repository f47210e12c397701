package csvscan

// Column gives the cells of one wanted column of a batch, quicker than
// [Batch.Field] where all rows are gone through. It is valid as long as the
// batch.
type Column struct {
	data  []byte
	ends  []uint32 // from the column on
	first []uint32
	tail  bool // the last column, where a CR is cut off
	k     int
	batch *Batch
}

// Column gives the k-th of the wanted columns.
func (b *Batch) Column(k int) Column {
	col := b.cols[k]
	return Column{b.data, b.ends[min(int(col), len(b.ends)):], b.first, col == b.tail, k, b}
}

// At is the text of a row's cell, as [Batch.Field] gives it. It is small, so
// that it is inlined into the loop over the rows.
func (c *Column) At(row int) []byte {
	i := c.first[row]
	from, to := c.ends[i]+1, c.ends[i+1]
	if c.data[from] == '"' || c.tail {
		return c.batch.Field(row, c.k)
	}
	return c.data[from:to]
}
