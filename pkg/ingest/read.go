package ingest

import "context"

// Read reads the files of the request. The error is a *[DataError] where the
// data was refused, a *[UsageError] where the request does not fit it, or the
// context's error.
func Read(ctx context.Context, r Request) (*Data, error) {
	if len(r.Files) == 0 {
		return nil, &UsageError{Msg: "no file to read", Hint: "name at least one CSV export, or - for standard input"}
	}
	return nil, ctx.Err()
}
