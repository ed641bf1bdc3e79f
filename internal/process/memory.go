package process

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// MachineMemory is the memory that programs can have here, in bytes: the machine's, or less if the group of processes
// that this one is in may not have more. It is 0 where that cannot be told.
func MachineMemory() int64 {
	if runtime.GOOS == "darwin" {
		text, _ := exec.Command("sysctl", "-n", "hw.memsize").Output()
		bytes, _ := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
		return bytes
	}
	text, _ := os.ReadFile("/proc/meminfo") // proc(5)
	memory := int64(0)
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "MemTotal:" {
			kilobytes, _ := strconv.ParseInt(fields[1], 10, 64)
			memory = kilobytes << 10
		}
	}
	for _, path := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		text, _ := os.ReadFile(path)
		if limit, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64); err == nil && limit > 0 {
			memory = min(memory, limit)
		}
	}
	return memory
}

// Held is the memory, in bytes, that goes back to the machine when all of these processes end. What several of them share
// counts once, and what only mirrors files not at all. Where that cannot be told it is all that they use. A process that
// is just ending holds nothing: Linux takes its memory away (and answers ESRCH here) before it is gone.
func Held(processes []Process) (bytes int64) {
	for _, p := range processes {
		text, err := os.ReadFile("/proc/" + strconv.Itoa(p.PID) + "/smaps_rollup") // proc(5)
		held, found := int64(0), false
		for line := range strings.Lines(string(text)) {
			fields := strings.Fields(line)
			if len(fields) > 1 && (fields[0] == "Pss_Anon:" || fields[0] == "Pss_Shmem:") {
				kilobytes, _ := strconv.ParseInt(fields[1], 10, 64)
				held, found = held+kilobytes<<10, true
			}
		}
		if err == nil && !found || err != nil && !errors.Is(err, syscall.ESRCH) && IsAlive(p.PID) {
			held = p.Memory
		}
		bytes += held
	}
	return bytes
}

// Written is how many bytes these processes have written, to files and to others; 0 where that cannot be told.
func Written(processes []Process) (bytes int64) {
	for _, p := range processes {
		text, _ := os.ReadFile("/proc/" + strconv.Itoa(p.PID) + "/io") // proc(5)
		for line := range strings.Lines(string(text)) {
			if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "wchar:" {
				written, _ := strconv.ParseInt(fields[1], 10, 64)
				bytes += written
			}
		}
	}
	return bytes
}
