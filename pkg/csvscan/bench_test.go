package csvscan

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
)

// activityLog writes rows in the shape of a CRM's activity export: every third
// note quoted, some with commas, doubled quotes and line breaks.
func activityLog(rows int) []byte {
	owners := []string{"Anna Müller", "Jürgen Schäfer", "Mei Wang", "\"O'Neill, Siobhán\"", "Paul Brown"}
	kinds := []string{"Call", "Email", "Visit", "Meeting"}
	notes := []string{"Left voicemail", "\"Met the buyer, wants a trial\"", "Ok", "\"Said \"\"call me back\"\" next week\"",
		"Sent pricing", "\"Agenda:\n- pricing\n- rollout, phase 2\"", "Follow up next week"}
	b := []byte("Activity ID,Activity type,Activity date,Assigned to,Outcome,Company,Deal ID,Note\n")
	for i := range rows {
		h := i * 2654435761 >> 4
		b = fmt.Appendf(b, "%d,%s,2025-%02d-%02d %02d:00,%s,Completed,Nordlogistik GmbH,%d,%s\n", 9000000+i,
			kinds[h%4], 1+h%12, 1+h/12%28, h%24, owners[h/7%5], 100000+h%90000, notes[h/35%7])
	}
	return b
}

// measure is a worker that looks at every wanted cell.
type measure struct{ bytes, rows *atomic.Int64 }

func (m measure) Batch(b *Batch) error {
	n := 0
	for i := range b.Len() {
		for k := range 4 {
			n += len(b.Field(i, k))
		}
	}
	m.bytes.Add(int64(n))
	m.rows.Add(int64(b.Len()))
	return nil
}

func benchmarkScan(b *testing.B, rows, workers int, careful bool) {
	text := activityLog(rows)
	path := filepath.Join(b.TempDir(), "activities.csv")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s, err := Open(path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		s.careful = careful
		head, err := s.Head(1)
		if err != nil {
			b.Fatal(err)
		}
		var m measure
		_, err = s.Scan(context.Background(), ScanOptions{
			From: head[0].Next, Columns: 8, Wanted: []int{1, 2, 3, 7}, Workers: workers,
		}, func(n int) []Worker {
			m = measure{new(atomic.Int64), new(atomic.Int64)}
			ws := make([]Worker, n)
			for i := range ws {
				ws[i] = m
			}
			return ws
		})
		if err != nil || m.rows.Load() != int64(rows) {
			b.Fatal(m.rows.Load(), err)
		}
		_ = s.Close()
	}
}

func BenchmarkScanOneWorker(b *testing.B)  { benchmarkScan(b, 200000, 1, false) }
func BenchmarkScanTwoWorkers(b *testing.B) { benchmarkScan(b, 200000, 2, false) }
func BenchmarkScanCareful(b *testing.B)    { benchmarkScan(b, 200000, 1, true) }
func BenchmarkScanSmallFile(b *testing.B)  { benchmarkScan(b, 5000, 0, false) }

func BenchmarkEncodingCSV(b *testing.B) {
	text := activityLog(200000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r := csv.NewReader(bytes.NewReader(text))
		r.ReuseRecord = true
		for {
			if _, err := r.Read(); err != nil {
				break
			}
		}
	}
}

func benchmarkClassify(b *testing.B, fn func([]byte, *classifier)) {
	text := activityLog(2000)[:sliceSize]
	k := new(classifier)
	b.SetBytes(sliceSize)
	for b.Loop() {
		k.reset(format{delim: []byte{','}, eol: '\n'})
		fn(text, k)
	}
}

func BenchmarkClassify(b *testing.B)         { benchmarkClassify(b, classify) }
func BenchmarkClassifyPortable(b *testing.B) { benchmarkClassify(b, classifyPortable) }

// BenchmarkField looks at four cells of each row of one slice.
func BenchmarkField(b *testing.B) {
	text := activityLog(500)
	f := format{delim: []byte{','}, eol: '\n'}
	x := new(index)
	x.prepare(f, ScanOptions{Columns: 8, Wanted: []int{1, 2, 3, 7}})
	c := &chunk{}
	c.makeRoom(len(text))
	c.end = 1 + copy(c.data[1:], text)
	c.data[0] = '\n'
	pad(c.data[c.end:])
	cells := 0
	err := x.scan(c, f, func(batch *Batch) error {
		for b.Loop() {
			batch.scratch = batch.scratch[:0]
			for i := range batch.Len() {
				for k := range 4 {
					cells += len(batch.Field(i, k))
				}
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*4*batch.Len()), "ns/cell")
		return nil
	})
	if err != nil || cells == 0 {
		b.Fatal(cells, err)
	}
}

// BenchmarkOpen finds the dialect of a file and reads its first records.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "activities.csv")
	if err := os.WriteFile(path, activityLog(20000), 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := Open(path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Head(200); err != nil {
			b.Fatal(err)
		}
		_ = s.Close()
	}
}
