package crm

import (
	"embed"
	"errors"
	"fmt"
	"sync"
)

// The YAML files are the source. compiled.tsv holds the same in a form that
// is read faster; a test keeps the two equal.
//
//go:generate go test -run TestTheCompiledProfilesAreTheYAMLOnes -compile
//go:embed profiles/*.yaml
var profileFiles embed.FS

//go:embed profiles/compiled.tsv
var compiledProfiles string

// profileOrder is the order in which profiles are tried; of equal fits the
// first wins. The generic one is the last resort. "common" holds the words
// that all share.
var profileOrder = []string{"salesforce", "hubspot", "pipedrive", "zoho", "dynamics", "suitecrm", "odoo", "close",
	"copper", "freshsales", "monday", "forcemanager", "generic"}

// library is the set of built-in profiles.
type library struct {
	common   ProfileWords
	profiles []*Profile
}

// builtin reads the embedded profiles, once, on first use: commands that read
// no export should not pay for it.
var builtin = sync.OnceValues(readLibrary)

func readLibrary() (library, error) {
	all, err := readCompiled(compiledProfiles)
	if err != nil {
		return library{}, err
	}
	if len(all) != len(profileOrder)+1 {
		return library{}, errors.New("the compiled profiles are damaged")
	}
	return library{common: all[0].Words, profiles: all[1:]}, nil
}

// sourceProfiles reads the YAML files themselves, the common words first.
func sourceProfiles() ([]*Profile, error) {
	var all []*Profile
	for _, name := range append([]string{"common"}, profileOrder...) {
		b, err := ProfileSource(name)
		if err != nil {
			return nil, err
		}
		p, err := LoadProfile(name, b)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// Profiles lists the built-in profiles in the order in which they are tried.
func Profiles() ([]*Profile, error) {
	l, err := builtin()
	return l.profiles, err
}

// ProfileSource gives the YAML text of a built-in profile, as an example for
// a profile of one's own.
func ProfileSource(name string) ([]byte, error) {
	b, err := profileFiles.ReadFile("profiles/" + name + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("there is no built-in profile %q", name)
	}
	return b, nil
}
