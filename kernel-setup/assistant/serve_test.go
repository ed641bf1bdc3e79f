package main

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestParsePage(t *testing.T) {
	for _, c := range []struct {
		args string
		want pageOptions
		says string
	}{
		{"", pageOptions{}, ""},
		{"--no-browser --port 9000", pageOptions{noBrowser: true, port: 9000}, ""},
		{"--port=9000 alma", pageOptions{port: 9000, folder: "alma"}, ""},
		{"a=b", pageOptions{folder: "a=b"}, ""},
		{"--pictures mine alma", pageOptions{folder: "alma", pictures: "mine"}, ""},
		{"--pictures=mine", pageOptions{pictures: "mine"}, ""},
		{"alma --no-browser", pageOptions{folder: "alma", noBrowser: true}, ""},
		{"--pictures", pageOptions{}, "needs an argument"},
		{"--port", pageOptions{}, "needs an argument"},
		{"--port=x", pageOptions{}, "invalid value"},
		{"--port=70000", pageOptions{}, "a port is a number"},
		{"--no-browser=yes", pageOptions{}, "no-browser"},
		{"-x", pageOptions{}, "-x"},
		{"one two", pageOptions{}, "too many"},
	} {
		got, err := parsePage(strings.Fields(c.args), true)
		switch {
		case c.says != "":
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: got %v, want an error with %q", c.args, err, c.says)
			}
		case err != nil || got != c.want:
			t.Errorf("%s: got %+v, %v, want %+v", c.args, got, err, c.want)
		}
	}
	if _, err := parsePage([]string{"alma"}, false); err == nil {
		t.Error("a folder where there may be none: no error")
	}
}

func TestAPortThatIsTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	if _, err := (pageOptions{port: port}).listen(0); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("port %d is taken", port)) {
		t.Errorf("the port that is asked for: got %v, want that it is taken", err)
	}
	listener, err := pageOptions{}.listen(port)
	if err != nil {
		t.Fatalf("without a wish: %v", err)
	}
	defer listener.Close()
	if address := listener.Addr().(*net.TCPAddr); address.Port == port || !address.IP.IsLoopback() {
		t.Errorf("it listens on %v, want another port of this machine", address)
	}
}

func TestOneBuilderAFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "assistants", "alma")
	unlock, err := lock(folder)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lock(folder); err == nil || !strings.Contains(err.Error(), "another builder has the assistant in "+folder+" open") {
		t.Errorf("a second builder: got %v, want that the folder is in use", err)
	}
	if other, err := lock(folder + "-2"); err != nil {
		t.Errorf("another folder: %v", err)
	} else {
		other()
	}
	unlock()
	again, err := lock(folder)
	if err != nil {
		t.Fatalf("after the first has ended: %v", err)
	}
	again()
}

func TestTheTokenIsNoArgument(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux names its browser in BROWSER")
	}
	folder := t.TempDir()
	browser := filepath.Join(folder, "browser")
	if err := os.WriteFile(browser, []byte("#!/bin/sh\ntrue\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("BROWSER", browser)
	t.Setenv("TMPDIR", folder)
	place := openBrowser("http://127.0.0.1:1/?token=a&b")
	if filepath.Dir(place) != folder {
		t.Errorf("the page that leads to the address is %q, want it in %s", place, folder)
	}
	text, err := os.ReadFile(place)
	if err != nil || !strings.Contains(string(text), "http://127.0.0.1:1/?token=a&amp;b") {
		t.Errorf("it holds %q, %v", text, err)
	}
	if info, err := os.Stat(place); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v, %v, want 0600", info.Mode(), err)
	}
}
