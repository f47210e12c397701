package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRejectsOfAnUnfinishedReadingSaySo(t *testing.T) {
	t.Chdir(t.TempDir())
	header, row := "Deal ID,Owner,Stage,Amount,Close Date\n", "1,Ana,Won,5.25,2026-01-01\n"
	for name, text := range map[string]string{
		"deals.csv": header + row + "2,Ana,Won\n",
		"cut.csv":   header + strings.Repeat(row, 3000) + "2,\"Ana\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const warning = "salescoach: warning: rejects.csv does not hold all rows that cannot be read: there may be more in cut.csv, not read to the end\n"
	for format, warned := range map[string]bool{"text": true, "json": false} {
		_, stderr, code := ask(t, "cube", "--rejects", "rejects.csv", "--format", format, "deals.csv", "cut.csv")
		if code != exitData {
			t.Fatalf("%s: exit code %d: %s", format, code, stderr)
		}
		if strings.Contains(stderr, warning) != warned || !warned && !json.Valid([]byte(stderr)) {
			t.Errorf("%s: standard error is %s", format, stderr)
		}
		rejected, err := os.ReadFile("rejects.csv")
		if err != nil || !strings.HasSuffix(string(rejected), "\n2,Ana,Won\n\"# rejected: there may be more in cut.csv, not read to the end\"\n") {
			t.Errorf("%s: %v, rejected %s", format, err, rejected)
		}
		if left, _ := filepath.Glob(".*"); left != nil {
			t.Errorf("%s: %v is left behind", format, left)
		}
	}
}
