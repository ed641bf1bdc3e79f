package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/explain"
	"firstneuron/kernel-setup/kernel/jupyter"
	"firstneuron/kernel-setup/kernel/modules"
)

// A cell may require modules, or import packages of modules that are still to be found. That can take long where the network
// is used, so it is done beside the loop.

// besides is what waits for GoNB, or is done beside the loop, for a cell.
type besides struct {
	start func()             // goes on when GoNB has started up; nil if nothing waits for that
	stop  context.CancelFunc // ends what is done beside the loop; nil if nothing is
}

// whenGoNBIsUp goes on with a cell when GoNB has started up.
func (k *kernel) whenGoNBIsUp(c *cell, then func()) {
	if k.gonb.module != nil {
		then()
		return
	}
	c.start = func() {
		c.start = nil
		then()
	}
	if !k.gonb.isAwaited {
		k.restart()
	}
}

// beside does something for a cell beside the loop, and then goes on with the cell.
func (k *kernel) beside(c *cell, do func(context.Context, *modules.Module) *explain.Error, then func(failure *explain.Error)) {
	ctx, cancel := context.WithCancel(context.Background())
	c.stop = cancel
	module := k.gonb.module
	module.Report = func(line string) { k.post(func() { k.reportDownload(c, line) }) }
	go func() {
		failure := do(ctx, module)
		cancel()
		k.post(func() {
			if k.cell != c {
				return // GoNB has ended meanwhile, and the cell with it
			}
			c.stop = nil
			if k.helper != nil {
				_ = k.helper.Use(module.Dir())
			}
			if c.failure != nil { // it was stopped
				k.finish(c)
				return
			}
			then(failure)
		})
	}()
}

// moduleCommands are carried out beside the loop.
var moduleCommands = map[string]func(*kernel, context.Context, *modules.Module, *cell, cells.Call) *explain.Error{
	"%require": (*kernel).require, "%network": (*kernel).network, "%reset": (*kernel).resetModule,
	"%autoget": (*kernel).networkOn, "%noautoget": (*kernel).networkOff,
}

func (k *kernel) require(ctx context.Context, module *modules.Module, c *cell, call cells.Call) *explain.Error {
	folder, err := os.Getwd() // Jupyter starts a kernel beside its notebook
	if err != nil {
		return k.refusal(err, c, call.Line, module)
	}
	open, err := module.Require(ctx, call.Arguments(), folder)
	k.tellUses(c, open)
	return k.refusal(err, c, call.Line, module)
}

func (k *kernel) network(ctx context.Context, module *modules.Module, c *cell, call cells.Call) *explain.Error {
	switch strings.Join(call.Words, " ") {
	case "on":
		return k.networkOn(ctx, module, c, call)
	case "off":
		return k.networkOff(ctx, module, c, call)
	case "":
		on := module.Network
		k.post(func() { k.print(c, "stdout", k.language.Network(on)+"\n") })
		return nil
	}
	told := k.language.NoSwitch(c.text, call.Line)
	return &told
}

func (k *kernel) networkOn(ctx context.Context, module *modules.Module, c *cell, call cells.Call) *explain.Error {
	return k.refusal(k.switchNetwork(ctx, module, true), c, call.Line, module)
}

func (k *kernel) networkOff(ctx context.Context, module *modules.Module, c *cell, call cells.Call) *explain.Error {
	return k.refusal(k.switchNetwork(ctx, module, false), c, call.Line, module)
}

// resetModule forgets what cells have required; %reset by itself forgets what they have declared, too.
func (k *kernel) resetModule(_ context.Context, module *modules.Module, c *cell, call cells.Call) *explain.Error {
	k.post(func() {
		if len(call.Words) == 0 {
			k.declared.Forget(call)
			k.print(c, "stdout", k.language.AllForgotten()+"\n")
		}
	})
	return k.refusal(module.Reset(), c, call.Line, module)
}

// provide sees to the modules of the packages that a cell imports, and then goes on with the cell.
func (k *kernel) provide(c *cell, imports []string, then func()) {
	if k.gonb.module.Has(imports) {
		then()
		return
	}
	k.beside(c, func(ctx context.Context, module *modules.Module) *explain.Error {
		folder, _ := os.Getwd() // as of %require
		found, err := module.Provide(ctx, imports, folder)
		k.tellUses(c, found)
		return k.refusal(err, c, 0, module)
	}, func(failure *explain.Error) {
		if c.failure = failure; failure != nil {
			k.finish(c)
			return
		}
		then()
	})
}

// switchNetwork lets the kernel's go commands use the network, and those of cells, such as !go install.
func (k *kernel) switchNetwork(ctx context.Context, module *modules.Module, on bool) error {
	module.Network = on
	proxy, sums, err := module.Settings(ctx)
	if err != nil {
		return err
	}
	k.post(func() {
		k.gonb.send(jupyter.Shell, silent("%env GOPROXY "+proxy+"\n%env GOSUMDB "+sums))
	})
	return nil
}

// refusal says what is the matter with a module; nil if nothing is. The line is that of the command, 0 if it is an import.
func (k *kernel) refusal(err error, c *cell, line int, module *modules.Module) *explain.Error {
	if err == nil {
		return nil
	}
	var told explain.Error
	if refused := new(modules.Error); errors.As(err, &refused) {
		told = k.language.NoModule(*refused, c.text, line, module.Network)
	} else {
		told = k.language.ModulesFailed(err)
	}
	return &told
}

// tellUses says which lines keep the versions in the notebook that were chosen here.
func (k *kernel) tellUses(c *cell, uses []modules.Use) {
	for _, use := range uses {
		k.post(func() { k.print(c, "stderr", k.language.ModuleChosen(use)+"\n") })
	}
}

var downloading = regexp.MustCompile(`^go: downloading (\S+) (\S+)$`)

// reportDownload tells what the go command fetches.
func (k *kernel) reportDownload(c *cell, line string) {
	if fetched := downloading.FindStringSubmatch(line); fetched != nil && k.cell == c {
		k.print(c, "stderr", k.language.Downloading(fetched[1], fetched[2])+"\n")
		k.flush()
	}
}

// openModule takes over the module that GoNB compiles cells in, and its looking for modules: GoNB runs `go get` before each
// cell, which takes time and cannot say what is missing.
func (k *kernel) openModule(ctx context.Context, client *jupyter.Client) (*modules.Module, error) {
	found, _ := filepath.Glob(filepath.Join(k.cellsFolder(), "gonb_*", "go.mod"))
	if len(found) != 1 {
		return nil, errors.New("GoNB has no folder for a module")
	}
	if err := tell(ctx, client, "%noautoget"); err != nil {
		return nil, err
	}
	return modules.Open(ctx, modules.Options{
		Dir: filepath.Dir(found[0]), Project: k.settings.project,
		Env: environment(os.Environ(), "TMPDIR", k.cellsFolder()), // so that what is left of it is found
	})
}

// tell lets GoNB carry out a command, and waits until it has.
func tell(ctx context.Context, client *jupyter.Client, command string) error {
	ask := silent(command)
	_ = client.Send(jupyter.Shell, ask)
	for {
		select {
		case arrival := <-client.Arrivals:
			if arrival.Message.ParentID() == ask.Header.ID && arrival.Channel == jupyter.Shell {
				return nil
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// silent is a request for GoNB to carry out a command that is no cell's.
func silent(command string) *jupyter.Message {
	return jupyter.New("execute_request", map[string]any{"code": command, "silent": true, "store_history": false})
}
