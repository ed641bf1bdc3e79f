package process

import (
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
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
