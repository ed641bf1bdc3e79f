package filelock

import (
	"path/filepath"
	"testing"
)

func TestALockIsTakenOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	unlock, taken, err := TryLock(path)
	if taken || err != nil {
		t.Fatalf("a free lock: taken %v, %v", taken, err)
	}
	if _, taken, err := TryLock(path); !taken || err != nil {
		t.Errorf("a lock that is held: taken %v, %v", taken, err)
	}
	unlock()
	if unlock, taken, err = TryLock(path); taken || err != nil {
		t.Fatalf("after unlock: taken %v, %v", taken, err)
	}
	unlock()
	if _, taken, err := TryLock(filepath.Join(path, "in a file")); taken || err == nil {
		t.Errorf("in a file: taken %v, %v", taken, err)
	}
}
