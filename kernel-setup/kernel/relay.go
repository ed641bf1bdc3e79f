package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"firstneuron/kernel-setup/kernel/jupyter"
	"firstneuron/kernel-setup/kernel/relay"
)

// installPrograms finds the folder in which GoNB compiles, and tells GoNB the flags by which it compiles our programs: an
// overlay, which is written for each cell. Besides it puts the relay, which is this program, where GoNB looks for compiled
// cells, and lets GoNB compile to another name; not on Windows, where cells run as GoNB alone would run them.
func installPrograms(ctx context.Context, client *jupyter.Client, cells, overlay string) (folder, flags string, err error) {
	modules, _ := filepath.Glob(filepath.Join(cells, "gonb_*", "go.mod"))
	self, err := os.Executable()
	if len(modules) != 1 || err != nil {
		return "", "", errors.Join(fmt.Errorf("GoNB's folder is not in %s", cells), err)
	}
	if err := os.WriteFile(overlay, []byte("{}"), 0o600); err != nil {
		return "", "", err
	}
	folder = filepath.Dir(modules[0])
	flags = fmt.Sprintf("%q", "-overlay="+overlay)
	if runtime.GOOS != "windows" && os.Symlink(self, filepath.Join(folder, filepath.Base(folder))) == nil {
		flags += fmt.Sprintf(" %q", "-o="+filepath.Join(folder, relay.Program))
	}
	ask := jupyter.New("execute_request", map[string]any{"code": "%goflags " + flags, "silent": true, "store_history": false})
	_ = client.Send(jupyter.Shell, ask)
	for {
		select {
		case arrival := <-client.Arrivals:
			if arrival.Message.ParentID() == ask.Header.ID && arrival.Channel == jupyter.Shell {
				return folder, flags, nil
			}
		case <-ctx.Done():
			return "", "", ctx.Err()
		}
	}
}
