package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// describe completes the record of how the files were read.
func (rd *reader) describe() error {
	q := &rd.data.Quality
	for _, in := range rd.inputs {
		if err := in.describe(rd.req.Digests); err != nil {
			return err
		}
		q.Files = append(q.Files, in.report)
	}
	rd.nearMisses()
	rd.warn()
	q.fill()
	return nil
}

func (in *input) describe(digest bool) error {
	r, d, m := &in.report, in.src.Dialect(), in.mapping
	r.File, r.Role, r.Profile, r.Shape = in.src.Name(), m.Role, m.Profile, m.Shape
	r.Encoding, r.BOM, r.Compression = d.Encoding, d.BOM, d.Compression
	r.Delimiter, r.LineEnding = d.Delimiter, d.LineEnding
	r.Evidence = append(append(r.Evidence, d.Evidence...), m.Evidence...)
	for _, c := range m.Columns {
		r.Columns = append(r.Columns, Column{c.Header, c.Field, c.How})
	}
	r.People, r.Totals.Revenue = len(in.met), in.revenue.float()/float64(funnel.MoneyUnit)
	in.describeSpelling()
	r.tidy()
	if !digest {
		return nil
	}
	sum, err := in.digest()
	r.SHA256 = sum
	return err
}

// describeSpelling reports the spelling of the fields that matter most.
func (in *input) describeSpelling() {
	for _, f := range spelled[in.mapping.Role] {
		if format := in.dates[f]; format != nil && in.report.DateFormat == "" && f != crm.FieldModified {
			in.report.DateFormat, in.report.DateOrder = format.String(), format.Order().String()
		}
		if format := in.numbers[f]; format != nil && in.report.Decimal == "" {
			in.report.Decimal = format.Decimal().String()
		}
	}
}

// digest is the SHA-256 of the file as it is stored.
func (in *input) digest() (string, error) {
	raw, err := in.src.Original()
	if err != nil {
		return "", refuse(err)
	}
	h := sha256.New()
	if _, err := io.Copy(h, raw); err != nil {
		return "", errors.Join(err, raw.Close())
	}
	if err := raw.Close(); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func (rd *reader) warning(code, message string) {
	rd.data.Quality.Warnings = append(rd.data.Quality.Warnings, funnel.Warning{Code: code, Message: message})
}

// nearMisses lists names that may be one person.
func (rd *reader) nearMisses() {
	var names []string
	for _, who := range rd.census.people {
		if !who.rep.Unassigned {
			names = append(names, who.rep.Name)
		}
	}
	for _, n := range crm.NearMisses(names) {
		rd.data.Quality.NearMisses = append(rd.data.Quality.NearMisses, NearMiss{n.A, n.B})
	}
}

// fill makes empty lists of those that nothing was put into, so that JSON shows
// them as such and not as unknown.
func (q *Quality) fill() {
	orEmpty(&q.Files)
	orEmpty(&q.Rejects)
	orEmpty(&q.NearMisses)
	orEmpty(&q.Warnings)
	for i := range q.Files {
		f := &q.Files[i]
		orEmpty(&f.Evidence)
		orEmpty(&f.Columns)
		orEmpty(&f.Kinds)
		orEmpty(&f.DoneWords)
		orEmpty(&f.Status.Won)
		orEmpty(&f.Status.Lost)
		orEmpty(&f.Status.Open)
	}
}

func orEmpty[T any](list *[]T) {
	if *list == nil {
		*list = []T{}
	}
}
