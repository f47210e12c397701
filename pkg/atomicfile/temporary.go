package atomicfile

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

const attempts = 100

// create opens a new hidden file beside target. os.CreateTemp would make it
// 0600 whatever the umask, and the umask cannot be asked for portably.
func create(target string) (*os.File, error) {
	var f *os.File
	var err error
	for range attempts {
		name := "." + filepath.Base(target) + "." + rand.Text()[:8] + ".tmp"
		f, err = os.OpenFile(filepath.Join(filepath.Dir(target), name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return f, err
}
