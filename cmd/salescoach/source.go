package main

import (
	"runtime/debug"

	"github.com/salescoach/salescoach/pkg/ingest"
	"github.com/salescoach/salescoach/pkg/report"
)

// version is set at link time by the Makefile; else the module's version is
// used.
var version string

func programVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}

// source says what a result rests on.
func source(data *ingest.Data) report.Source {
	s := report.Source{Version: programVersion(), Warnings: data.Quality.Warnings}
	if data.Cube != nil && len(data.Cube.Periods) > 0 {
		asOf := data.Cube.AsOf
		s.AsOf = &asOf
	}
	for _, f := range data.Quality.Files {
		s.Inputs = append(s.Inputs, report.Input{
			File: f.File, Role: string(f.Role), Profile: f.Profile,
			Rows: f.Rows, Used: f.Used, Rejected: f.Rejected, SHA256: f.SHA256,
		})
	}
	return s
}
