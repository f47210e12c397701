// Command gen writes two large exports, deals.csv and activities.csv, in the
// shape of a HubSpot list export, for benchmarks. The bytes depend on the
// flags alone.
//
//	go run ./testdata/bench/gen -rows 1000000 -out DIR
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

func main() {
	rows := flag.Int("rows", 1_000_000, "data rows over both files, a fifth of them deals")
	reps := flag.Int("reps", 200, "sales reps")
	months := flag.Int("months", 36, "months, from 2023-01 on")
	out := flag.String("out", ".", "folder to write to")
	flag.Parse()
	g := generator{rand.New(rand.NewPCG(1, 2)), *reps, *months * 30}
	if err := os.MkdirAll(*out, 0o755); err != nil {
		log.Fatal(err)
	}
	write(filepath.Join(*out, "deals.csv"), dealHeader, *rows/5, g.deal)
	write(filepath.Join(*out, "activities.csv"), activityHeader, *rows-*rows/5, g.activity)
}

const (
	dealHeader = "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Create Date,Pipeline," +
		"Associated Company,Associated Contact,Deal Type,Currency,Last Activity Date,Number of Sales Activities"
	activityHeader = "Record ID,Activity type,Activity date,Activity assigned to,Outcome,Associated Contact,Associated Company,Notes"
)

func write(path, header string, rows int, row func(w *bufio.Writer, id int)) {
	f, err := os.Create(path)
	if err != nil {
		log.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	fmt.Fprintln(w, header)
	for id := range rows {
		row(w, id)
	}
	if err := w.Flush(); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}

type generator struct {
	*rand.Rand
	reps, days int
}

var (
	stages   = []string{"Closed Won", "Closed Lost", "Closed Lost", "Contract Sent", "Presentation Scheduled"}
	kinds    = []string{"Call", "Call", "Email", "Email", "Visit", "Meeting", "Task", "Note"}
	outcomes = []string{"Completed", "Completed", "Completed", "No show", "Scheduled", ""}
	notes    = []string{"Left voicemail", `"Met the buyer, wants a trial"`, `"Said ""call me back"" next week"`,
		"\"Agenda:\n- pricing\n- rollout, phase 2\"", "Sent pricing"}
)

func (g generator) pick(of []string) string { return of[g.IntN(len(of))] }

func (g generator) rep() string { return fmt.Sprintf("Rep Müller %03d", g.IntN(g.reps)) }

func (g generator) day() string {
	return time.Date(2023, 1, 1+g.IntN(g.days), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

func (g generator) deal(w *bufio.Writer, id int) {
	fmt.Fprintf(w, "%d,\"Nordlogistik GmbH, annual contract\",%s,%s,%s,%d.%02d,%s,Sales Pipeline,Nordlogistik GmbH,Anna Okafor,New Business,EUR,%s,%d\n",
		20_000_000_000+id, g.pick(stages), g.day(), g.rep(), 500+g.IntN(90_000), g.IntN(100), g.day(), g.day(), g.IntN(40))
}

func (g generator) activity(w *bufio.Writer, id int) {
	fmt.Fprintf(w, "%d,%s,%s,%s,%s,Anna Okafor,Nordlogistik GmbH,%s\n",
		30_000_000_000+id, g.pick(kinds), g.day(), g.rep(), g.pick(outcomes), g.pick(notes))
}
