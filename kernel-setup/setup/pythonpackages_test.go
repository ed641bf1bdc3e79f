package setup

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestPackageVersion(t *testing.T) {
	for _, c := range []struct {
		line, name, version, condition string
		found                          bool
	}{
		{`numpy==2.4.6 ; python_full_version == '3.11.*' \`, "numpy", "2.4.6", "python_full_version == '3.11.*'", true},
		{`anyio==4.16.0 \`, "anyio", "4.16.0", "", true},
		{`    --hash=sha256:59bb \`, "", "", "", false},
		{`# anyio==4.16.0`, "", "", "", false},
		{``, "", "", "", false},
	} {
		name, version, condition, found := packageVersion(c.line)
		if name != c.name || version != c.version || condition != c.condition || found != c.found {
			t.Errorf("%q is read as %q %q %q %v", c.line, name, version, condition, found)
		}
	}
}

// Every package that we install is pinned to one version and checked against a hash.
func TestTheLockFileIsALock(t *testing.T) {
	text, err := os.ReadFile(thisProject(t).requirements())
	if err != nil {
		t.Fatal(err)
	}
	hash := regexp.MustCompile(`^ {4}--hash=sha256:[0-9a-f]{64}( \\)?$`)
	packages, hashes := 0, 1
	name := ""
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		next, version, _, found := packageVersion(line)
		switch {
		case strings.HasPrefix(line, "#"):
		case found:
			if hashes == 0 {
				t.Errorf("%s has no hash", name)
			}
			if version == "" || !strings.HasSuffix(line, `\`) {
				t.Errorf("line %d, %q, pins no version or has no hash below it", i+1, line)
			}
			name, hashes = next, 0
			packages++
		case hash.MatchString(line):
			hashes++
		default:
			t.Errorf("line %d, %q, is neither a pinned package nor a hash", i+1, line)
		}
	}
	if hashes == 0 {
		t.Errorf("%s has no hash", name)
	}
	if packages < 50 {
		t.Errorf("there are %d packages, which cannot be all that JupyterLab needs", packages)
	}
	if strings.Contains(string(text), "://") {
		t.Error("the lock file names a server")
	}
}
