package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"firstneuron/internal/process"
	"firstneuron/kernel-setup/kernel/jupyter"
	"firstneuron/kernel-setup/kernel/modules"
	"firstneuron/kernel-setup/kernel/relay"
)

// A gonb is one run of GoNB, with which we talk by sockets that are files in our folder: nobody else can reach it.
type gonb struct {
	*jupyter.Client // nil until it has started up
	*supervisor     // while it is down, that of the run before
	isDown          bool
	isAwaited       bool // it will be started, or has been; else the next cell starts it
	said            *lastLines
	flags           string          // of `go build`, so that our programs are compiled, and run by the relay
	module          *modules.Module // in which it compiles cells; nil until it has started up

	waiting []outgoing // what is to be sent when it has started up
}

type outgoing struct {
	channel jupyter.Channel
	message *jupyter.Message
}

// startTime is how long GoNB may take to start up; on a busy machine with eight kernels it needs some seconds.
const startTime = time.Minute

// recordVariable names, for the cells' programs, the file to which package lesson adds predictions and results of
// exercises. No state lives between cells, but this file does: as long as the kernel, through restarts of GoNB.
const recordVariable = "FIRST_NEURON_RECORD"

func (k *kernel) recordPath() string { return filepath.Join(k.folder.Path, "record") }

// startGoNB starts GoNB. It does not wait until GoNB answers: what is sent meanwhile is kept until then.
func (k *kernel) startGoNB() error {
	g := k.gonb
	cells := k.cellsFolder()
	if err := os.RemoveAll(cells); err != nil {
		return err
	}
	if err := os.MkdirAll(cells, 0o700); err != nil {
		return err
	}
	if err := relay.Install(cells); err != nil {
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
	env := environment(relay.ForGoNB(os.Environ()), "TMPDIR", cells, "TMP", cells, "TEMP", cells,
		"GOPROXY", "off", "GOSUMDB", "off", "PATH", k.withoutGopls(), recordVariable, k.recordPath(), resultVariable, k.scratchFile(resultFile))
	cmd := exec.Command(k.settings.gonb, args...)
	cmd.Env, cmd.Stderr = env, g.said
	cmd.WaitDelay = time.Second // for what nobody could end, and what still prints
	started, err := startSupervised(k.folder, cmd)
	if err != nil {
		return fmt.Errorf("cannot start GoNB: %w\n%s\n`go run ./kernel-setup doctor` says what is missing", err, g.said)
	}
	g.supervisor, g.isDown, g.isAwaited = started, false, true
	go k.connect(g, connection)
	return nil
}

// connect waits until GoNB has started up, and answers.
func (k *kernel) connect(g *gonb, connection jupyter.Connection) {
	ctx, cancel := context.WithTimeout(context.Background(), startTime)
	defer cancel()
	go func() {
		select {
		case <-g.end():
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
	module, err := k.openModule(ctx, client)
	if err != nil {
		g.said.add(fmt.Sprintf("The module of the cells cannot be written: %v", err))
		g.kill()
		return
	}
	flags := k.installPrograms(ctx, client, module.Dir())
	k.post(func() {
		g.Client, g.flags, g.module = client, flags, module
		for _, m := range g.waiting {
			_ = client.Send(m.channel, m.message)
		}
		g.waiting = nil
		if c := k.cell; c != nil && c.start != nil {
			c.start()
		}
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

// pid is GoNB's process number; 0 while it is down.
func (g *gonb) pid() int {
	if g.isDown {
		return 0
	}
	return g.program
}

// end is closed when GoNB has ended.
func (g *gonb) end() <-chan struct{} {
	if g.isDown {
		return nil
	}
	return g.ended
}

// arrivals is where GoNB's messages come in; nothing does until it has started up.
func (g *gonb) arrivals() <-chan jupyter.Arrival {
	if g.Client == nil {
		return nil
	}
	return g.Client.Arrivals
}

func (g *gonb) send(channel jupyter.Channel, m *jupyter.Message) {
	if g.Client == nil {
		g.waiting = append(g.waiting, outgoing{channel, m})
		return
	}
	_ = g.Client.Send(channel, m)
}

// withdraw takes back what GoNB has not got yet.
func (g *gonb) withdraw(m *jupyter.Message) (withdrawn bool) {
	before := len(g.waiting)
	g.waiting = slices.DeleteFunc(g.waiting, func(o outgoing) bool { return o.message == m })
	return len(g.waiting) < before
}

// kill ends GoNB at once.
func (g *gonb) kill() {
	if !g.isDown {
		process.Kill(g.program)
	}
}

// withoutGopls is a PATH on which GoNB finds no gopls that it could start: ours is another one's child, which answers
// sooner. A cell's own `!gopls` goes through.
func (k *kernel) withoutGopls() string {
	path := os.Getenv("PATH")
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
