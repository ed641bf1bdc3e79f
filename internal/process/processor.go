package process

import (
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// Processor is the model of this machine's processor; "unnamed processor" where that cannot be told.
func Processor() string {
	name := ""
	if runtime.GOOS == "darwin" {
		text, _ := exec.Command("sysctl", "-n", "machdep.cpu.brand_string").Output()
		name = strings.TrimSpace(string(text))
	}
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if model, found := strings.CutPrefix(line, "model name"); found {
			name = strings.Trim(model, "\t :\n")
			break
		}
	}
	if name == "" {
		return "unnamed processor"
	}
	return name
}
