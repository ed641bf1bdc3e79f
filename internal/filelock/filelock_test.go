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

func TestALockIsShared(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	var unlocks []func()
	for range 2 {
		unlock, taken, err := TryShare(path)
		if taken || err != nil {
			t.Fatalf("a lock that is shared: taken %v, %v", taken, err)
		}
		unlocks = append(unlocks, unlock)
	}
	for _, unlock := range unlocks {
		if _, taken, err := TryLock(path); !taken || err != nil {
			t.Errorf("alone, while others share it: taken %v, %v", taken, err)
		}
		unlock()
	}
	unlock, taken, err := TryLock(path)
	if taken || err != nil {
		t.Fatalf("alone, after all: taken %v, %v", taken, err)
	}
	if _, taken, err := TryShare(path); !taken || err != nil {
		t.Errorf("to share what somebody has alone: taken %v, %v", taken, err)
	}
	unlock()
}
