package ingest

import (
	"errors"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// refuse turns what the parser says into a refusal of data. Other errors, such
// as a cancelled context, stay what they are.
func refuse(err error) error {
	var e *csvscan.Error
	if errors.As(err, &e) {
		return refusal(Problem{Pos: e.Pos, What: e.Msg, Hint: e.Hint})
	}
	return err
}

// refuse turns what package crm says about the file into a refusal, or into
// wrong usage where it is about what the user said of it.
func (in *input) refuse(err error) error {
	p := Problem{Pos: csvscan.Pos{File: in.src.Name()}, What: err.Error()}
	var id *crm.IdentifyError
	var format *crm.FormatError
	if errors.As(err, &id) && id.Misconfigured() {
		return &UsageError{Msg: p.Pos.File + ": " + p.What, Hint: id.Hint()}
	}
	switch {
	case errors.As(err, &id):
		p.Hint = id.Hint()
	case errors.As(err, &format):
		p.Hint = format.Hint()
	default:
		return refuse(err)
	}
	return refusal(p)
}
