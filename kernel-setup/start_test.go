package main

import (
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
)

func TestParseStart(t *testing.T) {
	for _, c := range []struct {
		args string
		want startOptions
		says string
	}{
		{"", startOptions{ip: "127.0.0.1"}, ""},
		{"--port 9000", startOptions{ip: "127.0.0.1", port: 9000}, ""},
		{"--port=9000 --no-browser", startOptions{ip: "127.0.0.1", port: 9000, noBrowser: true}, ""},
		{"--ip 0.0.0.0", startOptions{ip: "0.0.0.0"}, ""},
		{"--ip=:: -- --collaborative --port=1", startOptions{ip: "::", jupyter: []string{"--collaborative", "--port=1"}}, ""},
		{"--port", startOptions{}, "flag needs an argument: -port"},
		{"--port=", startOptions{}, "a port is a number"},
		{"--ip=", startOptions{}, "flag needs an argument: -ip"},
		{"--port no", startOptions{}, "a port is a number"},
		{"--port 70000", startOptions{}, "a port is a number"},
		{"--no-browser=yes", startOptions{}, "no-browser"},
		{"--prot 1", startOptions{}, "not defined: -prot"},
		{"lesson", startOptions{}, `not "lesson" (what is for JupyterLab`},
	} {
		got, err := parseStart(strings.Fields(c.args))
		switch {
		case c.says != "":
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("start %s: got %v, want an error with %q", c.args, err, c.says)
			}
		case err != nil:
			t.Errorf("start %s: %v", c.args, err)
		case got.ip != c.want.ip || got.port != c.want.port || got.noBrowser != c.want.noBrowser || !slices.Equal(got.jupyter, c.want.jupyter):
			t.Errorf("start %s: got %+v, want %+v", c.args, got, c.want)
		}
	}
}

func TestAPortThatIsTaken(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	taken := listener.Addr().(*net.TCPAddr).Port

	options := startOptions{ip: "127.0.0.1", port: port(taken)}
	err = options.checkPort()
	if want := fmt.Sprintf("port %d is taken", taken); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
	if err := (startOptions{ip: "127.0.0.1"}).checkPort(); err != nil {
		t.Errorf("without a wish: %v", err)
	}
}

func TestAnAddressOfNoUse(t *testing.T) {
	for _, ip := range []string{"nonsense.invalid", "192.0.2.7", "1.2.3.4.5"} {
		err := startOptions{ip: ip}.checkPort()
		if want := "--ip " + ip + " is no address of this machine"; err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for ip, want := range map[string]string{
		"127.0.0.1":   "http://127.0.0.1:8890/lab/tree/notebooks/00_start_here.ipynb?token=abc",
		"0.0.0.0":     "http://127.0.0.1:8890/lab/tree/notebooks/00_start_here.ipynb?token=abc",
		"::1":         "http://[::1]:8890/lab/tree/notebooks/00_start_here.ipynb?token=abc",
		"192.168.1.7": "http://192.168.1.7:8890/lab/tree/notebooks/00_start_here.ipynb?token=abc",
	} {
		if got := (startOptions{ip: ip, port: 8890}).addresses("abc"); got[0] != want {
			t.Errorf("listening on %s: %s, want %s", ip, got[0], want)
		}
	}
}

func TestTheTokenIsNoArgument(t *testing.T) {
	t.Setenv("JUPYTER_TOKEN", "secret")
	p := emptyProject(t)
	if args := strings.Join(p.jupyterArguments(startOptions{ip: "127.0.0.1", port: 1}), " "); strings.Contains(args, "secret") {
		t.Errorf("the token is in %s", args)
	}
}
