package crm

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"
)

var compile = flag.Bool("compile", false, "write profiles/compiled.json from the YAML files")

func TestTheCompiledProfilesAreTheYAMLOnes(t *testing.T) {
	all, err := sourceProfiles()
	if err != nil {
		t.Fatal(err)
	}
	want, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *compile {
		if err := os.WriteFile("profiles/compiled.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile("profiles/compiled.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Error("profiles/compiled.json is stale: run go generate ./pkg/crm")
	}
}
