package ingest

import (
	"context"
	"os"
	"testing"
)

// BenchmarkRead reads the exports named by SALESCOACH_BENCH, the folder of a
// deals.csv and an activities.csv.
func BenchmarkRead(b *testing.B) {
	dir := os.Getenv("SALESCOACH_BENCH")
	if dir == "" {
		b.Skip("SALESCOACH_BENCH names no folder")
	}
	r := Request{Files: files(dir+"/deals.csv", dir+"/activities.csv"), Visits: []string{"Visit"}}
	for b.Loop() {
		if _, err := Read(context.Background(), r); err != nil {
			b.Fatal(err)
		}
	}
}
