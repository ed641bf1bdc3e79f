package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"firstneuron/internal/process"
	"firstneuron/internal/scratch"
	"firstneuron/kernel-setup/setup"
	"firstneuron/kernel-setup/toolrun"
)

// serve runs JupyterLab until it ends or ctx does.
func (p *project) serve(ctx context.Context, options startOptions) error {
	temporary, err := scratch.New()
	if err != nil {
		return err
	}
	defer temporary.Remove()

	token := os.Getenv("JUPYTER_TOKEN")
	if token == "" {
		secret := make([]byte, 24)
		rand.Read(secret)
		token = hex.EncodeToString(secret)
	}
	env := toolrun.WithVariables(setup.PythonEnvironment(), toolrun.Variables{
		"JUPYTER_TOKEN":             token, // not an argument: those are there for everybody to see
		"JUPYTERLAB_WORKSPACES_DIR": filepath.Join(p.Venv(), "share", "first-neuron", "workspaces"),
		"JUPYTER_RUNTIME_DIR":       temporary.Path,
	})
	cmd := toolrun.Command(ctx, p.Root, env, p.Python(), p.jupyterArguments(options)...)
	stderr := &quietAfter{ctx: ctx}
	cmd.Stdout, cmd.Stderr = stderr, stderr
	cmd.WaitDelay = 10 * time.Second
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("cannot start JupyterLab: %w", err)
	}
	go func() {
		asked := options.port
		if options.port = servedPort(ctx, temporary.Path); options.port == 0 {
			return
		}
		fmt.Printf("\nJupyterLab is ready:\n")
		if asked == 0 && options.port != firstPort {
			fmt.Printf("(port %d was taken; %d was free)\n", firstPort, options.port)
		}
		for _, address := range options.addresses(token) {
			fmt.Printf("\n    %s\n", address)
		}
		fmt.Printf("\nCtrl-C ends it.\n")
	}()
	err = cmd.Wait()
	process.KillGroup(cmd.Process)
	if ctx.Err() != nil {
		fmt.Println("\nJupyterLab has ended.")
		return nil
	}
	if err != nil {
		return fmt.Errorf("JupyterLab has ended by itself: %w", err)
	}
	return nil
}

func (p *project) jupyterArguments(options startOptions) []string {
	retries := 0 // the port that the user has named, or none
	if options.port == 0 {
		options.port, retries = firstPort, 50
	}
	args := []string{
		"-m", "jupyterlab",
		"--ServerApp.ip=" + options.ip,
		"--ServerApp.port=" + options.port.String(),
		"--ServerApp.port_retries=" + strconv.Itoa(retries),
		"--ServerApp.root_dir=" + p.Root,
		"--Application.log_level=ERROR",
		"--LabApp.extension_manager=readonly", // the other one asks the Python Package Index
		"--LabApp.default_url=/lab/tree/" + firstLesson,
		"--KernelManager.shutdown_wait_time=0.5",
		"--MultiKernelManager.default_kernel_name=" + setup.KernelName,
	}
	if options.noBrowser || !hasDisplay() {
		args = append(args, "--no-browser")
	}
	if os.Getuid() == 0 {
		args = append(args, "--allow-root")
	}
	return append(args, options.jupyter...)
}

// hasDisplay keeps Python from opening a text browser in the terminal that we write to.
func hasDisplay() bool {
	if runtime.GOOS != "linux" {
		return true
	}
	for _, name := range []string{"DISPLAY", "WAYLAND_DISPLAY", "BROWSER"} {
		if os.Getenv(name) != "" {
			return true
		}
	}
	_, err := exec.LookPath("wslview")
	return err == nil
}

// servedPort waits until the server listens, and returns the port that it has taken: among two that start at once, only
// the servers themselves know. It is 0 when ctx ends before.
func servedPort(ctx context.Context, runtimeDir string) port {
	for ; ctx.Err() == nil; time.Sleep(50 * time.Millisecond) {
		files, _ := filepath.Glob(filepath.Join(runtimeDir, "jpserver-*.json"))
		for _, file := range files {
			var server struct{ Port port }
			if text, err := os.ReadFile(file); err == nil && json.Unmarshal(text, &server) == nil && server.Port != 0 {
				return server.Port
			}
		}
	}
	return 0
}

// quietAfter passes Jupyter's errors on, until we end it: what it says while it ends is no error.
type quietAfter struct{ ctx context.Context }

func (q *quietAfter) Write(text []byte) (int, error) {
	if q.ctx.Err() == nil {
		os.Stderr.Write(text)
	}
	return len(text), nil
}
