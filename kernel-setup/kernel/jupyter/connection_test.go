package jupyter

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestConnectionFilesComeBackAsTheyWere(t *testing.T) {
	for name, c := range connections(t) {
		path := filepath.Join(t.TempDir(), "connection.json")
		if err := c.Write(path); err != nil {
			t.Fatal(err)
		}
		if got, err := ReadConnection(path); err != nil || got != c {
			t.Errorf("%s: got %+v, %v, want %+v", name, got, err, c)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("others can read the file with the key: %v", info.Mode())
		}
	}
}

func TestBadConnectionFilesAreExplained(t *testing.T) {
	const good = `{"transport":"tcp","ip":"127.0.0.1","shell_port":5001,"control_port":5002,"stdin_port":5003,"iopub_port":5004,` +
		`"hb_port":5005,"signature_scheme":"hmac-sha256","key":"secret","kernel_name":"gonb"}`
	for _, c := range []struct {
		name, old, new string
		want           string // part of the error; empty: there is none
	}{
		{"good", "", "", ""},
		{"no key and no scheme", `"signature_scheme":"hmac-sha256","key":"secret",`, "", ""},
		{"a scheme without a key", `"hmac-sha256","key":"secret"`, `"none"`, ""},
		{"empty", good, "", "is no connection file: unexpected end of JSON input"},
		{"no JSON", good, "{", "is no connection file"},
		{"a list", good, "[]", "is no connection file"},
		{"nothing in it", good, "{}", `asks for the transport "": this kernel knows tcp and ipc`},
		{"null", good, "null", `asks for the transport ""`},
		{"another transport", `"tcp"`, `"inproc"`, `asks for the transport "inproc": this kernel knows tcp and ipc`},
		{"no address", `"ip":"127.0.0.1",`, "", "lacks ip"},
		{"another scheme", `hmac-sha256`, `hmac-md5`, `asks for signatures by "hmac-md5": this kernel knows hmac-sha256`},
		{"a key without a scheme", `"signature_scheme":"hmac-sha256",`, ``, `asks for signatures by ""`},
		{"no heartbeat", `"hb_port":5005,`, "", "hb_port is 0, and a port is a number from 1 to 65535"},
		{"a port below 1", "5001", "-1", "shell_port is -1"},
		{"a port over 65535", "5002", "65536", "control_port is 65536"},
		{"a port that is a word", "5003", `"http"`, "is no connection file"},
		{"a port with a fraction", "5004", "5004.5", "is no connection file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "connection.json")
			if err := os.WriteFile(path, []byte(strings.Replace(good, c.old, c.new, 1)), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := ReadConnection(path)
			if c.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) {
				t.Errorf("got %v, want %q and the file", err, c.want)
			}
		})
	}
}

func TestAConnectionFileThatCannotBeReadIsExplained(t *testing.T) {
	folder := t.TempDir()
	missing := filepath.Join(folder, "missing.json")
	for path, want := range map[string]string{
		missing: "there is no connection file " + missing,
		folder:  "cannot read the connection file",
	} {
		if _, err := ReadConnection(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for _, c := range []struct{ transport, ip, want string }{
		{"tcp", "127.0.0.1", "guarded-tcp://127.0.0.1:5001"},
		{"tcp", "::1", "guarded-tcp://[::1]:5001"},
		{"ipc", "/run/user/1000/kernel", "guarded-ipc:///run/user/1000/kernel-5001"},
	} {
		if got := (Connection{Transport: c.transport, IP: c.ip}).address(5001); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
