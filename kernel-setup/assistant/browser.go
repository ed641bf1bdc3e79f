package main

import (
	"fmt"
	"html"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// openBrowser opens an address in the user's browser, where there is one. It goes by a file that leads there, to be removed
// afterwards: arguments of programs are there for everybody on this machine to see, and the address has the token in it.
func openBrowser(address string) (place string) {
	command := browserCommand()
	if command == nil {
		return ""
	}
	file, err := os.CreateTemp("", "first-neuron-*.html") // for this user's eyes only
	if err != nil {
		return ""
	}
	defer file.Close()
	fmt.Fprintf(file, `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=%[1]s">`+
		`<title>First Neuron</title><p><a href="%[1]s">Open the assistant</a></p></html>`, html.EscapeString(address))
	link := url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(filepath.ToSlash(file.Name()), "/")}
	cmd := exec.Command(command[0], append(command[1:], link.String())...)
	if cmd.Start() == nil {
		go cmd.Wait() // or it would stay behind as a zombie
	}
	return file.Name()
}

// browserCommand is what opens a file in the browser; nil where there is no screen.
func browserCommand() []string {
	switch runtime.GOOS {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}
	case "darwin":
		return []string{"open"}
	}
	if browser := os.Getenv("BROWSER"); browser != "" && !strings.ContainsAny(browser, " %:") {
		return []string{browser}
	}
	if _, err := exec.LookPath("wslview"); err == nil {
		return []string{"wslview"}
	}
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return nil
	}
	return []string{"xdg-open"}
}
