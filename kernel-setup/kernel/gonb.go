package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"firstneuron/internal/process"
	"firstneuron/kernel-setup/kernel/jupyter"
)

// A gonb is one run of GoNB, with which we talk by sockets that are files in our folder: nobody else can reach it.
type gonb struct {
	*jupyter.Client // nil until it has started up
	process         *exec.Cmd
	ended           chan struct{}
	said            *lastLines
	folder          string // where it compiles
	flags           string // of `go build`, so that our programs are compiled, and run by the relay

	waiting []func() // what is to be sent when it has started up
}

// startTime is how long GoNB may take to start up; on a busy machine with eight kernels it needs some seconds.
const startTime = time.Minute

// recordVariable names, for the cells' programs, the file to which package lesson adds predictions and results of
// exercises. No state lives between cells, but this file does: as long as the kernel, through restarts of GoNB.
const recordVariable = "FIRST_NEURON_RECORD"

func (k *kernel) recordPath() string { return filepath.Join(k.folder.Path, "record") }

// startGoNB starts GoNB. It returns at once: what is sent meanwhile waits until GoNB is there.
func (k *kernel) startGoNB() error {
	cells := k.cellsFolder()
	if err := os.RemoveAll(cells); err != nil {
		return err
	}
	if err := os.MkdirAll(cells, 0o700); err != nil {
		return err
	}
	key := make([]byte, 32)
	rand.Read(key)
	connection := jupyter.Connection{
		Transport: "ipc", IP: filepath.Join(k.folder.Path, "s"), ShellPort: 1, ControlPort: 2, StdinPort: 3, IOPubPort: 4, HeartbeatPort: 5,
		SignatureScheme: "hmac-sha256", Key: hex.EncodeToString(key),
	}
	// GoNB takes the kernel's name from that of the file, for the address by which widgets talk to it.
	file := filepath.Join(cells, filepath.Base(k.settings.connection))
	if err := connection.Write(file); err != nil {
		return err
	}
	for port := 1; port <= 5; port++ {
		os.Remove(fmt.Sprintf("%s-%d", connection.IP, port)) // of a GoNB that has crashed
	}
	args := []string{"--kernel", file, "-raw_error=true", "-logtostderr=false", "-log_file=" + os.DevNull, "-stderrthreshold=FATAL"}
	if paths := k.imports(); len(paths) > 0 {
		args = append(args, "-go_work="+strings.Join(paths, ","))
	}
	g := &gonb{process: exec.Command(k.settings.gonb, args...), ended: make(chan struct{}), said: new(lastLines)}
	g.process.Env = environment(os.Environ(), "TMPDIR", cells, "TMP", cells, "TEMP", cells,
		"PATH", k.withoutGopls(), heardVariable, k.heardPath(), recordVariable, k.recordPath(), resultVariable, k.scratchFile(resultFile))
	g.process.Stdout, g.process.Stderr = g.said, g.said
	process.InOwnGroup(g.process)
	if err := g.process.Start(); err != nil {
		return fmt.Errorf("cannot start GoNB: %w. `go run ./kernel-setup doctor` says what is missing", err)
	}
	k.gonb = g
	go func() {
		_ = g.process.Wait()
		close(g.ended)
	}()
	go k.connect(g, connection)
	return nil
}

// connect waits until GoNB has started up, and answers.
func (k *kernel) connect(g *gonb, connection jupyter.Connection) {
	ctx, cancel := context.WithTimeout(context.Background(), startTime)
	defer cancel()
	go func() {
		select {
		case <-g.ended:
			cancel()
		case <-ctx.Done():
		}
	}()
	client, err := jupyter.Dial(ctx, connection)
	if err == nil {
		err = greet(ctx, client)
	}
	if err != nil {
		g.said.add(fmt.Sprintf("GoNB does not answer: %v", err))
		g.kill()
		return
	}
	folder, flags, err := installPrograms(ctx, client, k.cellsFolder(), k.scratchFile(overlayFile))
	if err != nil {
		g.said.add(err.Error())
		g.kill()
		return
	}
	k.post(func() {
		g.Client, g.folder, g.flags = client, folder, flags
		for _, send := range g.waiting {
			send()
		}
		g.waiting = nil
	})
}

// greet asks until an output comes back: a subscription that is not through yet loses what is published meanwhile.
func greet(ctx context.Context, client *jupyter.Client) error {
	for {
		_ = client.Send(jupyter.Shell, jupyter.New("kernel_info_request", struct{}{}))
		again := time.After(100 * time.Millisecond)
		for waiting := true; waiting; {
			select {
			case arrival := <-client.Arrivals:
				if arrival.Channel == jupyter.IOPub {
					return nil
				}
			case <-again:
				waiting = false
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
}

func (g *gonb) pid() int { return g.process.Process.Pid }

func (g *gonb) pidText() string { return strconv.Itoa(g.pid()) }

// arrivals is where GoNB's messages come in; nothing does until it has started up.
func (g *gonb) arrivals() <-chan jupyter.Arrival {
	if g.Client == nil {
		return nil
	}
	return g.Client.Arrivals
}

func (g *gonb) send(channel jupyter.Channel, m *jupyter.Message) {
	if g.Client == nil {
		g.waiting = append(g.waiting, func() { g.send(channel, m) })
		return
	}
	_ = g.Client.Send(channel, m)
}

// kill ends GoNB at once. What it has started is ended with the folder.
func (g *gonb) kill() {
	_ = g.process.Process.Kill()
}

// withoutGopls is a PATH on which GoNB finds no gopls that it could start: ours is another one's child, which answers
// sooner. A cell's own `!gopls` goes through.
func (k *kernel) withoutGopls() string {
	path := os.Getenv("PATH")
	if runtime.GOOS == "windows" {
		return path
	}
	bin := filepath.Join(k.folder.Path, "bin")
	script := "#!/bin/sh\n[ \"$1\" = -listen ] && exit 0\nPATH=${PATH#*:} exec gopls \"$@\"\n"
	if os.MkdirAll(bin, 0o700) != nil || os.WriteFile(filepath.Join(bin, "gopls"), []byte(script), 0o700) != nil {
		return path
	}
	return bin + string(os.PathListSeparator) + path
}

// environment is a list of variables with some of them set, by name and value.
func environment(variables []string, set ...string) []string {
	all := append([]string{}, variables...)
	for i := 0; i+1 < len(set); i += 2 {
		all = append(all, set[i]+"="+set[i+1]) // of two, exec takes the later one
	}
	return all
}
