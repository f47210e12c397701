package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestAFileIsWrittenWholeAndAlone(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "rank.json")
	for _, content := range []string{"a long first version", "short", ""} {
		if err := Write(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, path); got != content {
			t.Errorf("got %q, want %q", got, content)
		}
	}
	if names := list(t, folder); names != "rank.json" {
		t.Errorf("the folder holds %s", names)
	}
}

func TestAFileThatCannotBeWrittenIsExplained(t *testing.T) {
	folder := t.TempDir()
	write := func(name string, mode fs.FileMode) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("old"), mode); err != nil {
			t.Fatal(err)
		}
	}
	write("read-only.csv", 0o444)
	write("file", 0o644)
	for name, c := range map[string]struct{ path, problem, hint string }{
		"a folder":            {folder, "is a folder", "name a file in it"},
		"a missing folder":    {filepath.Join(folder, "no", "x.csv"), "there is no folder", "create the folder first"},
		"a read-only file":    {filepath.Join(folder, "read-only.csv"), "is read-only", "make it writable"},
		"a file as a folder":  {filepath.Join(folder, "file", "x.csv"), "cannot be written", ""},
		"no name":             {"", "is not a file name", "name a file"},
		"a name of NUL bytes": {filepath.Join(folder, "a\x00b"), "cannot be written", ""},
	} {
		err := Write(c.path, []byte("new"))
		problem, ok := errors.AsType[*Error](err)
		if !ok {
			t.Errorf("%s: got %v", name, err)
			continue
		}
		if !strings.Contains(err.Error(), c.problem) || !strings.Contains(problem.Hint(), c.hint) {
			t.Errorf("%s: got %q, hint %q", name, err, problem.Hint())
		}
		if strings.Contains(err.Error(), ".tmp") {
			t.Errorf("%s: %q names the temporary file", name, err)
		}
	}
	if names := list(t, folder); names != "file read-only.csv" {
		t.Errorf("left behind: %s", names)
	}
	if got := read(t, filepath.Join(folder, "read-only.csv")); got != "old" {
		t.Errorf("the read-only file now holds %q", got)
	}
}

func TestWhatIsNotCommittedLeavesTheOldFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "rejects.csv")
	if err := Write(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	for _, commit := range []bool{false, true} {
		f, err := Create(path)
		if err != nil {
			t.Fatal(err)
		}
		for range 1000 {
			if _, err := f.Write([]byte(strings.Repeat("new", 100))); err != nil {
				t.Fatal(err)
			}
		}
		if got := read(t, path); got != "old" {
			t.Errorf("before it is committed the file holds %.20q", got)
		}
		want := "old"
		if commit {
			want = strings.Repeat("new", 100*1000)
			if err := f.Commit(); err != nil {
				t.Fatal(err)
			}
		}
		f.Discard()
		if got := read(t, path); got != want {
			t.Errorf("committed %t: the file holds %.20q", commit, got)
		}
		if names := list(t, folder); names != "rejects.csv" {
			t.Errorf("committed %t: the folder holds %s", commit, names)
		}
	}
}

func TestTheCauseOfAnErrorCanBeAskedFor(t *testing.T) {
	err := Write(filepath.Join(t.TempDir(), "no", "x"), nil)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v does not say that the folder does not exist", err)
	}
}

func TestModesAreKept(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no modes to keep")
	}
	path := filepath.Join(t.TempDir(), "x")
	plain := filepath.Join(t.TempDir(), "y")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(plain, nil, 0o644); err != nil { // 0644 less the umask
		t.Fatal(err)
	}
	if err := Write(path, []byte("secret")); err != nil {
		t.Fatal(err)
	}
	if got := mode(t, path); got != 0o600 {
		t.Errorf("an existing file's mode became %o", got)
	}
	fresh := filepath.Join(t.TempDir(), "z")
	if err := Write(fresh, nil); err != nil {
		t.Fatal(err)
	}
	if got, want := mode(t, fresh), mode(t, plain); got != want {
		t.Errorf("a new file has the mode %o, others %o", got, want)
	}
}

func TestALinkStaysALink(t *testing.T) {
	folder := t.TempDir()
	target, link := filepath.Join(folder, "target"), filepath.Join(folder, "link")
	if err := os.WriteFile(target, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("target", link); err != nil {
		t.Skip("symbolic links cannot be made here:", err)
	}
	if err := Write(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link became %v, %v", info, err)
	}
	if got := read(t, target); got != "new" {
		t.Errorf("the target holds %q", got)
	}
}

func TestADeviceIsWrittenToNotReplaced(t *testing.T) {
	if err := Write(os.DevNull, []byte("gone")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(os.DevNull)
	if err != nil || info.Mode().IsRegular() {
		t.Errorf("%s is now %v, %v", os.DevNull, info, err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func mode(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func list(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}
