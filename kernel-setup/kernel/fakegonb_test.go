package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstneuron/kernel-setup/kernel/jupyter"
)

// fakeVariable makes of this test program a GoNB whose cells are lines that say what it does, so that the kernel meets
// on purpose what the real one does at times.
const fakeVariable = "FIRST_NEURON_FAKE_GONB"

func TestMain(m *testing.M) {
	switch {
	case len(os.Args) > 3 && os.Args[1] == "-supervise": // the kernel starts itself once more
		if err := supervise(os.Args[2], os.Args[3:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	case os.Getenv(fakeVariable) != "":
		fakeGoNB(os.Args[2])
	default:
		os.Exit(m.Run())
	}
}

// brokenFile lets a fake GoNB that is started end at once, as long as the file is there: in the test's folder, which is
// that of the kernel's.
const brokenFile = "broken"

func fakeGoNB(file string) {
	signal.Ignore(os.Interrupt)
	if _, err := os.Stat(filepath.Join(filepath.Dir(file), "..", "..", brokenFile)); err == nil {
		os.Exit(2)
	}
	if module := filepath.Join(os.TempDir(), "gonb_fake"); os.Mkdir(module, 0o700) != nil || os.WriteFile(filepath.Join(module, "go.mod"), nil, 0o600) != nil {
		os.Exit(1)
	}
	connection, err := jupyter.ReadConnection(file)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	server, err := jupyter.Listen(connection)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	cells := make(chan *jupyter.Message, 100)
	go func() {
		for m := range cells {
			fakeCell(server, m)
		}
	}()
	for arrival := range server.Arrivals {
		switch m := arrival.Message; m.Header.Type {
		case "kernel_info_request", "execute_request":
			cells <- m
		case "comm_msg":
			_ = server.Send(jupyter.IOPub, m.Answer("comm_msg", map[string]any{"comm_id": "1", "data": "pong"}))
		}
	}
}

func fakeCell(server *jupyter.Server, m *jupyter.Message) {
	publish := func(kind string, content any) { _ = server.Send(jupyter.IOPub, m.Answer(kind, content)) }
	publish("status", map[string]any{"execution_state": "busy"})
	defer publish("status", map[string]any{"execution_state": "idle"})
	var asked struct{ Code string }
	_ = m.Read(&asked)
	reply := map[string]any{"status": "ok"}
	for line := range strings.Lines(asked.Code) {
		do, with, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch do {
		case "print":
			publish("stream", map[string]any{"name": "stdout", "text": with + "\n"})
		case "complain":
			publish("stream", map[string]any{"name": "stderr", "text": with + "\n"})
		case "picture":
			publish("display_data", map[string]any{"data": map[string]any{"text/plain": with}, "metadata": map[string]any{}, "transient": map[string]any{}})
		case "wait":
			span, _ := time.ParseDuration(with)
			time.Sleep(span)
		case "run": // a program of the cell's, as GoNB runs one
			if exec.Command("/bin/sh", "-c", with).Run() != nil {
				reply = map[string]any{"status": "error", "ename": "ERROR", "evalue": "signal: killed", "traceback": []string{"signal: killed"}}
			}
		case "fail":
			reply = map[string]any{"status": "error", "ename": "ERROR", "evalue": "exit status 3", "traceback": []string{"exit status 3"}}
			publish("error", reply)
		case "hang":
			select {}
		case "crash":
			fmt.Fprintln(os.Stderr, "fake GoNB: "+with)
			os.Exit(2)
		}
	}
	_ = server.Send(jupyter.Shell, m.Answer(strings.TrimSuffix(m.Header.Type, "request")+"reply", reply))
}
