package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"

	"firstneuron/kernel-setup/kernel/jupyter"
	"firstneuron/kernel-setup/kernel/relay"
)

// installRelay puts the relay, which is this program, where GoNB looks for compiled cells, and lets GoNB compile to
// another name. It returns the flag that does so: none on Windows, or where GoNB's folder is not as we know it, and then
// cells run as GoNB alone would run them.
func installRelay(ctx context.Context, client *jupyter.Client, folder string) (flag string) {
	modules, _ := filepath.Glob(filepath.Join(folder, "gonb_*", "go.mod"))
	self, err := os.Executable()
	if len(modules) != 1 || err != nil || runtime.GOOS == "windows" {
		return ""
	}
	dir := filepath.Dir(modules[0])
	if os.Symlink(self, filepath.Join(dir, filepath.Base(dir))) != nil {
		return ""
	}
	flag = "-o=" + filepath.Join(dir, relay.Program)
	ask := jupyter.New("execute_request", map[string]any{"code": "%goflags " + flag, "silent": true, "store_history": false})
	_ = client.Send(jupyter.Shell, ask)
	for {
		select {
		case arrival := <-client.Arrivals:
			if arrival.Message.ParentID() == ask.Header.ID && arrival.Channel == jupyter.Shell {
				return flag
			}
		case <-ctx.Done():
			return ""
		}
	}
}
